import type { ChannelName } from '#core/alert.ts'

/** How what is owed gets on, and how large the database is. Epoch ms, bytes. */
export type Waits = {
  /**
   * By channel, since when the first in line could leave and the line has not moved: neither it nor anything before it
   * has been tried. However long a line is, at its channel's pace it moves all the time; what is passed over does not.
   * Pictures, which wait for all words, do not count.
   */
  overdueSince: Since[]
  /** By channel, since when something is tried in vain while nothing else arrived there. */
  retryingSince: Since[]
  /** `null` where the database does not say. */
  bytes: number | null
}

type Since = { channel: ChannelName; since: number }
type Head = { channel: ChannelName; urgency: number; created_at: number; shuffle: number; next_at: number }

const DAY_MS = 86_400_000
/** What has waited for less waits for its turn; D1 is not asked about the line before it. */
const SHORT_MS = 60_000

export async function readWaits(db: D1Database, now: number): Promise<Waits> {
  const [heads, retrying] = await Promise.all([
    db
      .prepare(
        `SELECT channel, urgency, created_at, shuffle, next_at FROM (
           SELECT alerts.*, row_number() OVER (
             PARTITION BY alerts.channel ORDER BY alerts.urgency, alerts.created_at, alerts.shuffle) AS place
           FROM alerts LEFT JOIN alerts AS texts ON texts.id = alerts.follows
           WHERE ((alerts.state = 'owed' AND alerts.next_at <= ?1)
               OR (alerts.state = 'leased' AND alerts.lease_until <= ?1)) AND alerts.urgency < 3
             AND (texts.state IS NULL OR texts.state NOT IN ('owed', 'leased', 'gathered')))
         WHERE place = 1`,
      )
      .bind(now)
      .all<Head>(),
    db
      .prepare(
        `SELECT channel, min(created_at) AS since FROM alerts
         WHERE (state = 'owed' AND attempts > 0) OR (state = 'leased' AND attempts > 1) GROUP BY channel`,
      )
      .all<Since>(),
  ])
  const arrived = await Promise.all(retrying.results.map((one) => hasArrived(db, one)))
  const bytes = heads.meta.size_after
  return {
    overdueSince: await Promise.all(heads.results.map((head) => stillSince(db, head, now))),
    retryingSince: retrying.results.filter((_, at) => arrived[at] === false),
    bytes: bytes > 0 ? bytes : null,
  }
}

async function stillSince(db: D1Database, head: Head, now: number): Promise<Since> {
  const { channel, urgency, created_at: createdAt, shuffle, next_at: dueAt } = head
  if (now - dueAt < SHORT_MS) return { channel, since: dueAt }
  const row = await db
    .prepare(
      `SELECT max(deliveries.at) AS at FROM alerts JOIN deliveries ON deliveries.alert_id = alerts.id
       WHERE alerts.created_at > ?1 AND alerts.channel = ?2
         AND (alerts.urgency, alerts.created_at, alerts.shuffle) < (?3, ?4, ?5)`,
    )
    .bind(createdAt - DAY_MS, channel, urgency, createdAt, shuffle)
    .first<{ at: number | null }>()
  return { channel, since: Math.max(dueAt, row?.at ?? 0) }
}

async function hasArrived(db: D1Database, { channel, since }: Since): Promise<boolean> {
  const row = await db
    .prepare('SELECT 1 FROM alerts WHERE created_at > ? AND channel = ? AND sent_at > ? LIMIT 1')
    .bind(since - DAY_MS, channel, since)
    .first()
  return row !== null
}
