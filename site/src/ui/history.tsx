import type { PublicWatch } from '#core/status.ts'
import type { FunctionComponent } from 'preact'

import { useSignal } from '@preact/signals'

import { useWords } from '../context.ts'
import { useRetryWhenLive } from './use-retry-when-live.ts'

type Part =
  | { kind: 'closed' }
  | { kind: 'loading' }
  | { kind: 'failed' }
  | { kind: 'here'; List: FunctionComponent<{ watchId: string }> }

/** Earlier openings, fetched when somebody wants to see them. */
export function History({ watch }: { watch: PublicWatch }) {
  const words = useWords().alerts
  const part = useSignal<Part>({ kind: 'closed' })
  const load = async () => {
    part.value = { kind: 'loading' }
    try {
      const { HistoryList } = await import('../history/history-list.tsx')
      part.value = { kind: 'here', List: HistoryList }
    } catch {
      part.value = { kind: 'failed' }
    }
  }
  const { value } = part
  useRetryWhenLive(value.kind === 'failed', () => void load())
  return (
    <details
      class="history"
      onToggle={(event) => {
        if (event.currentTarget.open) void load()
        // Opened again, it is read again.
        else part.value = { kind: 'closed' }
      }}
    >
      <summary>
        {words.history}
        <span class="unseen"> {watch.name}</span>
      </summary>
      {value.kind === 'loading' && <p aria-busy="true">{words.loading}</p>}
      {value.kind === 'failed' && <p role="alert">{words.failed}</p>}
      {value.kind === 'here' && <value.List watchId={watch.id} />}
    </details>
  )
}
