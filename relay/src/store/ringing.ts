import type { AlertContent } from '#core/alert.ts'
import type { RingWishes } from '#core/ringing.ts'

/** The alerts whose time to ring again has come. `ring_at` of an alert is when it is to be looked at. */

export type Ringing = {
  id: string
  subscriberId: string
  content: AlertContent
  /** How often it has rung. */
  step: number
  ringAt: number
  /** When it arrived, or was owed if it never did; and when the last repeat arrived. Epoch ms. */
  firstSentAt: number
  lastSentAt: number
  closedAt: number | null
  acknowledgedAt: number | null
  wishes: RingWishes
  /** Of its subscriber: gets messages, does not want any now, or cannot get any. */
  reach: 'yes' | 'not-now' | 'no'
}

type Row = {
  id: string
  subscriber_id: string
  content: string
  ring_step: number
  ring_at: number
  first_at: number
  last_at: number | null
  closed_at: number | null
  acknowledged_at: number | null
  loudness: RingWishes['loudness'] | null
  quiet: string | null
  time_zone: string | null
  always: string | null
  escalate_to: string | null
  reach: Ringing['reach']
}

/** What is to be looked at now, longest due first, and when the next one is; `null` when none is. */
export async function readRinging(
  db: D1Database,
  { now, most }: { now: number; most: number },
): Promise<{ due: Ringing[]; nextAt: number | null }> {
  const [due, next] = await db.batch<Row & { next: number | null }>([
    db
      .prepare(
        `SELECT alerts.id, alerts.subscriber_id, contents.content, alerts.ring_step, alerts.ring_at,
           coalesce(alerts.sent_at, alerts.created_at) AS first_at, releases.closed_at, alerts.acknowledged_at,
           (SELECT max(later.sent_at) FROM alerts AS later JOIN contents AS c ON c.id = later.content_id
             WHERE later.follows = alerts.id AND c.kind IN ('ring', 'digest')) AS last_at,
           s.loudness, s.quiet, s.time_zone, s.always, s.escalate_to,
           CASE WHEN coalesce(s.state, '') <> 'active' THEN 'no'
             WHEN coalesce(s.paused_until, 0) > ?1 THEN 'not-now' ELSE 'yes' END AS reach
         FROM alerts JOIN contents ON contents.id = alerts.content_id
         LEFT JOIN releases ON releases.id = contents.release_id
         LEFT JOIN subscribers AS s ON s.id = alerts.subscriber_id
         WHERE alerts.ring_at <= ?1 ORDER BY alerts.ring_at LIMIT ?2`,
      )
      .bind(now, most),
    db.prepare('SELECT min(ring_at) AS next FROM alerts WHERE ring_at > ?').bind(now),
  ])
  return { due: (due?.results ?? []).map(toRinging), nextAt: next?.results[0]?.next ?? null }
}

function toRinging(row: Row): Ringing {
  // Only store/fan-out.ts and store/subscribers.ts write these columns.
  const content: AlertContent = JSON.parse(row.content)
  const quiet: RingWishes['quiet'] = row.quiet === null ? null : JSON.parse(row.quiet)
  const always: RingWishes['always'] = JSON.parse(row.always ?? '[]')
  return {
    id: row.id,
    subscriberId: row.subscriber_id,
    content,
    step: row.ring_step,
    ringAt: row.ring_at,
    firstSentAt: row.first_at,
    lastSentAt: row.last_at ?? row.first_at,
    closedAt: row.closed_at,
    acknowledgedAt: row.acknowledged_at,
    wishes: {
      loudness: row.loudness ?? 'silent',
      quiet,
      timeZone: row.time_zone ?? 'UTC',
      always,
      escalateTo: row.escalate_to,
    },
    reach: row.reach,
  }
}

/** Puts off the next look, or ends them (`null`). Changes nothing where somebody else has meanwhile. */
export function putOffRinging(
  db: D1Database,
  { id, ringAt }: Pick<Ringing, 'id' | 'ringAt'>,
  until: number | null,
): D1PreparedStatement {
  return db.prepare('UPDATE alerts SET ring_at = ?3 WHERE id = ?1 AND ring_at = ?2').bind(id, ringAt, until)
}

/** Counts one more repeat; the next look is set when it has arrived. */
export function countRing(
  db: D1Database,
  { id, ringAt }: Pick<Ringing, 'id' | 'ringAt'>,
): D1PreparedStatement {
  return db
    .prepare('UPDATE alerts SET ring_step = ring_step + 1, ring_at = NULL WHERE id = ? AND ring_at = ?')
    .bind(id, ringAt)
}

/** Nobody of the release rings any more. */
export function endRinging(db: D1Database, releaseId: string): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE alerts SET ring_at = NULL WHERE ring_at IS NOT NULL
         AND content_id IN (SELECT id FROM contents WHERE release_id = ?)`,
    )
    .bind(releaseId)
}

/** Epoch ms, of the database. */
const NOW = `CAST(unixepoch('subsec') * 1000 AS INTEGER)`

/** Whether a subscriber has answered to the release ?1. */
const answered = (subscriberId: string) =>
  `EXISTS (SELECT 1 FROM contents AS c CROSS JOIN alerts AS a ON a.content_id = c.id AND a.subscriber_id = ${subscriberId}
     WHERE c.release_id = ?1 AND a.acknowledged_at IS NOT NULL)`

/**
 * Takes back repeats that are owed and needed no more: the release has closed, or its subscriber has answered, or
 * everybody for whom somebody else was turned to. To be put after whatever brings this about, and after owing any.
 * Looks only at these subscribers and whoever was turned to for them; `null` for all.
 */
export function withdrawNeedless(
  db: D1Database,
  releaseId: string,
  subscriberIds: readonly string[] | null,
): D1PreparedStatement[] {
  const stillWaits = `EXISTS (SELECT 1 FROM escalations AS e
    WHERE e.release_id = ?1 AND e.to_id = alerts.subscriber_id AND NOT ${answered('e.from_id')})`
  return [
    db
      .prepare(
        `UPDATE alerts SET state = 'withdrawn', ended_at = ${NOW}
         WHERE state = 'owed' AND content_id IN (
             SELECT id FROM contents WHERE release_id = ?1 AND kind IN ('ring', 'escalated'))
           AND (?2 IS NULL OR subscriber_id IN (
             SELECT value FROM json_each(?2)
             UNION SELECT to_id FROM escalations
               WHERE release_id = ?1 AND from_id IN (SELECT value FROM json_each(?2))))
           AND (EXISTS (SELECT 1 FROM releases WHERE id = ?1 AND closed_at IS NOT NULL)
             OR ${answered('alerts.subscriber_id')}
             OR (EXISTS (SELECT 1 FROM contents AS own WHERE own.id = alerts.content_id AND own.kind = 'escalated')
               AND NOT ${stillWaits}))`,
      )
      .bind(releaseId, subscriberIds === null ? null : JSON.stringify(subscriberIds)),
    withdrawDigests(db),
  ]
}

/** Repeats of a digest of which nothing is open and unanswered any more. */
function withdrawDigests(db: D1Database): D1PreparedStatement {
  return db.prepare(
    `UPDATE alerts SET state = 'withdrawn', ended_at = ${NOW}
     WHERE state = 'owed' AND follows IS NOT NULL
       AND EXISTS (SELECT 1 FROM contents AS own WHERE own.id = alerts.content_id AND own.kind = 'digest')
       AND NOT EXISTS (
         SELECT 1 FROM alerts AS member JOIN contents AS c ON c.id = member.content_id
           JOIN releases ON releases.id = c.release_id
         WHERE member.follows = alerts.follows AND c.kind = 'opened' AND releases.closed_at IS NULL
           AND member.acknowledged_at IS NULL)`,
  )
}

/** Who turned to whom about a release. */
export type Escalation = { fromId: string; toId: string }

export async function escalationsOf(db: D1Database, releaseId: string, id: string): Promise<Escalation[]> {
  const { results } = await db
    .prepare(
      `SELECT from_id, to_id FROM escalations WHERE release_id = ?1 AND from_id = ?2
       UNION SELECT from_id, to_id FROM escalations WHERE release_id = ?1 AND to_id = ?2`,
    )
    .bind(releaseId, id)
    .all<{ from_id: string; to_id: string }>()
  return results.map(({ from_id: fromId, to_id: toId }) => ({ fromId, toId }))
}

export function keepEscalation(
  db: D1Database,
  { releaseId, fromId, toId, at }: Escalation & { releaseId: string; at: number },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO escalations (release_id, from_id, to_id, at) VALUES (?, ?, ?, ?)
       ON CONFLICT (release_id, from_id) DO NOTHING`,
    )
    .bind(releaseId, fromId, toId, at)
}

export function pruneEscalations(db: D1Database, before: number): D1PreparedStatement {
  return db.prepare('DELETE FROM escalations WHERE at < ?').bind(before)
}
