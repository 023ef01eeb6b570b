import type { Scope } from '#core/scope.ts'
import type { Context } from '../context.ts'
import type { StoredKey } from '../store/api-keys.ts'

import { toBase64Url } from '../base64.ts'
import { findKey, insertKey, listKeys, noteKeyDay, revokeKey } from '../store/api-keys.ts'
import { sha256 } from './hash-password.ts'

/** A key as lists show it. */
export type KeyLine = StoredKey

const MOST = 50

const DAY_MS = 86_400_000

/** `days`: for how long; `null` without an end. */
export type NewKey = { name: string; scopes: Scope[]; days: number | null }

/** `token` can be read now and never again; `null` when there are as many keys as may be. */
export async function makeKey(
  context: Context,
  { name, scopes, days }: NewKey,
): Promise<{ id: string; token: string } | null> {
  const token = `vigie_${toBase64Url(crypto.getRandomValues(new Uint8Array(32)))}`
  const now = context.now()
  const key: StoredKey = {
    id: context.newId(),
    name,
    hint: token.slice(0, 10),
    scopes,
    createdAt: now,
    expiresAt: days === null ? null : now + days * DAY_MS,
    revokedAt: null,
    usedDay: null,
  }
  const made = await insertKey(context.env.DB, { key, hash: await sha256(token), most: MOST })
  return made ? { id: key.id, token } : null
}

/** The key that a program sent, when it counts; the day of its use is noted. */
export async function readKey(context: Context, token: string): Promise<StoredKey | null> {
  if (!/^vigie_[\w-]{43}$/.test(token)) return null
  const now = context.now()
  const key = await findKey(context.env.DB, await sha256(token), now)
  const day = new Date(now).toISOString().slice(0, 10)
  if (key !== null && key.usedDay !== day) await noteKeyDay(context.env.DB, key.id, day)
  return key
}

export async function readKeys(context: Context): Promise<KeyLine[]> {
  return await listKeys(context.env.DB)
}

export async function endKey(context: Context, id: string): Promise<boolean> {
  return await revokeKey(context.env.DB, id, context.now())
}
