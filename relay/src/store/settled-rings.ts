/** What follows for ringing when attempts have ended: for the same batch, after their end is written. */

/** Begins to ring for what has arrived, at `at` (epoch ms); `step` of repeats that are skipped. */
export type RingStart = { id: string; at: number; step: number }

/**
 * One series a release and subscriber: whatever else they were told of it does not begin another. Nothing begins once
 * it is answered or gone.
 */
export function startRinging(db: D1Database, starts: readonly RingStart[]): D1PreparedStatement[] {
  if (starts.length === 0) return []
  const statement = db
    .prepare(
      `UPDATE alerts SET ring_at = json_extract(one.value, '$.at'), ring_step = json_extract(one.value, '$.step')
       FROM json_each(?1) AS one JOIN contents ON contents.id = (
         SELECT content_id FROM alerts AS own WHERE own.id = json_extract(one.value, '$.id'))
       LEFT JOIN releases ON releases.id = contents.release_id
       WHERE alerts.id = json_extract(one.value, '$.id')
         AND (alerts.state IN ('sent', 'given-up') OR json_extract(one.value, '$.step') > 0)
         AND alerts.ring_at IS NULL AND alerts.ring_step = 0 AND alerts.acknowledged_at IS NULL
         AND releases.closed_at IS NULL
         AND (contents.kind NOT IN ('opened', 'more') OR NOT EXISTS (
           SELECT 1 FROM contents AS c CROSS JOIN alerts AS other
             ON other.content_id = c.id AND other.subscriber_id = alerts.subscriber_id
           WHERE c.release_id = contents.release_id AND c.kind IN ('opened', 'more') AND other.id <> alerts.id
             AND (other.ring_at IS NOT NULL OR other.ring_step > 0 OR other.acknowledged_at IS NOT NULL)))`,
    )
    .bind(JSON.stringify(starts))
  return [statement]
}

/** A repeat has arrived, or ended without: what it repeats is to be looked at again. */
export function lookAgain(
  db: D1Database,
  repeats: readonly { follows: string; at: number }[],
): D1PreparedStatement[] {
  if (repeats.length === 0) return []
  const statement = db
    .prepare(
      `UPDATE alerts SET ring_at = json_extract(one.value, '$.at') FROM json_each(?1) AS one
       WHERE alerts.id = json_extract(one.value, '$.follows') AND alerts.ring_at IS NULL
         AND alerts.acknowledged_at IS NULL`,
    )
    .bind(JSON.stringify(repeats))
  return [statement]
}

/** Who answered before the sender had heard that the message arrived. */
export function noteAnswers(db: D1Database, ids: readonly string[]): D1PreparedStatement[] {
  if (ids.length === 0) return []
  const statement = db
    .prepare(
      `UPDATE alerts SET state = 'acknowledged' WHERE id IN (SELECT value FROM json_each(?))
         AND state = 'sent' AND acknowledged_at IS NOT NULL`,
    )
    .bind(JSON.stringify(ids))
  return [statement]
}

/** What a digest told has arrived with it, or ended with it. */
export function settleGathered(db: D1Database, digestIds: readonly string[]): D1PreparedStatement[] {
  if (digestIds.length === 0) return []
  const list = JSON.stringify(digestIds)
  const ended = `digest.id IN (SELECT value FROM json_each(?1)) AND digest.state IN ('sent', 'given-up')`
  return [
    db
      .prepare(
        `UPDATE alerts SET state = digest.state, message_id = digest.message_id, sent_at = digest.sent_at
         FROM alerts AS digest WHERE alerts.follows = digest.id AND alerts.state = 'gathered' AND ${ended}`,
      )
      .bind(list),
    db
      .prepare(
        `UPDATE contents SET reached = 1 WHERE reached = 0 AND id IN (
           SELECT member.content_id FROM alerts AS member
           WHERE member.follows IN (SELECT value FROM json_each(?1)) AND member.state = 'sent')`,
      )
      .bind(list),
  ]
}
