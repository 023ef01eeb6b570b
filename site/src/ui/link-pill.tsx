import type { Link } from '../models/status.ts'

import { useWords } from '../context.ts'

/** How the page stands with the relay, by shape and word. */
export function LinkPill({ link }: { link: Link }) {
  const words = useWords()
  return (
    <p class={`pill pill-${link}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        {link === 'live' ? (
          <circle cx="6" cy="6" r="5" fill="currentColor" />
        ) : (
          <path d="m2 2 8 8M10 2l-8 8" />
        )}
      </svg>
      {words.link[link]}
    </p>
  )
}
