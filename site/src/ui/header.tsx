import { useApp } from '../context.ts'
import { LANGUAGES } from '../locales/words.ts'

const NAMES = { fr: 'Français', en: 'English' } as const

/** `home`: where the brand leads. `children` stand between the brand and the languages. */
export function Header({ home, children }: { home: string; children?: preact.ComponentChildren }) {
  const { choice } = useApp()
  return (
    <header class="top">
      <a class="brand" href={home}>
        <img src="/favicon.svg" alt="" width="40" height="40" />
        <span>Vigie</span>
      </a>
      {children}
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
