import type { Environment } from '../../../environment.ts'
import type { Door } from '../../door.ts'
import type { Trouble } from '../../trouble.ts'
import type { WatchStory } from '#relay/client.ts'
import type { ReadonlySignal } from '@preact/signals'

import { createModel, effect, signal, untracked } from '@preact/signals'

import { RepeatModel } from '../../models/repeat.ts'

/** A check is written down before it is told, what browsers say a moment after. */
const AFTER_NEWS_MS = 1000
const RESYNC_MS = 15_000

export const RANGES = { day: 24, week: 168 } as const
export type Range = keyof typeof RANGES

export type StoryState =
  | { kind: 'loading' }
  | { kind: 'failed'; trouble: Trouble }
  | { kind: 'shown'; story: WatchStory; trouble: Trouble | null }

type Parts = { door: Pick<Door, 'story'>; watchId: string; news: ReadonlySignal<number> }

/** How one watch went and what comes next, kept fresh while it is looked at. */
export const StoryModel = createModel((env: Environment, { door, watchId, news }: Parts) => {
  const state = signal<StoryState>({ kind: 'loading' })
  const range = signal<Range>('day')
  const reader = new RepeatModel(env, { read, everyMs: RESYNC_MS })
  let isDue = false

  async function read(): Promise<boolean> {
    isDue = false
    const asked = range.value
    const answer = await door.story(watchId, RANGES[asked])
    if (asked !== range.value) return true
    if (answer.ok) state.value = { kind: 'shown', story: answer.value, trouble: null }
    else if (state.value.kind === 'shown') state.value = { ...state.value, trouble: answer.trouble }
    else state.value = { kind: 'failed', trouble: answer.trouble }
    return answer.ok
  }

  effect(() => {
    // News that come one upon the other do not put the reading off for ever.
    if (news.value === 0 || isDue) return
    isDue = true
    untracked(() => reader.soon(AFTER_NEWS_MS))
  })
  effect(() => {
    untracked(() => reader.start())
    return () => reader.stop()
  })

  return {
    state,
    range,
    sync: reader.sync,
    show(wanted: Range) {
      range.value = wanted
      void reader.sync()
    },
  }
})
