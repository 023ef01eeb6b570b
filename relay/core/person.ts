import type { AlertContent, AlertState } from './alert.ts'
import type { Outcome } from './delivery.ts'
import type { SubscriberLine } from './subscription.ts'

/** How people stand, as a list of them is filtered: `missed` are those to whom an alert was given up. */
export const PEOPLE_STATES = ['active', 'paused', 'pending', 'disabled', 'missed'] as const
export type PeopleState = (typeof PEOPLE_STATES)[number]

export type PeopleCounts = { readonly [state in PeopleState]: number }

/** A subscriber in a list, with the newest alert that was owed to them. Epoch ms. */
export type PeopleLine = SubscriberLine & { last: { state: AlertState; at: number } | null }

/** What became of the alerts to one subscriber, of those that are still kept. Epoch ms. */
export type PersonRecord = {
  counts: { readonly [state in AlertState]: number }
  owedSince: number | null
  sentAt: number | null
  answeredAt: number | null
  /** The newest attempt that did not arrive. */
  failure: { at: number; outcome: Outcome; detail: string | null } | null
  /** From owed to sent, of the newest openings that left: the one in the middle; `null` without any. */
  typicalMs: number | null
  /** Days with alerts, the oldest first: `day` is the number of days since 1970, UTC. */
  days: readonly { day: number; sent: number; missed: number; other: number }[]
}

/** One subscriber for the operator. Others go by their handles. */
export type Person = {
  subscriber: SubscriberLine
  record: PersonRecord
  /** Who turns to this one when they do not answer. */
  secondOf: readonly string[]
}

/** One message that was owed to many: what became of it, by the state of its alerts. Epoch ms. */
export type AlertEvent = {
  id: string
  kind: AlertContent['kind']
  watchId: string | null
  name: string
  at: number
  counts: { readonly [state in AlertState]: number }
  /** From owed to sent: the first and the last that arrived. */
  quickestMs: number | null
  slowestMs: number | null
}

export const NO_ALERTS: { readonly [state in AlertState]: number } = {
  owed: 0,
  leased: 0,
  gathered: 0,
  sent: 0,
  acknowledged: 0,
  'given-up': 0,
  withdrawn: 0,
}

/** The one in the middle, the lower of two; `null` of none. */
export function middleOf(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? null
}
