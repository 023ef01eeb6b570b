import type { Alert, ChannelName } from '#core/alert.ts'
import type { Attempt, Scope } from '#core/delivery.ts'

/**
 * The Outbox's own SQLite: which calls have begun, and which have ended and are not yet in D1, so that an answer once
 * heard is not lost with the process or with D1; and until when a channel or an address must be left alone. Synchronous.
 */
export function openJournal(sql: SqlStorage): void {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS attempts (
      alert_id TEXT NOT NULL, number INTEGER NOT NULL, attempt TEXT,
      PRIMARY KEY (alert_id, number)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS pauses (channel TEXT PRIMARY KEY, until_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS address_pauses (
      subscriber_id TEXT PRIMARY KEY, channel TEXT NOT NULL, until_at INTEGER NOT NULL,
      unnamed_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS counters (key TEXT PRIMARY KEY, value REAL NOT NULL) STRICT, WITHOUT ROWID;
  `)
}

/** To be written before the call: an alert leased without it has surely not been sent. */
export function beginCall(sql: SqlStorage, { id, attempts }: Pick<Alert, 'id' | 'attempts'>): void {
  sql.exec('INSERT INTO attempts (alert_id, number) VALUES (?, ?) ON CONFLICT DO NOTHING', id, attempts)
}

export function hasBegunCall(sql: SqlStorage, { id, attempts }: Pick<Alert, 'id' | 'attempts'>): boolean {
  const rows = sql.exec('SELECT 1 FROM attempts WHERE alert_id = ? AND number = ?', id, attempts)
  return rows.toArray().length > 0
}

export function keepAttempt(sql: SqlStorage, attempt: Attempt): void {
  sql.exec(
    'INSERT INTO attempts (alert_id, number, attempt) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET attempt = excluded.attempt',
    attempt.alertId,
    attempt.attempt,
    JSON.stringify(attempt),
  )
}

/** Calls that have ended and are not yet in D1. */
export function countKept(sql: SqlStorage): number {
  const [row] = sql.exec<{ count: number }>('SELECT count(attempt) AS count FROM attempts').toArray()
  return row?.count ?? 0
}

export function keptAttempts(sql: SqlStorage, most = -1): Attempt[] {
  const rows = sql
    .exec<{ attempt: string }>('SELECT attempt FROM attempts WHERE attempt IS NOT NULL LIMIT ?', most)
    .toArray()
  return rows.map((row) => {
    // Only keepAttempt writes the column.
    const attempt: Attempt = JSON.parse(row.attempt)
    return attempt
  })
}

/** `false` when it was gone already: somebody else has counted it. */
export function dropAttempt(sql: SqlStorage, { alertId, attempt }: Attempt): boolean {
  const dropped = sql.exec(
    'DELETE FROM attempts WHERE alert_id = ? AND number = ? RETURNING number',
    alertId,
    attempt,
  )
  return dropped.toArray().length > 0
}

/** A 429 that does not say what it means is meant for all when another address has had one within this time. */
const SAME_FLOOD_MS = 5000

type Slowed = { channel: ChannelName; subscriberId: string; scope: Scope | null; at: number; until: number }

/** Leaves alone what was named: an address, or the whole channel. */
export function pause(sql: SqlStorage, { channel, subscriberId, scope, at, until }: Slowed): void {
  const others = sql.exec(
    `SELECT 1 FROM address_pauses WHERE channel = ? AND subscriber_id <> ? AND unnamed_at > ? LIMIT 1`,
    channel,
    subscriberId,
    at - SAME_FLOOD_MS,
  )
  const isForAll = scope === 'channel' || (scope === null && others.toArray().length > 0)
  if (isForAll) {
    sql.exec(
      `INSERT INTO pauses (channel, until_at) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET until_at = max(until_at, excluded.until_at)`,
      channel,
      until,
    )
  }
  if (scope === 'channel') return
  sql.exec(
    `INSERT INTO address_pauses (subscriber_id, channel, until_at, unnamed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET until_at = max(until_at, excluded.until_at), unnamed_at = excluded.unnamed_at`,
    subscriberId,
    channel,
    until,
    scope === null ? at : 0,
  )
}

export function forgetPauses(sql: SqlStorage, now: number): void {
  sql.exec('DELETE FROM address_pauses WHERE until_at <= ? AND unnamed_at <= ?', now, now - SAME_FLOOD_MS)
}

export type Pauses = { channels: ChannelName[]; subscribers: string[]; firstEnd: number }

/** What must be left alone for now, and when the first of it no longer needs to be (`Infinity` without any). */
export function readPauses(sql: SqlStorage, now: number): Pauses {
  const channels = sql
    .exec<{ channel: ChannelName; until_at: number }>('SELECT * FROM pauses WHERE until_at > ?', now)
    .toArray()
  const addresses = sql
    .exec<{ subscriber_id: string; until_at: number }>(
      'SELECT subscriber_id, until_at FROM address_pauses WHERE until_at > ?',
      now,
    )
    .toArray()
  return {
    channels: channels.map(({ channel }) => channel),
    subscribers: addresses.map((row) => row.subscriber_id),
    firstEnd: Math.min(...[...channels, ...addresses].map((row) => row.until_at)),
  }
}
