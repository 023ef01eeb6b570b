import type { Context } from '../context.ts'
import type { Comer, SignedIn } from './sign-in.ts'

import { countHalf, takeHalf } from '../store/half-sessions.ts'
import { countAttempt, forgiveAttempt } from '../store/login-attempts.ts'
import { useRecoveryCode } from '../store/recovery-codes.ts'
import { nameClient, overdone } from './count-calls.ts'
import { sha256 } from './hash-password.ts'
import { recoveryHash } from './recovery.ts'
import { openSession } from './sign-in.ts'
import { tell } from './tell.ts'
import { isCode } from './totp.ts'
import { DOOR_LINES } from './words-for-door.ts'

const CLIENT_MOST = 10
/** Of codes of six digits, whoever sends them: three count at any time, so that guessing for a year is hopeless. */
const DAY_MOST = 100
const DAY_MS = 86_400_000
/** For one right password. */
const HALF_MOST = 5

export type Proven =
  | SignedIn
  | { kind: 'wrong' }
  /** No password came before, or too long ago, or too many codes were wrong since. */
  | { kind: 'no-half' }
  | { kind: 'too-many'; retryAfterSeconds: number }

/** The second step after the password: a code of the app, or a recovery code, which counts once. */
export async function proveCode(
  context: Context,
  { half, code, client, browser }: Comer & { half: string; code: string },
): Promise<Proven> {
  const { DB } = context.env
  const now = context.now()
  const tokenHash = await sha256(half)
  const bucket = `code:${await nameClient(context, client)}`
  const wait = await overdone(context, bucket, CLIENT_MOST)
  if (wait !== null) return { kind: 'too-many', retryAfterSeconds: wait }
  if (!(await countHalf(DB, { tokenHash, now, most: HALF_MOST }))) return { kind: 'no-half' }
  const text = code.replaceAll(/[\s-]/g, '')
  const digits = /^\d{6}$/.test(text)
  if (digits) {
    const day = await countAttempt(DB, { bucket: 'code:everybody', now, windowMs: DAY_MS })
    if (day.count > DAY_MOST)
      return { kind: 'too-many', retryAfterSeconds: Math.max(1, Math.ceil((day.untilAt - now) / 1000)) }
  }
  const right = digits
    ? await isCode(context, text)
    : await useRecoveryCode(DB, await recoveryHash(text), now)
  if (!right) {
    await tell(context, DOOR_LINES.wrongCode())
    return { kind: 'wrong' }
  }
  if (!(await takeHalf(DB, tokenHash))) return { kind: 'no-half' }
  await DB.batch(forgiveAttempt(DB, { client: bucket, whole: 'code:everybody' }))
  return await openSession(context, { way: digits ? 'code' : 'recovery', browser })
}
