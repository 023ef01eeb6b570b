import type { Child } from './child.ts'

import { setTimeout as sleep } from 'node:timers/promises'

import { words } from './words.ts'

export type Kept = {
  pid: () => number
  stop: () => Promise<void>
  kill: () => Promise<void>
}

export type KeepOptions<T extends Child> = {
  /** As people call it. */
  name: string
  start: () => Promise<T>
  /** Called with each new process, the first included. */
  onStart: (child: T) => Promise<void>
  say: (line: string) => void
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000
/** A process that lived this long was well: the next pause is short again. */
const STEADY_MS = 60_000

/** Starts a process and starts it again whenever it ends, with growing pauses. The first start may throw. */
export async function keepRunning<T extends Child>(options: KeepOptions<T>): Promise<Kept> {
  const { name, start, onStart, say } = options
  const stopped = new AbortController()
  let child = await start()
  await onStart(child)
  const watch = async () => {
    let pause = FIRST_PAUSE_MS
    while (!stopped.signal.aborted) {
      const began = Date.now()
      await child.exited
      if (Date.now() - began > STEADY_MS) pause = FIRST_PAUSE_MS
      for (;;) {
        if (stopped.signal.aborted) return
        say(words.ended(name, pause / 1000))
        await sleep(pause, undefined, { signal: stopped.signal }).catch(() => {})
        pause = Math.min(pause * 2, LONGEST_PAUSE_MS)
        if (stopped.signal.aborted) return
        try {
          child = await start()
          await onStart(child)
          break
        } catch (error) {
          say(String(error))
        }
      }
    }
  }
  const watching = watch()
  const end = async (how: 'stop' | 'kill') => {
    stopped.abort()
    await child[how]()
    await watching
    // It may have been started anew while we asked the old one to end.
    await child[how]()
  }
  return { pid: () => child.pid, stop: () => end('stop'), kill: () => end('kill') }
}
