import type { Language } from '../../../locales/words.ts'
import type { DeskWords } from './fr.ts'

import { useApp } from '../../../context.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

const DESK_DICTIONARIES = { fr, en } as const satisfies Record<Language, DeskWords>

export function useDeskWords(): DeskWords {
  return DESK_DICTIONARIES[useApp().choice.language.value]
}
