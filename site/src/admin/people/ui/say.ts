import type { AlertState } from '#core/alert.ts'
import type { SubscriberState } from '#core/subscriber.ts'

import { span } from '../../../models/times.ts'

const SECOND = 1000

/** A length as short as it is: tenths of a second below ten. */
export function wait(ms: number, locale: string): string {
  if (ms >= 10 * SECOND) return span(ms, locale)
  const tenths = Math.max(1, Math.round(ms / 100)) / 10
  return new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', unitDisplay: 'short' }).format(tenths)
}

/** A moment as short as a long list of them needs. */
export function shortMoment(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

/** How an alert's state is set in type, beside its words: well, not well, or open still. */
export function classOf(state: AlertState): string | undefined {
  if (state === 'given-up') return 'wrong'
  if (state === 'withdrawn') return undefined
  return state === 'owed' || state === 'leased' ? 'waits' : 'right'
}

/** The same for how somebody stands. */
export function standOf(state: SubscriberState, isAway: boolean): string {
  if (state === 'disabled') return 'wrong'
  return state === 'pending' || isAway ? 'waits' : 'right'
}
