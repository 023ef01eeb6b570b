import type { Clock } from '../../models/clock.ts'
import type { Door } from '../door.ts'
import type { Answer, Trouble } from '../trouble.ts'

import { createModel, signal } from '@preact/signals'

import { signWithPasskey } from '../passkey.ts'
import { makeAttempts } from './attempts.ts'

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
  const { busy, trouble, notBefore, attempt } = makeAttempts(clock)
  /** A passkey can be used to sign in here. */
  const passkey = signal(false)

  function enter() {
    state.value = { kind: 'in' }
    trouble.value = null
    notBefore.value = 0
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
      const came = await attempt(() => door.proveCode(code), { free: !isAppCode(code) })
      if (came !== null) enter()
      else if (isOver(trouble.value)) state.value = { kind: 'out', why: 'start' }
    },
    async usePasskey() {
      if ((await attempt(() => provePasskey(door), { free: true })) !== null) enter()
    },
    /** Back to the password. */
    back() {
      trouble.value = null
      notBefore.value = 0
      state.value = { kind: 'out', why: 'start' }
    },
    async signOut() {
      // A session that could not be ended is still open: that must be seen.
      if ((await attempt(() => door.signOut())) !== null) leave('left')
    },
    /** Some call found the session ended. */
    lose() {
      if (state.value.kind === 'in') leave('ended')
    },
  }
})

/** Guesses of an app's codes are held back for all; a recovery code is the way in nevertheless. */
const isAppCode = (code: string) => /^[\d\s-]*$/.test(code)

async function provePasskey(door: Door): Promise<Answer<unknown>> {
  const asked = await door.askPasskey()
  if (!asked.ok) return asked
  const signed = await signWithPasskey(asked.value)
  return signed.ok ? await door.signInByPasskey(signed.value) : signed
}

/** Too many codes were wrong, or too much time has passed: from the beginning. */
const isOver = (trouble: Trouble | null) => trouble?.kind === 'refused' && trouble.code === 'password-first'
