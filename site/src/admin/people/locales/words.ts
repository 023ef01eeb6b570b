import type { Language } from '../../../locales/words.ts'
import type { PeopleWords } from './fr.ts'

import { useApp } from '../../../context.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

const PEOPLE_DICTIONARIES = { fr, en } as const satisfies Record<Language, PeopleWords>

export function usePeopleWords(): PeopleWords {
  return PEOPLE_DICTIONARIES[useApp().choice.language.value]
}
