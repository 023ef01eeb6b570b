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
    /** The next reading comes in `ms` instead. */
    soon(ms: number) {
      if (!active) return
      if (reading.value) afterMs = ms
      else plan(ms)
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
