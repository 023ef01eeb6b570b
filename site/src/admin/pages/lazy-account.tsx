import type { Route } from '../models/route.ts'
import type { FunctionComponent } from 'preact'

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { useAdminWords } from '../context.ts'
import { Bones } from '../ui/bones.tsx'

export type AccountRoute = Extract<Route, { page: 'account' | 'audit' }>

type State =
  | { kind: 'loading' }
  | { kind: 'failed' }
  | { kind: 'here'; Account: FunctionComponent<{ route: AccountRoute }> }

/** How one signs in, and who changed what: fetched when it is opened. */
export function LazyAccount({ route }: { route: AccountRoute }) {
  const words = useAdminWords().desk
  const state = useSignal<State>({ kind: 'loading' })
  const load = async () => {
    state.value = { kind: 'loading' }
    try {
      const { Account } = await import('../account/account.tsx')
      state.value = { kind: 'here', Account }
    } catch {
      state.value = { kind: 'failed' }
    }
  }
  useEffect(() => void load(), [])
  const part = state.value
  if (part.kind === 'loading') return <Bones text={words.loading} />
  if (part.kind === 'here') return <part.Account route={route} />
  return (
    <div class="panel panel-failed">
      <h1>{words.failed}</h1>
      <p role="alert">{words.failedText}</p>
      <button type="button" class="button button-main" onClick={() => void load()}>
        {words.retry}
      </button>
    </div>
  )
}
