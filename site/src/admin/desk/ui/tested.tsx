import type { TestOutcome } from '../door.ts'
import type { DeskWords } from '../locales/fr.ts'

import { useWords } from '../../../context.ts'

/** What a channel answered to a trial. */
export function Tested({ tested, words }: { tested: TestOutcome; words: DeskWords['people'] }) {
  const { colon } = useWords()
  const { outcome, detail } = tested
  return (
    <p class={outcome === 'sent' ? 'tested right' : 'tested wrong'}>
      {words.outcome[outcome]}
      {detail !== null && (
        <span lang="en">
          {colon}
          {detail}
        </span>
      )}
    </p>
  )
}
