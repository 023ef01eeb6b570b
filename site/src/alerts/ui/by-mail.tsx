import type { FirstChoices } from '../door.ts'
import type { Mail, MailState } from '../models/mail.ts'

import { useAlertsWords } from '../locales/words.ts'
import { TroubleNote } from './trouble.tsx'

type Props = { mail: Mail; choices: () => FirstChoices | null }

export function ByMail({ mail, choices }: Props) {
  const words = useAlertsWords().mail
  const state = mail.state.value
  return (
    <section class="card form" aria-labelledby="by-mail">
      <h3 id="by-mail">{words.title}</h3>
      <p>{words.lead}</p>
      <div role="status">
        {state.kind === 'sent' && <p class="alerts-done">{words.sent(state.address)}</p>}
      </div>
      {state.kind === 'sent' ? (
        <button type="button" class="button" onClick={() => mail.again()}>
          {words.again}
        </button>
      ) : (
        <MailForm mail={mail} state={state} choices={choices} />
      )}
    </section>
  )
}

type FormProps = Props & { state: Exclude<MailState, { kind: 'sent' }> }

function MailForm({ mail, state, choices }: FormProps) {
  const words = useAlertsWords().mail
  const missing = state.kind === 'idle' && state.missing
  const send = async (event: Event) => {
    event.preventDefault()
    const chosen = choices()
    if (chosen !== null) await mail.send(chosen)
    if (mail.state.value.kind === 'idle' && mail.state.value.missing)
      document.getElementById('mail-address')?.focus()
  }
  return (
    <form class="form" noValidate onSubmit={(event) => void send(event)}>
      <div class={missing ? 'field field-wrong' : 'field'}>
        <label for="mail-address">{words.label}</label>
        <input
          id="mail-address"
          type="email"
          name="email"
          autocomplete="email"
          maxLength={254}
          value={mail.address.value}
          aria-invalid={missing}
          aria-describedby={missing ? 'mail-wrong' : undefined}
          onInput={(event) => {
            mail.address.value = event.currentTarget.value
          }}
        />
        {missing && (
          <p class="wrong" id="mail-wrong" role="alert">
            {words.missing}
          </p>
        )}
      </div>
      {state.kind === 'idle' && <TroubleNote trouble={state.trouble} />}
      <button type="submit" class="button button-main" aria-disabled={state.kind === 'busy'}>
        {state.kind === 'busy' ? words.busy : words.send}
      </button>
    </form>
  )
}
