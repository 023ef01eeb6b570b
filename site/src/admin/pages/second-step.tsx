import type { SessionState } from '../models/session.ts'

import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'

import { useAdmin } from '../context.ts'
import { OpeningHeading } from '../ui/heading.tsx'
import { AttemptEnd, AttemptWrong } from './attempt.tsx'

/** Signs in with a passkey alone. */
export function PasskeyButton({ text, main = false }: { text: string; main?: boolean }) {
  const { session } = useAdmin()
  return (
    <button
      type="button"
      class={main ? 'button button-main' : 'button'}
      aria-disabled={session.busy.value}
      onClick={() => void session.usePasskey()}
    >
      <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path
          d="M9 12.5a4.5 4.5 0 1 1 4.2-6.1M9 12.500c-4 0-6 2.500-6 6.500h8M17 11a3 3 0 1 1 0 6 3 3 0 0 1 0-6zm0 6v5m0-2h2"
          fill="none"
          stroke="currentColor"
          stroke-width="2"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
      {text}
    </button>
  )
}

/** After the password: a passkey, a code of the app, or a recovery code. */
export function SecondStep({ state }: { state: Extract<SessionState, { kind: 'second' }> }) {
  const { session, words } = useAdmin()
  const text = words.value.signIn
  return (
    <div class="door-card">
      <OpeningHeading level={2}>{text.second}</OpeningHeading>
      <p>{text.secondLead}</p>
      {state.passkey && <PasskeyButton text={text.secondPasskey} main />}
      {state.passkey && <p class="door-or">{text.or}</p>}
      <CodeForm app={state.code} />
      <button type="button" class="button" onClick={() => session.back()}>
        {text.back}
      </button>
    </div>
  )
}

function CodeForm({ app }: { app: boolean }) {
  const { session, words } = useAdmin()
  const text = words.value.signIn
  const code = useSignal('')
  const missing = useSignal(false)
  const field = useRef<HTMLInputElement>(null)
  const trouble = session.trouble.value
  const isWrong = missing.value || trouble !== null
  const submit = async (event: Event) => {
    event.preventDefault()
    missing.value = code.value.trim() === ''
    if (!missing.value) await session.proveCode(code.value.trim())
    field.current?.focus()
  }
  return (
    <form class="form" noValidate onSubmit={(event) => void submit(event)}>
      <div class={isWrong ? 'field field-wrong' : 'field'}>
        <label for="second-code">{app ? text.code : text.recovery}</label>
        <input
          id="second-code"
          ref={field}
          class="code"
          autocomplete="one-time-code"
          autocapitalize="none"
          spellcheck={false}
          maxLength={40}
          value={code.value}
          aria-invalid={isWrong}
          aria-describedby="second-hint second-wrong"
          onInput={(event) => {
            code.value = event.currentTarget.value
          }}
        />
        <AttemptWrong id="second-wrong" missing={missing.value ? text.codeMissing : null} />
        <p class="hint" id="second-hint">
          {app ? text.codeHint : text.recoveryHint}
        </p>
      </div>
      <AttemptEnd />
    </form>
  )
}
