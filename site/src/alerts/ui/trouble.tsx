import type { AlertsTrouble } from '../models/push.ts'
import type { SecondTrouble } from '../models/second.ts'
import type { AlertsWords } from '../locales/fr.ts'
import type { Problem } from '../locales/problem.ts'

import { useAlertsWords } from '../locales/words.ts'

/** What went wrong and what to do next; said at once to a screen reader. */
export function TroubleNote({ trouble }: { trouble: AlertsTrouble | SecondTrouble | null }) {
  const words = useAlertsWords().trouble
  if (trouble === null) return null
  const { what, next } = wordTrouble(words, trouble)
  return (
    <div class="trouble" role="alert">
      <p>
        <strong>{what}</strong> {next}
      </p>
    </div>
  )
}

function wordTrouble(words: AlertsWords['trouble'], trouble: AlertsTrouble | SecondTrouble): Problem {
  if (trouble.kind !== 'refused') return words[trouble.kind]
  const known = Object.hasOwn(words.codes, trouble.code) ? words.codes[trouble.code] : undefined
  return known ?? words.refused(trouble.status)
}
