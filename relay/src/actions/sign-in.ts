import type { Context } from '../context.ts'

import { forgiveAttempt } from '../store/login-attempts.ts'
import { insertSession, pruneSessions } from '../store/sessions.ts'
import { nameClient, overdone } from './count-calls.ts'
import { isPassword, sha256, toHex } from './hash-password.ts'
import { SESSION_MS } from './read-session.ts'
import { settlePassword } from './settle-password.ts'
import { tell } from './tell.ts'
import { DOOR_LINES } from './words-for-door.ts'

const CLIENT_MOST = 10
const WHOLE_MOST = 100
const WHOLE = 'everybody'

export type SignedIn =
  | { kind: 'signed-in'; token: string; expiresAt: number }
  | { kind: 'wrong' }
  | { kind: 'no-password' }
  | { kind: 'too-many'; retryAfterSeconds: number }

/**
 * `client` tells callers apart (their address, or nothing): it is kept only as an HMAC, for ten minutes.
 * Each attempt is counted before the password is looked at.
 */
export async function signIn(
  context: Context,
  { password, client }: { password: string; client: string },
): Promise<SignedIn> {
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
  const token = toHex(crypto.getRandomValues(new Uint8Array(32)))
  const now = context.now()
  const session = { tokenHash: await sha256(token), createdAt: now, expiresAt: now + SESSION_MS }
  await DB.batch([
    pruneSessions(DB, now),
    insertSession(DB, session),
    ...forgiveAttempt(DB, { client: bucket, whole: WHOLE }),
  ])
  await tell(context, DOOR_LINES.signedIn())
  return { kind: 'signed-in', token, expiresAt: session.expiresAt }
}
