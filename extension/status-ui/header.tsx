import type { Page } from '../models/status-page.ts'

import { LANGUAGE_NAMES, LANGUAGES } from '../status-locales/words.ts'

export function Header({ page, title }: { page: Page; title: string }) {
  const { language } = page.settings.value
  return (
    <header class="top">
      <img src="/icon/48.png" alt="" width="36" height="36" />
      <h1>{title}</h1>
      <div class="languages" role="group" aria-label={page.words.value.language}>
        {LANGUAGES.map((one) => (
          <button
            type="button"
            key={one}
            lang={one}
            aria-pressed={one === language}
            onClick={() => void page.change({ language: one })}
          >
            {LANGUAGE_NAMES[one]}
          </button>
        ))}
      </div>
    </header>
  )
}
