import type { Language } from '../../../locales/words.ts'
import type { DashboardWords } from './fr.ts'

import { useApp } from '../../../context.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

const DICTIONARIES = { fr, en } as const satisfies Record<Language, DashboardWords>

export function useDashboardWords(): DashboardWords {
  return DICTIONARIES[useApp().choice.language.value]
}
