import type { Alert, AlertContent, AlertState, ChannelName } from '#core/alert.ts'
import type { ReleaseSpan } from '#core/delivery.ts'
import type { Peace } from '#core/quiet.ts'
import type { Subscriber } from '#core/subscriber.ts'

/** An alert that waits, with what its release and its subscriber have become since. */
export type WaitingAlert = Alert & {
  release: ReleaseSpan
  /** `null` when there is none any more. */
  subscriber: Pick<Subscriber, 'address' | 'options' | 'locale' | 'loudness' | keyof Peace> | null
  /** What has become of the alert that this one follows. */
  text: { state: AlertState; messageId: string | null } | null
}

type Row = {
  id: string
  subscriber_id: string
  channel: ChannelName
  content: string
  follows: string | null
  state: AlertState
  attempts: number
  repeat: number
  next_at: number
  lease_until: number | null
  message_id: string | null
  created_at: number
  sent_at: number | null
  release_id: string | null
  closed_at: number | null
  address: string | null
  options: string
  locale: Subscriber['locale']
  loudness: Subscriber['loudness']
  quiet: string | null
  time_zone: string
  always: string
  text_state: AlertState | null
  text_message_id: string | null
}

const SELECT = `
  SELECT alerts.id, alerts.subscriber_id, alerts.channel, contents.content, alerts.follows, alerts.state,
    alerts.attempts, alerts.repeat, alerts.next_at, alerts.lease_until, alerts.message_id, alerts.created_at,
    alerts.sent_at, releases.id AS release_id, releases.closed_at, s.address, s.options, s.locale, s.loudness,
    s.quiet, s.time_zone, s.always,
    texts.state AS text_state, texts.message_id AS text_message_id
  FROM alerts
  JOIN contents ON contents.id = alerts.content_id
  LEFT JOIN releases ON releases.id = CASE
    WHEN contents.kind IN ('opened', 'more', 'ring', 'escalated') THEN contents.release_id
    WHEN contents.kind = 'digest' THEN (
      SELECT r.id FROM alerts AS told JOIN contents AS c ON c.id = told.content_id JOIN releases AS r ON r.id = c.release_id
      WHERE told.follows = coalesce(alerts.follows, alerts.id) AND c.kind = 'opened'
      ORDER BY r.closed_at IS NOT NULL, r.closed_at DESC LIMIT 1) END
  LEFT JOIN subscribers AS s ON s.id = alerts.subscriber_id
  LEFT JOIN alerts AS texts ON texts.id = alerts.follows`

/**
 * What follows a text waits for its end; and that seats are gone, for the end of whatever of them is on its way to the
 * same subscriber: it is to be said there, too.
 */
const MAY_LEAVE = `(texts.state IS NULL OR texts.state NOT IN ('owed', 'leased', 'gathered'))
  AND NOT (contents.kind = 'gone' AND EXISTS (
    SELECT 1 FROM contents AS c CROSS JOIN alerts AS own
      ON own.content_id = c.id AND own.subscriber_id = alerts.subscriber_id
    WHERE c.release_id = contents.release_id AND c.kind <> 'gone' AND (own.state = 'leased' OR EXISTS (
      SELECT 1 FROM alerts AS list WHERE list.follows = own.follows AND list.state = 'leased'))))`

/** What is left alone for now: whole channels, and subscribers by id. */
export type LeftAlone = { channels: readonly ChannelName[]; subscribers: readonly string[] }

export type Waiting = {
  /** What can be sent now, seats first, then the oldest event, within one as chance has it. */
  due: WaitingAlert[]
  /** Taken by somebody whose time is up. */
  lost: WaitingAlert[]
  /** When the next one falls due, `null` when none does. */
  nextAt: number | null
}

/** `leasesUntil`: leases that end before are lost; `Infinity` for all. */
export async function readWaiting(
  db: D1Database,
  asked: { now: number; leasesUntil: number; leftAlone: LeftAlone; most: number },
): Promise<Waiting> {
  const { now, leasesUntil, leftAlone, most } = asked
  const [due, lost, next] = await db.batch<Row & { next: number | null }>([
    db
      .prepare(
        `${SELECT} WHERE alerts.state = 'owed' AND alerts.next_at <= ?1 AND ${MAY_LEAVE}
           AND alerts.channel NOT IN (SELECT value FROM json_each(?2))
           AND alerts.subscriber_id NOT IN (SELECT value FROM json_each(?3))
         ORDER BY alerts.urgency, alerts.created_at, alerts.shuffle LIMIT ?4`,
      )
      .bind(now, JSON.stringify(leftAlone.channels), JSON.stringify(leftAlone.subscribers), most),
    db
      .prepare(`${SELECT} WHERE alerts.state = 'leased' AND alerts.lease_until <= ?`)
      .bind(Math.min(leasesUntil, Number.MAX_SAFE_INTEGER)),
    db.prepare(`SELECT min(next_at) AS next FROM alerts WHERE state = 'owed' AND next_at > ?`).bind(now),
  ])
  return {
    due: (due?.results ?? []).map(toWaiting),
    lost: (lost?.results ?? []).map(toWaiting),
    nextAt: next?.results[0]?.next ?? null,
  }
}

export async function readAlerts(db: D1Database, ids: readonly string[]): Promise<WaitingAlert[]> {
  const { results } = await db
    .prepare(`${SELECT} WHERE alerts.id IN (SELECT value FROM json_each(?))`)
    .bind(JSON.stringify(ids))
    .all<Row>()
  return results.map(toWaiting)
}

type Taken = Pick<Alert, 'id' | 'attempts'>

const OF_THIS_ATTEMPT = `alerts.id = json_extract(one.value, '$.id')
  AND alerts.attempts = json_extract(one.value, '$.attempts')`

const listed = (alerts: readonly Taken[]) =>
  JSON.stringify(alerts.map(({ id, attempts }) => ({ id, attempts })))

/** Takes alerts for one attempt each; answers which. The others somebody else has: they must not be sent. */
export async function leaseAlerts(
  db: D1Database,
  alerts: readonly Taken[],
  until: number,
): Promise<Set<string>> {
  const { results } = await db
    .prepare(
      `UPDATE alerts SET state = 'leased', attempts = alerts.attempts + 1, lease_until = ?1
       FROM json_each(?2) AS one WHERE ${OF_THIS_ATTEMPT} AND alerts.state = 'owed' RETURNING id`,
    )
    .bind(until, listed(alerts))
    .all<{ id: string }>()
  return new Set(results.map(({ id }) => id))
}

/** Gives back what was taken for these attempts and has surely not been sent: as if it had not been taken. */
export async function returnAlerts(db: D1Database, alerts: readonly Taken[]): Promise<void> {
  await db
    .prepare(
      `UPDATE alerts SET state = 'owed', attempts = alerts.attempts - 1, lease_until = NULL
       FROM json_each(?1) AS one WHERE ${OF_THIS_ATTEMPT} AND alerts.state = 'leased'`,
    )
    .bind(listed(alerts))
    .run()
}

/** How many alerts wait, and since when the oldest does. */
export async function outboxDepth(db: D1Database): Promise<{ depth: number; oldestOwedAt: number | null }> {
  const row = await db
    .prepare(
      `SELECT count(*) AS depth, min(created_at) AS oldest FROM (
         SELECT created_at FROM alerts WHERE state = 'owed'
         UNION ALL SELECT created_at FROM alerts WHERE state = 'leased')`,
    )
    .first<{ depth: number; oldest: number | null }>()
  return { depth: row?.depth ?? 0, oldestOwedAt: row?.oldest ?? null }
}

function toWaiting(row: Row): WaitingAlert {
  // Only store/fan-out.ts and store/subscribers.ts write these columns.
  const content: AlertContent = JSON.parse(row.content)
  return {
    id: row.id,
    subscriberId: row.subscriber_id,
    channel: row.channel,
    content,
    follows: row.follows,
    state: row.state,
    attempts: row.attempts,
    repeat: row.repeat === 1,
    nextAt: row.next_at,
    leaseUntil: row.lease_until,
    messageId: row.message_id,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    release: row.release_id === null ? null : { closedAt: row.closed_at },
    subscriber: subscriberOf(row),
    text: row.text_state === null ? null : { state: row.text_state, messageId: row.text_message_id },
  }
}

function subscriberOf(row: Row): WaitingAlert['subscriber'] {
  const { address, locale, loudness, time_zone: timeZone } = row
  if (address === null) return null
  const options: Subscriber['options'] = JSON.parse(row.options)
  const quiet: Subscriber['quiet'] = row.quiet === null ? null : JSON.parse(row.quiet)
  const always: Subscriber['always'] = JSON.parse(row.always)
  return { address, options, locale, loudness, quiet, timeZone, always }
}
