import type { OptionWords } from '../../locales/fr-options.ts'
import type { Desk } from '../../models/desk.ts'

import { Access } from './access.tsx'
import { Alerts } from './alerts.tsx'
import { Display } from './display.tsx'
import { Matches } from './matches.tsx'
import { Relay } from './relay.tsx'
import { Diagnostics, Privacy, Shortcuts } from './rest.tsx'

const SECTIONS = [
  'alerts',
  'display',
  'relay',
  'access',
  'matches',
  'privacy',
  'shortcuts',
  'diagnostics',
] as const

export function OptionsPage({ desk }: { desk: Desk<OptionWords> }) {
  const { known, words } = desk.page.state
  return (
    <>
      <header class="top">
        <img src="/icon/48.png" alt="" width="36" height="36" />
        <h1>{words.title}</h1>
        <a class="act" href="/popup.html?tab">
          {words.list}
        </a>
      </header>
      {known !== null && (
        <nav class="contents" aria-label={words.contents}>
          <ul>
            {SECTIONS.map((section) => (
              <li key={section}>
                <a href={`#${section}`}>{words[section].title}</a>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <main aria-busy={known === null}>
        {desk.failed && (
          <p class="trouble" role="alert">
            {words.failed}
          </p>
        )}
        {known === null ? (
          <p class="panel">{words.loading}</p>
        ) : (
          <Sections desk={desk} known={known} words={words} />
        )}
      </main>
    </>
  )
}

function Sections(props: Parameters<typeof Alerts>[0]) {
  return (
    <>
      <Alerts {...props} />
      <Display {...props} />
      <Relay {...props} />
      <Access {...props} />
      <Matches {...props} />
      <Privacy {...props} />
      <Shortcuts {...props} />
      <Diagnostics {...props} />
    </>
  )
}
