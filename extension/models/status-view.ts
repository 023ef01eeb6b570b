import type { Kept, Problem } from '../status-environment.ts'
import type { Glance } from '#core/freshness.ts'
import type { PublicWatch } from '#core/status.ts'

import { glanceAt } from '#core/freshness.ts'

/** One watch as the popup draws it. */
export type Row = { watch: PublicWatch; glance: Glance }

/** What the popup, the badge and its title all say: one source, so that they never disagree. */
export type View =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: Problem }
  | {
      kind: 'shown'
      rows: Row[]
      open: Row[]
      unseen: number
      /** The relay's time now, epoch ms. */
      now: number
      readAt: number
      problem: Problem | null
    }

/** Pure. `now` is this device's clock; ages are told by the relay's. */
export function viewOf({ reading }: Kept, now: number): View {
  if (reading === null) return { kind: 'loading' }
  const { last, problem } = reading
  if (last === null) return problem === null ? { kind: 'loading' } : { kind: 'failed', problem }
  const relayNow = now + (last.status.at - last.readAt)
  const rows = last.status.watches.map((watch) => ({ watch, glance: glanceAt(watch, relayNow) }))
  const open = rows.filter(({ glance }) => glance.state === 'available')
  const closed = rows.filter(({ glance }) => glance.state !== 'available')
  const unseen = closed.filter(({ glance }) => glance.state !== 'none').length
  return {
    kind: 'shown',
    rows: [...open, ...closed],
    open,
    unseen,
    now: relayNow,
    readAt: last.readAt,
    problem,
  }
}
