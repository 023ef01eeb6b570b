import type { VapidKeys } from '../channels/channel.ts'
import type { Context } from '../context.ts'

import { toBase64Url } from '../base64.ts'
import { getSetting, settleSetting } from '../store/settings.ts'

const SETTING = 'vapid'

type Pair = Omit<VapidKeys, 'subject'>

/** Read once in an isolate: a broadcast needs them for everybody. */
const read = new WeakMap<D1Database, Pair>()

/** Our keys towards push services: made at the first call, the same ever after. */
export async function vapidKeys({ env, config }: Context): Promise<VapidKeys> {
  const known = read.get(env.DB)
  if (known !== undefined) return { ...known, subject: config.vapidSubject }
  const kept =
    (await getSetting(env.DB, SETTING)) ??
    (await settleSetting(env.DB, SETTING, JSON.stringify(await make())))
  // Only `make` writes the setting.
  const pair: Pair = JSON.parse(kept)
  read.set(env.DB, pair)
  return { ...pair, subject: config.vapidSubject }
}

/** What a browser asks for to subscribe (`applicationServerKey`), base64url. */
export async function pushKey(context: Context): Promise<string> {
  return (await vapidKeys(context)).publicKey
}

async function make(): Promise<Pair> {
  const how = { name: 'ECDSA', namedCurve: 'P-256' }
  const made = await crypto.subtle.generateKey(how, true, ['sign', 'verify'])
  if (!('privateKey' in made)) throw new Error('A pair of keys was asked for.')
  const [secret, point] = await Promise.all([
    crypto.subtle.exportKey('jwk', made.privateKey),
    crypto.subtle.exportKey('raw', made.publicKey),
  ])
  if (secret instanceof ArrayBuffer || !(point instanceof ArrayBuffer))
    throw new Error('Keys came in other shapes than asked for.')
  return { publicKey: toBase64Url(new Uint8Array(point)), privateKey: secret.d ?? '' }
}
