import type { Database } from './database.ts'
import type { Owed } from './types.ts'

export const OWED = '++seq, followId'

/** After so many tries that failed, nothing more is tried: the popup and the badge say it all the same. */
const TRIES_MOST = 5

/**
 * Takes what is owed for this life of the worker to announce, in the order in which it happened. What another call of
 * the same life took is left to it; what a life that ended took is taken up again.
 */
export async function takeOwed(db: Database, life: string): Promise<Owed[]> {
  return db.transaction('rw', db.owed, async () => {
    const all = await db.owed.orderBy('seq').toArray()
    const mine = all.filter((owed) => owed.life !== life)
    await db.owed.bulkPut(mine.map((owed) => ({ ...owed, life, tries: owed.tries + 1 })))
    return mine
  })
}

/** Gives back what could not be announced, for a later try; drops what was tried too often. */
export async function giveBack(db: Database, owed: readonly Owed[]): Promise<void> {
  await db.transaction('rw', db.owed, async () => {
    for (const { seq } of owed) {
      const row = seq === undefined ? undefined : await db.owed.get(seq)
      if (row === undefined || seq === undefined) continue
      if (row.tries >= TRIES_MOST) await db.owed.delete(seq)
      else await db.owed.put({ ...row, life: null })
    }
  })
}
