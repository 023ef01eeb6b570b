import type { Context } from '../context.ts'

import { deleteAllHalves } from '../store/half-sessions.ts'
import { deleteAllSessions } from '../store/sessions.ts'
import { getSetting, putSetting } from '../store/settings.ts'
import { hashPassword, isPassword } from './hash-password.ts'

const PASSWORD_MIN = 12

const KEY = 'admin.password'

/** What this isolate has compared already: deriving a key is slow on purpose. */
let settled: { given: string; stored: string } | null = null

/**
 * The stored hash of the admin's password; `null` when there is none. The environment wins: a password there
 * that is not the stored one replaces it, and whoever was signed in by the old one no longer is.
 */
export async function settlePassword(context: Context): Promise<string | null> {
  const { DB, ADMIN_PASSWORD } = context.env
  const stored = await getSetting(DB, KEY)
  const given = ADMIN_PASSWORD?.trim() ?? ''
  if (given.length < PASSWORD_MIN) return stored
  if (stored !== null && settled?.given === given && settled.stored === stored) return stored
  if (stored !== null && (await isPassword(given, stored))) {
    settled = { given, stored }
    return stored
  }
  const hash = await hashPassword(given, crypto.getRandomValues(new Uint8Array(16)))
  await DB.batch([putSetting(DB, KEY, hash), deleteAllSessions(DB), deleteAllHalves(DB)])
  if (stored !== null) await context.env.FEED.getByName('feed').endAdmins()
  settled = { given, stored: hash }
  return hash
}
