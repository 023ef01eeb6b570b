import type { Clock } from '../../models/clock.ts'
import type { Door } from '../door.ts'
import type { Answer, Trouble } from '../trouble.ts'

import { createModel, signal } from '@preact/signals'

import { signWithPasskey } from '../passkey.ts'

/** `why`: nobody signed in yet, the session ended by itself, or its owner left. */
export type SessionState =
  | { kind: 'asking' }
  | { kind: 'unsure'; trouble: Trouble }
  | { kind: 'out'; why: 'start' | 'ended' | 'left' }
  /** The password was right; `code`: an app's code counts as second proof, beside recovery codes. */
  | { kind: 'second'; passkey: boolean; code: boolean }
  | { kind: 'in' }

type Parts = { door: Door; clock: Clock; onIn: () => void; onOut: () => void }

export const SessionModel = createModel(({ door, clock, onIn, onOut }: Parts) => {
  const state = signal<SessionState>({ kind: 'asking' })
  const busy = signal(false)
  const trouble = signal<Trouble | null>(null)
  /** Relay's time, epoch ms, before which no attempt is taken; 0 when one may be made. */
  const notBefore = signal(0)
  /** A passkey can be used to sign in here. */
  const passkey = signal(false)

  function enter() {
    state.value = { kind: 'in' }
    trouble.value = null
    onIn()
  }

  function leave(why: 'start' | 'ended' | 'left') {
    state.value = { kind: 'out', why }
    onOut()
    // Passkeys may have come or gone meanwhile.
    if (why !== 'start') void learn()
  }

  async function learn() {
    const answer = await door.readSession()
    if (answer.ok) passkey.value = answer.value.passkey ?? false
    return answer
  }

  /** One attempt: what came of it, or `null` when it did not come about. */
  async function attempt<T>(send: () => Promise<Answer<T>>): Promise<T | null> {
    if (busy.value || clock.now.value < notBefore.value) return null
    busy.value = true
    trouble.value = null
    const answer = await send()
    busy.value = false
    if (answer.ok) return answer.value
    trouble.value = answer.trouble
    if (answer.trouble.kind === 'refused' && answer.trouble.waitMs !== null)
      notBefore.value = clock.now.value + answer.trouble.waitMs
    return null
  }

  return {
    state,
    busy,
    trouble,
    notBefore,
    passkey,
    /** Asks whether this browser is signed in already. */
    async begin() {
      state.value = { kind: 'asking' }
      const answer = await learn()
      if (!answer.ok) state.value = { kind: 'unsure', trouble: answer.trouble }
      else if (answer.value.admin) enter()
      else leave('start')
    },
    async signIn(password: string) {
      const came = await attempt(() => door.signIn(password))
      if (came === null) return
      if ('passkey' in came) state.value = { kind: 'second', passkey: came.passkey, code: came.code }
      else enter()
    },
    async proveCode(code: string) {
      if ((await attempt(() => door.proveCode(code))) !== null) return enter()
      const why = trouble.value
      // Too many were wrong, or too much time has passed: from the beginning.
      if (why?.kind === 'refused' && why.code === 'password-first')
        state.value = { kind: 'out', why: 'start' }
    },
    async usePasskey() {
      const came = await attempt(async () => {
        const asked = await door.askPasskey()
        if (!asked.ok) return asked
        const signed = await signWithPasskey(asked.value)
        return signed.ok ? await door.signInByPasskey(signed.value) : signed
      })
      if (came !== null) enter()
    },
    /** Back to the password. */
    back() {
      trouble.value = null
      state.value = { kind: 'out', why: 'start' }
    },
    async signOut() {
      busy.value = true
      const answer = await door.signOut()
      busy.value = false
      // A session that could not be ended is still open: that must be seen.
      if (answer.ok) leave('left')
      else trouble.value = answer.trouble
    },
    /** Some call found the session ended. */
    lose() {
      if (state.value.kind === 'in') leave('ended')
    },
  }
})
