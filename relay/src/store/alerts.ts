import type { Alert, AlertContent, AlertState, ChannelName, OwedAlert } from '#core/alert.ts'
import type { Attempt, ReleaseSpan, Settlement } from '#core/delivery.ts'

import { aboutOf } from '#core/alert.ts'

/**
 * Writes down that an alert is owed, at once due. To be put in the batch of the change that caused it;
 * the same kind, matter and subscriber a second time changes nothing.
 */
export function oweAlert(db: D1Database, alert: OwedAlert): D1PreparedStatement {
  const { id, subscriberId, channel, content, createdAt } = alert
  return db
    .prepare(
      `INSERT INTO alerts (id, kind, about, subscriber_id, channel, content, state, next_at, created_at)
       VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'owed', ?7, ?7)
       ON CONFLICT (kind, about, subscriber_id) DO NOTHING`,
    )
    .bind(id, content.kind, aboutOf(content), subscriberId, channel, JSON.stringify(content), createdAt)
}

/** An alert that waits, with what its release and its subscriber have become since. */
export type WaitingAlert = Alert & {
  release: ReleaseSpan
  /** Where the subscriber's address has moved to, when the channel said so. */
  movedTo: string | null
  /** Of a picture: what has become of the text that it follows. */
  text: { state: AlertState; messageId: string | null } | null
}

type Row = {
  id: string
  subscriber_id: string
  channel: ChannelName
  content: string
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
  moved_to: string | null
  text_state: AlertState | null
  text_message_id: string | null
}

const DUE_MOST = 100

const SELECT = `
  SELECT alerts.*, releases.id AS release_id, releases.closed_at, settings.value AS moved_to,
    texts.state AS text_state, texts.message_id AS text_message_id
  FROM alerts
  LEFT JOIN releases ON alerts.kind IN ('opened', 'more')
    AND releases.id = json_extract(alerts.content, '$.releaseId')
  LEFT JOIN settings ON settings.key = 'moved:' || alerts.subscriber_id
  LEFT JOIN alerts AS texts ON alerts.kind = 'picture' AND texts.id = alerts.about`

/** A picture waits for the end of its text. */
const MAY_LEAVE = `(alerts.kind <> 'picture' OR texts.state IS NULL OR texts.state NOT IN ('owed', 'leased'))`

/**
 * What can be sent now, openings first, then the oldest, pictures last, without the channels that are paused; all alerts whose
 * sender may be gone; and when the next one falls due.
 */
export async function readWaiting(
  db: D1Database,
  { now, paused }: { now: number; paused: readonly ChannelName[] },
): Promise<{ due: WaitingAlert[]; leased: WaitingAlert[]; nextAt: number | null }> {
  const [due, leased, next] = await db.batch<Row & { next: number | null }>([
    db
      .prepare(
        `${SELECT} WHERE alerts.state = 'owed' AND alerts.next_at <= ?1 AND ${MAY_LEAVE}
           AND alerts.channel NOT IN (SELECT value FROM json_each(?2))
         ORDER BY alerts.kind = 'picture', alerts.kind NOT IN ('opened', 'more'), alerts.created_at, alerts.rowid
         LIMIT ?3`,
      )
      .bind(now, JSON.stringify(paused), DUE_MOST),
    db.prepare(`${SELECT} WHERE alerts.state = 'leased'`),
    db.prepare(`SELECT min(next_at) AS next FROM alerts WHERE state = 'owed' AND next_at > ?`).bind(now),
  ])
  return {
    due: (due?.results ?? []).map(toWaiting),
    leased: (leased?.results ?? []).map(toWaiting),
    nextAt: next?.results[0]?.next ?? null,
  }
}

/** The texts owed about offers, or what may be some, that were seen on a watch at this time. */
export async function textsAbout(
  db: D1Database,
  { watchId, seenAt }: { watchId: string; seenAt: number },
): Promise<Pick<Alert, 'id' | 'subscriberId' | 'channel'>[]> {
  const { results } = await db
    .prepare(
      `SELECT id, subscriber_id, channel FROM alerts WHERE kind IN ('opened', 'more', 'look')
         AND json_extract(content, '$.watchId') = ? AND json_extract(content, '$.seenAt') = ?`,
    )
    .bind(watchId, seenAt)
    .all<Pick<Row, 'id' | 'subscriber_id' | 'channel'>>()
  return results.map(({ id, subscriber_id: subscriberId, channel }) => ({ id, subscriberId, channel }))
}

export async function readAlert(db: D1Database, id: string): Promise<WaitingAlert | null> {
  const row = await db.prepare(`${SELECT} WHERE alerts.id = ?`).bind(id).first<Row>()
  return row === null ? null : toWaiting(row)
}

/** Takes an alert for one attempt. `false` when somebody else has: then it must not be sent. */
export async function leaseAlert(
  db: D1Database,
  { id, attempts }: Pick<Alert, 'id' | 'attempts'>,
  until: number,
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `UPDATE alerts SET state = 'leased', attempts = attempts + 1, lease_until = ?
       WHERE id = ? AND state = 'owed' AND attempts = ?`,
    )
    .bind(until, id, attempts)
    .run()
  return meta.changes > 0
}

/** Ends an attempt. Changes nothing when the alert is no longer leased for just this attempt. */
export function settleAlert(
  db: D1Database,
  { alertId, attempt }: Pick<Attempt, 'alertId' | 'attempt'>,
  settlement: Settlement,
): D1PreparedStatement {
  const { state, repeat, nextAt, messageId, sentAt } = settlement
  return db
    .prepare(
      `UPDATE alerts SET state = ?, repeat = ?, next_at = ?, message_id = ?, sent_at = ?, lease_until = NULL
       WHERE id = ? AND state = 'leased' AND attempts = ?`,
    )
    .bind(state, repeat ? 1 : 0, nextAt, messageId, sentAt, alertId, attempt)
}

/** How many alerts wait, and since when the oldest does. */
export async function outboxDepth(db: D1Database): Promise<{ depth: number; oldestOwedAt: number | null }> {
  const row = await db
    .prepare(
      `SELECT count(*) AS depth, min(created_at) AS oldest FROM alerts WHERE state IN ('owed', 'leased')`,
    )
    .first<{ depth: number; oldest: number | null }>()
  return { depth: row?.depth ?? 0, oldestOwedAt: row?.oldest ?? null }
}

function toWaiting(row: Row): WaitingAlert {
  // Only oweAlert writes the column.
  const content: AlertContent = JSON.parse(row.content)
  return {
    id: row.id,
    subscriberId: row.subscriber_id,
    channel: row.channel,
    content,
    state: row.state,
    attempts: row.attempts,
    repeat: row.repeat === 1,
    nextAt: row.next_at,
    leaseUntil: row.lease_until,
    messageId: row.message_id,
    createdAt: row.created_at,
    sentAt: row.sent_at,
    release: row.release_id === null ? null : { closedAt: row.closed_at },
    movedTo: row.moved_to,
    text: row.text_state === null ? null : { state: row.text_state, messageId: row.text_message_id },
  }
}
