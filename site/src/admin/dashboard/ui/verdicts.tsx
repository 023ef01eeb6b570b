import type { Dashboard } from '#relay/client.ts'

import { useWords } from '../../../context.ts'
import { useDashboardWords } from '../locales/words.ts'
import { share } from '../models/figures.ts'
import { Chart, FOG, Numbers } from './chart.tsx'

const STATES = ['none', 'available', 'unknown'] as const
const FILLS = {
  none: { class: 'fill-calm' },
  available: { class: 'fill-open' },
  unknown: { fill: FOG },
} as const
const REASONS_SHOWN = 6

/** How looks are shared out over verdicts, and why some saw nothing. */
export function Verdicts({ dashboard }: { dashboard: Dashboard }) {
  const { verdicts: words, states, locale } = useDashboardWords()
  const reasonWords = useWords().reason
  const { series, reasons } = dashboard
  const counts = STATES.map((state) => ({
    state,
    count: series.reduce((sum, step) => sum + step[state], 0),
  }))
  const all = counts.reduce((sum, { count }) => sum + count, 0)
  if (all === 0) return <Chart id="verdicts" title={words.title} words={[words.none]} />
  const unknown = counts.find(({ state }) => state === 'unknown')?.count ?? 0
  const most = Math.max(...reasons.map(({ count }) => count))
  return (
    <Chart id="verdicts" title={words.title} words={[words.said(share((all - unknown) / all, locale))]}>
      <div class="plot" aria-hidden="true">
        <Whole counts={counts} all={all} />
        <ul class="shares">
          {counts.map(({ state, count }) => (
            <li key={state}>
              <svg class="swatch" focusable="false">
                <rect {...FILLS[state]} width="100%" height="100%" rx="3" />
              </svg>
              <span>{states[state]}</span>
              <strong>{share(count / all, locale)}</strong>
            </li>
          ))}
        </ul>
      </div>
      <h3>{words.reasons}</h3>
      {reasons.length === 0 && <p>{words.noReason}</p>}
      {reasons.length > 0 && (
        <ul class="ranks" aria-hidden="true">
          {reasons.slice(0, REASONS_SHOWN).map(({ reason, count }) => (
            <li key={reason}>
              <span>{reasonWords[reason]}</span>
              <strong>{share(count / all, locale)}</strong>
              <svg class="rank" focusable="false">
                <rect fill={FOG} width={`${(count / most) * 100}%`} height="100%" rx="3" />
              </svg>
            </li>
          ))}
        </ul>
      )}
      <Numbers
        caption={words.title}
        heads={[words.verdict, words.count, words.share]}
        rows={[
          ...counts.map(({ state, count }) => [states[state], count, share(count / all, locale)]),
          ...reasons.map(({ reason, count }) => [reasonWords[reason], count, share(count / all, locale)]),
        ]}
      />
    </Chart>
  )
}

/** All looks as one bar, cut into what they said. */
function Whole({
  counts,
  all,
}: {
  counts: readonly { state: (typeof STATES)[number]; count: number }[]
  all: number
}) {
  let left = 0
  return (
    <svg class="whole" focusable="false">
      {counts.map(({ state, count }) => {
        const x = left
        const width = (count / all) * 100
        left += width
        return (
          count > 0 && <rect key={state} {...FILLS[state]} x={`${x}%`} width={`${width}%`} height="100%" />
        )
      })}
    </svg>
  )
}
