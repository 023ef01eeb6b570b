import type { Language } from '../locales/words.ts'
import type { InsightsWords } from './words-fr.ts'

import { useApp } from '../context.ts'
import { en } from './words-en.ts'
import { fr } from './words-fr.ts'

const DICTIONARIES = { fr, en } as const satisfies Record<Language, InsightsWords>

export function useInsightsWords(): InsightsWords {
  return DICTIONARIES[useApp().choice.language.value]
}
