import type { Environment, Problem } from '../environment.ts'
import type { Clock } from './clock.ts'
import type { PublicFeedMessage } from '#core/public-status.ts'
import type { PublicWatch, Totals } from '#core/status.ts'

import { computed, createModel, effect, signal, untracked } from '@preact/signals'

import { FeedModel } from './feed.ts'
import { withEarlierMessage, withMessage } from './merge.ts'
import { ReaderModel } from './reader.ts'

/** How the page stands with the relay. */
export type Link = 'live' | 'catching-up' | 'offline' | 'lost'

export type Shown = { watches: readonly PublicWatch[]; totals: Totals; version: string; syncedAt: number }

export type PageState =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: Problem; offline: boolean }
  | { kind: 'shown'; shown: Shown; link: Link }

type Watches = Shown['watches']
type Parts = { clock: Clock; onShown: (before: Watches | null, after: Watches) => void }

/** Everything the page knows of the relay: read as a whole, kept live by the feed in between. */
export const StatusModel = createModel((env: Environment, { clock, onShown }: Parts) => {
  const shown = signal<Shown | null>(null)
  let heardWhileReading: PublicFeedMessage[] = []
  const feed = new FeedModel(env, hear)
  const reader = new ReaderModel(env, {
    onStart() {
      heardWhileReading = []
    },
    onStatus({ at, totals, version, watches }) {
      clock.learn(at)
      keep({ watches: heardWhileReading.reduce(withEarlierMessage, watches), totals, version, syncedAt: at })
      if (!feed.live.value) feed.connect()
    },
    onProblem() {
      if (feed.live.value) feed.lose()
    },
  })

  function keep(next: Shown) {
    const before = shown.value?.watches ?? null
    shown.value = next
    onShown(before, next.watches)
  }

  function hear(message: PublicFeedMessage) {
    if (message.type === 'hello') {
      clock.learn(message.at)
      void reader.sync()
      return
    }
    if (reader.reading.value) heardWhileReading.push(message)
    if (shown.value !== null) keep({ ...shown.value, watches: withMessage(shown.value.watches, message) })
  }

  let wasLive = false
  effect(() => {
    // A closed feed is the first sign of a relay that went away.
    if (wasLive && !feed.live.value) untracked(() => void reader.sync())
    wasLive = feed.live.value
  })

  const link = computed<Link>(() => {
    if (!reader.online.value) return 'offline'
    if (reader.problem.value !== null) return 'lost'
    return feed.live.value ? 'live' : 'catching-up'
  })
  const state = computed<PageState>(() => {
    if (shown.value !== null) return { kind: 'shown', shown: shown.value, link: link.value }
    const problem = reader.problem.value
    if (problem === null) return { kind: 'loading' }
    return { kind: 'failed', problem, offline: !reader.online.value }
  })
  return { state, link, reading: reader.reading, sync: reader.sync }
})
