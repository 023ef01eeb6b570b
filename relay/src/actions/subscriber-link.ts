import type { Subscriber } from '#core/subscriber.ts'
import type { Context } from '../context.ts'

import { toBase64Url } from '../base64.ts'
import { settleSetting } from '../store/settings.ts'
import { hmac, toHex } from './hash-password.ts'
import { hashSubscriberToken } from './subscriber-token.ts'

const KEY = 'subscriber.key'
/** 128 bits. */
const TOKEN_HEX = 32

/**
 * The secret of one subscription, 22 signs: made from the id with a key of this relay, so that every mail can bear it
 * although the row holds only its hash.
 */
async function subscriberToken({ env }: Context, id: string): Promise<string> {
  const key = await settleSetting(env.DB, KEY, toHex(crypto.getRandomValues(new Uint8Array(32))))
  const bytes = (await hmac(key, `subscriber ${id}`)).slice(0, TOKEN_HEX).match(/../g) ?? []
  return toBase64Url(Uint8Array.from(bytes, (pair) => Number.parseInt(pair, 16)))
}

/** The token and what the row keeps of it. */
export async function subscriberSecret(
  context: Context,
  id: string,
): Promise<{ token: string; tokenHash: string | null }> {
  const token = await subscriberToken(context, id)
  return { token, tokenHash: await hashSubscriberToken(token) }
}

/** The person's own page. After the `#`, the token never leaves their browser as part of an address. */
export function choicesUrl({ config }: Context, token: string): string {
  return `${config.publicUrl}/abonnement#${token}`
}

/** Where an alert is answered: the page has the buttons, so that opening it, as mail scanners do, answers nothing. */
export async function answerUrl(
  context: Context,
  { subscriberId, alertId }: { subscriberId: string; alertId: string },
): Promise<string> {
  return `${choicesUrl(context, await subscriberToken(context, subscriberId))}&alert=${alertId}`
}

/** Where somebody accepts to be told when another one does not answer. */
export function secondUrl({ config }: Context, code: string): string {
  return `${config.publicUrl}/abonnement#second=${code}`
}

/** For `List-Unsubscribe`: one POST erases; a person who opens it is asked first. */
export async function unsubscribeUrl(context: Context, { id }: Pick<Subscriber, 'id'>): Promise<string> {
  return `${context.config.publicUrl}/api/unsubscribe/${await subscriberToken(context, id)}`
}
