import type { HostMinute, Minute } from '#core/minute.ts'

import { MINUTE_MS, NO_MINUTE, minuteOf } from '#core/minute.ts'

/** What a lane counts, minute by minute, in its own SQLite until D1 has it. */

/** So long a written minute is kept: should the clock go back, it is counted on and written again. */
const KEEP_MS = 15 * MINUTE_MS
/** Without D1 no more than a day is kept. */
const KEPT_MOST = 1440

type Row = { at: number; host: string; facts: string }

export function openMinutes(sql: SqlStorage): void {
  sql.exec(
    `CREATE TABLE IF NOT EXISTS minutes (at INTEGER PRIMARY KEY, host TEXT NOT NULL, facts TEXT NOT NULL,
       written INTEGER NOT NULL DEFAULT 0) STRICT`,
  )
}

/** Counts into the minute that holds `at`. */
export function countMinute(
  sql: SqlStorage,
  { at, host }: { at: number; host: string },
  change: (minute: Minute) => Minute,
): void {
  const minute = minuteOf(at)
  const [row] = sql
    .exec<Row>('SELECT at, host, facts FROM minutes WHERE at = ?', minute)
    .toArray()
    .map(toMinute)
  sql.exec(
    `INSERT INTO minutes (at, host, facts) VALUES (?, ?, ?)
     ON CONFLICT (at) DO UPDATE SET facts = excluded.facts, written = 0`,
    minute,
    host,
    JSON.stringify(change(row?.minute ?? NO_MINUTE)),
  )
}

/** Not yet in D1; with `before` only those that began earlier and are over. */
export function unwrittenMinutes(sql: SqlStorage, before = Number.MAX_SAFE_INTEGER): HostMinute[] {
  return sql
    .exec<Row>('SELECT at, host, facts FROM minutes WHERE written = 0 AND at < ? ORDER BY at', before)
    .toArray()
    .map(toMinute)
}

/** They are in D1 as they were read. What was counted since is written again. */
export function markWritten(sql: SqlStorage, minutes: readonly HostMinute[], now: number): void {
  for (const { at, minute } of minutes)
    sql.exec('UPDATE minutes SET written = 1 WHERE at = ? AND facts = ?', at, JSON.stringify(minute))
  sql.exec('DELETE FROM minutes WHERE written = 1 AND at < ?', now - KEEP_MS)
  sql.exec('DELETE FROM minutes WHERE at NOT IN (SELECT at FROM minutes ORDER BY at DESC LIMIT ?)', KEPT_MOST)
}

function toMinute({ at, host, facts }: Row): HostMinute {
  // Only this file writes the column.
  const minute: Minute = JSON.parse(facts)
  return { at, host, minute }
}
