import type { Words } from './fr.ts'

import { en } from './en.ts'
import { fr } from './fr.ts'

export const DICTIONARIES = { fr, en } as const satisfies Record<string, Words>

export type Language = keyof typeof DICTIONARIES

export const LANGUAGES = ['fr', 'en'] as const satisfies readonly Language[]

export function isLanguage(value: string): value is Language {
  return Object.hasOwn(DICTIONARIES, value)
}
