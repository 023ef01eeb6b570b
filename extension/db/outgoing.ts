import type { Database } from './database.ts'
import type { Outgoing } from './types.ts'

export const OUTGOING = '++seq, &id, relay'

/** A report older than this says nothing to anybody. */
const KEPT_MS = 24 * 3_600_000
const KEPT_MOST = 500

/** Reports that wait for this relay, in the order in which they were made. */
export async function listOutgoing(db: Database, relay: string): Promise<Outgoing[]> {
  return db.outgoing.where('relay').equals(relay).sortBy('seq')
}

export async function pruneOutgoing(db: Database, now: number): Promise<void> {
  const all = (await db.outgoing.toArray()).toReversed()
  const old = all.filter(({ at }, index) => index >= KEPT_MOST || now - at > KEPT_MS)
  const keys = old.flatMap(({ seq }) => (seq === undefined ? [] : [seq]))
  if (keys.length > 0) await db.outgoing.bulkDelete(keys)
}
