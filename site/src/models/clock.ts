import type { Environment } from '../environment.ts'

import { createModel, effect, signal } from '@preact/signals'

const TICK_MS = 1000
const SAMPLES_KEPT = 8

/**
 * The relay's time, so that a device whose clock is minutes off still tells the right ages.
 * An answer can only arrive late, so the largest difference seen lately is the nearest to the truth
 * (and an answer from some cache cannot make old verdicts look young).
 */
export const ClockModel = createModel((env: Environment) => {
  const samples: number[] = []
  let offset = 0
  const now = signal(env.now())
  const tick = () => {
    now.value = env.now() + offset
  }
  effect(() => {
    let cancel: (() => void) | undefined
    const run = () => {
      tick()
      cancel = env.after(TICK_MS, run)
    }
    cancel = env.after(TICK_MS, run)
    return () => cancel?.()
  })
  return {
    /** Epoch ms, once a second. */
    now,
    tick,
    /** `at` is the relay's time in an answer that came just now. */
    learn(at: number) {
      samples.push(at - env.now())
      if (samples.length > SAMPLES_KEPT) samples.shift()
      offset = Math.max(...samples)
      tick()
    },
  }
})

export type Clock = InstanceType<typeof ClockModel>
