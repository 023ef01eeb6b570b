import type { AlertsDoor } from '../door.ts'
import type { Trouble } from '../../admin/trouble.ts'
import type { OwnChoices, Subscription } from '#core/subscription.ts'

import { createModel, signal } from '@preact/signals'

export type OwnState =
  | { kind: 'loading' }
  | { kind: 'failed'; trouble: Trouble }
  /** The link leads to nothing: never, or no more. */
  | { kind: 'gone' }
  | { kind: 'erased' }
  | {
      kind: 'shown'
      subscription: Subscription
      doing: 'nothing' | 'saving' | 'confirming' | 'erasing'
      saved: boolean
      trouble: Trouble | null
    }

/** One person's own subscription, by the secret of its link. */
export const OwnModel = createModel((door: AlertsDoor, token: string) => {
  const state = signal<OwnState>({ kind: 'loading' })

  async function sync() {
    if (!/^[\w-]{22}$/.test(token)) {
      state.value = { kind: 'gone' }
      return
    }
    state.value = { kind: 'loading' }
    const answer = await door.read(token)
    if (answer.ok) show(answer.value)
    else fail(answer.trouble)
  }

  const show = (subscription: Subscription, saved = false) => {
    state.value = { kind: 'shown', subscription, doing: 'nothing', saved, trouble: null }
  }
  const fail = (trouble: Trouble) => {
    const shown = state.value
    if (trouble.kind === 'refused' && trouble.status === 404) state.value = { kind: 'gone' }
    else if (shown.kind === 'shown') state.value = { ...shown, doing: 'nothing', saved: false, trouble }
    else state.value = { kind: 'failed', trouble }
  }
  /** `false` when something else is under way. */
  const start = (doing: 'saving' | 'confirming' | 'erasing') => {
    const shown = state.value
    if (shown.kind !== 'shown' || shown.doing !== 'nothing') return false
    state.value = { ...shown, doing, saved: false, trouble: null }
    return true
  }

  return {
    state,
    sync,
    /** What another part of the page was told. */
    learn: (subscription: Subscription) => show(subscription),
    /** Reads again without a word; what cannot be read stays as it was. */
    async refresh() {
      const answer = await door.read(token)
      if (answer.ok) show(answer.value)
    },
    exportUrl: () => door.exportUrl(token),
    async change(change: Partial<OwnChoices>) {
      if (!start('saving')) return
      const answer = await door.change(token, change)
      if (answer.ok) show(answer.value, true)
      else fail(answer.trouble)
    },
    async confirm() {
      if (!start('confirming')) return
      const answer = await door.confirm(token)
      if (answer.ok) show(answer.value)
      else fail(answer.trouble)
    },
    async erase() {
      if (!start('erasing')) return
      const answer = await door.erase(token)
      if (answer.ok || (answer.trouble.kind === 'refused' && answer.trouble.status === 404))
        state.value = { kind: 'erased' }
      else fail(answer.trouble)
    },
  }
})

export type Own = InstanceType<typeof OwnModel>
