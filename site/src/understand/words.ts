import type { Language } from '../locales/words.ts'
import type { UnderstandWords } from './fr.ts'

import { en } from './en.ts'
import { fr } from './fr.ts'

export const UNDERSTAND_DICTIONARIES = { fr, en } as const satisfies Record<Language, UnderstandWords>
