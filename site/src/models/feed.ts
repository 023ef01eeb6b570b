import type { Environment } from '../environment.ts'
import type { PublicFeedMessage } from '#core/public-status.ts'

import { createModel, effect, signal } from '@preact/signals'

import { parseFeedMessage } from '#core/public-status.ts'

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000

/** How long to wait before try number `attempt` (0 first): doubled each time, half of it by chance. */
export function reconnectWaitMs(attempt: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10))
  return full * (0.5 + random / 2)
}

/** Keeps one feed open for as long as the page lives. `live` is true from the relay's `hello` on. */
export const FeedModel = createModel((env: Environment, onMessage: (message: PublicFeedMessage) => void) => {
  const live = signal(false)
  let attempt = 0
  let close: (() => void) | undefined
  let cancelWait: (() => void) | undefined

  const connect = () => {
    cancelWait?.()
    close?.()
    close = env.openFeed({
      onFrame(frame) {
        const message = parseFeedMessage(frame)
        if (message === null) return
        if (message.type === 'hello') {
          attempt = 0
          live.value = true
        }
        onMessage(message)
      },
      onClose: lose,
    })
  }

  function lose() {
    live.value = false
    cancelWait?.()
    close?.()
    close = undefined
    cancelWait = env.after(reconnectWaitMs(attempt, env.random()), connect)
    attempt += 1
  }

  effect(() => () => {
    cancelWait?.()
    close?.()
  })

  return {
    live,
    connect,
    /** The relay did not answer elsewhere: an open socket may be half dead. */
    lose,
  }
})
