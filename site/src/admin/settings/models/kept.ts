import type { Environment } from '../../../environment.ts'
import type { Remote } from '../../desk/models/remote.ts'
import type { Trouble } from '../../trouble.ts'
import type { SettingsChange, SettingsDoor } from '../door.ts'
import type { SettingLines, SettingsDocument } from '#core/settings.ts'
import type { ReadonlySignal } from '@preact/signals'

import { computed, createModel, effect, signal, untracked } from '@preact/signals'

import { RepeatModel } from '../../models/repeat.ts'

export type KeptParts = {
  door: SettingsDoor
  /** Grows when something happened at the relay. */
  news: ReadonlySignal<number>
}

const RESYNC_MS = 15_000
/** However much happens, no more often than this. */
const AFTER_NEWS_MS = 500

/** The settings as the relay has them: read again and again, and written one change at a time. */
export const KeptModel = createModel((env: Environment, { door, news }: KeptParts) => {
  const state = signal<Remote<SettingsDocument>>({ kind: 'loading' })
  const busy = signal(false)
  const trouble = signal<Trouble | null>(null)
  const reader = new RepeatModel(env, { read, everyMs: RESYNC_MS })
  let writes = 0

  async function read(): Promise<boolean> {
    const begun = writes
    const answer = await door.read()
    // What was written meanwhile is newer.
    if (begun !== writes) return true
    if (answer.ok) state.value = { kind: 'shown', value: answer.value, trouble: null }
    else if (state.value.kind === 'shown') state.value = { ...state.value, trouble: answer.trouble }
    else state.value = { kind: 'failed', trouble: answer.trouble }
    return answer.ok
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
    lines: computed<SettingLines | null>(() =>
      state.value.kind === 'shown' ? state.value.value.settings : null,
    ),
    busy,
    trouble,
    sync: reader.sync,
    /** How it stands after the change, `null` when it did not come about. */
    async write(change: SettingsChange): Promise<SettingLines | null> {
      busy.value = true
      trouble.value = null
      writes += 1
      const answer = await door.change(change)
      writes += 1
      busy.value = false
      if (answer.ok) state.value = { kind: 'shown', value: answer.value, trouble: null }
      else trouble.value = answer.trouble
      // Somebody may have been faster: what they wrote is shown beside what is typed.
      if (!answer.ok) void reader.sync()
      return answer.ok ? answer.value.settings : null
    },
  }
})
