import type { Trouble } from '../../admin/trouble.ts'
import type { AlertsDoor } from '../door.ts'
import type { Own } from './own.ts'

import { createModel, signal } from '@preact/signals'

import { tokenIn } from './own-link.ts'

/** `no-link`: what was pasted is no link of a subscription. `own`: it is this one's. */
export type SecondTrouble = Trouble | { kind: 'no-link' } | { kind: 'own' }

export type SecondState =
  | { kind: 'idle'; trouble: SecondTrouble | null }
  | { kind: 'busy' }
  /** To be given to the other person. */
  | { kind: 'link'; url: string; hours: number }

type Parts = { token: string; own: Own }

/** Who is told when this subscription does not answer: another person by a link, or one's own second way at once. */
export const SecondModel = createModel((door: AlertsDoor, { token, own }: Parts) => {
  const state = signal<SecondState>({ kind: 'idle', trouble: null })
  const pasted = signal('')
  const end = (trouble: SecondTrouble | null) => {
    state.value = { kind: 'idle', trouble }
  }
  const begin = () => {
    if (state.value.kind === 'busy') return false
    state.value = { kind: 'busy' }
    return true
  }

  /** Both ends are one's own: this page makes the code, and the other subscription's secret accepts it. */
  async function use(other: string | null) {
    if (other === null) return end({ kind: 'no-link' })
    if (other === token) return end({ kind: 'own' })
    if (!begin()) return
    const made = await door.invite(token)
    if (!made.ok) return end(made.trouble)
    const accepted = await door.accept(other, made.value.code)
    if (!accepted.ok) return end(accepted.trouble)
    pasted.value = ''
    await own.refresh()
    end(null)
  }

  return {
    state,
    pasted,
    use,
    async makeLink() {
      if (!begin()) return
      const made = await door.invite(token)
      if (made.ok) state.value = { kind: 'link', url: made.value.url, hours: made.value.hours }
      else end(made.trouble)
    },
    usePasted: () => use(tokenIn(pasted.value)),
    async drop() {
      if (!begin()) return
      const dropped = await door.dropSecond(token)
      if (dropped.ok) own.learn(dropped.value)
      end(dropped.ok ? null : dropped.trouble)
    },
  }
})

export type Second = InstanceType<typeof SecondModel>
