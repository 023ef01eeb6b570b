import type { BrowserName } from '#core/browser-name.ts'
import type { Context } from '../context.ts'

import { deleteSession, findSession, touchSession } from '../store/sessions.ts'
import { sha256 } from './hash-password.ts'
import { settlePassword } from './settle-password.ts'

const DAY_MS = 86_400_000
/** Counted from the last day it was used. */
export const SESSION_MS = 30 * DAY_MS
/** How exact `last used` is. */
const TOUCH_MS = 5 * 60_000

/** `id`: the hash of its token. `renewed`: it was prolonged just now, so its cookie must be too. */
export type Session = { id: string; expiresAt: number; renewed: boolean; browser: BrowserName }

/** How lists name a session: the beginning of the hash of its token. */
export const shortId = (tokenHash: string) => tokenHash.slice(0, 16)

/** The admin session of a token; `null` when there is none, it ended, or the password was changed since. */
export async function readSession(context: Context, token: string): Promise<Session | null> {
  if (!/^[0-9a-f]{64}$/.test(token)) return null
  await settlePassword(context)
  const id = await sha256(token)
  const now = context.now()
  const stored = await findSession(context.env.DB, id, now)
  if (stored === null) return null
  const { browser } = stored
  const renewed = stored.expiresAt - now <= SESSION_MS - DAY_MS
  const expiresAt = renewed ? now + SESSION_MS : stored.expiresAt
  if (renewed || now - stored.usedAt >= TOUCH_MS)
    await touchSession(context.env.DB, id, { usedAt: now, expiresAt })
  return { id, expiresAt, renewed, browser }
}

export async function signOut(context: Context, token: string): Promise<void> {
  const id = await sha256(token)
  await deleteSession(context.env.DB, id)
  await context.env.FEED.getByName('feed').endAdmins(id)
}
