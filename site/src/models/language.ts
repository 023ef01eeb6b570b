import type { Environment } from '../environment.ts'
import type { Language } from '../locales/words.ts'

import { computed, createModel, signal } from '@preact/signals'

import { DICTIONARIES, isLanguage } from '../locales/words.ts'

const REMEMBERED = 'vigie-language'

type Wish = {
  /** `?lang=` of the address. */
  asked: string | null
  /** `navigator.languages`, best first. */
  preferred: readonly string[]
}

/** Pure: the address decides, then an earlier choice, then the browser; French where none is known. */
export function chooseLanguage({ asked, preferred }: Wish, remembered: string | null): Language {
  const wishes = [asked, remembered, ...preferred].map((wish) => wish?.slice(0, 2).toLowerCase() ?? '')
  return wishes.find(isLanguage) ?? 'fr'
}

export const LanguageModel = createModel((env: Environment, wish: Wish) => {
  const language = signal<Language>(chooseLanguage(wish, env.recall(REMEMBERED)))
  return {
    language,
    words: computed(() => DICTIONARIES[language.value]),
    choose(next: Language) {
      language.value = next
      env.remember(REMEMBERED, next)
    },
  }
})

export type LanguageChoice = InstanceType<typeof LanguageModel>
