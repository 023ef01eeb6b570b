import type { Context } from '../context.ts'

import { listPasskeys } from '../store/passkeys.ts'
import { deleteRecoveryCodes } from '../store/recovery-codes.ts'
import { readTotp } from '../store/totp.ts'

/** Which second proofs are set up: once there is any, the password alone opens nothing. */
export async function readFactors(context: Context): Promise<{ passkey: boolean; code: boolean }> {
  const { DB } = context.env
  const [passkeys, totp] = await Promise.all([listPasskeys(DB), readTotp(DB)])
  return { passkey: passkeys.length > 0, code: totp?.confirmedAt != null }
}

/** Recovery codes stand for a second proof: without any there is nothing to recover. */
export async function dropIdleRecovery(context: Context): Promise<void> {
  const { passkey, code } = await readFactors(context)
  if (!passkey && !code) await deleteRecoveryCodes(context.env.DB).run()
}
