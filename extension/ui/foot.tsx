import type { List, Part } from '../models/list.ts'

import { LANGUAGES, LANGUAGE_NAMES } from '../locales/words.ts'
import { Lazy } from './lazy.tsx'

/** What concerns all matches: one more, a pause of all, the other pages, the language. */
export function Foot({ list }: { list: List }) {
  const { view, words } = list.page.state
  const { part } = list.state
  if (view.kind === 'loading') return null
  const isEmpty = view.cards.length === 0
  return (
    <footer class="foot">
      <div class="foot-acts">
        <Opener list={list} part={{ kind: 'add' }} words={isEmpty ? words.addFirst : words.add} />
        {view.pausedAll ? (
          <button
            type="button"
            class="plain"
            data-row="pause"
            onClick={() => void list.act('page', { type: 'resume', id: null })}
          >
            {words.resumeAll}
          </button>
        ) : (
          !isEmpty && <Opener list={list} part={{ kind: 'pause' }} words={words.pauseAll} />
        )}
      </div>
      {part?.kind === 'add' && (
        <div class="part panel" id="part-add">
          <Lazy
            words={words}
            load={() => import('./parts/add.tsx')}
            draw={({ Add }) => <Add list={list} />}
          />
        </div>
      )}
      {part?.kind === 'pause' && (
        <div class="part panel" id="part-pause" data-row="pause">
          <Lazy
            words={words}
            load={() => import('./parts/pause.tsx')}
            draw={({ Pause }) => <Pause list={list} id={null} />}
          />
        </div>
      )}
      <nav class="foot-links">
        <a class="wide-only" href="/popup.html?tab" target="_blank">
          {words.inTab}
        </a>
        <button type="button" onClick={() => list.door.openOptions()}>
          {words.settings}
        </button>
        <Languages list={list} />
      </nav>
    </footer>
  )
}

function Opener({ list, part, words }: { list: List; part: NonNullable<Part>; words: string }) {
  return (
    <button
      type="button"
      class="plain"
      data-row={part.kind}
      aria-expanded={list.state.part?.kind === part.kind}
      aria-controls={`part-${part.kind}`}
      onClick={() => list.open(part)}
    >
      {words}
    </button>
  )
}

function Languages({ list }: { list: List }) {
  const { words, known } = list.page.state
  return (
    <div class="languages" role="group" aria-label={words.language}>
      {LANGUAGES.map((language) => (
        <button
          type="button"
          key={language}
          lang={language}
          aria-pressed={known?.settings.language === language}
          onClick={() => void list.act('page', { type: 'settings', change: { language } })}
        >
          {LANGUAGE_NAMES[language]}
        </button>
      ))}
    </div>
  )
}
