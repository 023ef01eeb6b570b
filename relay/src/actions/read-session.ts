import type { Context } from '../context.ts'

import { deleteSession, prolongSession, readExpiry } from '../store/sessions.ts'
import { sha256 } from './hash-password.ts'
import { settlePassword } from './settle-password.ts'

const DAY_MS = 86_400_000
/** Counted from the last day it was used. */
export const SESSION_MS = 30 * DAY_MS

/** `id`: the hash of its token. `renewed`: it was prolonged just now, so its cookie must be too. */
export type Session = { id: string; expiresAt: number; renewed: boolean }

/** The admin session of a token; `null` when there is none, it ended, or the password was changed since. */
export async function readSession(context: Context, token: string): Promise<Session | null> {
  if (!/^[0-9a-f]{64}$/.test(token)) return null
  await settlePassword(context)
  const tokenHash = await sha256(token)
  const now = context.now()
  const expiresAt = await readExpiry(context.env.DB, tokenHash, now)
  if (expiresAt === null) return null
  if (expiresAt - now > SESSION_MS - DAY_MS) return { id: tokenHash, expiresAt, renewed: false }
  await prolongSession(context.env.DB, tokenHash, now + SESSION_MS)
  return { id: tokenHash, expiresAt: now + SESSION_MS, renewed: true }
}

export async function signOut(context: Context, token: string): Promise<void> {
  const id = await sha256(token)
  await deleteSession(context.env.DB, id)
  await context.env.FEED.getByName('feed').endAdmins(id)
}
