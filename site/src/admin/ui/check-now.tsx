import type { AdminWatch } from '../door.ts'

import { useApp, useWords } from '../../context.ts'
import { span } from '../../models/times.ts'
import { useAdmin, useAdminWords } from '../context.ts'
import { TroubleBox } from './trouble-box.tsx'

const SAID_MS = 10_000

/** Asks for a check and follows it to its result. */
export function CheckNow({ watch }: { watch: AdminWatch }) {
  const { checks, watches, say } = useAdmin()
  const words = useAdminWords().check
  const { colon } = useWords()
  const state = checks.states.value.get(watch.id)
  const running = state?.kind === 'running'
  const list = watches.state.value
  const isLive = list.kind === 'shown' && list.link === 'live'
  return (
    <div class="check-now">
      <button
        type="button"
        class="button"
        aria-disabled={running}
        onClick={() => {
          if (running) return
          say(words.asked(watch.name))
          void checks.ask(watch)
        }}
      >
        {words.ask}
        <span class="unseen">
          {colon}
          {watch.name}
        </span>
      </button>
      <CheckWords id={watch.id} />
      {state?.kind === 'failed' && !(isLive && state.trouble.kind === 'offline') && (
        <TroubleBox trouble={state.trouble} />
      )}
    </div>
  )
}

function CheckWords({ id }: { id: string }) {
  const { clock, choice } = useApp()
  const { checks } = useAdmin()
  const words = useAdminWords().check
  const state = checks.states.value.get(id)
  const now = clock.now.value
  switch (state?.kind) {
    case 'running':
      return (
        <p class="hint progress-words">{words.running(span(now - state.since, choice.words.value.locale))}</p>
      )
    case 'late':
      return <p class="hint">{words.late}</p>
    case 'done':
      return now - state.at < SAID_MS ? <p class="hint">{words.done}</p> : null
    default:
      return null
  }
}
