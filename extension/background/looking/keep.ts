import type { Database } from '../../db/database.ts'
import type { Memory } from './memory.ts'

import { readSight } from '../../db/sights.ts'
import { readMemory, writeMemory } from './memory.ts'

/** Changes what is learnt of a page on top of whatever is kept by now; nothing for a follow that is gone. */
export async function changeMemory(
  db: Database,
  followId: string,
  change: (memory: Memory) => Memory,
): Promise<void> {
  await db.transaction('rw', [db.follows, db.sights], async () => {
    if ((await db.follows.get(followId)) === undefined) return
    const sight = await readSight(db, followId)
    const memory = { ...sight.memory, ...writeMemory(change(readMemory(sight.memory))) }
    await db.sights.put({ ...sight, memory })
  })
}
