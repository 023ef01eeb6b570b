import type { AdminWords } from '../locales/fr.ts'
import type { TidyWords } from './locales/fr.ts'

import { useApp } from '../../context.ts'
import { span } from '../../models/times.ts'
import { useAdminWords } from '../context.ts'
import { en } from './locales/en.ts'
import { fr } from './locales/fr.ts'

const DICTIONARIES = { fr, en }

export function useTidyWords(): TidyWords {
  return DICTIONARIES[useApp().choice.language.value]
}

/** How a field is called, and how its value reads. */
export function useFieldWords(): {
  nameOf: (field: string) => string
  wordOf: (field: string, text: string) => string
} {
  const words = useTidyWords()
  const { target } = useAdminWords().form
  const { locale } = useApp().choice.words.value
  return {
    nameOf: (field) => own(words.field, field) ?? targetLabel(target, field),
    wordOf(field, text) {
      if (field === 'public' || field === 'paused') return text === 'true' ? words.yes : words.no
      const seconds = Number(text)
      return field === 'checkSeconds' && Number.isFinite(seconds) ? span(seconds * 1000, locale) : text
    },
  }
}

function own(words: Record<string, string>, name: string): string | undefined {
  return Object.hasOwn(words, name) ? words[name] : undefined
}

function targetLabel(target: AdminWords['form']['target'], field: string): string {
  const known = Object.entries(target).find(([name]) => name === field)
  return known === undefined ? field : known[1].label
}
