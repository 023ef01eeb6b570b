import type { Language } from '../../../locales/words.ts'
import type { SettingsWords } from './fr.ts'

import { useApp } from '../../../context.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

const DICTIONARIES = { fr, en } as const satisfies Record<Language, SettingsWords>

export function useSettingsWords(): SettingsWords {
  return DICTIONARIES[useApp().choice.language.value]
}
