import type { Trouble } from '../../admin/trouble.ts'
import type { AlertsDoor, FirstChoices } from '../door.ts'

import { createModel, signal } from '@preact/signals'

export type MailState =
  /** `missing`: nothing that looks like an address was written. */
  | { kind: 'idle'; trouble: Trouble | null; missing: boolean }
  | { kind: 'busy' }
  | { kind: 'sent'; address: string }

/** Alerts by e-mail: an address gets a link, and is confirmed by it. */
export const MailModel = createModel((door: Pick<AlertsDoor, 'byMail'>) => {
  const address = signal('')
  const state = signal<MailState>({ kind: 'idle', trouble: null, missing: false })
  return {
    address,
    state,
    async send(choices: FirstChoices) {
      if (state.value.kind === 'busy') return
      const given = address.value.trim()
      if (!/^\S+@\S+\.\S+$/.test(given)) {
        state.value = { kind: 'idle', trouble: null, missing: true }
        return
      }
      state.value = { kind: 'busy' }
      const answer = await door.byMail(given, choices)
      state.value = answer.ok
        ? { kind: 'sent', address: given }
        : { kind: 'idle', trouble: answer.trouble, missing: false }
    },
    again() {
      state.value = { kind: 'idle', trouble: null, missing: false }
    },
  }
})

export type Mail = InstanceType<typeof MailModel>
