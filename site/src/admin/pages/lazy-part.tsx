import type { FunctionComponent } from 'preact'

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { useAdminWords } from '../context.ts'
import { Bones } from '../ui/bones.tsx'

type State<Route> =
  | { kind: 'loading' }
  | { kind: 'failed' }
  | { kind: 'here'; Part: FunctionComponent<{ route: Route }> }

type Props<Route> = { route: Route; load: () => Promise<FunctionComponent<{ route: Route }>> }

/** Screens that most visits do without: fetched when one is opened, and again when that failed. */
export function LazyPart<Route>({ route, load }: Props<Route>) {
  const words = useAdminWords().desk
  const state = useSignal<State<Route>>({ kind: 'loading' })
  const fetchPart = async () => {
    state.value = { kind: 'loading' }
    try {
      state.value = { kind: 'here', Part: await load() }
    } catch {
      state.value = { kind: 'failed' }
    }
  }
  useEffect(() => void fetchPart(), [])
  const part = state.value
  if (part.kind === 'loading') return <Bones text={words.loading} />
  if (part.kind === 'here') return <part.Part route={route} />
  return (
    <div class="panel panel-failed">
      <h1>{words.failed}</h1>
      <p role="alert">{words.failedText}</p>
      <button type="button" class="button button-main" onClick={() => void fetchPart()}>
        {words.retry}
      </button>
    </div>
  )
}
