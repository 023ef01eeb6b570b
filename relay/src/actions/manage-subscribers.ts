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

import { CHANNELS } from '../channels/registry.ts'
import {
  disableSubscriber,
  eraseSubscriber,
  getSubscriber,
  patchSubscriber,
  subscriberAt,
  upsertSubscriber,
} from '../store/subscribers.ts'
import { guardAddress } from './guard-address.ts'
import { lineOf } from './read-people.ts'
import { sendDirect } from './send-direct.ts'
import { idOf } from './subscriber-handle.ts'
import { subscriberSecret } from './subscriber-link.ts'
import { keepRemoved } from './subscription-watches.ts'
import { tell } from './tell.ts'
import { previewTemplate } from './templates.ts'
import { PEOPLE_LINES } from './words-for-people.ts'

/** What the operator does of all who get alerts. */

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
    // What is usual for readers keeps no alarm from the operator.
    ...(given.role === 'operator' ? FIRST_CHOICES : context.config.firstChoices),
    ...given,
    id,
    state: 'active',
    tokenHash,
    createdAt: context.now(),
  })
  if (row.id !== id) return { kind: 'duplicate' }
  const subscriber = await lineOf(context, row)
  await tell(context, PEOPLE_LINES.added(subscriber))
  return { kind: 'added', subscriber }
}

export type SubscriberChange = Partial<
  Pick<Subscriber, 'locale' | 'watches' | 'loudness' | 'role' | 'escalateTo'>
> & { state?: 'active' | 'disabled' }

/** `null` when there is no such subscriber. A disabled one gets nothing until it is set active again. */
export async function changeSubscriber(
  context: Context,
  handle: string,
  { state, escalateTo, ...rest }: SubscriberChange,
): Promise<SubscriberLine | null> {
  const { DB } = context.env
  const id = await idOf(context, handle)
  const to = typeof escalateTo === 'string' ? await idOf(context, escalateTo) : escalateTo
  const change = to === undefined ? rest : { ...rest, escalateTo: to }
  const at = context.now()
  if (state === 'disabled') await DB.batch(disableSubscriber(DB, { id, why: 'by the operator', at }))
  const active = state === 'active' ? { state } : {}
  const before = await getSubscriber(DB, id)
  if (before === null) return null
  const kept = await keepRemoved(context, before, change)
  const row = await patchSubscriber(DB, id, { ...kept, ...active, at })
  if (row === null) return null
  const line = await lineOf(context, row)
  await tell(context, PEOPLE_LINES.changed(line))
  return line
}

/** `false` when there was none. */
export async function removeSubscriber(context: Context, handle: string): Promise<boolean> {
  const { DB } = context.env
  const id = await idOf(context, handle)
  const row = await getSubscriber(DB, id)
  if (row === null) return false
  await DB.batch(eraseSubscriber(DB, id))
  await tell(context, PEOPLE_LINES.removed({ id: handle, channel: row.channel }))
  return true
}

type Words = { kind: AlertContent['kind']; template: Template | null }

/**
 * Sends a message that says it is a trial, at once: an example of a kind of alert when `words` are given. `null` when
 * there is no such subscriber.
 */
export async function testSubscriber(
  context: Context,
  handle: string,
  words: Words | null,
): Promise<Delivery | { kind: 'unusable'; problems: TemplateProblem[] } | null> {
  const subscriber = await getSubscriber(context.env.DB, await idOf(context, handle))
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
