import type { Environment } from '../../environment.ts'
import type { Clock } from '../../models/clock.ts'
import type { AdminWatch, Door, Proposal } from '../door.ts'
import type { Trouble } from '../trouble.ts'
import type { SampleLine, Says } from '#core/sample.ts'
import type { SeatsTarget } from '#core/watch.ts'
import type { ReadonlySignal } from '@preact/signals'

import { createModel, effect, signal, untracked } from '@preact/signals'

import { isGone, isRefusedAs } from '../trouble.ts'
import { TARGET_FIELDS } from './draft.ts'
import { RepeatModel } from './repeat.ts'

export type SamplesState =
  | { kind: 'loading' }
  | { kind: 'failed'; trouble: Trouble }
  | { kind: 'shown'; samples: readonly SampleLine[] }

export type SavingState =
  | { kind: 'idle' }
  | { kind: 'running'; since: number }
  | { kind: 'failed'; trouble: Trouble }

export type TeachState =
  | { kind: 'idle' }
  | { kind: 'running' }
  | { kind: 'failed'; trouble: Trouble }
  | Proposed

type Proposed = {
  kind: 'proposed'
  proposal: Proposal
  /** The watch as it was when this was asked for: its version, and what was looked for. */
  base: Base
  /** What somebody else has it look for since. */
  theirs: SeatsTarget | null
  accepting: boolean
  trouble: Trouble | null
}

type Base = { version: number; target: SeatsTarget }

/** A page is kept before it is told. However much happens, no more often than this. */
const AFTER_NEWS_MS = 1500
const RESYNC_MS = 30_000

const IDLE = { kind: 'idle' } as const
/** So often is it sent again, when only what it does not touch was changed meanwhile. */
const TRIES = 3

type Parts = {
  door: Door
  clock: Clock
  watchId: string
  host: string
  /** The watch as it was read last. */
  watch: () => AdminWatch
  /** Grows when something happened at the relay. */
  news: ReadonlySignal<number>
  onSaved: () => void
  onTaught: () => void
}

/** Pages of one site that a person has told Vigie about, and what it learns from them for one watch. */
export const SamplesModel = createModel((env: Environment, parts: Parts) => {
  const { door, clock, watchId, host, watch, news, onSaved, onTaught } = parts
  const state = signal<SamplesState>({ kind: 'loading' })
  const saving = signal<SavingState>(IDLE)
  const teaching = signal<TeachState>(IDLE)
  const { sync, soon, start, stop } = new RepeatModel(env, { read, everyMs: RESYNC_MS })

  async function read(): Promise<boolean> {
    const answer = await door.samples(host)
    if (answer.ok) state.value = { kind: 'shown', samples: answer.value.samples }
    // What is shown stays: that the relay is away is said above.
    else if (state.value.kind !== 'shown') state.value = { kind: 'failed', trouble: answer.trouble }
    return answer.ok
  }

  async function save(says: Says, where: string) {
    if (saving.value.kind === 'running') return
    saving.value = { kind: 'running', since: clock.now.value }
    const pointed = where.trim()
    const answer = await door.saveSample({ watchId, says, ...(pointed === '' ? {} : { where: pointed }) })
    saving.value = answer.ok ? IDLE : { kind: 'failed', trouble: answer.trouble }
    if (!answer.ok) return
    // What was proposed did not know this page.
    teaching.value = IDLE
    onSaved()
    await sync()
  }

  async function teach() {
    if (teaching.value.kind === 'running') return
    teaching.value = { kind: 'running' }
    // Before the answer: what is changed while Vigie searches counts as changed meanwhile.
    const base = baseOf(watch())
    const answer = await door.teach(watchId)
    teaching.value = answer.ok
      ? { kind: 'proposed', proposal: answer.value, base, theirs: null, accepting: false, trouble: null }
      : { kind: 'failed', trouble: answer.trouble }
  }

  async function accept() {
    const proposed = teaching.value
    if (proposed.kind !== 'proposed' || proposed.accepting) return
    const sent = { ...proposed, trouble: null }
    teaching.value = { ...sent, accepting: true }
    const left = await sendTaught(parts, sent)
    teaching.value = left === null ? IDLE : left
    if (left === null) onTaught()
    await sync()
  }

  async function remove(id: string): Promise<Trouble | null> {
    const answer = await door.removeSample(id)
    if (!answer.ok && !isGone(answer.trouble)) return answer.trouble
    teaching.value = IDLE
    await sync()
    return null
  }

  effect(() => {
    if (news.value > 0) untracked(() => soon(AFTER_NEWS_MS))
  })
  effect(() => {
    untracked(start)
    return stop
  })
  return { state, saving, teaching, sync, save, teach, accept, remove }
})

/** `null` once it is kept; else the proposal with why not, or with what somebody else has it look for by now. */
async function sendTaught(
  { door, watchId }: Pick<Parts, 'door' | 'watchId'>,
  proposed: Proposed,
  tries = TRIES,
): Promise<Proposed | null> {
  const { base, proposal } = proposed
  const change = { target: proposal.target, updatedAt: base.version }
  const answer = await door.change(watchId, change)
  if (answer.ok) return null
  if (!isRefusedAs(answer.trouble, 'conflict')) return { ...proposed, trouble: answer.trouble }
  const now = await door.watch(watchId)
  if (!now.ok) return { ...proposed, trouble: now.trouble }
  const newer = { ...proposed, base: baseOf(now.value) }
  if (isSame(newer.base.target, base.target) && tries > 1)
    return await sendTaught({ door, watchId }, newer, tries - 1)
  return { ...newer, theirs: newer.base.target }
}

const baseOf = ({ updatedAt, target }: AdminWatch): Base => ({ version: updatedAt, target })

const isSame = (one: SeatsTarget, other: SeatsTarget) =>
  TARGET_FIELDS.every((field) => one[field] === other[field])

export type Samples = InstanceType<typeof SamplesModel>
