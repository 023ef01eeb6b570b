import type { AcknowledgedAs, Alert, AlertContent, DigestEntry } from '#core/alert.ts'

import { releaseIdOf } from '#core/alert.ts'

import { storeContent } from './fan-out.ts'

/** Openings that are told to one subscriber in one message: rows that follow the digest's. */

export type Gathered = DigestEntry & { acknowledgedAt: number | null }

/** What a digest told, in the order of its opening, with what has become of it. */
export async function readGathered(db: D1Database, digestId: string): Promise<Gathered[]> {
  const { results } = await db
    .prepare(
      `SELECT contents.content, releases.closed_at, alerts.acknowledged_at
       FROM alerts JOIN contents ON contents.id = alerts.content_id
       JOIN releases ON releases.id = contents.release_id
       WHERE alerts.follows = ? AND contents.kind = 'opened' ORDER BY alerts.created_at, alerts.id`,
    )
    .bind(digestId)
    .all<{ content: string; closed_at: number | null; acknowledged_at: number | null }>()
  return results.flatMap((row) => {
    // Only store/fan-out.ts writes the column.
    const content: AlertContent = JSON.parse(row.content)
    if (content.kind !== 'opened') return []
    return [{ ...content, closedAt: row.closed_at, acknowledgedAt: row.acknowledged_at }]
  })
}

type DigestContent = Extract<AlertContent, { kind: 'digest' }>
type Digest = {
  id: string
  /** The digest that it repeats. */
  follows: string | null
  content: DigestContent
  answered: AcknowledgedAs | null
}

/** The digest that told this opening, or that this is, its words and what was answered; `null` when it is neither. */
export async function digestOf(db: D1Database, alertId: string): Promise<Digest | null> {
  const row = await db
    .prepare(
      `SELECT digest.id, digest.follows, contents.content,
         coalesce(digest.acknowledged_as, first.acknowledged_as) AS answered
       FROM alerts AS told JOIN contents AS own ON own.id = told.content_id
       JOIN alerts AS digest ON digest.id = CASE own.kind WHEN 'digest' THEN told.id ELSE told.follows END
       JOIN contents ON contents.id = digest.content_id
       LEFT JOIN alerts AS first ON first.id = digest.follows
       WHERE told.id = ? AND contents.kind = 'digest'`,
    )
    .bind(alertId)
    .first<{ id: string; follows: string | null; content: string; answered: AcknowledgedAs | null }>()
  const content: AlertContent | null = row === null ? null : JSON.parse(row.content)
  if (row === null || content?.kind !== 'digest') return null
  return { id: row.id, follows: row.follows, content, answered: row.answered }
}

/** The same list with what of it has gone since. */
export async function withEnds(
  db: D1Database,
  { id, follows, content }: Pick<Digest, 'id' | 'follows' | 'content'>,
): Promise<DigestContent> {
  const gathered = await readGathered(db, follows ?? id)
  const ends = new Map(gathered.map((one) => [one.releaseId, one.closedAt]))
  const openings = content.openings.map((one) => ({ ...one, closedAt: ends.get(one.releaseId) ?? null }))
  return { ...content, openings }
}

/** A message that said seats were there, with the channel's own id of it. */
export type Told = { alertId: string; messageId: string }

/**
 * The messages of this alert's subscriber about this alert's release that have arrived, repeats of a digest that lists it
 * too; one of a digest once.
 */
export async function toldOf(
  db: D1Database,
  { subscriberId, content }: Pick<Alert, 'subscriberId' | 'content'>,
): Promise<Told[]> {
  const { results } = await db
    .prepare(
      `WITH own AS (
         SELECT alerts.id, alerts.follows, alerts.state, alerts.message_id, alerts.created_at
         FROM contents CROSS JOIN alerts ON alerts.content_id = contents.id AND alerts.subscriber_id = ?2
         WHERE contents.release_id = ?1 AND contents.kind IN ('opened', 'more', 'ring', 'escalated')),
       repeats AS (
         SELECT list.id, list.follows, list.state, list.message_id, list.created_at
         FROM own CROSS JOIN alerts AS list ON list.follows = own.follows
         JOIN contents ON contents.id = list.content_id AND contents.kind = 'digest'
         WHERE EXISTS (SELECT 1 FROM json_each(contents.content, '$.openings') AS one
           WHERE json_extract(one.value, '$.releaseId') = ?1))
       SELECT min(id) AS alertId, message_id AS messageId
       FROM (SELECT * FROM own UNION ALL SELECT * FROM repeats)
       WHERE state IN ('sent', 'acknowledged') AND message_id IS NOT NULL
       GROUP BY message_id ORDER BY min(created_at)`,
    )
    .bind(releaseIdOf(content) ?? '', subscriberId)
    .all<Told>()
  return results
}

/** How many releases have opened since, over all watches. */
export async function countOpenings(db: D1Database, since: number): Promise<number> {
  const row = await db
    .prepare(`SELECT count(*) AS count FROM contents WHERE kind = 'opened' AND created_at > ?`)
    .bind(since)
    .first<{ count: number }>()
  return row?.count ?? 0
}

type WaitingRow = { id: string; subscriber_id: string; created_at: number; content: string }
export type WaitingOne = { id: string; createdAt: number; entry: DigestEntry }
export type Burst = { waiting: WaitingOne[]; recent: number }

/** Of these subscribers: the openings that wait and have surely not arrived, and how many they were sent since. */
export async function readBursts(
  db: D1Database,
  subscriberIds: readonly string[],
  since: number,
): Promise<Map<string, Burst>> {
  const list = JSON.stringify(subscriberIds)
  const [waiting, recent] = await db.batch<WaitingRow & { count: number }>([
    db
      .prepare(
        `SELECT alerts.id, alerts.subscriber_id, alerts.created_at, contents.content
         FROM json_each(?) AS one CROSS JOIN alerts ON alerts.subscriber_id = one.value
         JOIN contents ON contents.id = alerts.content_id
         WHERE alerts.state = 'owed' AND alerts.repeat = 0 AND contents.kind = 'opened'`,
      )
      .bind(list),
    db
      .prepare(
        `SELECT alerts.subscriber_id, count(*) AS count
         FROM json_each(?1) AS one CROSS JOIN alerts ON alerts.subscriber_id = one.value AND alerts.created_at > ?2 - 600000
         JOIN contents ON contents.id = alerts.content_id
         WHERE contents.kind = 'opened' AND (alerts.sent_at > ?2 OR alerts.state = 'leased')
         GROUP BY alerts.subscriber_id`,
      )
      .bind(list, since),
  ])
  const counts = new Map((recent?.results ?? []).map((row) => [row.subscriber_id, row.count]))
  const rows = Map.groupBy(waiting?.results ?? [], (row) => row.subscriber_id)
  return new Map(
    subscriberIds.map((id) => [
      id,
      { waiting: (rows.get(id) ?? []).flatMap(toWaiting), recent: counts.get(id) ?? 0 },
    ]),
  )
}

function toWaiting({ id, created_at: createdAt, content: text }: WaitingRow): WaitingOne[] {
  const content: AlertContent = JSON.parse(text)
  return content.kind === 'opened' ? [{ id, createdAt, entry: { ...content, closedAt: null } }] : []
}

type Gathering = {
  /** Of the digest's alert, and of its content when that is new. */
  id: string
  contentId: string
  subscriberId: string
  members: readonly string[]
  content: AlertContent
  at: number
}

/** Tells these openings in one message instead of their own; when one of them has left meanwhile nothing is changed. */
export function gather(db: D1Database, gathering: Gathering): D1PreparedStatement[] {
  const { id, contentId, subscriberId, members, content, at } = gathering
  const about = content.kind === 'digest' ? content.id : ''
  const list = JSON.stringify(members)
  return [
    storeContent(db, { contentId, content, at }),
    db
      .prepare(
        `INSERT INTO alerts (id, content_id, subscriber_id, channel, urgency, shuffle, state, next_at, created_at)
         SELECT ?1, contents.id, s.id, s.channel, 0, abs(random() % 1000000000), 'owed', ?5, ?5
         FROM contents JOIN subscribers AS s ON s.id = ?2
         WHERE contents.kind = 'digest' AND contents.about = ?3 AND ?6 = (
           SELECT count(*) FROM alerts WHERE id IN (SELECT value FROM json_each(?4)) AND state = 'owed'
             AND subscriber_id = ?2)
         ON CONFLICT (content_id, subscriber_id) DO NOTHING`,
      )
      .bind(id, subscriberId, about, list, at, members.length),
    db
      .prepare(
        `UPDATE alerts SET state = 'gathered', follows = ?1, ended_at = ?3
         WHERE id IN (SELECT value FROM json_each(?2)) AND EXISTS (SELECT 1 FROM alerts AS d WHERE d.id = ?1)`,
      )
      .bind(id, list, at),
  ]
}
