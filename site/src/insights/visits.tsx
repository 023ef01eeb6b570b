import type { Visits as Counted } from '#relay/client.ts'

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { useApp } from '../context.ts'
import { useRetryWhenLive } from '../ui/use-retry-when-live.ts'
import { Bars, Chart, Numbers } from './chart.tsx'
import { readVisits } from './door.ts'
import { useInsightsWords } from './words.ts'

const DAY_MS = 86_400_000

/** Visitors of seven days. Where they cannot be read nothing is missed: nothing is shown. */
export function Visits() {
  const { clock, choice } = useApp()
  const all = useInsightsWords()
  const words = all.visits
  const visits = useSignal<Counted | 'failed' | null>(null)
  const read = async () => {
    const answer = await readVisits()
    visits.value = answer.ok ? answer.value : 'failed'
  }
  useEffect(() => void read(), [])
  useRetryWhenLive(visits.value === 'failed', () => void read())
  const { value } = visits
  if (value === null || value === 'failed') return null
  const week = value.historique_7j
  const format = new Intl.DateTimeFormat(choice.words.value.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'Europe/Paris',
  })
  const short = new Intl.DateTimeFormat(choice.words.value.locale, {
    weekday: 'short',
    timeZone: 'Europe/Paris',
  })
  const today = clock.now.peek()
  const timeAt = (index: number) => today - (week.length - 1 - index) * DAY_MS
  const sum = week.reduce((total, count) => total + count, 0)
  const said = [words.said(sum, value.visiteurs_aujourdhui), words.clicks(value.clics_telegram)]
  return (
    <Chart id="visits" title={words.title} words={said}>
      <div class="plot" aria-hidden="true">
        <Bars counts={week} />
        <p class="plot-marks plot-days">
          {week.map((_, index) => (
            <span key={index}>{short.format(timeAt(index))}</span>
          ))}
        </p>
      </div>
      <Numbers
        caption={words.title}
        heads={[all.day, words.count]}
        rows={week.map((count, index) => [format.format(timeAt(index)), count])}
      />
    </Chart>
  )
}
