import type { Wanted } from '../context.ts'
import type { Environment } from '../environment.ts'
import type { Named } from '../alerts/ui/pick-watches.tsx'
import type { FunctionComponent } from 'preact'

import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

import { useWords } from '../context.ts'
import { useArrival } from './use-arrival.ts'
import { useRetryWhenLive } from './use-retry-when-live.ts'

type Props = { env: Environment; watches: readonly Named[]; wanted: Wanted }

type State = { kind: 'loading' } | { kind: 'failed' } | { kind: 'here'; GetAlerts: FunctionComponent<Props> }

/** How to be told. It comes after the watches have: whoever only looks must not wait for it. */
export function AlertsSection({ env, watches, wanted }: Props) {
  const words = useWords().alerts
  const state = useSignal<State>({ kind: 'loading' })
  const load = async () => {
    state.value = { kind: 'loading' }
    try {
      const { GetAlerts } = await import('../alerts/get-alerts.tsx')
      state.value = { kind: 'here', GetAlerts }
    } catch {
      state.value = { kind: 'failed' }
    }
  }
  useEffect(() => void load(), [])
  const section = useRef<HTMLElement>(null)
  useArrival(section)
  const part = state.value
  useRetryWhenLive(part.kind === 'failed', () => void load())
  return (
    <section class="watches" id="alerts" tabIndex={-1} aria-labelledby="alerts-title" ref={section}>
      <h2 id="alerts-title">{words.title}</h2>
      <p class="alerts-lead">{words.lead}</p>
      {part.kind === 'loading' && <p aria-busy="true">{words.loading}</p>}
      {part.kind === 'failed' && (
        <div class="panel panel-failed">
          <p role="alert">{words.failed}</p>
          <button type="button" class="retry" onClick={() => void load()}>
            {words.retry}
          </button>
        </div>
      )}
      {part.kind === 'here' && <part.GetAlerts env={env} watches={watches} wanted={wanted} />}
    </section>
  )
}
