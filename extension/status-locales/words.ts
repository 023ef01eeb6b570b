import type { Words } from './fr.ts'

import { en } from './en.ts'
import { fr } from './fr.ts'

export const DICTIONARIES = { fr, en } as const satisfies Record<string, Words>

export type Language = keyof typeof DICTIONARIES

export const LANGUAGES = ['fr', 'en'] as const satisfies readonly Language[]

export const LANGUAGE_NAMES = { fr: 'Français', en: 'English' } as const satisfies Record<Language, string>

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(DICTIONARIES, value)
}
