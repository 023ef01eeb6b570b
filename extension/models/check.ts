import type { Step } from '../background/looking/memory.ts'
import type { Sight } from '../db/types.ts'

import { checkOf } from '../background/looking/memory.ts'

/** Older ones are history, ms. */
const SHOWN_MS = 5 * 60_000

/** How the last check that the person asked for went on: one line for each way that was tried, its latest word. Pure. */
export function stepsOf(sight: Sight | undefined, now: number): readonly Step[] {
  const check = sight === undefined ? null : checkOf(sight.memory)
  if (check === null || now - check.startedAt > SHOWN_MS) return []
  return [...new Map(check.steps.map((step) => [step.rung, step])).values()]
}
