import type { Subscriber } from '#core/subscriber.ts'
import type { Env } from '../env.ts'

import { INVITATION_HOURS } from '#core/bot-settings.ts'

import { fromBase64, toBase64Url } from '../base64.ts'
import { settleSetting } from '../store/settings.ts'
import { getSubscriber } from '../store/subscribers.ts'
import { hmac, toHex } from './hash-password.ts'
import { isSame } from './is-same.ts'

/** Of the context. */
type Place = { env: Pick<Env, 'DB'>; now: () => number }

const HOUR_MS = 3_600_000
const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/
/** Bytes: of the hour of the end, of what proves all, and of a link in all (60 signs). */
const END_BYTES = 4
const PROOF_BYTES = 12
const MOST_BYTES = 45

/**
 * What a link for a second person bears: whose it is and until when, proven by a key of ours, so that nothing is stored
 * of a link. Only signs that a deep link takes: https://core.telegram.org/bots/features#deep-linking. `null` for the one
 * subscriber whose id has no room, a channel by its name.
 */
export async function makeInvitation(context: Place, subscriberId: string): Promise<string | null> {
  const end = Math.ceil(context.now() / HOUR_MS) + INVITATION_HOURS
  const said = hexOfId(subscriberId) + end.toString(16).padStart(2 * END_BYTES, '0')
  if (said.length / 2 + PROOF_BYTES > MOST_BYTES) return null
  return toBase64Url(fromHex(said + (await proofOf(context, said))))
}

/** Whose link it is; `null` when it is none of ours, or over. */
export async function readInvitation(context: Place, token: string): Promise<Subscriber | null> {
  const bytes = fromBase64(token)
  if (bytes === null || bytes.length <= 1 + END_BYTES + PROOF_BYTES || bytes.length > MOST_BYTES) return null
  const said = toHex(bytes.subarray(0, -PROOF_BYTES))
  if (!isSame(toHex(bytes.subarray(-PROOF_BYTES)), await proofOf(context, said))) return null
  const end = Number.parseInt(said.slice(-2 * END_BYTES), 16)
  if (end * HOUR_MS < context.now()) return null
  return await getSubscriber(context.env.DB, idOfHex(said.slice(0, -2 * END_BYTES)))
}

/** A UUID in its 16 bytes after `00`, anything else as text after `01`. */
function hexOfId(id: string): string {
  return UUID.test(id) ? `00${id.replaceAll('-', '')}` : `01${toHex(new TextEncoder().encode(id))}`
}

function idOfHex(hex: string): string {
  const rest = hex.slice(2)
  if (hex.startsWith('00')) return rest.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  return new TextDecoder().decode(fromHex(rest))
}

async function proofOf(context: Place, hex: string): Promise<string> {
  const made = toHex(crypto.getRandomValues(new Uint8Array(32)))
  const key = await settleSetting(context.env.DB, 'invitation-key', made)
  return (await hmac(key, hex)).slice(0, 2 * PROOF_BYTES)
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}
