import type { Environment } from '../../environment.ts'

import { createModel, effect, signal } from '@preact/signals'

import { reconnectWaitMs } from '../../models/feed.ts'

type Reading = { read: () => Promise<boolean>; everyMs: number }

/** Reads something again and again while started: at its own pace, when the tab wakes, and sooner after a failure. */
export const RepeatModel = createModel((env: Environment, { read, everyMs }: Reading) => {
  const reading = signal(false)
  const online = signal(env.isOnline())
  let active = false
  let again = false
  /** What was asked for while a reading ran, which may have missed why. */
  let afterMs: number | null = null
  let failures = 0
  /** Since when a sooner reading is waited for. */
  let askedAt: number | null = null
  let cancelNext: (() => void) | undefined

  function plan(ms: number) {
    cancelNext?.()
    cancelNext = env.after(ms, () => void sync())
  }

  async function sync() {
    again = reading.value
    if (reading.value || !active) return
    cancelNext?.()
    afterMs = null
    askedAt = null
    reading.value = true
    const isRead = await read()
    reading.value = false
    online.value = env.isOnline()
    failures = isRead ? 0 : failures + 1
    if (!active) return
    if (again) plan(0)
    else plan(isRead ? (afterMs ?? everyMs) : reconnectWaitMs(failures - 1, env.random()))
  }

  effect(() =>
    env.onWake(() => {
      online.value = env.isOnline()
      void sync()
    }),
  )
  effect(() => () => cancelNext?.())
  return {
    reading,
    online,
    sync,
    /** The next reading comes in `ms` instead; asked for again and again, after three times as long at the latest. */
    soon(ms: number) {
      if (!active) return
      if (reading.value) {
        afterMs = ms
        return
      }
      askedAt ??= env.now()
      if (env.now() - askedAt <= 2 * ms) plan(ms)
    },
    isActive: () => active,
    start() {
      active = true
      void sync()
    },
    stop() {
      active = false
      cancelNext?.()
    },
  }
})
