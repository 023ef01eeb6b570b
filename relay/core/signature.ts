/** How a browser signs: Ed25519 where it can, else ECDSA on P-256 with SHA-256. */
export const KEY_ALGORITHMS = ['Ed25519', 'P-256'] as const
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number]

/** A public key as it travels: `key` is WebCrypto's `raw` export in base64url without padding. */
export type PublicKey = { algorithm: KeyAlgorithm; key: string }

/** For WebCrypto: `importKey`, and `sign` or `verify`. `bytes`: how long the raw public key is. */
export const KEY_SHAPES = {
  Ed25519: { import: { name: 'Ed25519' }, sign: { name: 'Ed25519' }, bytes: 32 },
  'P-256': {
    import: { name: 'ECDSA', namedCurve: 'P-256' },
    sign: { name: 'ECDSA', hash: 'SHA-256' },
    bytes: 65,
  },
} as const satisfies Record<KeyAlgorithm, { import: object; sign: object; bytes: number }>

export const SIGNED_HEADERS = {
  device: 'x-vigie-device',
  time: 'x-vigie-time',
  nonce: 'x-vigie-nonce',
  signature: 'x-vigie-signature',
} as const

/** By how much the clocks of browser and relay may differ, ms. */
export const CLOCK_MS = 5 * 60_000
/** For how long a nonce is remembered: as long as its request could still be in time, ms. */
export const NONCE_MS = 2 * CLOCK_MS
/** A nonce is this long. */
export const NONCE_BYTES = 16

/** What a request says about itself. `time`: epoch ms by the browser's clock. */
export type Signed = { device: string; time: number; nonce: string; signature: string }

/** What is signed. `path`: with its query, as it stands in the address. `bodyHash`: SHA-256 of the body in hex, of an empty one too. */
export type SignedRequest = Pick<Signed, 'device' | 'time' | 'nonce'> & {
  method: string
  path: string
  bodyHash: string
}

/** The text whose UTF-8 bytes are signed. No part can hold a line break, so no two requests share a text. */
export function signedText({ method, path, device, time, nonce, bodyHash }: SignedRequest): string {
  return ['vigie1', method.toUpperCase(), path, device, String(time), nonce, bodyHash].join('\n')
}

const SHAPES: Record<keyof Signed, RegExp> = {
  device: /^[\w-]{1,64}$/,
  time: /^[1-9]\d{0,15}$/,
  // 16 bytes, and the 64 of a signature of either kind.
  nonce: /^[\w-]{22}$/,
  signature: /^[\w-]{86}$/,
}

/** Reads the headers of a signed request; else the name of the first that is missing or malformed. */
export function readSigned(header: (name: string) => string | null): Signed | { wrong: string } {
  const read = (part: keyof Signed) => header(SIGNED_HEADERS[part]) ?? ''
  for (const part of ['device', 'time', 'nonce', 'signature'] as const)
    if (!SHAPES[part].test(read(part))) return { wrong: SIGNED_HEADERS[part] }
  const [device, time, nonce, signature] = [read('device'), read('time'), read('nonce'), read('signature')]
  return { device, time: Number(time), nonce, signature }
}

/** Whether a request of `time` may be heard at `now`, both epoch ms. */
export function isTimely(time: number, now: number): boolean {
  return Math.abs(now - time) <= CLOCK_MS
}
