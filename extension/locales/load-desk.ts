import type { OptionWords } from './fr-options.ts'
import type { WelcomeWords } from './fr-welcome.ts'
import type { Language } from './words.ts'

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
