import type { AdminWatch } from '../door.ts'
import type { Trouble } from '../trouble.ts'

import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'

import { useAdmin } from '../context.ts'
import { placed } from './placed.ts'

/** The list in the order that the person wants, moves under way included; the relay makes them one after another. */
export function useOrder() {
  const { door, watches } = useAdmin()
  const state = watches.state.value
  const all: readonly AdminWatch[] = state.kind === 'shown' ? state.watches : []
  const wish = useSignal<readonly string[] | null>(null)
  const trouble = useSignal<Trouble | null>(null)
  const waiting = useRef(0)
  const turn = useRef(Promise.resolve())
  const ids = wish.value ?? all.map(({ id }) => id)
  const list = ids.flatMap((id) => all.find((watch) => watch.id === id) ?? [])

  const send = async (id: string, before: string | null) => {
    const answer = await door.move(id, before)
    trouble.value = answer.ok ? null : answer.trouble
    waiting.current -= 1
    if (waiting.current > 0) return
    await watches.sync()
    if (waiting.current === 0) wish.value = null
  }
  return {
    list,
    trouble,
    /** Its new place, from 1; `null` when it stays. */
    move: (id: string, before: string | null): number | null => {
      const now = list.map((watch) => watch.id)
      const next = placed(now, id, before)
      if (next.every((one, index) => one === now[index])) return null
      wish.value = next
      waiting.current += 1
      turn.current = turn.current.then(() => send(id, before))
      return next.indexOf(id) + 1
    },
  }
}
