import type { Environment } from '../../../environment.ts'
import type { Clock } from '../../../models/clock.ts'
import type { LogDoor } from '../door.ts'
import type { LogLine } from '#core/status.ts'

import { computed, effect, signal } from '@preact/signals'

import { FeedModel } from '../../../models/feed.ts'
import { parseLogFrame } from './line.ts'

/** Lines come in bursts: one drawing for all of these. */
const FLUSH_MS = 60

type Hello = { cursor: number; admin: boolean }
type Parts = {
  door: Pick<LogDoor, 'openFeed'>
  clock: Clock
  /** The cursor of the newest line that was taken. */
  last: () => number
  onHello: (hello: Hello) => void
  onLines: (lines: readonly LogLine[]) => void
}

/** The feed, each time from the newest line on: what was missed meanwhile comes first. */
export function makeLive(env: Environment, { door, clock, last, onHello, onLines }: Parts) {
  const feed = signal<InstanceType<typeof FeedModel> | null>(null)
  const lostAt = signal(clock.now.value)
  let pending: LogLine[] = []
  let cancelFlush: (() => void) | undefined

  function flush() {
    cancelFlush = undefined
    const lines = pending
    pending = []
    onLines(lines)
  }

  const openFeed: Environment['openFeed'] = (listener) => {
    // They come again: the cursor is that of a line that was taken.
    pending = []
    return door.openFeed(last(), {
      ...listener,
      onFrame(frame) {
        const line = parseLogFrame(frame)
        if (line === null) return listener.onFrame(frame)
        pending.push(line)
        cancelFlush ??= env.after(FLUSH_MS, flush)
      },
    })
  }

  function stop() {
    cancelFlush?.()
    cancelFlush = undefined
    pending = []
    feed.value?.[Symbol.dispose]()
    feed.value = null
  }

  const live = computed(() => feed.value?.live.value ?? false)
  effect(() => {
    if (live.value)
      return () => {
        lostAt.value = clock.now.peek()
      }
  })
  effect(() =>
    env.onWake(() => {
      // What slept may not have noticed that its line is dead. Nothing is missed by opening another.
      if (env.isOnline()) feed.value?.connect()
    }),
  )

  return {
    live,
    lostAt,
    start() {
      stop()
      feed.value = new FeedModel({ ...env, openFeed }, (message) => {
        if (message.type === 'hello') onHello(message)
      })
      feed.value.connect()
    },
    stop,
  }
}
