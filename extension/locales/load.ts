import type { PartWords } from './fr-parts.ts'
import type { Words } from './fr.ts'
import type { Language } from './words.ts'

/** The words of the list; only the language that is spoken is fetched. */
export async function loadWords(language: Language): Promise<Words> {
  return language === 'fr' ? (await import('./fr.ts')).fr : (await import('./en.ts')).en
}

/** The words of what opens beside it. */
export async function loadParts(language: Language): Promise<PartWords> {
  return language === 'fr' ? (await import('./fr-parts.ts')).parts : (await import('./en-parts.ts')).parts
}
