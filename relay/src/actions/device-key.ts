import type { PublicKey } from '#core/signature.ts'

import { KEY_SHAPES } from '#core/signature.ts'
import { wordFingerprint } from '#core/reporter.ts'

import { fromBase64 } from '../base64.ts'
import { toHex } from './hash-password.ts'

/** `null` when these bytes are no key of this kind. */
export async function importKey({ algorithm, key }: PublicKey): Promise<CryptoKey | null> {
  const bytes = fromBase64(key)
  const shape = KEY_SHAPES[algorithm]
  if (bytes?.length !== shape.bytes) return null
  try {
    return await crypto.subtle.importKey('raw', bytes, shape.import, false, ['verify'])
  } catch {
    return null
  }
}

export async function isSigned(
  { algorithm, ...rest }: PublicKey,
  signature: string,
  text: string,
): Promise<boolean> {
  const [key, bytes] = [await importKey({ algorithm, ...rest }), fromBase64(signature)]
  if (key === null || bytes === null) return false
  return await crypto.subtle.verify(KEY_SHAPES[algorithm].sign, key, bytes, new TextEncoder().encode(text))
}

export async function hashBytes(bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)))
}

/** What both sides show of a key, so that people can compare it. */
export async function fingerprintOf({ key }: PublicKey): Promise<string> {
  return wordFingerprint(await hashBytes(fromBase64(key) ?? new Uint8Array()))
}
