import type { Database } from '../../db/database.ts'
import type { SightChange } from '../../db/sights.ts'
import type { Memory } from './memory.ts'

import { readSight } from '../../db/sights.ts'
import { readMemory, writeMemory } from './memory.ts'

/** Changes what is learnt of a page on top of whatever is kept by now, with more that goes with it. */
export async function changeMemory(
  db: Database,
  followId: string,
  change: (memory: Memory) => Memory,
  more: (memory: Memory) => SightChange = () => ({}),
): Promise<void> {
  await db.transaction('rw', [db.follows, db.sights], async () => {
    // Nothing for a follow that is gone.
    if ((await db.follows.get(followId)) === undefined) return
    const sight = await readSight(db, followId)
    const learnt = change(readMemory(sight.memory))
    await db.sights.put({ ...sight, ...more(learnt), memory: { ...sight.memory, ...writeMemory(learnt) } })
  })
}
