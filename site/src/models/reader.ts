import type { Environment, Problem } from '../environment.ts'
import type { PublicStatus } from '#core/public-status.ts'

import { createModel, effect, signal } from '@preact/signals'

import { reconnectWaitMs } from './feed.ts'

const RESYNC_MS = 30_000

type Listener = { onStart: () => void; onStatus: (status: PublicStatus) => void; onProblem: () => void }

/** Reads the whole status: when asked, every 30 s, when the tab wakes, and sooner again after a failure. */
export const ReaderModel = createModel((env: Environment, listener: Listener) => {
  const problem = signal<Problem | null>(null)
  const online = signal(env.isOnline())
  const reading = signal(false)
  let failures = 0
  let again = false
  let cancelNext: (() => void) | undefined

  function nextWaitMs(): number {
    if (again) return 0
    if (failures > 0) return reconnectWaitMs(failures - 1, env.random())
    return RESYNC_MS * (0.9 + env.random() / 5)
  }

  async function sync() {
    again = reading.value
    if (reading.value) return
    cancelNext?.()
    reading.value = true
    listener.onStart()
    const answer = await env.readStatus()
    reading.value = false
    online.value = env.isOnline()
    problem.value = answer.ok ? null : answer.problem
    failures = answer.ok ? 0 : failures + 1
    if (answer.ok) listener.onStatus(answer.status)
    else listener.onProblem()
    cancelNext = env.after(nextWaitMs(), () => void sync())
  }

  effect(() =>
    env.onWake(() => {
      online.value = env.isOnline()
      void sync()
    }),
  )
  effect(() => () => cancelNext?.())
  return { problem, online, reading, sync }
})
