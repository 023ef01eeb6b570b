import type { Reporter, Scope } from '#core/reporter.ts'
import type { PublicKey } from '#core/signature.ts'
import type { Context } from '../context.ts'
import type { Pairing } from '../store/pairings.ts'

import { makeUserCode, networkPrefix, readUserCode, SCOPES } from '#core/reporter.ts'
import { DEVICES_HOURLY_MOST } from '#core/trust.ts'

import { toBase64Url } from '../base64.ts'
import { forgetDevice, insertReporter } from '../store/devices.ts'
import { readAttempts } from '../store/login-attempts.ts'
import { endPairing, insertPairing, pendingPairing, pollPairing } from '../store/pairings.ts'
import { settleSetting } from '../store/settings.ts'
import { noteTrust } from '../store/trust-log.ts'
import { nameClient, overdone } from './count-calls.ts'
import { fingerprintOf, importKey } from './device-key.ts'
import { hmac, sha256, toHex } from './hash-password.ts'
import { tell } from './tell.ts'
import { TRUST_LINES } from './words-for-trust.ts'

/** The device grant of RFC 8628, with a key in the place of a token: nothing that is answered here opens anything. */

const CODE_MS = 10 * 60_000
const INTERVAL_SECONDS = 5
/** The browser's clock and the network make a poll come early, ms. */
const EARLY_MS = 1500
const CLIENT_MOST = 10
const WHOLE_MOST = 100
/** Codes that do not exist, by one operator within ten minutes. */
const TRIES_MOST = 5
const HOUR_MS = 3_600_000

export type Begun =
  | {
      kind: 'begun'
      deviceCode: string
      userCode: string
      expiresAt: number
      intervalSeconds: number
      approveUrl: string
    }
  | { kind: 'bad-key' }
  | { kind: 'too-many'; retryAfterSeconds: number }

/** `client` tells callers apart, as in `signIn`. */
export async function beginPairing(
  context: Context,
  { client, key, label, version }: { client: string; key: PublicKey; label: string; version: string },
): Promise<Begun> {
  // One who has an IPv6 address has more of them than could be counted.
  const caller = client.includes(':') ? (networkPrefix(client) ?? client) : client
  const bucket = `pair:${await nameClient(context, caller)}`
  const wait =
    (await overdone(context, bucket, CLIENT_MOST)) ?? (await overdone(context, 'pair:everybody', WHOLE_MOST))
  if (wait !== null) return { kind: 'too-many', retryAfterSeconds: wait }
  if ((await importKey(key)) === null) return { kind: 'bad-key' }
  const deviceCode = toBase64Url(crypto.getRandomValues(new Uint8Array(32)))
  const userCode = freshCode()
  const now = context.now()
  const expiresAt = now + CODE_MS
  const [deviceHash, codeHash] = [await sha256(deviceCode), await hashCode(context, userCode)]
  const { DB } = context.env
  await DB.batch(insertPairing(DB, { deviceHash, codeHash, key, label, version, createdAt: now, expiresAt }))
  const approveUrl = `${context.config.publicUrl}/admin.html#/devices?code=${userCode}`
  return { kind: 'begun', deviceCode, userCode, expiresAt, intervalSeconds: INTERVAL_SECONDS, approveUrl }
}

function freshCode(): string {
  for (;;) {
    const code = makeUserCode(crypto.getRandomValues(new Uint8Array(24)))
    if (code !== null) return code
  }
}

/** Codes are short: without the key of this installation nobody can find one by trying. */
async function hashCode(context: Context, code: string): Promise<string> {
  const fresh = toHex(crypto.getRandomValues(new Uint8Array(32)))
  return await hmac(await settleSetting(context.env.DB, 'pairing.key', fresh), code)
}

export type Polled =
  | { kind: 'pending' | 'denied' | 'expired' }
  | { kind: 'approved'; device: string; scopes: readonly Scope[] }
  | { kind: 'slow-down'; retryAfterSeconds: number }

export async function pollCode(context: Context, deviceCode: string): Promise<Polled> {
  const now = context.now()
  const pairing = await pollPairing(context.env.DB, await sha256(deviceCode), now)
  if (pairing === null) return { kind: 'expired' }
  const { state, reporterId, polledAt, expiresAt } = pairing
  if (state === 'approved' && reporterId !== null)
    return { kind: 'approved', device: reporterId, scopes: SCOPES }
  if (state === 'denied') return { kind: 'denied' }
  if (expiresAt <= now) return { kind: 'expired' }
  if (polledAt !== null && now - polledAt < INTERVAL_SECONDS * 1000 - EARLY_MS)
    return { kind: 'slow-down', retryAfterSeconds: INTERVAL_SECONDS }
  return { kind: 'pending' }
}

export type Waiting = { label: string; version: string; fingerprint: string; expiresAt: number }
export type Asked = { session: string; code: string }
type Missed = { kind: 'unknown' } | { kind: 'too-many'; retryAfterSeconds: number }

/** What asks to be let in by this code. `session`: of the operator who asks; five wrong codes are enough. */
export async function readPairing(
  context: Context,
  asked: Asked,
): Promise<{ kind: 'waiting'; waiting: Waiting } | Missed> {
  const found = await findPairing(context, asked)
  if (found.kind !== 'found') return found
  const { label, version, key, expiresAt } = found.pairing
  return { kind: 'waiting', waiting: { label, version, fingerprint: await fingerprintOf(key), expiresAt } }
}

async function findPairing(
  context: Context,
  { session, code }: Asked,
): Promise<{ kind: 'found'; pairing: Pairing } | Missed> {
  const letters = readUserCode(code)
  const now = context.now()
  const tries = `code:${await nameClient(context, session)}`
  const pairing =
    letters === null ? null : await pendingPairing(context.env.DB, await hashCode(context, letters), now)
  if (pairing !== null && !(await isShut(context, tries))) return { kind: 'found', pairing }
  const wait = await overdone(context, tries, TRIES_MOST)
  return wait === null ? { kind: 'unknown' } : { kind: 'too-many', retryAfterSeconds: wait }
}

/** Whether the tries are used up, without using one. */
async function isShut({ env, now }: Context, bucket: string): Promise<boolean> {
  return (await readAttempts(env.DB, bucket, now())) >= TRIES_MOST
}

export type Decision = Asked & { approve: boolean; owner: string; own: boolean }
export type Decided =
  | { kind: 'denied' }
  | { kind: 'approved'; device: string }
  | { kind: 'too-many-devices' }
  | Missed

/** Lets a device in under its owner's name, or turns it away. A code counts once. */
export async function decidePairing(context: Context, decision: Decision): Promise<Decided> {
  const found = await findPairing(context, decision)
  if (found.kind !== 'found') return found
  const { codeHash, label, key, version } = found.pairing
  const { approve, owner, own } = decision
  const { DB } = context.env
  const now = context.now()
  if (!approve) {
    await DB.batch([
      endPairing(DB, { codeHash, reporterId: null, now }),
      noteTrust(DB, { at: now, who: 'operator', what: 'denied', why: label }),
    ])
    return { kind: 'denied' }
  }
  const id = context.newId()
  const device: Pick<Reporter, 'id' | 'owner' | 'label'> = { id, owner, label }
  const limit = { most: DEVICES_HOURLY_MOST, since: now - HOUR_MS }
  const [inserted, ended] = await DB.batch([
    insertReporter(DB, { ...device, key, version, own, scopes: SCOPES, at: now }, limit),
    endPairing(DB, { codeHash, reporterId: id, now }),
  ])
  if ((inserted?.results.length ?? 0) === 0) return { kind: 'too-many-devices' }
  if ((ended?.results.length ?? 0) === 0) {
    await forgetDevice(DB, id).run()
    return { kind: 'unknown' }
  }
  const line = { at: now, who: 'operator', reporterId: id }
  await DB.batch([
    noteTrust(DB, { ...line, what: 'paired', why: owner, subject: await fingerprintOf(key) }),
    ...(own ? [noteTrust(DB, { ...line, what: 'marked-own' })] : []),
  ])
  await tell(context, TRUST_LINES.paired(device))
  return { kind: 'approved', device: id }
}
