import type { ReporterKind } from '#core/status.ts'
import type { Reason, VerdictState } from '#core/verdict.ts'

/** A check worth keeping: one that changed something, or that somebody asked for. */
export type CheckRow = {
  id: string
  watchId: string
  at: number
  reporter: ReporterKind
  state: VerdictState
  reason: Reason | null
  durationMs: number
  forced: boolean
}

export function insertCheck(db: D1Database, check: CheckRow): D1PreparedStatement {
  const { id, watchId, at, reporter, state, reason, durationMs, forced } = check
  return db
    .prepare(
      'INSERT INTO checks (id, watch_id, at, reporter, state, reason, duration_ms, forced) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    )
    .bind(id, watchId, at, reporter, state, reason, Math.round(durationMs), forced ? 1 : 0)
}

/** Deletes what is older than `before` (epoch ms): nothing in this database grows for ever. */
export function pruneHistory(db: D1Database, before: number): D1PreparedStatement[] {
  return [
    db.prepare('DELETE FROM checks WHERE at < ?').bind(before),
    db.prepare('DELETE FROM blindness WHERE ended_at < ?').bind(before),
    db.prepare('DELETE FROM releases WHERE closed_at < ?').bind(before),
  ]
}
