import type { Environment } from '../../environment.ts'
import type { Clock } from '../../models/clock.ts'
import type { Link } from '../../models/status.ts'
import type { AdminWatch, Door, RemovedWatch } from '../door.ts'
import type { Trouble } from '../trouble.ts'
import type { LookStep } from '#core/look-step.ts'

import { computed, createModel, signal } from '@preact/signals'

import { FeedModel } from '../../models/feed.ts'
import { stepIn } from './looks.ts'
import { RepeatModel } from './repeat.ts'

const RESYNC_MS = 30_000
/** One check makes several frames: one reading answers them all. */
const SETTLE_MS = 250

export type ListState =
  | { kind: 'loading' }
  | { kind: 'failed'; trouble: Trouble }
  | {
      kind: 'shown'
      watches: readonly AdminWatch[]
      /** Deleted, newest first; they can be brought back. */
      removed: readonly RemovedWatch[]
      link: Link
      readAt: number
    }

type Watches = readonly AdminWatch[]
type Parts = {
  door: Pick<Door, 'watches'>
  clock: Clock
  onRead: (before: Watches | null, after: Watches) => void
  /** Something happened at the relay. */
  onNews: () => void
  /** A look that somebody waits for came a step further. */
  onStep: (step: LookStep) => void
}

/** The admin's watches, private ones included: read as a whole whenever the feed says that something happened. */
export const WatchesModel = createModel(
  (env: Environment, { door, clock, onRead, onNews, onStep }: Parts) => {
    const list = signal<{ watches: Watches; removed: readonly RemovedWatch[]; readAt: number } | null>(null)
    const trouble = signal<Trouble | null>(null)
    const reader = new RepeatModel(env, { read, everyMs: RESYNC_MS })
    const feed = new FeedModel(overheard(env, hearFrame), (message) => {
      if (message.type === 'hello') clock.learn(message.at)
    })

    function hearFrame(frame: unknown) {
      const step = stepIn(frame)
      if (step === null) nudge()
      else onStep(step)
    }

    function nudge() {
      if (!reader.isActive()) return
      reader.soon(SETTLE_MS)
      onNews()
    }

    async function read(): Promise<boolean> {
      const answer = await door.watches()
      if (!reader.isActive()) return true
      trouble.value = answer.ok ? null : answer.trouble
      if (answer.ok) {
        const before = list.value?.watches ?? null
        const { watches, removed = [] } = answer.value
        list.value = { watches, removed, readAt: clock.now.value }
        if (!feed.live.value) feed.connect()
        onRead(before, watches)
      } else if (feed.live.value) {
        feed.lose()
      }
      return answer.ok
    }

    const link = computed<Link>(() => {
      if (!reader.online.value) return 'offline'
      if (trouble.value !== null) return 'lost'
      return feed.live.value ? 'live' : 'catching-up'
    })
    const state = computed<ListState>(() => {
      if (list.value !== null) return { kind: 'shown', ...list.value, link: link.value }
      return trouble.value === null ? { kind: 'loading' } : { kind: 'failed', trouble: trouble.value }
    })
    return {
      state,
      reading: reader.reading,
      sync: reader.sync,
      start() {
        // A feed that was opened without a session hears no log.
        feed.connect()
        reader.start()
      },
      stop() {
        reader.stop()
        list.value = null
        trouble.value = null
      },
    }
  },
)

/** The feed of the public page, with every frame heard: to the admin it also tells log lines of private watches. */
function overheard(env: Environment, onFrame: (frame: unknown) => void): Environment {
  return {
    ...env,
    openFeed: (listener) =>
      env.openFeed({
        ...listener,
        onFrame(frame) {
          listener.onFrame(frame)
          onFrame(frame)
        },
      }),
  }
}
