import type { PartWords } from '../../locales/fr-parts.ts'
import type { List } from '../../models/list.ts'

import { useEffect, useState } from 'preact/hooks'

import { loadParts } from '../../locales/load-parts.ts'

/** The words of the parts, in the language of the list; `null` until they are here. */
export function usePartWords({ page }: List): PartWords | null {
  const [words, setWords] = useState<{ language: string; words: PartWords } | null>(null)
  const { language } = page.state
  useEffect(() => {
    let isGone = false
    const load = async () => {
      const loaded = await loadParts(language)
      if (!isGone) setWords({ language, words: loaded })
    }
    void load()
    return () => {
      isGone = true
    }
  }, [language])
  return words?.language === language ? words.words : null
}
