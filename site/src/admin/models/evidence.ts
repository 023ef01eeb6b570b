import type { Environment } from '../../environment.ts'
import type { Door } from '../door.ts'
import type { Trouble } from '../trouble.ts'
import type { Evidence } from '#core/evidence.ts'
import type { EvidenceRow } from '#relay/client.ts'
import type { ReadonlySignal } from '@preact/signals'

import { createModel, effect, signal, untracked } from '@preact/signals'

import { RepeatModel } from './repeat.ts'

/** Evidence is stored after its check was told, the picture last. */
const AFTER_NEWS_MS = 1500
const RESYNC_MS = 10_000

export type EvidenceState =
  | { kind: 'loading' }
  | { kind: 'failed'; trouble: Trouble }
  | { kind: 'shown'; rows: readonly EvidenceRow[]; trouble: Trouble | null }

export type Opened =
  | { kind: 'loading' }
  | { kind: 'failed'; trouble: Trouble }
  | { kind: 'shown'; evidence: Evidence }

type Parts = {
  door: Pick<Door, 'evidence' | 'oneEvidence'>
  watchId: string
  news: ReadonlySignal<number>
}

/** What was kept of one watch's looks; each is read whole only when it is opened. */
export const EvidenceModel = createModel((env: Environment, { door, watchId, news }: Parts) => {
  const state = signal<EvidenceState>({ kind: 'loading' })
  const opened = signal<ReadonlyMap<string, Opened>>(new Map())
  const reader = new RepeatModel(env, { read, everyMs: RESYNC_MS })

  async function read(): Promise<boolean> {
    const answer = await door.evidence(watchId)
    if (answer.ok) state.value = { kind: 'shown', rows: answer.value.evidence, trouble: null }
    else if (state.value.kind === 'shown') state.value = { ...state.value, trouble: answer.trouble }
    else state.value = { kind: 'failed', trouble: answer.trouble }
    return answer.ok
  }

  const set = (id: string, one: Opened) => {
    opened.value = new Map([...opened.value, [id, one]])
  }

  effect(() => {
    if (news.value > 0) untracked(() => reader.soon(AFTER_NEWS_MS))
  })
  effect(() => {
    untracked(() => reader.start())
    return () => reader.stop()
  })

  return {
    state,
    opened,
    sync: reader.sync,
    async open(id: string) {
      const { kind } = opened.value.get(id) ?? {}
      if (kind === 'loading' || kind === 'shown') return
      set(id, { kind: 'loading' })
      const answer = await door.oneEvidence(id)
      set(
        id,
        answer.ok ? { kind: 'shown', evidence: answer.value } : { kind: 'failed', trouble: answer.trouble },
      )
    },
  }
})

export type EvidenceShelf = InstanceType<typeof EvidenceModel>
