import type { DrawnMinute } from '#core/browser-time.ts'
import type { HostMinute } from '#core/minute.ts'

import { HOUR_MS, activeMsOf } from '#core/minute.ts'

/** The setting that holds the beginning of the first hour that is not yet added up, epoch ms. */
export const FOLDED_UNTIL = 'metrics_folded_until'

const COLUMNS = 'at, host, available, none, unknown, drawn, page_ms, active_ms, reasons'

/** Minutes of one lane, each as a whole: a second time changes nothing. */
export async function writeMinutes(db: D1Database, minutes: readonly HostMinute[]): Promise<void> {
  await db.batch(
    minutes.map(({ at, host, minute }) =>
      db
        .prepare(`INSERT OR REPLACE INTO metrics_minutes (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
        .bind(
          at,
          host,
          minute.available,
          minute.none,
          minute.unknown,
          minute.drawn,
          minute.pageMs,
          activeMsOf(minute),
          JSON.stringify(minute.reasons),
        ),
    ),
  )
}

/** How the whole relay is in this minute; `at` is its beginning. */
export function writeRelayMinute(
  db: D1Database,
  { at, owed, oldestMs }: { at: number; owed: number; oldestMs: number },
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO relay_minutes (at, owed, oldest_ms) VALUES (?, ?, ?) ON CONFLICT (at) DO UPDATE SET
         owed = max(owed, excluded.owed), oldest_ms = max(oldest_ms, excluded.oldest_ms)`,
    )
    .bind(at, owed, oldestMs)
}

/** Adds the minutes of one hour up, `at` its beginning. As often as one likes. */
export function foldHour(db: D1Database, at: number, browserMinutes: number): D1PreparedStatement[] {
  return [
    db
      .prepare(
        `INSERT OR REPLACE INTO metrics_hours (${COLUMNS})
         SELECT ?1, host, sum(available), sum(none), sum(unknown), sum(drawn), sum(page_ms), sum(active_ms),
           (SELECT json_group_object(reason, count) FROM (
              SELECT one.key AS reason, sum(one.value) AS count
              FROM metrics_minutes AS m, json_each(m.reasons) AS one
              WHERE m.at >= ?1 AND m.at < ?2 AND m.host = metrics_minutes.host GROUP BY one.key))
         FROM metrics_minutes WHERE at >= ?1 AND at < ?2 GROUP BY host`,
      )
      .bind(at, at + HOUR_MS),
    db
      .prepare(
        `INSERT OR REPLACE INTO relay_hours (at, minutes, owed, oldest_ms, browser_minutes)
         SELECT ?1, count(*), coalesce(max(owed), 0), coalesce(max(oldest_ms), 0), ?3
         FROM relay_minutes WHERE at >= ?1 AND at < ?2 HAVING count(*) > 0 OR ?3 > 0`,
      )
      .bind(at, at + HOUR_MS, browserMinutes),
  ]
}

/** Minutes in which pages were drawn, of all hosts together, from `from` on. */
export async function drawnMinutes(db: D1Database, from: number): Promise<DrawnMinute[]> {
  const { results } = await db
    .prepare(
      'SELECT at, sum(page_ms) AS page_ms FROM metrics_minutes WHERE at >= ? AND page_ms > 0 GROUP BY at',
    )
    .bind(from)
    .all<{ at: number; page_ms: number }>()
  return results.map((row) => ({ at: row.at, pageMs: row.page_ms }))
}

/** Minutes of browser by hour from `from` on, as far as hours were added up; oldest first. */
export async function browserHours(db: D1Database, from: number): Promise<{ at: number; minutes: number }[]> {
  const { results } = await db
    .prepare('SELECT at, browser_minutes AS minutes FROM relay_hours WHERE at >= ? ORDER BY at')
    .bind(from)
    .all<{ at: number; minutes: number }>()
  return results
}

/** Since when anything is counted, epoch ms; `null` when nothing is yet. */
export async function countedFrom(db: D1Database): Promise<number | null> {
  const row = await db
    .prepare(
      `SELECT min(at) AS at FROM (SELECT min(at) AS at FROM relay_hours UNION ALL SELECT min(at) FROM relay_minutes
         UNION ALL SELECT min(at) FROM metrics_minutes)`,
    )
    .first<{ at: number | null }>()
  return row?.at ?? null
}

/** Hours in which anything was counted, by their beginning, from `from` on. */
export async function hoursWithMinutes(db: D1Database, from: number): Promise<number[]> {
  const { results } = await db
    .prepare(
      `SELECT DISTINCT at - at % ?2 AS hour FROM (SELECT at FROM metrics_minutes WHERE at >= ?1
         UNION SELECT at FROM relay_minutes WHERE at >= ?1) ORDER BY hour`,
    )
    .bind(from, HOUR_MS)
    .all<{ hour: number }>()
  return results.map(({ hour }) => hour)
}

/** Minutes are kept for days, and until they are added up; hours as long as all else. Epoch ms. */
export function pruneMetrics(
  db: D1Database,
  { minutesBefore, hoursBefore }: { minutesBefore: number; hoursBefore: number },
): D1PreparedStatement[] {
  return [
    ...['metrics_minutes', 'relay_minutes'].map((table) =>
      db
        .prepare(
          `DELETE FROM ${table} WHERE at < min(?1,
             coalesce((SELECT CAST(value AS INTEGER) FROM settings WHERE key = ?2), 0))`,
        )
        .bind(minutesBefore, FOLDED_UNTIL),
    ),
    db.prepare('DELETE FROM metrics_hours WHERE at < ?').bind(hoursBefore),
    db.prepare('DELETE FROM relay_hours WHERE at < ?').bind(hoursBefore),
  ]
}
