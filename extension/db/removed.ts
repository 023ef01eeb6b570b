import type { Database } from './database.ts'

export const REMOVED = 'id, at'

/** For so long a deleted follow can be brought back. */
const UNDO_MS = 10 * 60_000

export async function pruneRemoved(db: Database, now: number): Promise<void> {
  await db.removed
    .where('at')
    .below(now - UNDO_MS)
    .delete()
}
