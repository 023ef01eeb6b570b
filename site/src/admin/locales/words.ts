import type { Language } from '../../locales/words.ts'
import type { AdminWords } from './fr.ts'

import { en } from './en.ts'
import { fr } from './fr.ts'

export const ADMIN_DICTIONARIES = { fr, en } as const satisfies Record<Language, AdminWords>
