import type { ChannelName } from '#core/alert.ts'

/** How what is owed gets on, and how large the database is. Epoch ms, bytes. */
export type Waits = {
  /** Since when an alert that may leave has not; pictures, which wait for all words, do not count. */
  overdueSince: number | null
  /** By channel, since when something is tried in vain while nothing else arrived there. */
  retryingSince: { channel: ChannelName; since: number }[]
  /** `null` where the database does not say. */
  bytes: number | null
}

const DAY_MS = 86_400_000

export async function readWaits(db: D1Database): Promise<Waits> {
  const [overdue, retrying] = await db.batch<{ channel: ChannelName; since: number | null }>([
    db.prepare(`SELECT min(next_at) AS since FROM alerts WHERE state = 'owed' AND urgency < 3`),
    db.prepare(
      `SELECT channel, min(created_at) AS since FROM alerts
       WHERE (state = 'owed' AND attempts > 0) OR (state = 'leased' AND attempts > 1) GROUP BY channel`,
    ),
  ])
  const tried = (retrying?.results ?? []).flatMap(({ channel, since }) =>
    since === null ? [] : [{ channel, since }],
  )
  const arrived = await Promise.all(tried.map((one) => hasArrived(db, one)))
  const bytes = overdue?.meta.size_after
  return {
    overdueSince: overdue?.results[0]?.since ?? null,
    retryingSince: tried.filter((_, at) => arrived[at] === false),
    bytes: bytes !== undefined && bytes > 0 ? bytes : null,
  }
}

async function hasArrived(
  db: D1Database,
  { channel, since }: { channel: ChannelName; since: number },
): Promise<boolean> {
  const row = await db
    .prepare('SELECT 1 FROM alerts WHERE created_at > ? AND channel = ? AND sent_at > ? LIMIT 1')
    .bind(since - DAY_MS, channel, since)
    .first()
  return row !== null
}
