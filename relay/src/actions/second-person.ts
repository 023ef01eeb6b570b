import type { Subscriber } from '#core/subscriber.ts'
import type { Subscription } from '#core/subscription.ts'
import type { Context } from '../context.ts'

import { INVITATION_HOURS } from '#core/bot-settings.ts'
import { toSubscription } from '#core/subscription.ts'
import { SUBSCRIPTION_WORDS } from '#core/subscription-words.ts'

import { patchSubscriber } from '../store/subscribers.ts'
import { overdone } from './count-client.ts'
import { makeInvitation, readInvitation } from './invitation.ts'
import { ownerOf } from './own-subscription.ts'
import { sendDirect } from './send-direct.ts'
import { secondUrl } from './subscriber-link.ts'

/**
 * Who is told when somebody does not answer. Both ends prove themselves: the one by the code that only their own token
 * makes, the other by accepting it with theirs, here or in the bot. Neither learns the other's address.
 */

export type Invitation = { code: string; url: string; hours: number }

/** What a second person, or one's own second way, accepts; `null` when the token is no one's. */
export async function inviteSecond(context: Context, token: string): Promise<Invitation | null> {
  const owner = await ownerOf(context, token)
  const code = owner === null ? null : await makeInvitation(context, owner.id)
  return code === null ? null : { code, url: secondUrl(context, code), hours: INVITATION_HOURS }
}

export type Accepting =
  | { kind: 'accepted' }
  | { kind: 'gone' }
  /** The code is none, or counts no more. */
  | { kind: 'over' }
  /** It is of this subscription itself. */
  | { kind: 'own' }
  /** Alerts do not arrive with whoever accepts. */
  | { kind: 'not-active' }

/** From now on this subscription is told when the one that made the code does not answer. Twice is the same as once. */
export async function acceptSecond(context: Context, token: string, code: string): Promise<Accepting> {
  const second = await ownerOf(context, token)
  if (second === null) return { kind: 'gone' }
  const first = await readInvitation(context, code)
  if (first === null) return { kind: 'over' }
  if (first.id === second.id) return { kind: 'own' }
  if (second.state !== 'active') return { kind: 'not-active' }
  await patchSubscriber(context.env.DB, first.id, { escalateTo: second.id, at: context.now() })
  if (first.escalateTo !== second.id) await tellAccepted(context, first)
  return { kind: 'accepted' }
}

const PER_PERSON = { name: 'second-accepted', most: 5, windowMs: 3_600_000 }

/** Says to whoever asked that somebody accepted; by mail not as often as somebody likes. */
export async function tellAccepted(context: Context, first: Subscriber): Promise<void> {
  if (first.state !== 'active' || (await overdone(context, first.id, PER_PERSON)) !== null) return
  const url = `${context.config.publicUrl}/`
  await sendDirect(context, first, SUBSCRIPTION_WORDS[first.locale].accepted({ url }))
}

/** Nobody else is told from now on; `null` when the token is no one's. */
export async function dropSecond(context: Context, token: string): Promise<Subscription | null> {
  const owner = await ownerOf(context, token)
  if (owner === null) return null
  const changed = await patchSubscriber(context.env.DB, owner.id, { escalateTo: null, at: context.now() })
  return changed === null ? null : toSubscription(changed)
}
