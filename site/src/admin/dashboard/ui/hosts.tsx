import type { Dashboard } from '#relay/client.ts'

import { useWords } from '../../../context.ts'
import { clockTime, span as lengthOf } from '../../../models/times.ts'
import { useDashboardWords } from '../locales/words.ts'
import { share, stepName } from '../models/figures.ts'
import { markedSteps } from '../models/scale.ts'
import { sightNow } from '../models/sight.ts'
import { Chart, EMPTY, FOG, Marks, Numbers } from './chart.tsx'

type Host = Dashboard['hosts'][number]

const shareOf = ({ blindMs, watchedMs }: Host) => (watchedMs === 0 ? 0 : Math.min(1, blindMs / watchedMs))

const CHIPS = { blind: 'chip chip-wary', seeing: 'chip chip-well', paused: 'chip' } as const

/** Blindness site by site: the worst first. */
export function Hosts({ dashboard }: { dashboard: Dashboard }) {
  const { hosts: words, locale } = useDashboardWords()
  const reasons = useWords().reason
  const { hosts, series, span } = dashboard
  if (hosts.length === 0) return <Chart id="hosts" title={words.title} words={[words.none]} wide />
  const marks = markedSteps(series.length, 5).map((at) => stepName(series[at]?.at ?? 0, { span, locale }))
  return (
    <Chart id="hosts" title={words.title} words={[words.lead]} wide>
      <ul class="sights">
        {hosts.map((host) => (
          <Sight host={host} marks={marks} key={host.host} />
        ))}
      </ul>
      <Numbers
        caption={words.title}
        heads={[words.host, words.watches, words.share, words.length, words.why, words.looks, words.calls]}
        rows={hosts.map((host) => [
          host.host,
          host.watches,
          share(shareOf(host), locale),
          lengthOf(host.blindMs, locale),
          host.reasons[0] === undefined ? words.nowhere : reasons[host.reasons[0].reason],
          host.looks,
          host.callsToday,
        ])}
      />
    </Chart>
  )
}

function Sight({ host, marks }: { host: Host; marks: readonly string[] }) {
  const { hosts: words, locale } = useDashboardWords()
  const reasons = useWords().reason
  const [main] = host.reasons
  const sight = sightNow(host)
  return (
    <li>
      <h3>
        {host.host}
        <span class={CHIPS[sight]}>
          {sight === 'blind' ? words.blind(host.blind, host.watches) : words[sight]}
        </span>
      </h3>
      <svg class="strip" aria-hidden="true" focusable="false">
        {host.steps.map((part, index) => (
          <Cell part={part} index={index} steps={host.steps.length} key={index} />
        ))}
      </svg>
      <div aria-hidden="true">
        <Marks words={marks} />
      </div>
      <p>
        {host.watchedMs === 0 && words.unwatched}
        {host.watchedMs > 0 && host.blindMs === 0 && words.never}
        {host.blindMs > 0 && words.said(share(shareOf(host), locale), lengthOf(host.blindMs, locale))}
        {main !== undefined && ` ${words.mostly(reasons[main.reason])}`}
      </p>
      {host.restingUntil !== null && <p>{words.resting(clockTime(host.restingUntil, locale))}</p>}
    </li>
  )
}

/** Fog falls from above: how far, is how much of the step was blind. */
function Cell({ part, index, steps }: { part: number | null; index: number; steps: number }) {
  const box = { x: `${(index / steps) * 100}%`, width: `${100 / steps + 0.05}%` }
  if (part === null) return <rect fill={EMPTY} {...box} y="0" height="100%" />
  return (
    <>
      {part < 1 && <rect class="fill-sight" {...box} y="0" height="100%" />}
      {part > 0 && <rect fill={FOG} {...box} y="0" height={`${Math.max(12, part * 100)}%`} />}
    </>
  )
}
