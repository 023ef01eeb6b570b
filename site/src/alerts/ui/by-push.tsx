import type { FirstChoices } from '../door.ts'
import type { Push, PushState } from '../models/push.ts'

import { useAlertsWords } from '../locales/words.ts'
import { TroubleNote } from './trouble.tsx'

type Props = { push: Push; choices: () => FirstChoices | null }

/** Alerts by this browser: on and off at the same place. */
export function ByPush({ push, choices }: Props) {
  const words = useAlertsWords().push
  const state = push.state.value
  const turnOn = () => {
    const chosen = choices()
    if (chosen !== null) void push.turnOn(chosen)
  }
  return (
    <section class="card form" aria-labelledby="by-push">
      <h3 id="by-push">{words.title}</h3>
      <p>{words.lead}</p>
      <div role="status">
        <Said state={state} />
      </div>
      {(state.kind === 'off' || state.kind === 'on') && <TroubleNote trouble={state.trouble} />}
      {state.kind === 'busy' && (
        <button type="button" class="button" aria-disabled="true">
          {words.busy}
        </button>
      )}
      {(state.kind === 'off' || state.kind === 'denied') && (
        <button type="button" class="button button-main" onClick={turnOn}>
          {words.turnOn}
        </button>
      )}
      {state.kind === 'on' && <On token={state.token} push={push} />}
    </section>
  )
}

function Said({ state }: { state: PushState }) {
  const words = useAlertsWords().push
  switch (state.kind) {
    case 'asking':
      return <p class="hint">{words.asking}</p>
    case 'unsupported':
      return <p class="wrong">{words.unsupported[state.why]}</p>
    case 'denied':
      return <p class="wrong">{words.denied}</p>
    case 'on':
      return <p class="alerts-done">{words.on}</p>
    default:
      return null
  }
}

function On({ token, push }: { token: string; push: Push }) {
  const words = useAlertsWords()
  return (
    <div class="buttons">
      <a class="button" href={`/abonnement#${token}`}>
        {words.choices}
      </a>
      <button type="button" class="button button-risky" onClick={() => void push.turnOff()}>
        {words.push.turnOff}
      </button>
    </div>
  )
}
