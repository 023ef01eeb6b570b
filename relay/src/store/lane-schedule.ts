import type { Watch } from '#core/watch.ts'

/**
 * A lane's own SQLite: schedule, claims, politeness. It can be lost; D1's watches rebuild it.
 * Everything here is synchronous and inside the Durable Object.
 */
export type LaneRow = {
  watch: Watch
  due: number
  /** Origin of the watch's grid of slots, epoch ms. */
  phase: number
  claimedAt: number | null
  forcedId: string | null
  /** Failures of this page alone, in a row. */
  strikes: number
  /** What the kind remembers between looks. */
  memory: Record<string, unknown>
  /** Checks not yet written to D1, and those of them that found offers. */
  pendingChecks: number
  pendingAvailable: number
  lastCheckAt: number | null
  lastGoodCheckAt: number | null
  /** When D1 was last written. */
  flushedAt: number
}

type Row = {
  watch_id: string
  watch: string
  due: number
  phase: number
  claimed_at: number | null
  forced_id: string | null
  strikes: number
  memory: string
  checks: number
  available_checks: number
  last_check_at: number | null
  last_good_check_at: number | null
  flushed_at: number
}

export type HostRow = {
  restingUntil: number
  binding: boolean
  strikes: number
  lastStartAt: number
  /** UTC day as `2026-11-20`, and the requests made in it. */
  day: string
  calls: number
  robots: { text: string; at: number } | null
}

const NEW_HOST: HostRow = {
  restingUntil: 0,
  binding: false,
  strikes: 0,
  lastStartAt: 0,
  day: '',
  calls: 0,
  robots: null,
}

export function openSchedule(sql: SqlStorage): void {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS schedule (
      watch_id TEXT PRIMARY KEY, watch TEXT NOT NULL, due INTEGER NOT NULL, phase INTEGER NOT NULL,
      claimed_at INTEGER, forced_id TEXT, strikes INTEGER NOT NULL DEFAULT 0, memory TEXT NOT NULL DEFAULT '{}',
      checks INTEGER NOT NULL DEFAULT 0, available_checks INTEGER NOT NULL DEFAULT 0,
      last_check_at INTEGER, last_good_check_at INTEGER, flushed_at INTEGER NOT NULL DEFAULT 0) STRICT, WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS host (id INTEGER PRIMARY KEY CHECK (id = 1), facts TEXT NOT NULL) STRICT;
    CREATE TABLE IF NOT EXISTS counters (key TEXT PRIMARY KEY, value REAL NOT NULL) STRICT, WITHOUT ROWID;
  `)
}

export function readSchedule(sql: SqlStorage): LaneRow[] {
  return sql.exec<Row>('SELECT * FROM schedule ORDER BY due').toArray().map(toLaneRow)
}

/** Those that are looked at: paused ones keep their memory and wait. */
export function readRunning(sql: SqlStorage): LaneRow[] {
  return readSchedule(sql).filter(({ watch }) => watch.pausedAt === undefined)
}

export function readRow(sql: SqlStorage, watchId: string): LaneRow | null {
  const row = sql.exec<Row>('SELECT * FROM schedule WHERE watch_id = ?', watchId).toArray()[0]
  return row === undefined ? null : toLaneRow(row)
}

export function writeRow(sql: SqlStorage, row: LaneRow): void {
  sql.exec(
    `INSERT INTO schedule (watch_id, watch, due, phase, claimed_at, forced_id, strikes, memory, checks, available_checks,
       last_check_at, last_good_check_at, flushed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (watch_id) DO UPDATE SET watch = excluded.watch, due = excluded.due, phase = excluded.phase,
       claimed_at = excluded.claimed_at, forced_id = excluded.forced_id, strikes = excluded.strikes,
       memory = excluded.memory, checks = excluded.checks, available_checks = excluded.available_checks,
       last_check_at = excluded.last_check_at, last_good_check_at = excluded.last_good_check_at,
       flushed_at = excluded.flushed_at`,
    row.watch.id,
    JSON.stringify(row.watch),
    row.due,
    row.phase,
    row.claimedAt,
    row.forcedId,
    row.strikes,
    JSON.stringify(row.memory),
    row.pendingChecks,
    row.pendingAvailable,
    row.lastCheckAt,
    row.lastGoodCheckAt,
    row.flushedAt,
  )
}

export function removeRow(sql: SqlStorage, watchId: string): void {
  sql.exec('DELETE FROM schedule WHERE watch_id = ?', watchId)
}

/** Claims of a process that is gone: nobody will finish them. */
export function dropClaims(sql: SqlStorage): void {
  sql.exec('UPDATE schedule SET claimed_at = NULL WHERE claimed_at IS NOT NULL')
}

export function readHost(sql: SqlStorage): HostRow {
  const row = sql.exec<{ facts: string }>('SELECT facts FROM host').toArray()[0]
  if (row === undefined) return { ...NEW_HOST }
  // Only this file writes the column.
  const facts: Partial<HostRow> = JSON.parse(row.facts)
  return { ...NEW_HOST, ...facts }
}

export function writeHost(sql: SqlStorage, host: HostRow): void {
  sql.exec(
    'INSERT INTO host (id, facts) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET facts = excluded.facts',
    JSON.stringify(host),
  )
}

function toLaneRow(row: Row): LaneRow {
  // Only this file writes the columns.
  const watch: Watch = JSON.parse(row.watch)
  const memory: LaneRow['memory'] = JSON.parse(row.memory)
  return {
    watch,
    due: row.due,
    phase: row.phase,
    claimedAt: row.claimed_at,
    forcedId: row.forced_id,
    strikes: row.strikes,
    memory,
    pendingChecks: row.checks,
    pendingAvailable: row.available_checks,
    lastCheckAt: row.last_check_at,
    lastGoodCheckAt: row.last_good_check_at,
    flushedAt: row.flushed_at,
  }
}

/** A row as the planner of starts knows it. */
export function waiting(row: LaneRow) {
  return {
    watchId: row.watch.id,
    due: row.due,
    forced: row.forcedId !== null,
    claimed: row.claimedAt !== null,
  }
}
