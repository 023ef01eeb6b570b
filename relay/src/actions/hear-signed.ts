import type { Reporter, Scope } from '#core/reporter.ts'
import type { Context } from '../context.ts'

import { isTimely, NONCE_MS, readSigned, signedText } from '#core/signature.ts'

import { getReporter, noteContact } from '../store/devices.ts'
import { useNonce } from '../store/nonces.ts'
import { hashBytes, isSigned } from './device-key.ts'

export type SignedCall = {
  method: string
  /** With its query. */
  path: string
  header: (name: string) => string | null
  body: ArrayBuffer
  scope: Scope
}

export type Heard =
  /** `signedAt`: epoch ms by the browser's clock. */
  | { kind: 'heard'; reporter: Reporter; signedAt: number }
  | { kind: 'unsigned'; header: string }
  | { kind: 'clock' | 'unknown-device' | 'revoked-device' | 'wrong-signature' | 'replayed' | 'scope' }

/**
 * Whether a signed call may be done: by a device that is known and not revoked, over exactly this body and address,
 * within five minutes of now, for the first time. What is refused leaves no trace.
 */
export async function hearSigned(context: Context, call: SignedCall): Promise<Heard> {
  const { DB } = context.env
  const now = context.now()
  const signed = readSigned(call.header)
  if ('wrong' in signed) return { kind: 'unsigned', header: signed.wrong }
  const { device, time, nonce, signature } = signed
  if (!isTimely(time, now)) return { kind: 'clock' }
  const reporter = await getReporter(DB, device)
  if (reporter === null) return { kind: 'unknown-device' }
  if (reporter.state === 'revoked') return { kind: 'revoked-device' }
  const { method, path, body, scope } = call
  const text = signedText({ method, path, device, time, nonce, bodyHash: await hashBytes(body) })
  if (!(await isOwnSignature(reporter, { signature, text, now }))) return { kind: 'wrong-signature' }
  if (!reporter.scopes.includes(scope)) return { kind: 'scope' }
  const isNew = await useNonce(DB, { reporterId: device, nonce, now, until: now + NONCE_MS })
  if (!isNew) return { kind: 'replayed' }
  await noteContact(DB, device, now).run()
  return { kind: 'heard', reporter, signedAt: time }
}

async function isOwnSignature(
  { key, oldKey }: Reporter,
  { signature, text, now }: { signature: string; text: string; now: number },
): Promise<boolean> {
  if (await isSigned(key, signature, text)) return true
  return oldKey !== null && oldKey.until > now && (await isSigned(oldKey.key, signature, text))
}
