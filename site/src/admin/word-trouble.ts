import type { AdminWords } from './locales/fr.ts'
import type { Trouble } from './trouble.ts'

/** What went wrong and what to do next: the one place where trouble becomes words. */
export function wordTrouble(words: AdminWords['trouble'], trouble: Trouble): { what: string; next: string } {
  if (trouble.kind !== 'refused') return words[trouble.kind]
  const known = Object.hasOwn(words.codes, trouble.code) ? words.codes[trouble.code] : undefined
  if (known !== undefined) return known
  return trouble.status >= 500 ? words.broken(trouble.status) : words.refused(trouble.code)
}
