import type { SessionState } from '../models/session.ts'
import type { Signal } from '@preact/signals'
import type { RefObject } from 'preact'

import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'

import { Lighthouse } from '../../ui/lighthouse.tsx'
import { useAdmin, useAdminWords } from '../context.ts'
import { OpeningHeading } from '../ui/heading.tsx'
import { TroubleBox } from '../ui/trouble-box.tsx'
import { AttemptEnd, AttemptWrong } from './attempt.tsx'
import { PasskeyButton, SecondStep } from './second-step.tsx'

/** The door: shown until somebody is signed in. */
export function SignIn({ state }: { state: Exclude<SessionState, { kind: 'in' }> }) {
  const { session } = useAdmin()
  const words = useAdminWords().signIn
  return (
    <section class="hero door">
      <div class="hero-words">
        <p class="tagline">{words.tagline}</p>
        <OpeningHeading>{words.title}</OpeningHeading>
        {state.kind === 'asking' && (
          <p class="hero-count" aria-busy="true">
            {words.asking}
          </p>
        )}
        {state.kind === 'unsure' && <Unsure state={state} />}
        {state.kind === 'second' && <SecondStep state={state} />}
        {state.kind === 'out' && (
          <div class="door-card">
            {state.why !== 'start' && (
              <p class="door-why" role="status">
                {words[state.why]}
              </p>
            )}
            {session.passkey.value && <PasskeyButton text={words.passkey} />}
            {session.passkey.value && <p class="door-or">{words.or}</p>}
            <PasswordForm />
            <p class="hint">{words.lead}</p>
          </div>
        )}
      </div>
      <Lighthouse mood={state.kind === 'unsure' ? 'failed' : 'calm'} />
    </section>
  )
}

function Unsure({ state }: { state: Extract<SessionState, { kind: 'unsure' }> }) {
  const { session, words } = useAdmin()
  const { unsure, retry } = words.value.signIn
  return (
    <div class="door-card">
      <h2>{unsure}</h2>
      <TroubleBox trouble={state.trouble} />
      <button type="button" class="button button-main" onClick={() => void session.begin()}>
        {retry}
      </button>
    </div>
  )
}

function PasswordForm() {
  const { session, words } = useAdmin()
  const text = words.value.signIn
  const password = useSignal('')
  const missing = useSignal(false)
  const field = useRef<HTMLInputElement>(null)
  const trouble = session.trouble.value

  const submit = async (event: Event) => {
    event.preventDefault()
    missing.value = password.value === ''
    if (!missing.value) await session.signIn(password.value)
    field.current?.focus()
  }
  return (
    <form class="form" onSubmit={(event) => void submit(event)} noValidate>
      {/* Password managers keep a password under a name. */}
      <input
        class="for-manager"
        type="text"
        name="username"
        value="admin"
        autocomplete="username"
        aria-label={text.user}
        readOnly
        tabIndex={-1}
      />
      <div class={trouble !== null || missing.value ? 'field field-wrong' : 'field'}>
        <label for="password">{text.password}</label>
        <PasswordInput password={password} field={field} wrong={trouble !== null || missing.value} />
        <AttemptWrong id="password-wrong" missing={missing.value ? text.missing : null} />
      </div>
      <AttemptEnd />
    </form>
  )
}

type InputProps = { password: Signal<string>; field: RefObject<HTMLInputElement | null>; wrong: boolean }

function PasswordInput({ password, field, wrong }: InputProps) {
  const text = useAdminWords().signIn
  const shown = useSignal(false)
  const type = shown.value ? { type: 'text' as const } : { type: 'password' as const }
  return (
    <div class="password">
      <input
        id="password"
        name="password"
        ref={field}
        {...type}
        autocomplete="current-password"
        required
        maxLength={200}
        value={password.value}
        aria-invalid={wrong}
        aria-describedby="password-wrong"
        onInput={(event) => {
          password.value = event.currentTarget.value
        }}
      />
      <button
        type="button"
        class="button"
        aria-label={shown.value ? text.hide : text.show}
        onClick={() => {
          shown.value = !shown.value
        }}
      >
        <Eye open={shown.value} />
      </button>
    </div>
  )
}

function Eye({ open }: { open: boolean }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path
        d="M2 12q10-14 20 0-10 14-20 0z"
        fill="none"
        stroke="currentColor"
        stroke-width="2"
        stroke-linejoin="round"
      />
      <circle cx="12" cy="12" r="3" fill="currentColor" />
      {!open && <path d="M4 20 20 4" stroke="currentColor" stroke-width="2" stroke-linecap="round" />}
    </svg>
  )
}
