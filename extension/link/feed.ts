import type { Environment } from '../environment.ts'
import type { PublicFeedMessage } from '#core/public-status.ts'

import { parseFeedMessage } from '#core/public-status.ts'

import { readSettings } from '../background/read-settings.ts'
import { publish } from '../background/snapshot.ts'
import { makeTurns } from '../background/turns.ts'
import { inReadingTurn, readReading, saveReading } from './reading.ts'
import { readRelay } from './read-relay.ts'
import { takeWatches } from './take-watches.ts'

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000

/** How long to wait before try number `attempt` (0 first): doubled each time, half of it by chance. */
export function reconnectWaitMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10))
  return full * (0.5 + random / 2)
}

/** One relay's feed, kept open through losses until it is closed; the returned function closes it. */
function listen(env: Environment, relay: string): () => void {
  let attempt = 0
  let stop: (() => void) | null = null
  const connect = () => {
    stop = env.sockets.open(`${relay.replace(/^http/, 'ws')}/api/feed`, {
      onFrame(frame) {
        const message = parseFeedMessage(frame)
        if (message?.type === 'hello') {
          // What changed while nobody listened stands in the status.
          if (attempt > 0) void readRelay(env, { eager: true })
          attempt = 0
        } else if (message !== null && message.type !== 'order') void takeMessage(env, relay, message)
      },
      onClose() {
        stop = env.clock.after(reconnectWaitMs(attempt, env.chance.fraction()), connect)
        attempt += 1
      },
    })
  }
  connect()
  return () => stop?.()
}

export type Feed = {
  /** A page of ours opened; the returned function says that it closed. */
  join: () => () => void
}

/** Listens to the relay for as long as a page of ours is open, and never longer. */
export function makeFeed(env: Environment): Feed {
  const inTurn = makeTurns()
  let pages = 0
  let line: { relay: string; close: () => void } | null = null

  const settle = () =>
    inTurn(async () => {
      const relay = pages > 0 ? (await readSettings(env)).relay : null
      if ((line?.relay ?? null) === relay) return
      line?.close()
      line = relay === null ? null : { relay, close: listen(env, relay) }
      if (relay !== null) await readRelay(env, { eager: true })
    }).catch(env.warn)

  // The person may choose another relay.
  env.local.onChange((keys) => {
    if (pages > 0 && keys.includes('settings')) void settle()
  })

  return {
    join() {
      pages += 1
      void settle()
      let isHere = true
      return () => {
        if (!isHere) return
        isHere = false
        pages -= 1
        void settle()
      }
    },
  }
}

/** Puts one message of the feed into what was read last, as if it had been read just so. Never throws. */
function takeMessage(
  env: Environment,
  relay: string,
  message: Exclude<PublicFeedMessage, { type: 'hello' | 'order' }>,
): Promise<void> {
  return inReadingTurn(async () => {
    try {
      const reading = await readReading(env, relay)
      // Without a status nobody knows how far the clocks are apart.
      if (reading.last === null || (await readSettings(env)).relay !== relay) return
      const { status, readAt } = reading.last
      const others = status.watches.filter(({ id }) => id !== idOf(message))
      const watches = message.type === 'removed' ? others : [...others, message.watch]
      const last = { status: { ...status, watches }, readAt }
      // What is kept is no longer what the relay's mark stands for.
      await saveReading(env, { ...reading, etag: null, last })
      if (message.type === 'watch') {
        const soon = env.clock.now() - readAt
        const only = { ...status, at: status.at + soon, watches: [message.watch] }
        await takeWatches(env, { status: only, readAt: readAt + soon }, 'some')
      }
      await publish(env)
    } catch (error) {
      env.warn(error)
    }
  })
}

const idOf = (message: Exclude<PublicFeedMessage, { type: 'hello' | 'order' }>) =>
  message.type === 'removed' ? message.id : message.watch.id
