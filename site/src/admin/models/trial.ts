import type { Clock } from '../../models/clock.ts'
import type { Door, Tried } from '../door.ts'
import type { Trouble } from '../trouble.ts'
import type { Draft } from './draft.ts'
import type { PresetCode } from '#core/preset.ts'

import { createModel, signal } from '@preact/signals'

import { targetOf, trialOf } from './draft.ts'

/** `key` tells which page and target were looked at: a draft that has changed since has not been tried. */
export type TrialState =
  | { kind: 'idle' }
  | { kind: 'running'; key: string; since: number; lookId: string }
  | { kind: 'failed'; key: string; trouble: Trouble }
  | { kind: 'done'; key: string; url: string; lookId: string; tried: Tried }

type Parts = {
  door: Pick<Door, 'tryPage' | 'preset'>
  clock: Clock
  onDone: (tried: Tried) => void
}

/** Unique enough for the steps of one look to be told from those of another. */
function newLookId(): string {
  const numbers = crypto.getRandomValues(new Uint32Array(4))
  return `try-${Array.from(numbers, (number) => number.toString(36)).join('-')}`
}

export function trialKey(draft: Draft): string {
  return JSON.stringify([trialOf(draft).url, targetOf(draft)])
}

/** One look at a page before anything is saved. A new one gives up the one before. */
export const TrialModel = createModel(({ door, clock, onDone }: Parts) => {
  const state = signal<TrialState>({ kind: 'idle' })
  /** What is known of the site; `null` until that is answered. */
  const preset = signal<PresetCode | null>(null)
  let running: AbortController | null = null

  function cancel() {
    running?.abort()
    running = null
    preset.value = null
    state.value = { kind: 'idle' }
  }

  /** The site is known at once, long before the page has been looked at. */
  async function recognise(url: string, mine: AbortController) {
    const answer = await door.preset(url)
    if (answer.ok && !mine.signal.aborted) preset.value = answer.value.code
  }

  async function run(draft: Draft) {
    cancel()
    const mine = new AbortController()
    running = mine
    const key = trialKey(draft)
    const trial = trialOf(draft)
    const lookId = newLookId()
    state.value = { kind: 'running', key, since: clock.now.value, lookId }
    void recognise(trial.url, mine)
    const answer = await door.tryPage({ ...trial, lookId }, mine.signal)
    if (running !== mine) return
    running = null
    if (!answer.ok) {
      state.value = { kind: 'failed', key, trouble: answer.trouble }
      return
    }
    state.value = { kind: 'done', key, url: trial.url, lookId, tried: answer.value }
    onDone(answer.value)
  }

  return { state, preset, run, cancel }
})
