/** 100,000 is the most that Cloudflare's runtime allows. */
const ITERATIONS = 100_000
const SCHEME = 'pbkdf2-sha256'

/** `pbkdf2-sha256$100000$salt$hash`, the last two in hexadecimal. */
export async function hashPassword(password: string, salt: Uint8Array<ArrayBuffer>): Promise<string> {
  return [SCHEME, ITERATIONS, toHex(salt), toHex(await derive(password, salt, ITERATIONS))].join('$')
}

/** Takes the same time whatever is wrong with the password. `false` too for a hash that is none. */
export async function isPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, iterations, salt, hash] = stored.split('$')
  if (scheme !== SCHEME || iterations === undefined || salt === undefined || hash === undefined) return false
  return isSame(await derive(password, fromHex(salt), Number(iterations)), fromHex(hash))
}

export async function sha256(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}

/** Of `text` under a secret key (hexadecimal): without the key nobody can find the text by trying. */
export async function hmac(key: string, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', fromHex(key), algorithm, false, ['sign'])
  return toHex(new Uint8Array(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(text))))
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array((text.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)))
}

async function derive(
  password: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<Uint8Array> {
  // One spelling for é typed on different keyboards.
  const bytes = new TextEncoder().encode(password.normalize('NFKC'))
  const key = await crypto.subtle.importKey('raw', bytes, 'PBKDF2', false, ['deriveBits'])
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations }, key, 256),
  )
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  let difference = 0
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0)
  return difference === 0
}
