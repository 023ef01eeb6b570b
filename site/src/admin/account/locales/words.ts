import type { Language } from '../../../locales/words.ts'
import type { AccountWords } from './fr.ts'

import { useApp } from '../../../context.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

const DICTIONARIES = { fr, en } as const satisfies Record<Language, AccountWords>

export function useAccountWords(): AccountWords {
  return DICTIONARIES[useApp().choice.language.value]
}
