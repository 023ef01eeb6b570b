import type { Database } from './database.ts'
import type { LocalAlert } from './types.ts'

export const ALERTS = 'id, followId, openedAt'

const KEPT_MOST = 200
const KEPT_MS = 90 * 24 * 3_600_000

/** The newest first. */
export async function listAlerts(db: Database): Promise<LocalAlert[]> {
  return (await db.alerts.orderBy('openedAt').toArray()).toReversed()
}

/** Forgets what is long over; what still stands open stays. */
export async function pruneAlerts(db: Database, now: number): Promise<void> {
  const alerts = await listAlerts(db)
  const old = alerts.filter(
    ({ goneAt, openedAt }, index) => goneAt !== null && (index >= KEPT_MOST || now - openedAt > KEPT_MS),
  )
  if (old.length > 0) await db.alerts.bulkDelete(old.map(({ id }) => id))
}
