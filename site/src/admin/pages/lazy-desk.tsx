import type { Route } from '../models/route.ts'
import type { FunctionComponent } from 'preact'

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { useAdminWords } from '../context.ts'
import { Bones } from '../ui/bones.tsx'

export type DeskRoute = Exclude<Route, { page: 'list' | 'new' | 'watch' | 'account' | 'audit' }>

type State =
  | { kind: 'loading' }
  | { kind: 'failed' }
  | { kind: 'here'; Desk: FunctionComponent<{ route: DeskRoute }> }

/** People, alerts, rules and words: screens that most visits do without, fetched when one is opened. */
export function LazyDesk({ route }: { route: DeskRoute }) {
  const words = useAdminWords().desk
  const state = useSignal<State>({ kind: 'loading' })
  const load = async () => {
    state.value = { kind: 'loading' }
    try {
      const { Desk } = await import('../desk/desk.tsx')
      state.value = { kind: 'here', Desk }
    } catch {
      state.value = { kind: 'failed' }
    }
  }
  useEffect(() => void load(), [])
  const part = state.value
  if (part.kind === 'loading') return <Bones text={words.loading} />
  if (part.kind === 'here') return <part.Desk route={route} />
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
