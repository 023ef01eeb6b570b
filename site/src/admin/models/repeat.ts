import type { Environment } from '../../environment.ts'

import { createModel, effect, signal } from '@preact/signals'

import { reconnectWaitMs } from '../../models/feed.ts'

type Reading = { read: () => Promise<boolean>; everyMs: number }

/** Those who asked while a reading ran, which may have missed why: released when the next one is done. */
function makeWaiting() {
  let waiting: PromiseWithResolvers<void> | null = null
  return {
    wait: () => (waiting ??= Promise.withResolvers()).promise,
    /** Releases all of them; `null` when nobody waits. */
    take: (): (() => void) | null => {
      const release = waiting?.resolve ?? null
      waiting = null
      return release
    },
  }
}

/** Reads something again and again while started: at its own pace, when the tab wakes, and sooner after a failure. */
export const RepeatModel = createModel((env: Environment, { read, everyMs }: Reading) => {
  const reading = signal(false)
  const online = signal(env.isOnline())
  const waiting = makeWaiting()
  /** What was asked for while a reading ran, which may have missed why. */
  let afterMs: number | null = null
  let [active, failures] = [false, 0]
  /** Since when a sooner reading is waited for. */
  let askedAt: number | null = null
  let cancelNext: (() => void) | undefined

  function plan(ms: number) {
    cancelNext?.()
    cancelNext = env.after(ms, () => void sync())
  }

  async function sync(): Promise<void> {
    if (!active) return
    if (reading.value) return await waiting.wait()
    cancelNext?.()
    afterMs = null
    askedAt = null
    reading.value = true
    const isRead = await read()
    reading.value = false
    online.value = env.isOnline()
    failures = isRead ? 0 : failures + 1
    if (!active) return
    const release = waiting.take()
    if (release === null) plan(isRead ? (afterMs ?? everyMs) : reconnectWaitMs(failures - 1, env.random()))
    else void sync().then(release)
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
    /** Reads now; done once all that happened before the call is read. */
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
      waiting.take()?.()
    },
  }
})
