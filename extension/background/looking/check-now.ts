import type { Environment } from '../../environment.ts'
import type { LookEnd } from './look.ts'
import type { Step } from './memory.ts'

import { publish } from '../snapshot.ts'
import { changeMemory } from './keep.ts'
import { look } from './look.ts'

const STEPS_MOST = 12

/**
 * One look that the person asked for. How it goes on is kept with the follow as it happens, so that the popup shows
 * each rung that is tried and what it answered, also when it is opened again meanwhile: `checkOf` reads it.
 */
export async function checkNow(env: Environment, followId: string): Promise<LookEnd> {
  const db = await env.db()
  const startedAt = env.clock.now()
  let steps: readonly Step[] = []
  const note = async (endedAt: number | null) => {
    const check = { startedAt, endedAt, steps }
    await changeMemory(db, followId, (memory) => ({ ...memory, check }))
    await publish(env)
  }
  await note(null)
  try {
    return await look(env, followId, {
      why: 'asked',
      onStep: async (step) => {
        steps = [...steps, step].slice(-STEPS_MOST)
        await note(null)
      },
    })
  } finally {
    await note(env.clock.now())
  }
}
