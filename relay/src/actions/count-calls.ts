import type { Context } from '../context.ts'

import { countAttempt } from '../store/login-attempts.ts'
import { settleSetting } from '../store/settings.ts'
import { hmac, toHex } from './hash-password.ts'

/** How many calls of one kind are let in within ten minutes. */
const CALLS_MS = 10 * 60_000

/** Seconds to wait when the bucket is full, else `null`. Each call is counted before it is judged. */
export async function overdone(context: Context, bucket: string, most: number): Promise<number | null> {
  const now = context.now()
  const { count, untilAt } = await countAttempt(context.env.DB, { bucket, now, windowMs: CALLS_MS })
  return count > most ? Math.max(1, Math.ceil((untilAt - now) / 1000)) : null
}

/** Tells callers apart without keeping who they are: an HMAC under a key of this installation. */
export async function nameClient(context: Context, client: string): Promise<string> {
  const fresh = toHex(crypto.getRandomValues(new Uint8Array(32)))
  const key = await settleSetting(context.env.DB, 'login.key', fresh)
  return (await hmac(key, client)).slice(0, 32)
}
