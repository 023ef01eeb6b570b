import type { LookStep } from '#core/look-step.ts'
import type { NewStep } from '../rooms.ts'

/** Steps of looks that somebody waits for, in the Feed's own SQLite: whoever comes back reads what was missed. */

const MOST = 2000
/** Longer than any look that is waited for. */
const KEPT_MS = 300_000

export function openSteps(sql: SqlStorage): void {
  sql.exec(
    'CREATE TABLE IF NOT EXISTS steps (n INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, step TEXT NOT NULL) STRICT',
  )
}

/** Stores a step and gives it back with its number, which grows and is never used again. */
export function addStep(sql: SqlStorage, step: NewStep): LookStep {
  const { n } = sql
    .exec<{ n: number }>(
      'INSERT INTO steps (at, step) VALUES (?, ?) RETURNING n',
      step.at,
      JSON.stringify(step),
    )
    .one()
  if (n % 50 === 0) sql.exec('DELETE FROM steps WHERE n <= ? OR at < ?', n - MOST, step.at - KEPT_MS)
  return { ...step, n }
}

/** Those of the last minutes, oldest first. */
export function recentSteps(sql: SqlStorage, now: number): LookStep[] {
  return sql
    .exec<{ n: number; step: string }>('SELECT n, step FROM steps WHERE at > ? ORDER BY n', now - KEPT_MS)
    .toArray()
    .map(({ n, step }) => {
      // Only addStep writes the column.
      const kept: NewStep = JSON.parse(step)
      return Object.assign(kept, { n })
    })
}
