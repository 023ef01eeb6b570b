import type { InsightsAnswer } from '#relay/client.ts'

import { useWords } from '../context.ts'
import { Chart, Numbers } from './chart.tsx'
import { daysBetween, peakOf, sumsOf } from './habit.ts'
import { useInsightsWords } from './words.ts'

const HOURS = 24
const MARKED = [0, 6, 12, 18, 23]
/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5)
const DAY_MS = 86_400_000

type Props = Pick<InsightsAnswer, 'hours' | 'hoursTell' | 'count' | 'firstAt' | 'lastAt'>

/** Openings by weekday and hour in Paris; where they are too few it says so and draws what there is. */
export function HeatMap({ hours, hoursTell, count, firstAt, lastAt }: Props) {
  const words = useInsightsWords()
  const { locale } = useWords()
  const names = (weekday: 'long' | 'short') => {
    const format = new Intl.DateTimeFormat(locale, { weekday, timeZone: 'UTC' })
    return hours.map((_, index) => format.format(MONDAY + index * DAY_MS))
  }
  const [long, short] = [names('long'), names('short')]
  const { byHour, byDay } = sumsOf(hours)
  const [hour, day] = [peakOf(byHour), peakOf(byDay)]
  const said = hoursTell
    ? [
        hour === null ? words.habit.noHour : words.habit.hour(hour.index, hour.count, count),
        day === null ? words.habit.noDay : words.habit.day(long[day.index] ?? '', day.count, count),
      ]
    : [words.notYet, words.habit.missing(count, daysBetween(firstAt, lastAt))]
  return (
    <Chart id="habit" title={words.habit.title} words={[...said, words.habit.zone]}>
      <div class="plot heat" aria-hidden="true">
        <ol class="heat-days">
          {short.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ol>
        <Cells hours={hours} most={Math.max(1, ...hours.flat())} />
        <p class="plot-marks heat-hours">
          {MARKED.map((hour) => (
            <span key={hour}>{words.habit.mark(hour)}</span>
          ))}
        </p>
      </div>
      <Numbers
        caption={words.habit.title}
        heads={[words.hour, ...short]}
        rows={Array.from({ length: HOURS }, (_, hour) => [
          words.habit.mark(hour),
          ...hours.map((row) => row[hour] ?? 0),
        ])}
      />
    </Chart>
  )
}

/** Told by size before colour: the area of a square grows with its count. */
function Cells({ hours, most }: { hours: readonly (readonly number[])[]; most: number }) {
  const [width, height] = [100 / HOURS, 100 / hours.length]
  return (
    <svg class="heat-cells" aria-hidden="true" focusable="false">
      {hours.flatMap((row, weekday) =>
        row.map((count, hour) => {
          const share = count === 0 ? 0.16 : 0.35 + 0.55 * Math.sqrt(count / most)
          return (
            <rect
              class={count === 0 ? 'cell-none' : 'cell'}
              key={`${weekday} ${hour}`}
              x={`${(hour + (1 - share) / 2) * width}%`}
              y={`${(weekday + (1 - share) / 2) * height}%`}
              width={`${share * width}%`}
              height={`${share * height}%`}
              rx="2"
            />
          )
        }),
      )}
    </svg>
  )
}
