import type { History } from '../models/summary.ts'
import type { HistorySpan } from '#core/watch-history.ts'

import { useStoryWords } from '../locales/words.ts'

const STATES = ['available', 'none', 'unknown', 'unseen'] as const

/** From the top, in percent: each state stands at a height of its own, so that none is told by colour alone. */
const HEIGHTS: Record<HistorySpan['state'], { y: number; height: number }> = {
  available: { y: 22, height: 78 },
  none: { y: 74, height: 26 },
  unknown: { y: 48, height: 52 },
  unseen: { y: 94, height: 6 },
}
const HOUR_MS = 3_600_000

/** What was known over time: one bar of states, and a mark for each opening however short it was. */
export function Strip({ history }: { history: History }) {
  const { from, to, spans, openings } = history
  const at = (time: number) => ((Math.max(time, from) - from) / (to - from)) * 100
  const stepMs = to - from > 48 * HOUR_MS ? 24 * HOUR_MS : 6 * HOUR_MS
  const lines = Array.from({ length: Math.ceil((to - from) / stepMs) - 1 }, (_, n) => to - (n + 1) * stepMs)
  return (
    <svg class="strip" aria-hidden="true" focusable="false">
      <Hatch />
      {lines.map((time) => (
        <line class="strip-line" key={time} x1={`${at(time)}%`} x2={`${at(time)}%`} y1="22%" y2="100%" />
      ))}
      {spans.map((span) => (
        <rect
          class={`strip-${span.state}`}
          key={span.from}
          x={`${at(span.from)}%`}
          width={`${at(span.to) - at(span.from)}%`}
          y={`${HEIGHTS[span.state].y}%`}
          height={`${HEIGHTS[span.state].height}%`}
          {...patternOf(span.state)}
        />
      ))}
      {openings.map((one) => (
        <svg class="strip-mark" key={one.from} x={`${at(one.from)}%`} overflow="visible">
          <path d="M-5 1h10l-5 9z" />
          <path class="strip-stem" d="M0 9v6" />
        </svg>
      ))}
    </svg>
  )
}

/** In the document once: the legend's swatch uses it too. An attribute, since a style's address would be the style sheet's. */
const patternOf = (state: HistorySpan['state']) => (state === 'unknown' ? { fill: 'url(#strip-hatch)' } : {})

function Hatch() {
  return (
    <defs>
      <pattern
        id="strip-hatch"
        width="7"
        height="7"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect class="strip-hatch-ground" width="7" height="7" />
        <rect class="strip-hatch-stroke" width="3" height="7" />
      </pattern>
    </defs>
  )
}

/** What each height and pattern means. */
export function StripLegend({ history }: { history: History }) {
  const words = useStoryWords().history
  const shown = STATES.filter((state) => history.spans.some((span) => span.state === state))
  return (
    <ul class="strip-legend">
      {shown.map((state) => (
        <li key={state}>
          <svg class="strip-swatch" aria-hidden="true" focusable="false">
            <rect
              class={`strip-${state}`}
              width="100%"
              y={`${HEIGHTS[state].y}%`}
              height={`${HEIGHTS[state].height}%`}
              {...patternOf(state)}
            />
          </svg>
          {words.state[state]}
        </li>
      ))}
    </ul>
  )
}
