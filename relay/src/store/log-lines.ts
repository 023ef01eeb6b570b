import type { LogLevel, LogLine } from '#core/status.ts'
import type { NewLogLine } from '../rooms.ts'

/** The log in the Feed's own SQLite. Everything here is synchronous and inside the Durable Object. */

type Row = {
  cursor: number
  at: number
  level: LogLevel
  message: string
  watch_id: string | null
  facts: string | null
}

export function openLog(sql: SqlStorage): void {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS lines (
      cursor INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, level TEXT NOT NULL,
      message TEXT NOT NULL, watch_id TEXT, facts TEXT) STRICT;
    CREATE INDEX IF NOT EXISTS lines_by_level ON lines (level, cursor);
  `)
}

/** Stores a line and gives it back with its cursor, which grows by one and is never used again. */
export function addLine(sql: SqlStorage, line: NewLogLine): LogLine {
  const { cursor } = sql
    .exec<{ cursor: number }>(
      'INSERT INTO lines (at, level, message, watch_id, facts) VALUES (?, ?, ?, ?, ?) RETURNING cursor',
      line.at,
      line.level,
      line.message,
      line.watchId ?? null,
      line.facts === undefined ? null : JSON.stringify(line.facts),
    )
    .one()
  return { cursor, ...line }
}

/** The newest cursor ever given, 0 before the first line. */
export function lastCursor(sql: SqlStorage): number {
  const row = sql.exec<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'lines'").toArray()[0]
  return row?.seq ?? 0
}

/** Which lines are wanted: both cursors are exclusive. */
export type LineQuery = {
  after?: number | undefined
  before?: number | undefined
  level?: LogLevel | undefined
  limit: number
}

/** The newest `limit` lines between `after` and `before`, newest last. */
export function readLines(
  sql: SqlStorage,
  { after = 0, before = Number.MAX_SAFE_INTEGER, level, limit }: LineQuery,
): LogLine[] {
  return sql
    .exec<Row>(
      `SELECT * FROM lines WHERE cursor > ?1 AND cursor < ?2 AND (?3 IS NULL OR level = ?3)
      ORDER BY cursor DESC LIMIT ?4`,
      after,
      before,
      level ?? null,
      limit,
    )
    .toArray()
    .toReversed()
    .map(toLine)
}

export function countLines(sql: SqlStorage, level?: LogLevel): number {
  return sql
    .exec<{ n: number }>('SELECT count(*) AS n FROM lines WHERE ?1 IS NULL OR level = ?1', level ?? null)
    .one().n
}

/** Keeps the newest `most` lines, and of these only those written since `since`. */
export function pruneLines(sql: SqlStorage, { most, since }: { most: number; since: number }): void {
  sql.exec('DELETE FROM lines WHERE cursor <= ? OR at < ?', lastCursor(sql) - most, since)
}

function toLine(row: Row): LogLine {
  // Only addLine writes the column.
  const facts: LogLine['facts'] = row.facts === null ? undefined : JSON.parse(row.facts)
  return {
    cursor: row.cursor,
    at: row.at,
    level: row.level,
    message: row.message,
    ...(row.watch_id === null ? {} : { watchId: row.watch_id }),
    ...(facts === undefined ? {} : { facts }),
  }
}
