import type { Context } from '../context.ts'

import { Secret, TOTP } from 'otpauth'

import { beginTotp, deleteTotp, readTotp, useStep } from '../store/totp.ts'
import { dropIdleRecovery } from './read-factors.ts'
import { ensureRecovery } from './recovery.ts'

const PERIOD_S = 30

/** https://www.rfc-editor.org/rfc/rfc6238, with what every app understands: SHA-1, six digits, 30 s. */
function makeTotp(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Vigie', label, algorithm: 'SHA1', digits: 6, period: PERIOD_S, secret })
}

export type TotpBegun = { secret: string; uri: string }

/** A secret for an app, not yet counted: `null` when an app is set up already. */
export async function beginCodes(context: Context): Promise<TotpBegun | null> {
  const secret = new Secret({ size: 20 }).base32
  if (!(await beginTotp(context.env.DB, secret, context.now()))) return null
  return { secret, uri: makeTotp(secret, new URL(context.config.publicUrl).host).toString() }
}

export type TotpConfirmed =
  | { kind: 'confirmed'; recovery: string[] | null }
  | { kind: 'wrong' }
  | { kind: 'none' }

/** The first right code switches it on; recovery codes come with it when there are none yet. */
export async function confirmCodes(context: Context, code: string): Promise<TotpConfirmed> {
  const stored = await readTotp(context.env.DB)
  if (stored === null || stored.confirmedAt !== null) return { kind: 'none' }
  if (!(await takeCode(context, code))) return { kind: 'wrong' }
  return { kind: 'confirmed', recovery: await ensureRecovery(context) }
}

export async function dropCodes(context: Context): Promise<boolean> {
  const dropped = await deleteTotp(context.env.DB)
  await dropIdleRecovery(context)
  return dropped
}

/** A code of the app that was confirmed, right now, and never before. */
export async function isCode(context: Context, code: string): Promise<boolean> {
  const stored = await readTotp(context.env.DB)
  return stored?.confirmedAt != null && (await takeCode(context, code))
}

/** One step to either side: the clocks of telephones are off by some seconds. */
async function takeCode(context: Context, code: string): Promise<boolean> {
  const stored = await readTotp(context.env.DB)
  if (stored === null) return false
  const now = context.now()
  const delta = makeTotp(stored.secret, '').validate({ token: code, timestamp: now, window: 1 })
  if (delta === null) return false
  const step = Math.floor(now / 1000 / PERIOD_S) + delta
  return await useStep(context.env.DB, { secret: stored.secret, step, confirmAt: now })
}
