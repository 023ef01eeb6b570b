import type { SectionProps } from './context.ts'

import { useEffect, useState } from 'preact/hooks'

import { loadParts } from '../../locales/load-parts.ts'
import { Files } from '../parts/files.tsx'
import { Section } from './section.tsx'

/** Matches as a file: to keep, and to take along. */
export function Matches({ desk, known, words: { matches: words } }: SectionProps) {
  const [parts, setParts] = useState<Awaited<ReturnType<typeof loadParts>> | null>(null)
  const { language } = known.settings
  useEffect(() => {
    const load = async () => setParts(await loadParts(language))
    void load()
  }, [language])
  return (
    <Section id="matches" title={words.title} lead={words.lead}>
      {parts !== null && <Files ask={(message) => desk.ask(message)} parts={parts} />}
    </Section>
  )
}
