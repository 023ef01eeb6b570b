import type { RuleTried } from '../door.ts'

import { useWords } from '../../../context.ts'
import { useDeskWords } from '../locales/words.ts'

type Seen = { what: string; value: number }

export function Things({ things }: { things: readonly Seen[] }) {
  const { locale, colon } = useWords()
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 3 })
  return (
    <ul>
      {things.map(({ what, value }, index) => (
        <li key={`${what} ${index}`}>
          {what !== '' && `${what}${colon}`}
          {number.format(value)}
        </li>
      ))}
    </ul>
  )
}

/** What a condition sees now. */
export function Tried({ tried }: { tried: RuleTried }) {
  const { colon } = useWords()
  const { rules: words, builder } = useDeskWords()
  const seen = tried.parts.flatMap(({ sees }) => sees)
  return (
    <div class="preview">
      <p class={tried.holds.length > 0 ? 'wrong' : 'right'}>
        {tried.holds.length > 0 ? words.holds(tried.holds.length) : words.holdsNot}
      </p>
      {seen.length > 0 && <p class="hint">{words.sees}</p>}
      <Things things={seen} />
      {tried.parts.some(({ why }) => why === 'no-history') && <p class="hint">{builder.noHistory}</p>}
      {tried.unanswered.length > 0 && (
        <p class="wrong">
          {words.unanswered}
          {colon}
          {tried.unanswered.join(', ')}
        </p>
      )}
    </div>
  )
}
