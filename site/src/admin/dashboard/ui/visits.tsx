import type { Dashboard } from '#relay/client.ts'

import { useWords } from '../../../context.ts'
import { useDashboardWords } from '../locales/words.ts'
import { dayName, whole } from '../models/figures.ts'
import { roundUp } from '../models/scale.ts'
import { Chart, Heights, Legend, Marks, Numbers } from './chart.tsx'

const DAY_MS = 86_400_000
const DAYS = 30

/** Visitors of the public site, and clicks to Telegram, of thirty days. */
export function Visits({ dashboard }: { dashboard: Dashboard }) {
  const { colon } = useWords()
  const { visits: words, locale } = useDashboardWords()
  const { visits, at } = dashboard
  const days = daysOf(visits.days, at)
  const sum = (name: 'visitors' | 'clicks') => days.reduce((total, day) => total + day[name], 0)
  const said = [
    words.said(words.visitorsOf(sum('visitors')), words.clicksOf(sum('clicks'))),
    words.ever(words.visitorsOf(visits.visitors), words.clicksOf(visits.clicks)),
  ]
  if (visits.days.length === 0) return <Chart id="visits" title={words.title} words={said} />
  const top = roundUp(Math.max(...days.map((day) => Math.max(day.visitors, day.clicks))))
  const width = 100 / days.length
  return (
    <Chart id="visits" title={words.title} words={said}>
      <div class="plot" aria-hidden="true">
        <svg class="bars" focusable="false">
          <Heights
            lines={[
              { at: 0, word: '' },
              { at: 100, word: whole(top, locale) },
            ]}
          />
          {days.map(({ day, visitors, clicks }, index) => (
            <g key={day}>
              <title>{`${dayName(day, locale, true)}${colon}${words.visitorsOf(visitors)}, ${words.clicksOf(clicks)}`}</title>
              <rect
                class="fill-accent"
                x={`${index * width + width * 0.08}%`}
                width={`${width * 0.5}%`}
                y={`${100 - (visitors / top) * 100}%`}
                height={`${(visitors / top) * 100}%`}
              />
              <rect
                class="fill-hollow"
                x={`${index * width + width * 0.62}%`}
                width={`${width * 0.28}%`}
                y={`${100 - (clicks / top) * 100}%`}
                height={`${(clicks / top) * 100}%`}
              />
            </g>
          ))}
        </svg>
        <Marks words={[0, 10, 20, 29].map((index) => dayName(days[index]?.day ?? '', locale))} />
      </div>
      <Legend
        items={[
          { name: words.visitors, className: 'fill-accent' },
          { name: words.clicks, className: 'fill-hollow' },
        ]}
      />
      <Numbers
        caption={words.title}
        heads={[words.day, words.visitors, words.clicks]}
        rows={days.toReversed().map((day) => [dayName(day.day, locale, true), day.visitors, day.clicks])}
      />
    </Chart>
  )
}

/** Every day, those without anybody included; today last. */
function daysOf(known: Dashboard['visits']['days'], now: number) {
  const byDay = new Map(known.map((one) => [one.day, one]))
  return Array.from({ length: DAYS }, (_, index) => {
    const day = new Date(now - (DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10)
    return byDay.get(day) ?? { day, visitors: 0, clicks: 0 }
  })
}
