import type { AlertState } from '#core/alert.ts'

import { ALERT_STATES } from '#core/alert.ts'

import { usePeopleWords } from '../locales/words.ts'

type Counts = { readonly [state in AlertState]: number }

/** From what is well to what is not. */
const ORDER: readonly AlertState[] = [
  'acknowledged',
  'sent',
  'gathered',
  'leased',
  'owed',
  'withdrawn',
  'given-up',
]
/** What is rare stays visible. */
const LEAST = 1.5

/** What became of many alerts: a drawing, and the same in words, each with its sign. */
export function CountsBar({ counts }: { counts: Counts }) {
  const words = usePeopleWords().alerts.counts
  const there = ORDER.filter((state) => counts[state] > 0)
  const all = ALERT_STATES.reduce((sum, state) => sum + counts[state], 0)
  const wide = there.map((state) => Math.max(LEAST, (counts[state] / all) * 100))
  const sum = wide.reduce((total, width) => total + width, 0)
  let x = 0
  return (
    <div class="became">
      <svg class="became-bar" aria-hidden="true" focusable="false" width="100%" height="14">
        {there.map((state, index) => {
          const width = ((wide[index] ?? 0) / sum) * 100
          const from = x
          x += width
          return <Piece state={state} from={from} width={width} key={state} />
        })}
      </svg>
      <ul class="became-words">
        {there.map((state) => (
          <li key={state}>
            <svg class="became-sign" aria-hidden="true" focusable="false" width="18" height="14">
              <Piece state={state} from={0} width={100} />
            </svg>
            {words[state](counts[state])}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Told apart by height and outline, not by colour alone. */
const SHAPES: Record<AlertState, { y: number; height: number }> = {
  acknowledged: { y: 0, height: 14 },
  sent: { y: 2, height: 10 },
  gathered: { y: 4, height: 6 },
  leased: { y: 2, height: 10 },
  owed: { y: 2, height: 10 },
  withdrawn: { y: 6, height: 3 },
  'given-up': { y: 1, height: 12 },
}

function Piece({ state, from, width }: { state: AlertState; from: number; width: number }) {
  const { y, height } = SHAPES[state]
  return (
    <rect
      class={`became-${state}`}
      x={`${from + width * 0.004}%`}
      width={`${width * 0.992}%`}
      y={y}
      height={height}
    />
  )
}
