import type { AlertsDoor } from '../door.ts'
import type { SecondTrouble } from './second.ts'
import type { Ways } from '#core/subscription.ts'

import { createModel, signal } from '@preact/signals'

import { tokenIn } from './own-link.ts'

export type InvitationState =
  | { kind: 'asking'; trouble: SecondTrouble | null }
  | { kind: 'busy' }
  | { kind: 'accepted' }

/** Somebody asks to have their unanswered alerts told here: by which of one's own ways. */
export const InvitationModel = createModel((door: AlertsDoor, code: string) => {
  const state = signal<InvitationState>({ kind: 'asking', trouble: null })
  const pasted = signal('')
  const bot = signal<string | null>(null)
  async function accept(token: string | null) {
    if (state.value.kind !== 'asking') return
    if (token === null) {
      state.value = { kind: 'asking', trouble: { kind: 'no-link' } }
      return
    }
    state.value = { kind: 'busy' }
    const accepted = await door.accept(token, code)
    state.value = accepted.ok ? { kind: 'accepted' } : { kind: 'asking', trouble: accepted.trouble }
  }

  return {
    state,
    pasted,
    /** The bot of this relay, which takes the same code. */
    bot,
    botUrl: (name: string) => `https://t.me/${name}?start=e_${code}`,
    async begin() {
      const ways = await door.ways()
      const known: Ways['telegram'] = ways.ok ? ways.value.telegram : null
      bot.value = known?.bot ?? null
    },
    accept,
    acceptPasted: () => accept(tokenIn(pasted.value)),
  }
})

export type Invitation = InstanceType<typeof InvitationModel>
