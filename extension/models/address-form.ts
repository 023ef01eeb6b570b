import type { AddressProblem } from './address.ts'

import { createModel, signal } from '@preact/signals'

import { readAddress } from './address.ts'

export type FormState = { kind: 'editing' } | { kind: 'wrong'; problem: AddressProblem } | { kind: 'saved' }

/** The form for the relay's address: what is typed, what is wrong with it, whether it was saved. */
export const AddressFormModel = createModel((first: string, save: (address: string) => Promise<void>) => {
  const typed = signal(first)
  const state = signal<FormState>({ kind: 'editing' })
  return {
    typed,
    state,
    type(text: string) {
      typed.value = text
      state.value = { kind: 'editing' }
    },
    async submit() {
      const answer = readAddress(typed.value)
      if (!answer.ok) {
        state.value = { kind: 'wrong', problem: answer.problem }
        return
      }
      typed.value = answer.address
      state.value = { kind: 'saved' }
      await save(answer.address)
    },
  }
})
