import type { Shortcut } from '../../desk-door.ts'
import type { SectionProps } from './context.ts'

import { useEffect, useState } from 'preact/hooks'

import { diagnosticsOf } from '../../models/diagnostics.ts'
import { Section } from './section.tsx'

export function Privacy({ words: { privacy } }: SectionProps) {
  return (
    <Section id="privacy" title={privacy.title}>
      <ul class="notes">
        {privacy.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
    </Section>
  )
}

/** The keys that really are bound: another extension may have taken ours. */
export function Shortcuts({ desk, words: { shortcuts: words } }: SectionProps) {
  const [all, setAll] = useState<readonly Shortcut[]>([])
  useEffect(() => {
    const read = async () => setAll(await desk.door.shortcuts())
    void read()
  }, [])
  const { isFirefox } = desk.door.about()
  return (
    <Section id="shortcuts" title={words.title}>
      <ul class="rows">
        {all.map(({ name, keys }) => (
          <li key={name}>
            <span>{words.open}</span>
            {keys === '' ? <span class="seen">{words.none}</span> : <kbd>{keys}</kbd>}
          </li>
        ))}
      </ul>
      {isFirefox ? (
        <p class="seen">{words.changeFirefox}</p>
      ) : (
        <button type="button" class="plain" onClick={() => desk.door.open('shortcuts')}>
          {words.change}
        </button>
      )}
    </Section>
  )
}

export function Diagnostics({ desk, known, words: { diagnostics: words } }: SectionProps) {
  const [sites, setSites] = useState(0)
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    const read = async () => setSites((await desk.door.sites()).length)
    void read()
  }, [])
  const { version, agent } = desk.door.about()
  const text = diagnosticsOf(known, { version, agent, sites, now: desk.page.state.now })
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <Section id="diagnostics" title={words.title} lead={words.lead}>
      <pre class="diagnostics" tabIndex={0} role="region" aria-label={words.label}>
        {text}
      </pre>
      <button type="button" class="plain" onClick={() => void copy()}>
        {words.copy}
      </button>
      <p role="status" class="answer">
        {copied && words.copied}
      </p>
    </Section>
  )
}
