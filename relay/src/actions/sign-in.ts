import type { BrowserName } from '#core/browser-name.ts'
import type { Context } from '../context.ts'
import type { SignInWay } from '../store/sessions.ts'

import { insertHalf } from '../store/half-sessions.ts'
import { forgiveAttempt } from '../store/login-attempts.ts'
import { insertSession, pruneSessions } from '../store/sessions.ts'
import { nameClient, overdone } from './count-calls.ts'
import { isPassword, sha256, toHex } from './hash-password.ts'
import { SESSION_MS, shortId } from './read-session.ts'
import { readFactors } from './read-factors.ts'
import { recordAudit } from './record-audit.ts'
import { settlePassword } from './settle-password.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

const CLIENT_MOST = 10
const WHOLE_MOST = 100
const WHOLE = 'everybody'
/** For how long a right password waits for its second proof. */
const HALF_MS = 5 * 60_000

export type SignedIn = { kind: 'signed-in'; token: string; expiresAt: number }
export type SignIn =
  | SignedIn
  /** The password was right, and a second proof is owed: one of these ways. */
  | { kind: 'half'; token: string; expiresAt: number; passkey: boolean; code: boolean }
  | { kind: 'wrong' }
  | { kind: 'no-password' }
  | { kind: 'too-many'; retryAfterSeconds: number }

/** `client` tells callers apart (their address, or nothing): it is kept only as an HMAC, for ten minutes. */
export type Comer = { client: string; browser: BrowserName }

/** Each attempt is counted before the password is looked at. */
export async function signIn(
  context: Context,
  { password, client, browser }: Comer & { password: string },
): Promise<SignIn> {
  const { DB } = context.env
  const stored = await settlePassword(context)
  if (stored === null) return { kind: 'no-password' }
  const bucket = `client:${await nameClient(context, client)}`
  const wait = (await overdone(context, bucket, CLIENT_MOST)) ?? (await overdone(context, WHOLE, WHOLE_MOST))
  if (wait !== null) return { kind: 'too-many', retryAfterSeconds: wait }
  if (!(await isPassword(password, stored))) {
    await tell(context, DOOR_LINES.wrongPassword())
    return { kind: 'wrong' }
  }
  await DB.batch(forgiveAttempt(DB, { client: bucket, whole: WHOLE }))
  const { passkey, code } = await readFactors(context)
  if ((!passkey && !code) || !context.config.secondFactor)
    return await openSession(context, { way: 'password', browser })
  const token = newToken()
  const now = context.now()
  await insertHalf(DB, { tokenHash: await sha256(token), now, until: now + HALF_MS })
  return { kind: 'half', token, expiresAt: now + HALF_MS, passkey, code }
}

/** Whoever comes here has proven enough. */
export async function openSession(
  context: Context,
  { way, browser }: { way: SignInWay; browser: BrowserName },
): Promise<SignedIn> {
  const { DB } = context.env
  const token = newToken()
  const now = context.now()
  const tokenHash = await sha256(token)
  const session = { tokenHash, createdAt: now, expiresAt: now + SESSION_MS, browser, way }
  await DB.batch([pruneSessions(DB, now), insertSession(DB, session)])
  const who = { kind: 'session' as const, id: shortId(tokenHash), name: wordBrowser(browser) }
  await recordAudit(context, {
    who,
    what: 'signIn',
    changes: [{ field: 'way', before: null, after: way }],
  })
  await tell(context, DOOR_LINES.signedIn(way))
  return { kind: 'signed-in', token, expiresAt: session.expiresAt }
}

/** `firefox linux`: words for programs, which clients translate. */
export const wordBrowser = ({ browser, system }: BrowserName) => `${browser} ${system}`

const newToken = () => toHex(crypto.getRandomValues(new Uint8Array(32)))
