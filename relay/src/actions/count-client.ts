import type { Context } from '../context.ts'

import { countAttempt } from '../store/login-attempts.ts'
import { settleSetting } from '../store/settings.ts'
import { hmac, toHex } from './hash-password.ts'

type Limit = { name: string; most: number; windowMs: number }

/**
 * Counts one more for this caller (an address, or anything that tells callers apart): kept only as an HMAC, for as long
 * as the window. Seconds to wait when that is too many, else `null`.
 */
export async function overdone(
  context: Context,
  who: string,
  { name, most, windowMs }: Limit,
): Promise<number | null> {
  const { DB } = context.env
  const key = await settleSetting(DB, 'login.key', toHex(crypto.getRandomValues(new Uint8Array(32))))
  const bucket = `${name}:${(await hmac(key, who)).slice(0, 32)}`
  const now = context.now()
  const { count, untilAt } = await countAttempt(DB, { bucket, now, windowMs })
  return count > most ? Math.max(1, Math.ceil((untilAt - now) / 1000)) : null
}
