import type { InsightsAnswer } from '#relay/client.ts'

import { useWords } from '../context.ts'
import { Bars, Chart, Numbers } from './chart.tsx'
import { useInsightsWords } from './words.ts'

/** Openings of the last 30 days, by day in Paris. */
export function Timeline({ days }: Pick<InsightsAnswer, 'days'>) {
  const words = useInsightsWords()
  const { locale } = useWords()
  const total = days.reduce((sum, { count }) => sum + count, 0)
  const most = days.reduce((best, day) => (day.count > best.count ? day : best), { day: '', count: 0 })
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone: 'UTC' })
  const said = words.timeline.said(total, days.filter(({ count }) => count > 0).length)
  const peak = total === 0 ? [] : [words.timeline.most(most.count, long.format(dateOf(most.day)))]
  const marks = [days[0], days[Math.floor(days.length / 2)], days.at(-1)]
  return (
    <Chart id="timeline" title={words.timeline.title} words={[said, ...peak]}>
      <div class="plot" aria-hidden="true">
        <Bars counts={days.map(({ count }) => count)} />
        <p class="plot-marks">
          {marks.map((mark) => mark !== undefined && <span>{short.format(dateOf(mark.day))}</span>)}
        </p>
      </div>
      <Numbers
        caption={words.timeline.title}
        heads={[words.day, words.count]}
        rows={days.map(({ day, count }) => [long.format(dateOf(day)), count])}
      />
    </Chart>
  )
}

/** A day of the calendar, not a moment: read and written in the same zone. */
function dateOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}
