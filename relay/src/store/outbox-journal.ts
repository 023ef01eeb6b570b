import type { Alert, ChannelName } from '#core/alert.ts'
import type { Attempt } from '#core/delivery.ts'

/**
 * The Outbox's own SQLite: which calls have begun, and which have ended and are not yet in D1, so that an answer once
 * heard is not lost with the process or with D1; and until when a channel must be left alone. Synchronous.
 */
export function openJournal(sql: SqlStorage): void {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS attempts (
      alert_id TEXT NOT NULL, number INTEGER NOT NULL, attempt TEXT,
      PRIMARY KEY (alert_id, number)) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS pauses (channel TEXT PRIMARY KEY, until_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
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

export function keptAttempts(sql: SqlStorage): Attempt[] {
  const rows = sql
    .exec<{ attempt: string }>('SELECT attempt FROM attempts WHERE attempt IS NOT NULL')
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

export function pauseChannel(sql: SqlStorage, channel: ChannelName, until: number): void {
  sql.exec(
    `INSERT INTO pauses (channel, until_at) VALUES (?, ?)
     ON CONFLICT DO UPDATE SET until_at = max(until_at, excluded.until_at)`,
    channel,
    until,
  )
}

/** Channels that must be left alone for now. */
export function readPauses(sql: SqlStorage, now: number): { channel: ChannelName; until: number }[] {
  return sql
    .exec<{ channel: ChannelName; until: number }>(
      'SELECT channel, until_at AS until FROM pauses WHERE until_at > ?',
      now,
    )
    .toArray()
}
