import type { Subscriber } from '#core/subscriber.ts'
import type { OwnChoices, Subscription } from '#core/subscription.ts'
import type { TrailAlert } from '#core/alert-trail.ts'
import type { Context } from '../context.ts'

import { toSubscription } from '#core/subscription.ts'

import { readTrail } from '../store/alert-trail.ts'
import { eraseSubscriber, patchSubscriber, subscriberByToken } from '../store/subscribers.ts'
import { hashSubscriberToken } from './subscriber-token.ts'
import { keepRemoved, unknownWatch } from './subscription-watches.ts'

const EXPORT_MOST = 5000

/** What a person may do with their own subscription; the token is the proof that it is theirs. `null`: no such one. */
export async function ownerOf({ env }: Context, token: string): Promise<Subscriber | null> {
  const hash = await hashSubscriberToken(token)
  return hash === null ? null : await subscriberByToken(env.DB, hash)
}

export async function readOwn(context: Context, token: string): Promise<Subscription | null> {
  const subscriber = await ownerOf(context, token)
  return subscriber === null ? null : toSubscription(subscriber)
}

export type OwnChange =
  | { kind: 'changed'; subscription: Subscription }
  | { kind: 'unknown-watch'; field: 'watches' | 'always'; index: number }
  | { kind: 'gone' }

export async function changeOwn(
  context: Context,
  token: string,
  change: Partial<OwnChoices>,
): Promise<OwnChange> {
  const subscriber = await ownerOf(context, token)
  if (subscriber === null) return { kind: 'gone' }
  for (const field of ['watches', 'always'] as const) {
    const index = await unknownWatch(context, change[field] ?? [])
    if (index !== null) return { kind: 'unknown-watch', field, index }
  }
  const kept = await keepRemoved(context, subscriber, change)
  const changed = await patchSubscriber(context.env.DB, subscriber.id, { ...kept, at: context.now() })
  return changed === null ? { kind: 'gone' } : { kind: 'changed', subscription: toSubscription(changed) }
}

/** The address has proved itself. Twice is the same as once, and who was disabled since stays so. */
export async function confirmOwn(context: Context, token: string): Promise<Subscription | null> {
  const subscriber = await ownerOf(context, token)
  if (subscriber === null) return null
  if (subscriber.state !== 'pending') return toSubscription(subscriber)
  const active = await patchSubscriber(context.env.DB, subscriber.id, { state: 'active', at: context.now() })
  return active === null ? null : toSubscription(active)
}

/** Forgets everything. `false` when nothing was there. */
export async function eraseOwn(context: Context, token: string): Promise<boolean> {
  const subscriber = await ownerOf(context, token)
  if (subscriber === null) return false
  await context.env.DB.batch(eraseSubscriber(context.env.DB, subscriber.id))
  return true
}

/** All that is kept of a person, and the newest alerts to them. */
export type OwnExport = { subscription: Omit<Subscriber, 'id' | 'escalateTo'>; alerts: TrailAlert[] }

export async function exportOwn(context: Context, token: string): Promise<OwnExport | null> {
  const subscriber = await ownerOf(context, token)
  if (subscriber === null) return null
  const { id, escalateTo: _, ...subscription } = subscriber
  const { alerts } = await readTrail(context.env.DB, { subscriberId: id, limit: EXPORT_MOST })
  return { subscription, alerts }
}
