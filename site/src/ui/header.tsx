import { useApp } from '../context.ts'
import { LANGUAGES } from '../locales/words.ts'

const NAMES = { fr: 'Français', en: 'English' } as const

export function Header() {
  const { choice } = useApp()
  return (
    <header class="top">
      <a class="brand" href="/">
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <span>Vigie</span>
      </a>
      <LinkPill />
      <div class="languages" role="group" aria-label={choice.words.value.language}>
        {LANGUAGES.map((language) => (
          <button
            type="button"
            key={language}
            lang={language}
            aria-pressed={choice.language.value === language}
            onClick={() => choice.choose(language)}
          >
            {NAMES[language]}
          </button>
        ))}
      </div>
    </header>
  )
}

function LinkPill() {
  const { status, choice } = useApp()
  const state = status.state.value
  if (state.kind !== 'shown') return null
  return (
    <p class={`pill pill-${state.link}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        {state.link === 'live' ? (
          <circle cx="6" cy="6" r="5" fill="currentColor" />
        ) : (
          <path d="m2 2 8 8M10 2l-8 8" />
        )}
      </svg>
      {choice.words.value.link[state.link]}
    </p>
  )
}
