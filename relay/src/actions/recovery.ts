import type { Context } from '../context.ts'

import { countRecoveryCodes, replaceRecoveryCodes } from '../store/recovery-codes.ts'
import { sha256 } from './hash-password.ts'

const COUNT = 10
/** No letters that look like digits; 16 of these are 80 bits. */
const SIGNS = '0123456789abcdefghjkmnpqrstvwxyz'

/** New codes, the only time that they can be read; the ones before count no more. */
export async function renewRecovery(context: Context): Promise<string[]> {
  const codes = Array.from({ length: COUNT }, () =>
    Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => SIGNS[byte % 32] ?? '0').join(''),
  )
  await replaceRecoveryCodes(context.env.DB, await Promise.all(codes.map(recoveryHash)))
  return codes.map((code) => code.replaceAll(/.{4}(?=.)/g, '$&-'))
}

/** With the first second proof come the codes; `null` when there are some already. */
export async function ensureRecovery(context: Context): Promise<string[] | null> {
  return (await countRecoveryCodes(context.env.DB)) > 0 ? null : await renewRecovery(context)
}

/** However it was typed. */
export async function recoveryHash(code: string): Promise<string> {
  return await sha256(`recovery:${code.toLowerCase().replaceAll(/[^0-9a-z]/g, '')}`)
}
