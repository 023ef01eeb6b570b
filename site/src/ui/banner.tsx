import type { Link, Shown } from '../models/status.ts'

import { useApp } from '../context.ts'
import { span } from '../models/times.ts'

/** Says how old the page is whenever the relay cannot be reached. */
export function Banner({ link, shown }: { link: Link; shown: Pick<Shown, 'syncedAt'> }) {
  const { clock, choice } = useApp()
  const words = choice.words.value
  if (link !== 'offline' && link !== 'lost') return null
  const age = span(clock.now.value - shown.syncedAt, words.locale)
  return (
    <div class="banner">
      <svg class="banner-mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M12 3 22 21H2zM12 10v5M12 18v.5" fill="none" stroke="currentColor" stroke-width="2" />
      </svg>
      <p>{words.banner[link](age)}</p>
    </div>
  )
}
