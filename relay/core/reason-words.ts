import type { Reason } from './verdict.ts'

import { REASON_WORDS_EN } from './reason-words-en.ts'
import { REASON_WORDS_FR } from './reason-words-fr.ts'

/** Why nothing could be seen, in a sentence for everybody. The one place that words a reason for screens. */
export const REASON_WORDS: Record<'fr' | 'en', Record<Reason, string>> = {
  fr: REASON_WORDS_FR,
  en: REASON_WORDS_EN,
}
