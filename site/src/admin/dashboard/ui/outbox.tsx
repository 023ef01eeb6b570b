import type { Dashboard } from '#relay/client.ts'

import { useWords } from '../../../context.ts'
import { span as lengthOf } from '../../../models/times.ts'
import { useDashboardWords } from '../locales/words.ts'
import { stepName, whole } from '../models/figures.ts'
import { markedSteps, roundUp } from '../models/scale.ts'
import { Chart, Heights, Marks, Numbers } from './chart.tsx'

const MINUTE = 60_000

/** What was owed to people and had not left yet. */
export function Outbox({ dashboard }: { dashboard: Dashboard }) {
  const { colon } = useWords()
  const { outbox: words, time, locale } = useDashboardWords()
  const { series, span, outbox, at } = dashboard
  const where = { span, locale }
  const peak = series.reduce((best, step) => (step.owed > best.owed ? step : best))
  const longest = Math.max(...series.map(({ oldestMs }) => oldestMs))
  const age = outbox.oldestOwedAt === null ? 0 : at - outbox.oldestOwedAt
  const said = [
    outbox.owed === 0 ? words.empty : words.owed(outbox.owed, lengthOf(age, locale)),
    ...(peak.owed === 0 ? [] : [words.peak(peak.owed, stepName(peak.at, where, true))]),
    longest < MINUTE ? words.calm : words.longest(lengthOf(longest, locale)),
  ]
  if (peak.owed === 0) return <Chart id="outbox" title={words.title} words={said} />
  const top = roundUp(peak.owed)
  const width = 100 / series.length
  return (
    <Chart id="outbox" title={words.title} words={said}>
      <div class="plot" aria-hidden="true">
        <svg class="bars" focusable="false">
          <Heights
            lines={[
              { at: 0, word: '' },
              { at: 100, word: whole(top, locale) },
            ]}
          />
          {series.map(({ at: begin, owed }, index) => (
            <rect
              class="fill-accent"
              key={begin}
              x={`${index * width + width * 0.1}%`}
              width={`${width * 0.8}%`}
              y={`${100 - (owed / top) * 100}%`}
              height={`${(owed / top) * 100}%`}
            >
              <title>{`${stepName(begin, where, true)}${colon}${owed}`}</title>
            </rect>
          ))}
        </svg>
        <Marks words={markedSteps(series.length, 4).map((one) => stepName(series[one]?.at ?? 0, where))} />
      </div>
      <Numbers
        caption={words.title}
        heads={[time, words.count, words.oldest]}
        rows={series
          .toReversed()
          .map((step) => [stepName(step.at, where, true), step.owed, lengthOf(step.oldestMs, locale)])}
      />
    </Chart>
  )
}
