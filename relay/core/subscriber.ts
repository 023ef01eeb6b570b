import type { AlertContent, ChannelName } from './alert.ts'
import type { Locale } from './words.ts'

import { watchIdOf } from './alert.ts'

/** What a channel needs beside the address: push keys, a webhook's secret. Its own file parses it. */
type ChannelOptions = { readonly [key: string]: unknown }

/** Local clock times `HH:MM` in the subscriber's time zone; `from` after `to` spans midnight. */
export type QuietHours = { from: string; to: string }

export const LOUDNESSES = ['ring', 'once', 'silent'] as const
/** Until answered, one sound, or none. */
export type Loudness = (typeof LOUDNESSES)[number]

export const ROLES = ['reader', 'operator'] as const
type Role = (typeof ROLES)[number]

export const SUBSCRIBER_STATES = ['pending', 'active', 'disabled'] as const
/** `pending`: not yet confirmed. `disabled`: messages get there no more, `disabledWhy` says why. */
export type SubscriberState = (typeof SUBSCRIBER_STATES)[number]

/** One address that wants alerts, and its choices. Nothing else is kept of a person. Times are epoch ms. */
export type Subscriber = {
  id: string
  channel: ChannelName
  /** Unique within its channel: a chat's id, an e-mail address, an endpoint. */
  address: string
  options: ChannelOptions
  locale: Locale
  /** IANA name. */
  timeZone: string
  /** A reader's `all` is all that are public. */
  watches: 'all' | readonly string[]
  quiet: QuietHours | null
  /** Watches that ring in quiet hours too. */
  always: readonly string[]
  loudness: Loudness
  /** The id of the subscriber who is called when this one does not answer. */
  escalateTo: string | null
  pausedUntil: number | null
  role: Role
  state: SubscriberState
  disabledWhy: string | null
  createdAt: number
  updatedAt: number
}

/** What a subscriber may choose. */
export type SubscriberChoices = Pick<
  Subscriber,
  'locale' | 'timeZone' | 'watches' | 'quiet' | 'always' | 'loudness' | 'escalateTo' | 'pausedUntil'
>

/** What a subscription begins with. */
export const FIRST_CHOICES: SubscriberChoices = {
  locale: 'fr',
  timeZone: 'Europe/Paris',
  watches: 'all',
  quiet: null,
  always: [],
  loudness: 'ring',
  escalateTo: null,
  pausedUntil: null,
}

/** The site's own log: gets what nobody else gets, and what only the operator must know of failures. */
export const LOG_ID = 'log'

/** What is for everyone; all else is for the operator, or for those who were told before. */
const FOR_EVERYONE: ReadonlySet<AlertContent['kind']> = new Set(['opened', 'more', 'look'])

export function isForEveryone(content: AlertContent): boolean {
  return FOR_EVERYONE.has(content.kind)
}

export function isPaused({ pausedUntil }: Pick<Subscriber, 'pausedUntil'>, now: number): boolean {
  return pausedUntil !== null && pausedUntil > now
}

export function watchesIt({ watches }: Pick<Subscriber, 'watches'>, watchId: string): boolean {
  return watches === 'all' || watches.includes(watchId)
}

/** Whether a subscriber is to get this content now. `store/fan-out.ts` asks the same in SQL. */
export function wants(subscriber: Subscriber, content: AlertContent, now: number): boolean {
  if (subscriber.state !== 'active' || isPaused(subscriber, now)) return false
  if (!isForEveryone(content) && subscriber.role !== 'operator') return false
  const watchId = watchIdOf(content)
  return watchId === undefined || watchesIt(subscriber, watchId)
}
