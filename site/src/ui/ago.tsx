import { ago } from '#core/age.ts'

import { useApp } from '../context.ts'
import { moment, span } from '../models/times.ts'

const JUST_NOW_MS = 3000

type Props = { at: number | null; as?: 'ago' | 'span' }

/** A moment as people say it, kept true by the page's one clock; the exact moment is shown to a mouse upon it. */
export function Ago({ at, as = 'ago' }: Props) {
  const { clock, choice } = useApp()
  const { locale, justNow, never } = choice.words.value
  if (at === null) return <span>{never}</span>
  const age = clock.now.value - at
  const said = as === 'span' ? span(age, locale) : age < JUST_NOW_MS ? justNow : ago(age, locale)
  return (
    <time
      dateTime={new Date(at).toISOString()}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = moment(at, locale)
      }}
    >
      {said}
    </time>
  )
}
