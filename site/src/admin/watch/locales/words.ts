import type { StoryWords } from './fr.ts'

import { useApp } from '../../../context.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'

const DICTIONARIES = { fr, en }

export function useStoryWords(): StoryWords {
  return DICTIONARIES[useApp().choice.language.value]
}
