/** SHA-256 of a token as base64; `null` for what cannot be one. A token is random, so it needs no salt. */
export async function hashSubscriberToken(token: string): Promise<string | null> {
  if (!/^[\w-]{22}$/.test(token)) return null
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
  return btoa(String.fromCharCode(...new Uint8Array(hash)))
}
