import type { Language } from '../../locales/words.ts'
import type { AlertsWords } from './fr.ts'

import { useApp } from '../../context.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

export const ALERTS_DICTIONARIES = { fr, en } as const satisfies Record<Language, AlertsWords>

export function useAlertsWords(): AlertsWords {
  return ALERTS_DICTIONARIES[useApp().choice.language.value]
}
