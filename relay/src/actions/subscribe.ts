import type { Subscriber, SubscriberChoices } from '#core/subscriber.ts'
import type { OpenChannel } from '#core/subscription.ts'
import type { Context } from '../context.ts'

import { SUBSCRIPTION_WORDS } from '#core/subscription-words.ts'

import { CHANNELS } from '../channels/registry.ts'
import { countSubscribers } from '../store/subscriber-counts.ts'
import { moveSubscriber } from '../store/subscriber-upkeep.ts'
import { patchSubscriber, subscriberAt, upsertSubscriber } from '../store/subscribers.ts'
import { overdone } from './count-client.ts'
import { guardAddress } from './guard-address.ts'
import { readWays } from './read-ways.ts'
import { sendDirect } from './send-direct.ts'
import { choicesUrl, subscriberSecret } from './subscriber-link.ts'
import { unknownWatch } from './subscription-watches.ts'

export type Wish = {
  channel: OpenChannel
  address: string
  options: Subscriber['options']
  choices: Partial<Pick<SubscriberChoices, 'locale' | 'timeZone' | 'watches'>>
  /** The address that this one takes the place of. */
  replaces: string | null
}

export type Subscribed =
  /** `token` opens the person's own page. */
  | { kind: 'active'; token: string }
  /** A message with a link has been sent there. */
  | { kind: 'pending' }
  | { kind: 'too-many'; retryAfterSeconds: number }
  | { kind: 'address'; message: string }
  | { kind: 'unknown-watch'; index: number }
  | { kind: 'not-offered' }
  | { kind: 'not-sent' }
  | { kind: 'full' }

const HOUR = 3_600_000
const PER_CLIENT = { name: 'subscribe', most: 30, windowMs: HOUR }
const OF_ALL = { name: 'subscribe-all', most: 2000, windowMs: HOUR }
/** Nobody's mailbox is to be filled by strangers. */
const PER_MAILBOX = { name: 'subscribe-mail', most: 3, windowMs: HOUR }
const MOST = 100_000

/** Somebody asks for alerts by themselves. `client` tells callers apart and is kept only as an HMAC, for an hour. */
export async function subscribe(context: Context, wish: Wish, client: string): Promise<Subscribed> {
  const wait =
    (client === '' ? null : await overdone(context, client, PER_CLIENT)) ??
    (await overdone(context, '', OF_ALL))
  if (wait !== null) return { kind: 'too-many', retryAfterSeconds: wait }
  const index = await unknownWatch(context, wish.choices.watches ?? 'all')
  if (index !== null) return { kind: 'unknown-watch', index }
  const message = CHANNELS[wish.channel].problem?.(wish.address, wish.options) ?? null
  if (message !== null) return { kind: 'address', message }
  return wish.channel === 'email' ? await byMail(context, wish) : await byPush(context, wish)
}

/** Whoever holds the endpoint is its browser: no further proof is asked for. */
async function byPush(context: Context, wish: Wish): Promise<Subscribed> {
  const refusal = await guardAddress(context, wish.address)
  if (refusal !== null) return { kind: 'address', message: refusal.message }
  await follow(context, wish)
  return await keep(context, wish, 'active')
}

/** A browser's endpoint may change by itself: who has the old one may give the new one, and all choices stay. */
async function follow({ env, now }: Context, { channel, address, replaces }: Wish): Promise<void> {
  if (replaces === null || replaces === address) return
  const known = await subscriberAt(env.DB, channel, replaces)
  if (known === null || (await subscriberAt(env.DB, channel, address)) !== null) return
  await env.DB.batch(moveSubscriber(env.DB, { id: known.id, to: address, at: now() }))
}

/**
 * An address proves itself by its link. One that has done so is told that it is known, and nothing changes: whoever
 * asks learns nothing of it.
 */
async function byMail(context: Context, wish: Wish): Promise<Subscribed> {
  if (!(await readWays(context)).email) return { kind: 'not-offered' }
  const wait = await overdone(context, wish.address, PER_MAILBOX)
  if (wait !== null) return { kind: 'too-many', retryAfterSeconds: wait }
  const known = await subscriberAt(context.env.DB, wish.channel, wish.address)
  if (known?.state === 'active') {
    const { token } = await subscriberSecret(context, known.id)
    return await write(context, known, { token, letter: 'known' })
  }
  const kept = await keep(context, wish, 'pending')
  if (kept.kind !== 'active') return kept
  const to = { ...wish, locale: wish.choices.locale ?? context.config.firstChoices.locale }
  return await write(context, to, { token: kept.token, letter: 'confirm' })
}

type Letter = { token: string; letter: 'confirm' | 'known' }

async function write(
  context: Context,
  to: Pick<Subscriber, 'channel' | 'address' | 'options' | 'locale'>,
  { token, letter }: Letter,
): Promise<Subscribed> {
  const text = SUBSCRIPTION_WORDS[to.locale][letter]({ url: choicesUrl(context, token) })
  const delivery = await sendDirect(context, to, text)
  return delivery.kind === 'sent' ? { kind: 'pending' } : { kind: 'not-sent' }
}

async function keep(
  context: Context,
  { channel, address, options, choices }: Wish,
  state: 'active' | 'pending',
): Promise<Subscribed> {
  const { DB } = context.env
  const known = await subscriberAt(DB, channel, address)
  if (known === null && (await countSubscribers(DB)) >= MOST) return { kind: 'full' }
  const id = known?.id ?? context.newId()
  const { token, tokenHash } = await subscriberSecret(context, id)
  const at = context.now()
  const row = await upsertSubscriber(DB, {
    ...(known ?? context.config.firstChoices),
    ...choices,
    id,
    channel,
    address,
    options,
    role: 'reader',
    state,
    tokenHash,
    createdAt: at,
  })
  if (row.id === id) return { kind: 'active', token }
  // Two at once: the other one's row stands.
  const theirs = await subscriberSecret(context, row.id)
  await patchSubscriber(DB, row.id, {
    at,
    ...(theirs.tokenHash === null ? {} : { tokenHash: theirs.tokenHash }),
  })
  return { kind: 'active', token: theirs.token }
}
