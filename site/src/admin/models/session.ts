import type { Clock } from '../../models/clock.ts'
import type { Door } from '../door.ts'
import type { Trouble } from '../trouble.ts'

import { createModel, signal } from '@preact/signals'

/** `why`: nobody signed in yet, the session ended by itself, or its owner left. */
export type SessionState =
  | { kind: 'asking' }
  | { kind: 'unsure'; trouble: Trouble }
  | { kind: 'out'; why: 'start' | 'ended' | 'left' }
  | { kind: 'in' }

type Parts = { door: Door; clock: Clock; onIn: () => void; onOut: () => void }

export const SessionModel = createModel(({ door, clock, onIn, onOut }: Parts) => {
  const state = signal<SessionState>({ kind: 'asking' })
  const busy = signal(false)
  const trouble = signal<Trouble | null>(null)
  /** Relay's time, epoch ms, before which no attempt is taken; 0 when one may be made. */
  const notBefore = signal(0)

  function enter() {
    state.value = { kind: 'in' }
    trouble.value = null
    onIn()
  }

  function leave(why: 'start' | 'ended' | 'left') {
    state.value = { kind: 'out', why }
    onOut()
  }

  return {
    state,
    busy,
    trouble,
    notBefore,
    /** Asks whether this browser is signed in already. */
    async begin() {
      state.value = { kind: 'asking' }
      const answer = await door.readSession()
      if (!answer.ok) state.value = { kind: 'unsure', trouble: answer.trouble }
      else if (answer.value.admin) enter()
      else leave('start')
    },
    async signIn(password: string) {
      if (busy.value || clock.now.value < notBefore.value) return
      busy.value = true
      trouble.value = null
      const answer = await door.signIn(password)
      busy.value = false
      if (answer.ok) return enter()
      trouble.value = answer.trouble
      if (answer.trouble.kind === 'refused' && answer.trouble.waitMs !== null)
        notBefore.value = clock.now.value + answer.trouble.waitMs
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
