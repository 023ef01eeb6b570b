import type { Words } from './fr.ts'
import type { Language } from './words.ts'

/** The words of the list; only the language that is spoken is fetched. */
export async function loadWords(language: Language): Promise<Words> {
  return language === 'fr' ? (await import('./fr.ts')).fr : (await import('./en.ts')).en
}
