import type { ChannelName } from './alert.ts'
import type { Subscriber, SubscriberChoices, SubscriberState } from './subscriber.ts'

/** What people may subscribe to by themselves, and change: all of their choices but whom to call after them. */
export type OpenChannel = Extract<ChannelName, 'web-push' | 'email'>

export type OwnChoices = Omit<SubscriberChoices, 'escalateTo'>

/** A subscription as its own person sees it. Epoch ms. */
export type Subscription = OwnChoices & {
  channel: ChannelName
  /** Masked: the link to this page may be looked at by others. */
  address: string
  state: SubscriberState
  /** Somebody is told when this one does not answer; who, or where, is not for this page. */
  hasSecond: boolean
  createdAt: number
}

/** A subscription as the operator sees it. */
export type SubscriberLine = Subscription &
  Pick<Subscriber, 'id' | 'escalateTo' | 'role' | 'disabledWhy' | 'updatedAt'>

/** The ways by which this relay can tell people. */
export type Ways = {
  /** The bot's name, without the sign before it. */
  telegram: { bot: string } | null
  webPush: boolean
  email: boolean
}

export function toSubscription(subscriber: Subscriber): Subscription {
  const { channel, state, createdAt, locale, timeZone, watches, quiet, always, loudness, pausedUntil } =
    subscriber
  const address = maskAddress(channel, subscriber.address)
  const choices = { locale, timeZone, watches, quiet, always, loudness, pausedUntil }
  return { channel, address, state, hasSecond: subscriber.escalateTo !== null, createdAt, ...choices }
}

export function toSubscriberLine(subscriber: Subscriber): SubscriberLine {
  const { id, escalateTo, role, disabledWhy, updatedAt } = subscriber
  return { ...toSubscription(subscriber), id, escalateTo, role, disabledWhy, updatedAt }
}

/**
 * Enough to tell one address from another, never the whole: an endpoint is as good as a password, and an e-mail
 * address or a chat's number is a person.
 */
export function maskAddress(channel: ChannelName, address: string): string {
  if (address === '') return ''
  const at = address.lastIndexOf('@')
  if (channel === 'email' && at > 0) return `${address.slice(0, 1)}…${address.slice(at)}`
  const host = /^https?:\/\/([^/?#]+)/.exec(address)?.[1]
  if (host !== undefined) return `${host}/…`
  return address.length > 4 ? `…${address.slice(-3)}` : '…'
}
