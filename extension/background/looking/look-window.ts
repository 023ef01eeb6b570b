import type { Environment } from '../../environment.ts'
import type { Follow } from '../../db/types.ts'
import type { Memory } from './memory.ts'
import type { Result } from './result.ts'

import { learnPatience, nextLook } from '#core/patience.ts'
import { unknown } from '#core/unknown.ts'
import { isSighted } from '#core/verdict.ts'

import { judgeDrawn } from './judge-drawn.ts'
import { learnDrawn, wallIn } from './learn.ts'
import { lookInWindow } from './window.ts'

/** What a long look waits after the last sign that the page still draws, ms. */
const LONG_MS = 15_000

/** One look in the small window; `null` when there is none, or nobody answers in it. */
export async function lookWindow(
  env: Pick<Environment, 'windows' | 'tabs' | 'scripting' | 'local' | 'clock'>,
  follow: Follow,
  memory: Memory,
): Promise<Result | null> {
  const startedAt = env.clock.now()
  const plan = nextLook(memory.patience, LONG_MS, startedAt)
  const seen = await lookInWindow(env, follow, { patienceMs: plan.patienceMs, leastMs: plan.leastMs })
  if (seen.state !== 'read') return null
  const at = env.clock.now()
  const { facts, url, covered } = seen
  const judged = judgeDrawn(follow, { facts, url, at })
  // What was covered for a moment may have drawn only a part.
  const verdict =
    covered && judged.state === 'none' ? unknown('not-settled', 'the small window was covered') : judged
  const { state, lateMs = 0 } = facts.settle
  const whole = state === 'quiet' || state === 'deadline'
  const learn = (known: Memory): Memory => {
    const patience = learnPatience(known.patience, { at, long: plan.long, whole, lateMs })
    const patient = { ...known, patience }
    return isSighted(verdict)
      ? learnDrawn(patient, facts, { at, open: verdict.state === 'available' })
      : patient
  }
  const twice = facts.settle.state === 'positive'
  return { verdict, twice, startedAt, at, status: null, retryAfterMs: null, wall: wallIn(verdict), learn }
}
