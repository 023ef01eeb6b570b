import type { WelcomeWords } from './fr-welcome.ts'
import type { OptionWords } from './fr-options.ts'
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

/** The words of the page of settings. */
export async function loadOptions(language: Language): Promise<OptionWords> {
  return language === 'fr'
    ? (await import('./fr-options.ts')).options
    : (await import('./en-options.ts')).options
}

/** The words of the first page. */
export async function loadWelcome(language: Language): Promise<WelcomeWords> {
  return language === 'fr'
    ? (await import('./fr-welcome.ts')).welcome
    : (await import('./en-welcome.ts')).welcome
}
