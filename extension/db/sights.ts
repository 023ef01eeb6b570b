import type { Database } from './database.ts'
import type { Sight } from './types.ts'

import { newState } from '#core/new-state.ts'

export const SIGHTS = 'followId, nextLookAt'

/** Of a follow that nobody has looked at yet. */
export function newSight(followId: string): Sight {
  return {
    followId,
    state: newState(followId),
    rung: null,
    rungWhy: 'learning',
    nextLookAt: null,
    lastTry: null,
    memory: {},
    reported: null,
  }
}

export async function readSight(db: Database, followId: string): Promise<Sight> {
  return (await db.sights.get(followId)) ?? newSight(followId)
}

/** Everything of a sight but its state, which only `record` changes. */
export type SightChange = Partial<Omit<Sight, 'followId' | 'state' | 'reported'>>

/** Changes what the looking keeps beside the state; nothing for a follow that is gone. */
export async function changeSight(db: Database, followId: string, change: SightChange): Promise<void> {
  await db.transaction('rw', [db.follows, db.sights], async () => {
    if ((await db.follows.get(followId)) === undefined) return
    await db.sights.put({ ...(await readSight(db, followId)), ...change })
  })
}
