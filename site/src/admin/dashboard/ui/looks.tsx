import type { Dashboard } from '#relay/client.ts'

import { span as lengthOf } from '../../../models/times.ts'
import { useDashboardWords } from '../locales/words.ts'
import { share, stepName, whole } from '../models/figures.ts'
import { markedSteps, roundUp } from '../models/scale.ts'
import { Chart, EMPTY, FOG, Heights, Legend, Marks, Numbers } from './chart.tsx'

type Step = Dashboard['series'][number]

const MINUTE = 60_000
const MARKS = 5
/** A minute is told when it is over: of the newest nothing is known yet. */
const LATE_MS = 2 * MINUTE

const countOf = ({ available, none, unknown }: Step) => available + none + unknown

/** Checks step by step, by what they saw. */
export function Looks({ dashboard }: { dashboard: Dashboard }) {
  const { looks: words, states, time, locale } = useDashboardWords()
  const { series, span, step } = dashboard
  const where = { span, locale }
  const count = series.reduce((sum, one) => sum + countOf(one), 0)
  const drawn = series.reduce((sum, one) => sum + one.drawn, 0)
  const reports = series.reduce((sum, one) => sum + one.reports, 0)
  const peak = series.reduce((best, one) => (countOf(one) > countOf(best) ? one : best))
  const asleep = asleepMs(dashboard)
  if (series.every((one) => one.awake === 0 && countOf(one) === 0))
    return <Chart id="looks" title={words.title} words={[words.nothing]} wide />
  const said = [
    count === 0 ? words.none : words.said(count, share(drawn / count, locale)),
    ...(count === 0 ? [] : [words.peak(countOf(peak), stepName(peak.at, where, true))]),
    ...(reports === 0 ? [] : [words.reports(reports)]),
    ...(asleep < Math.max(5 * MINUTE, step) ? [] : [words.asleepText(lengthOf(asleep, locale))]),
  ]
  return (
    <Chart id="looks" title={words.title} words={said} wide>
      <div class="plot" aria-hidden="true">
        <Bars dashboard={dashboard} />
        <Marks words={markedSteps(series.length, MARKS).map((at) => stepName(series[at]?.at ?? 0, where))} />
      </div>
      <Legend
        items={[
          { name: states.none, className: 'fill-calm' },
          { name: states.available, className: 'fill-open' },
          { name: states.unknown, fill: FOG },
          { name: words.asleep, fill: EMPTY },
        ]}
      />
      <Numbers
        caption={words.title}
        heads={[time, states.available, states.none, states.unknown, words.drawn, words.reportsHead]}
        rows={series
          .toReversed()
          .map((one) => [
            stepName(one.at, where, true),
            one.available,
            one.none,
            one.unknown,
            one.drawn,
            one.reports,
          ])}
      />
    </Chart>
  )
}

/** From the first step in which anything is known. */
function asleepMs({ series, step, at }: Dashboard): number {
  const first = series.findIndex((one) => one.awake > 0 || countOf(one) > 0)
  if (first === -1) return 0
  const minutes = series.slice(first + 1).reduce((sum, one) => {
    const length = Math.max(0, Math.min(step, at - one.at - LATE_MS)) / MINUTE
    return sum + Math.max(0, Math.floor(length) - Math.max(one.awake, countOf(one) > 0 ? length : 0))
  }, 0)
  return minutes * MINUTE
}

function Bars({ dashboard }: { dashboard: Dashboard }) {
  const { states, looks: words, locale } = useDashboardWords()
  const { series, span, step, at } = dashboard
  const top = roundUp(Math.max(...series.map(countOf)))
  const width = 100 / series.length
  return (
    <svg class="bars bars-tall" focusable="false">
      {series.map((one, index) => {
        const box = { x: `${index * width + width * 0.1}%`, width: `${width * 0.8}%` }
        if (one.awake === 0 && countOf(one) === 0 && one.at + step < at - LATE_MS)
          return <rect key={one.at} fill={EMPTY} {...box} y="0" height="100%" />
        return <Bar key={one.at} step={one} top={top} box={box} />
      })}
      <Heights
        lines={[
          { at: 0, word: '' },
          { at: 50, word: top > 1 ? whole(top / 2, locale) : '' },
          { at: 100, word: whole(top, locale) },
        ]}
      />
      {series.map((one, index) => {
        const parts = (['available', 'none', 'unknown'] as const)
          .filter((state) => one[state] > 0)
          .map((state) => `${states[state]} ${one[state]}`)
        return (
          <rect class="touch" key={one.at} x={`${index * width}%`} width={`${width}%`} y="0" height="100%">
            <title>
              {words.tip(
                stepName(one.at, { span, locale }, true),
                parts.length === 0 ? '0' : parts.join(', '),
              )}
            </title>
          </rect>
        )
      })}
    </svg>
  )
}

type BarProps = { step: Step; top: number; box: { x: string; width: string } }

/** What was not seen lies on top, and what was open above all. */
function Bar({ step: { available, none, unknown }, top, box }: BarProps) {
  const height = (count: number) => (count / top) * 100
  const parts = [
    { count: none, below: 0, className: 'fill-calm' },
    { count: unknown, below: none, fill: FOG },
    { count: available, below: none + unknown, className: 'fill-open' },
  ]
  return (
    <>
      {parts
        .filter(({ count }) => count > 0)
        .map(({ count, below, className, fill }) => (
          <rect
            key={below}
            class={className}
            fill={fill}
            {...box}
            y={`${100 - height(below + count)}%`}
            height={`${height(count)}%`}
          />
        ))}
    </>
  )
}
