import type { AlertContent } from '#core/alert.ts'
import type { Delivery } from '#core/delivery.ts'
import type { Template } from '#core/template.ts'
import type { Subscriber } from '#core/subscriber.ts'
import type { SubscriberLine } from '#core/subscription.ts'
import type { Channel } from '../channels/channel.ts'
import type { Context } from '../context.ts'
import type { TemplateProblem } from './templates.ts'

import { FIRST_CHOICES } from '#core/subscriber.ts'
import { SUBSCRIPTION_WORDS } from '#core/subscription-words.ts'
import { toSubscriberLine } from '#core/subscription.ts'

import { CHANNELS } from '../channels/registry.ts'
import { countSubscribers } from '../store/subscriber-counts.ts'
import {
  disableSubscriber,
  eraseSubscriber,
  getSubscriber,
  pageSubscribers,
  patchSubscriber,
  subscriberAt,
  upsertSubscriber,
} from '../store/subscribers.ts'
import { guardAddress } from './guard-address.ts'
import { sendDirect } from './send-direct.ts'
import { subscriberSecret } from './subscriber-link.ts'
import { previewTemplate } from './templates.ts'

/** What the operator sees and does of all who get alerts. */

type Page = { subscribers: SubscriberLine[]; total: number; next: { at: number; id: string } | null }

export async function readSubscribers(
  { env }: Context,
  query: { after?: { at: number; id: string } | undefined; limit: number },
): Promise<Page> {
  const [found, total] = await Promise.all([
    pageSubscribers(env.DB, { ...query, limit: query.limit + 1 }),
    countSubscribers(env.DB),
  ])
  const rows = found.slice(0, query.limit)
  const last = rows.at(-1)
  const next = found.length > query.limit && last !== undefined ? { at: last.createdAt, id: last.id } : null
  return { subscribers: rows.map(toSubscriberLine), total, next }
}

export type NewByOperator = Pick<Subscriber, 'channel' | 'address' | 'options' | 'role'> &
  Partial<Pick<Subscriber, 'locale' | 'watches'>>

export type Added =
  | { kind: 'added'; subscriber: SubscriberLine }
  | { kind: 'address'; message: string }
  | { kind: 'duplicate' }

/** An address of the operator's own choosing: it needs no confirming. */
export async function addSubscriber(context: Context, given: NewByOperator): Promise<Added> {
  const { DB } = context.env
  const { channel, address, options } = given
  const way: Channel = CHANNELS[channel]
  const refusal = URL.canParse(address) ? await guardAddress(context, address) : null
  const message = way.problem?.(address, options) ?? refusal?.message ?? null
  if (message !== null) return { kind: 'address', message }
  if ((await subscriberAt(DB, channel, address)) !== null) return { kind: 'duplicate' }
  const id = context.newId()
  const { tokenHash } = await subscriberSecret(context, id)
  const row = await upsertSubscriber(DB, {
    ...FIRST_CHOICES,
    ...given,
    id,
    state: 'active',
    tokenHash,
    createdAt: context.now(),
  })
  return row.id === id ? { kind: 'added', subscriber: toSubscriberLine(row) } : { kind: 'duplicate' }
}

export type SubscriberChange = Partial<
  Pick<Subscriber, 'locale' | 'watches' | 'loudness' | 'role' | 'escalateTo'>
> & { state?: 'active' | 'disabled' }

/** `null` when there is no such subscriber. A disabled one gets nothing until it is set active again. */
export async function changeSubscriber(
  context: Context,
  id: string,
  { state, ...change }: SubscriberChange,
): Promise<SubscriberLine | null> {
  const { DB } = context.env
  const at = context.now()
  if (state === 'disabled') await DB.batch(disableSubscriber(DB, { id, why: 'by the operator', at }))
  const active = state === 'active' ? { state } : {}
  const row = await patchSubscriber(DB, id, { ...change, ...active, at })
  return row === null ? null : toSubscriberLine(row)
}

/** `false` when there was none. */
export async function removeSubscriber({ env }: Context, id: string): Promise<boolean> {
  if ((await getSubscriber(env.DB, id)) === null) return false
  await env.DB.batch(eraseSubscriber(env.DB, id))
  return true
}

type Words = { kind: AlertContent['kind']; template: Template | null }

/**
 * Sends a message that says it is a trial, at once: an example of a kind of alert when `words` are given. `null` when
 * there is no such subscriber.
 */
export async function testSubscriber(
  context: Context,
  id: string,
  words: Words | null,
): Promise<Delivery | { kind: 'unusable'; problems: TemplateProblem[] } | null> {
  const subscriber = await getSubscriber(context.env.DB, id)
  if (subscriber === null) return null
  const { channel, locale } = subscriber
  const trial = SUBSCRIPTION_WORDS[locale]
  if (words === null)
    return await sendDirect(context, subscriber, trial.trial({ url: `${context.config.publicUrl}/` }))
  const { text, problems } = previewTemplate(context, { channel, locale, kind: words.kind }, words.template)
  if (problems.length > 0) return { kind: 'unusable', problems }
  // Nobody may take it for a seat.
  return await sendDirect(context, subscriber, { ...text, title: trial.example(text.title) })
}
