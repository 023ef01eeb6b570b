import type { DeviceKey } from '../db/types.ts'
import type { Environment } from '../environment.ts'
import type { KeyAlgorithm } from '#core/signature.ts'

import { wordFingerprint } from '#core/reporter.ts'
import { KEY_ALGORITHMS, KEY_SHAPES, NONCE_BYTES, SIGNED_HEADERS, signedText } from '#core/signature.ts'

import { fromBase64Url, toBase64Url } from './base64.ts'

type NewKey = Pick<DeviceKey, 'algorithm' | 'privateKey' | 'publicKey'>

/** A key whose private part never leaves this browser: Ed25519, or P-256 where that is not known yet. */
export async function makeKey(algorithms: readonly KeyAlgorithm[] = KEY_ALGORITHMS): Promise<NewKey> {
  let problem: unknown
  for (const algorithm of algorithms) {
    try {
      const made = await crypto.subtle.generateKey(KEY_SHAPES[algorithm].import, false, ['sign', 'verify'])
      if (!('privateKey' in made)) continue
      const raw = await crypto.subtle.exportKey('raw', made.publicKey)
      return { algorithm, privateKey: made.privateKey, publicKey: toBase64Url(new Uint8Array(raw)) }
    } catch (error) {
      problem = error
    }
  }
  throw new Error('This browser makes no key that could sign.', { cause: problem })
}

/** The headers that prove who asks. Each holds for one request and one time. */
export async function signRequest(
  env: Environment,
  key: Pick<DeviceKey, 'algorithm' | 'privateKey' | 'device'>,
  request: { method: string; path: string; body: string },
): Promise<Record<string, string>> {
  const { method, path } = request
  const device = key.device ?? ''
  const time = env.clock.now()
  const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)))
  const bodyHash = await sha256(new TextEncoder().encode(request.body))
  const text = signedText({ method, path, device, time, nonce, bodyHash })
  const { sign } = KEY_SHAPES[key.algorithm]
  const signature = await crypto.subtle.sign(sign, key.privateKey, new TextEncoder().encode(text))
  return {
    [SIGNED_HEADERS.device]: device,
    [SIGNED_HEADERS.time]: String(time),
    [SIGNED_HEADERS.nonce]: nonce,
    [SIGNED_HEADERS.signature]: toBase64Url(new Uint8Array(signature)),
  }
}

/** What both sides show of a public key (raw, base64url), so that people can compare it. */
export async function fingerprintOf(publicKey: string): Promise<string> {
  return wordFingerprint(await sha256(fromBase64Url(publicKey) ?? new Uint8Array()))
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', bytes)
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
