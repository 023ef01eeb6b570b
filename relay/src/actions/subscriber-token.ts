/** A subscriber's own secret: 128 random bits, base64url, 22 signs. Kept only as its hash. */
export function newSubscriberToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

/** SHA-256 of a token as base64; `null` for what cannot be one. A token is random, so it needs no salt. */
export async function hashSubscriberToken(token: string): Promise<string | null> {
  if (!/^[\w-]{22}$/.test(token)) return null
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
}
