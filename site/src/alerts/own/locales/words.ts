import type { Language } from '../../../locales/words.ts'
import type { OwnWords } from './fr.ts'

import { useApp } from '../../../context.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

export const OWN_DICTIONARIES = { fr, en } as const satisfies Record<Language, OwnWords>

export function useOwnWords(): OwnWords {
  return OWN_DICTIONARIES[useApp().choice.language.value]
}
