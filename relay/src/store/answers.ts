import type { AcknowledgedAs, AlertContent } from '#core/alert.ts'

/** What subscribers answered, on their own alerts; and how often each answer was given to a release, without names. */

/** A release that somebody was told of, and what they have answered so far. */
export type Answerable = {
  releaseId: string
  /** The first of their alerts about it. */
  alertId: string
  content: Extract<AlertContent, { releaseId: string }>
  answered: AcknowledgedAs | null
}

type Row = { release_id: string; alert_id: string; content: string; answered: AcknowledgedAs | null }

/** What one of their alerts speaks of (of a digest: each opening in it), or one release; nothing that they were not told. */
export async function answerable(
  db: D1Database,
  subscriberId: string,
  about: { alertId: string } | { releaseId: string },
): Promise<Answerable[]> {
  const [matter, id] =
    'alertId' in about
      ? ['(alerts.id = ?2 OR alerts.follows = ?2)', about.alertId]
      : ['contents.release_id = ?2', about.releaseId]
  const { results } = await db
    .prepare(
      `SELECT contents.release_id, min(contents.content) AS content, min(alerts.id) AS alert_id,
         (SELECT a.acknowledged_as FROM contents AS c CROSS JOIN alerts AS a
            ON a.content_id = c.id AND a.subscriber_id = ?1
          WHERE c.release_id = contents.release_id AND a.acknowledged_as IS NOT NULL LIMIT 1) AS answered
       FROM alerts JOIN contents ON contents.id = alerts.content_id
       WHERE alerts.subscriber_id = ?1 AND ${matter}
         AND contents.kind IN ('opened', 'more', 'ring', 'escalated')
       GROUP BY contents.release_id ORDER BY min(alerts.created_at), contents.release_id`,
    )
    .bind(subscriberId, id)
    .all<Row>()
  return results.flatMap((row) => {
    // Only store/fan-out.ts writes the column.
    const content: AlertContent = JSON.parse(row.content)
    return 'releaseId' in content
      ? [{ releaseId: row.release_id, alertId: row.alert_id, content, answered: row.answered }]
      : []
  })
}

type Answer = { releaseId: string; subscriberId: string; outcome: AcknowledgedAs; at: number }

/** What the subscriber ?2 has answered to the release ?1 before. */
const BEFORE = `(SELECT a.acknowledged_as FROM contents AS c CROSS JOIN alerts AS a
    ON a.content_id = c.id AND a.subscriber_id = ?2
  WHERE c.release_id = ?1 AND a.acknowledged_as IS NOT NULL LIMIT 1)`
/** "Seen" takes nothing back. */
const IS_NEWS = `(${BEFORE} IS NULL OR (?3 <> 'seen' AND ${BEFORE} <> ?3))`

/**
 * Keeps an answer and counts it; another one in its place is counted instead. The same a second time, also at the same
 * time, changes nothing. Ends all ringing of this subscriber for the release.
 */
export function keepAnswer(
  db: D1Database,
  { releaseId, subscriberId, outcome, at }: Answer,
): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `UPDATE release_outcomes SET count = count - 1
         WHERE release_id = ?1 AND outcome = ${BEFORE} AND ${IS_NEWS}`,
      )
      .bind(releaseId, subscriberId, outcome),
    db
      .prepare(
        `INSERT INTO release_outcomes (release_id, outcome, count) SELECT ?1, ?3, 1 WHERE ${IS_NEWS}
         ON CONFLICT (release_id, outcome) DO UPDATE SET count = count + 1`,
      )
      .bind(releaseId, subscriberId, outcome),
    db
      .prepare(
        `UPDATE alerts SET acknowledged_at = coalesce(acknowledged_at, ?4), ring_at = NULL,
           acknowledged_as = CASE WHEN ?3 = 'seen' THEN coalesce(${BEFORE}, 'seen') ELSE ?3 END,
           state = CASE state WHEN 'sent' THEN 'acknowledged' ELSE state END
         WHERE subscriber_id = ?2 AND content_id IN (
           SELECT id FROM contents WHERE release_id = ?1 AND kind IN ('opened', 'more', 'ring', 'escalated'))`,
      )
      .bind(releaseId, subscriberId, outcome, at),
  ]
}

/** The digest itself is answered, too. */
export function endDigest(
  db: D1Database,
  { alertId, subscriberId, outcome, at }: Omit<Answer, 'releaseId'> & { alertId: string },
): D1PreparedStatement {
  return db
    .prepare(
      `UPDATE alerts SET acknowledged_at = coalesce(acknowledged_at, ?4), ring_at = NULL, acknowledged_as = ?3,
         state = CASE state WHEN 'sent' THEN 'acknowledged' ELSE state END
       WHERE subscriber_id = ?2 AND id = ?1
         AND EXISTS (SELECT 1 FROM contents WHERE contents.id = alerts.content_id AND contents.kind = 'digest')`,
    )
    .bind(alertId, subscriberId, outcome, at)
}

/**
 * The digest that a repeat of one repeats; the alert itself otherwise. `listed`: the releases that this message told of,
 * `null` when it is no digest.
 */
export async function digestBehind(
  db: D1Database,
  alertId: string,
): Promise<{ alertId: string; listed: string[] | null }> {
  const row = await db
    .prepare(
      `SELECT alerts.follows, contents.content FROM alerts JOIN contents ON contents.id = alerts.content_id
       WHERE alerts.id = ? AND contents.kind = 'digest'`,
    )
    .bind(alertId)
    .first<{ follows: string | null; content: string }>()
  // Only store/fan-out.ts writes the column.
  const content: AlertContent | null = row === null ? null : JSON.parse(row.content)
  if (row === null || content?.kind !== 'digest') return { alertId, listed: null }
  return { alertId: row.follows ?? alertId, listed: content.openings.map(({ releaseId }) => releaseId) }
}

export type Outcomes = Record<AcknowledgedAs, number>

/** How many subscribers gave each answer, by release; none where nobody has. */
export async function readOutcomes(
  db: D1Database,
  releaseIds: readonly string[],
): Promise<Map<string, Outcomes>> {
  const { results } = await db
    .prepare(
      `SELECT release_id, outcome, count FROM release_outcomes
       WHERE release_id IN (SELECT value FROM json_each(?)) AND count > 0`,
    )
    .bind(JSON.stringify(releaseIds))
    .all<{ release_id: string; outcome: AcknowledgedAs; count: number }>()
  const rows = Map.groupBy(results, (row) => row.release_id)
  return new Map(
    [...rows].map(([id, list]) => [
      id,
      Object.assign(noOutcomes(), Object.fromEntries(list.map(({ outcome, count }) => [outcome, count]))),
    ]),
  )
}

export const noOutcomes = (): Outcomes => ({ seen: 0, 'got-one': 0, 'too-late': 0, 'false-alarm': 0 })
