import type { Language } from '../../../locales/words.ts'
import type { LogWords } from './fr.ts'

import { useApp } from '../../../context.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

const DICTIONARIES = { fr, en } as const satisfies Record<Language, LogWords>

export function useLogWords(): LogWords {
  return DICTIONARIES[useApp().choice.language.value]
}
