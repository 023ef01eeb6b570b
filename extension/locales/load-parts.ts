import type { PartWords } from './fr-parts.ts'
import type { Language } from './words.ts'

/** The words of what opens beside the list. */
export async function loadParts(language: Language): Promise<PartWords> {
  return language === 'fr' ? (await import('./fr-parts.ts')).parts : (await import('./en-parts.ts')).parts
}
