import type { Environment } from '../../../environment.ts'
import type { Remote } from '../../desk/models/remote.ts'
import type { DashboardDoor } from '../door.ts'
import type { ReadonlySignal } from '@preact/signals'
import type { SpanName } from '#core/dashboard.ts'
import type { Dashboard } from '#relay/client.ts'

import { createModel, effect, signal, untracked } from '@preact/signals'

import { RepeatModel } from '../../models/repeat.ts'

const RESYNC_MS = 10_000
/** However much happens, no more often than this. */
const AFTER_NEWS_MS = 2000

type Parts = { door: DashboardDoor; span: SpanName; news: ReadonlySignal<number> }

/** The figures of one span, read again and again, and sooner when something has happened. */
export const DashboardModel = createModel((env: Environment, { door, span, news }: Parts) => {
  const state = signal<Remote<Dashboard>>({ kind: 'loading' })
  const reader = new RepeatModel(env, { read, everyMs: RESYNC_MS })
  let isDue = false

  async function read(): Promise<boolean> {
    isDue = false
    const answer = await door.read(span)
    const before = state.value
    if (answer.ok) state.value = { kind: 'shown', value: answer.value, trouble: null }
    else if (before.kind === 'shown') state.value = { ...before, trouble: answer.trouble }
    else state.value = { kind: 'failed', trouble: answer.trouble }
    return answer.ok
  }

  effect(() => {
    if (news.value === 0 || isDue) return
    isDue = true
    untracked(() => reader.soon(AFTER_NEWS_MS))
  })
  effect(() => {
    untracked(() => reader.start())
    return () => reader.stop()
  })
  return { state, reading: reader.reading, sync: reader.sync }
})
