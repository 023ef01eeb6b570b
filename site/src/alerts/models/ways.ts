import type { Trouble } from '../../admin/trouble.ts'
import type { AlertsDoor } from '../door.ts'
import type { Ways } from '#core/subscription.ts'

import { createModel, signal } from '@preact/signals'

export type WaysState =
  | { kind: 'loading' }
  | { kind: 'failed'; trouble: Trouble }
  | { kind: 'shown'; ways: Ways }

/** By which ways this relay can tell people. */
export const WaysModel = createModel((door: Pick<AlertsDoor, 'ways'>) => {
  const state = signal<WaysState>({ kind: 'loading' })
  return {
    state,
    async sync() {
      if (state.value.kind === 'failed') state.value = { kind: 'loading' }
      const answer = await door.ways()
      state.value = answer.ok
        ? { kind: 'shown', ways: answer.value }
        : { kind: 'failed', trouble: answer.trouble }
    },
  }
})
