/** What a key of the API may do: read everything, or change one part. No part includes another. */
export const SCOPES = ['read', 'watches', 'alerts', 'settings'] as const
export type Scope = (typeof SCOPES)[number]

const PARTS: readonly (readonly [RegExp, Scope])[] = [
  [/^\/api\/(?:watches|matches|samples|presets|evidence)(?:\/|$)/, 'watches'],
  [/^\/api\/(?:alerts|subscribers|deliveries|templates|rules)(?:\/|$)/, 'alerts'],
]

/**
 * The scope that a call of the admin API needs; `null` for what only a person who signed in may do: the account
 * itself, so that no key can make another or change how people sign in.
 */
export function scopeOf(method: string, path: string): Scope | null {
  if (/^\/api\/(?:account|session)(?:\/|$)/.test(path)) return null
  if (/^(?:GET|HEAD)$/.test(method)) return 'read'
  return PARTS.find(([pattern]) => pattern.test(path))?.[1] ?? 'settings'
}
