import type { BrowserName } from '#core/browser-name.ts'
import type { Context } from '../context.ts'
import type { SignInWay } from '../store/sessions.ts'

import { listPasskeys } from '../store/passkeys.ts'
import { countRecoveryCodes } from '../store/recovery-codes.ts'
import { deleteOtherSessions, deleteSessionLike, listSessions } from '../store/sessions.ts'
import { readTotp } from '../store/totp.ts'
import { shortId } from './read-session.ts'

type PasskeyLine = {
  id: string
  name: string
  /** The host name that it works on. */
  rp: string
  synced: boolean
  createdAt: number
  usedAt: number | null
}
export type Account = { passkeys: PasskeyLine[]; codesSince: number | null; recoveryLeft: number }

/** How one signs in here. */
export async function readAccount(context: Context): Promise<Account> {
  const { DB } = context.env
  const [passkeys, totp, recoveryLeft] = await Promise.all([
    listPasskeys(DB),
    readTotp(DB),
    countRecoveryCodes(DB),
  ])
  return {
    passkeys: passkeys.map(({ id, name, rp, synced, createdAt, usedAt }) => ({
      id,
      name,
      rp,
      synced,
      createdAt,
      usedAt,
    })),
    codesSince: totp?.confirmedAt ?? null,
    recoveryLeft,
  }
}

export type SessionLine = {
  id: string
  createdAt: number
  usedAt: number
  expiresAt: number
  browser: BrowserName['browser']
  system: BrowserName['system']
  way: SignInWay
  current: boolean
}

/** Last used first. `own`: the hash of the token of who asks. */
export async function readSessions(context: Context, own: string): Promise<SessionLine[]> {
  const stored = await listSessions(context.env.DB, context.now())
  return stored.map(({ tokenHash, createdAt, usedAt, expiresAt, browser, way }) => ({
    id: shortId(tokenHash),
    createdAt,
    usedAt,
    expiresAt,
    browser: browser.browser,
    system: browser.system,
    way,
    current: tokenHash === own,
  }))
}

/** Ends one session and its live views; `false` when there is none. */
export async function endSession(context: Context, id: string): Promise<boolean> {
  if (!/^[0-9a-f]{16}$/.test(id)) return false
  return (await endAll(context, await deleteSessionLike(context.env.DB, id))) > 0
}

/** Ends all but the own one; answers how many. */
export async function endOtherSessions(context: Context, own: string): Promise<number> {
  return await endAll(context, await deleteOtherSessions(context.env.DB, own))
}

async function endAll(context: Context, tokenHashes: readonly string[]): Promise<number> {
  const feed = context.env.FEED.getByName('feed')
  for (const tokenHash of tokenHashes) await feed.endAdmins(tokenHash)
  return tokenHashes.length
}
