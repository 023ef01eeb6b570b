import type { Clock } from '../../models/clock.ts'
import type { Door, Proposal } from '../door.ts'
import type { Trouble } from '../trouble.ts'
import type { SampleLine, Says } from '#core/sample.ts'

import { createModel, effect, signal, untracked } from '@preact/signals'

import { isGone } from '../trouble.ts'

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
  | { kind: 'proposed'; proposal: Proposal; accepting: boolean; trouble: Trouble | null }

const IDLE = { kind: 'idle' } as const

type Parts = {
  door: Door
  clock: Clock
  watchId: string
  host: string
  onSaved: () => void
  onTaught: () => void
}

/** Pages of one site that a person has told Vigie about, and what it learns from them for one watch. */
export const SamplesModel = createModel(({ door, clock, watchId, host, onSaved, onTaught }: Parts) => {
  const state = signal<SamplesState>({ kind: 'loading' })
  const saving = signal<SavingState>(IDLE)
  const teaching = signal<TeachState>(IDLE)

  async function sync() {
    const answer = await door.samples(host)
    state.value = answer.ok
      ? { kind: 'shown', samples: answer.value.samples }
      : { kind: 'failed', trouble: answer.trouble }
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
    const answer = await door.teach(watchId)
    teaching.value = answer.ok
      ? { kind: 'proposed', proposal: answer.value, accepting: false, trouble: null }
      : { kind: 'failed', trouble: answer.trouble }
  }

  async function accept() {
    const proposed = teaching.value
    if (proposed.kind !== 'proposed' || proposed.accepting) return
    teaching.value = { ...proposed, accepting: true, trouble: null }
    const answer = await door.change(watchId, { target: proposed.proposal.target })
    teaching.value = answer.ok ? IDLE : { ...proposed, accepting: false, trouble: answer.trouble }
    if (answer.ok) onTaught()
    await sync()
  }

  async function remove(id: string): Promise<Trouble | null> {
    const answer = await door.removeSample(id)
    if (!answer.ok && !isGone(answer.trouble)) return answer.trouble
    teaching.value = IDLE
    await sync()
    return null
  }

  effect(() => untracked(() => void sync()))
  return { state, saving, teaching, sync, save, teach, accept, remove }
})

export type Samples = InstanceType<typeof SamplesModel>
