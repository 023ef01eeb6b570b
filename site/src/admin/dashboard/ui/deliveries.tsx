import type { Dashboard } from '#relay/client.ts'

import { useWords } from '../../../context.ts'
import { useDashboardWords } from '../locales/words.ts'
import { stepName, took } from '../models/figures.ts'
import { markedSteps, timeScale } from '../models/scale.ts'
import { Chart, Heights, Marks, Numbers } from './chart.tsx'

type Times = { medianMs: number; p95Ms: number }
type Delivery = Times & { count: number; slowestMs: number }

/** How long people waited for a message about a seat that Vigie had seen. */
export function Deliveries({ dashboard }: { dashboard: Dashboard }) {
  const { deliveries: words, locale, time } = useDashboardWords()
  const { all, channels, steps } = dashboard.deliveries
  if (all === null) return <Chart id="deliveries" title={words.title} words={[words.none]} />
  const { span } = dashboard
  const nameOf = (channel: string) =>
    Object.entries(words.channels).find(([name]) => name === channel)?.[1] ?? channel
  const rowOf = (name: string, { count, medianMs, p95Ms, slowestMs }: Delivery) => {
    const times = [medianMs, p95Ms, slowestMs].map((ms) => took(ms, locale))
    return [name, count, ...times]
  }
  return (
    <Chart
      id="deliveries"
      title={words.title}
      words={[
        words.said(took(all.medianMs, locale), took(all.p95Ms, locale), all.count),
        words.slowest(took(all.slowestMs, locale)),
      ]}
    >
      <Course dashboard={dashboard} />
      <ul class="ranges" aria-hidden="true">
        {channels.map((channel) => (
          <li key={channel.channel}>
            <span>{nameOf(channel.channel)}</span>
            <strong>{took(channel.medianMs, locale)}</strong>
            <Range times={channel} among={channels} />
          </li>
        ))}
      </ul>
      <p class="hint">
        {words.lead} {words.reading}
      </p>
      <Numbers
        caption={words.title}
        label={words.byChannel}
        heads={[words.channel, words.count, words.median, words.p95, words.slow]}
        rows={channels.map((one) => rowOf(nameOf(one.channel), one))}
      />
      <Numbers
        caption={words.title}
        label={words.byTime}
        heads={[time, words.count, words.median, words.p95, words.slow]}
        rows={steps.toReversed().map((one) => rowOf(stepName(one.at, { span, locale }, true), one))}
      />
    </Chart>
  )
}

/** Median and 95th percentile over time; steps without an alert stay empty. */
function Course({ dashboard }: { dashboard: Dashboard }) {
  const { colon } = useWords()
  const { locale } = useDashboardWords()
  const { deliveries, series, span, from, step } = dashboard
  const { marks, at } = timeScale(deliveries.steps.flatMap(({ medianMs, p95Ms }) => [medianMs, p95Ms]))
  const x = (time: number) => `${((time - from) / step / series.length) * 98 + 1}%`
  const y = (ms: number) => `${96 - at(ms) * 0.9}%`
  return (
    <div class="plot" aria-hidden="true">
      <svg class="bars course" focusable="false">
        <Heights lines={marks.map((mark) => ({ at: 4 + at(mark) * 0.9, word: took(mark, locale) }))} />
        {deliveries.steps.map((one) => (
          <g key={one.at}>
            <title>{`${stepName(one.at, { span, locale }, true)}${colon}${took(one.medianMs, locale)}, ${took(one.p95Ms, locale)}`}</title>
            <line class="whisker" x1={x(one.at)} x2={x(one.at)} y1={y(one.medianMs)} y2={y(one.p95Ms)} />
            <Diamond x={x(one.at)} y={y(one.p95Ms)} />
            <circle class="dot" cx={x(one.at)} cy={y(one.medianMs)} r="5" />
          </g>
        ))}
      </svg>
      <Marks
        words={markedSteps(series.length, 4).map((index) =>
          stepName(series[index]?.at ?? 0, { span, locale }),
        )}
      />
    </div>
  )
}

/** From median to 95th percentile, along a line. */
function Range({ times, among }: { times: Times; among: readonly Times[] }) {
  const { at } = timeScale(among.flatMap(({ medianMs, p95Ms }) => [medianMs, p95Ms]))
  const x = (ms: number) => `${3 + at(ms) * 0.94}%`
  return (
    <svg class="range" focusable="false">
      <line class="axis" x1="0" x2="100%" y1="50%" y2="50%" />
      <line class="whisker" x1={x(times.medianMs)} x2={x(times.p95Ms)} y1="50%" y2="50%" />
      <Diamond x={x(times.p95Ms)} y="50%" />
      <circle class="dot" cx={x(times.medianMs)} cy="50%" r="6" />
    </svg>
  )
}

/** Drawn in a corner of its own, since a path knows no percentages. */
function Diamond({ x, y }: { x: string; y: string }) {
  return (
    <svg class="diamond" x={x} y={y} overflow="visible">
      <path d="M0 -6L6 0L0 6L-6 0Z" />
    </svg>
  )
}
