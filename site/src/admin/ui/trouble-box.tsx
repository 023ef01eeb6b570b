import type { Trouble } from '../trouble.ts'

import { useAdminWords } from '../context.ts'
import { wordTrouble } from '../word-trouble.ts'

type Props = { trouble: Trouble; id?: string; children?: preact.ComponentChildren }

/** What went wrong and what to do next; said at once to a screen reader. */
export function TroubleBox({ trouble, id, children }: Props) {
  const words = useAdminWords()
  const { what, next } = wordTrouble(words.trouble, trouble)
  return (
    <div class="trouble" role="alert" id={id}>
      <svg class="banner-mark" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <path d="M12 3 22 21H2zM12 10v5M12 18v.5" fill="none" stroke="currentColor" stroke-width="2" />
      </svg>
      <div>
        <p>
          <strong>{what}</strong> {next}
        </p>
        {children}
      </div>
    </div>
  )
}
