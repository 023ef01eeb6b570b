import type { Site } from '../../desk-door.ts'
import type { SectionProps } from './context.ts'

import { useEffect, useState } from 'preact/hooks'

import { Section } from './section.tsx'

/** The sites that may be read, each with its way back. */
export function Access({ desk, words: { access: words } }: SectionProps) {
  const [sites, setSites] = useState<readonly Site[]>([])
  const [told, tell] = useState('')
  const read = async () => setSites(await desk.door.sites())
  useEffect(() => void read(), [])
  const remove = async (pattern: string) => {
    if (!(await desk.door.removeAccess(pattern))) return
    tell(words.removed)
    await desk.ask({ type: 'access' })
    await read()
    document.getElementById('access-title')?.focus()
  }
  return (
    <Section id="access" title={words.title} lead={words.lead}>
      {sites.length === 0 && <p class="seen">{words.none}</p>}
      <ul class="rows">
        {sites.map(({ pattern, own }) => (
          <li key={pattern}>
            <span>{pattern.replace(/\/\*$/, '')}</span>
            {own ? (
              <span class="seen">{words.own}</span>
            ) : (
              <button type="button" class="plain" onClick={() => void remove(pattern)}>
                {words.remove}
                <span class="unseen"> {pattern}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
      <p role="status" class="answer">
        {told}
      </p>
    </Section>
  )
}
