import type { InsightsAnswer } from '#relay/client.ts'
import type { Lives as Figures } from '#core/insights.ts'

import { useWords } from '../context.ts'
import { span } from '../models/times.ts'
import { Chart, Numbers } from './chart.tsx'
import { lifeScale } from './scale.ts'
import { useInsightsWords } from './words.ts'

const NAMES = ['shortest', 'lowerQuartile', 'median', 'upperQuartile', 'longest'] as const

/** How long seats stayed, as a box with whiskers. */
export function Lives({ lives, count }: Pick<InsightsAnswer, 'lives' | 'count'>) {
  const words = useInsightsWords()
  const { locale } = useWords()
  if (lives === null)
    return (
      <Chart
        id="lives"
        title={words.lives.title}
        words={[words.notYet, words.lives.missing(count)]}
        children={null}
      />
    )
  const length = (name: (typeof NAMES)[number]) => span(lives[name], locale)
  const said = [
    words.lives.said(length('median'), lives.count),
    words.lives.quartiles(length('lowerQuartile'), length('upperQuartile')),
    words.lives.reading,
  ]
  return (
    <Chart id="lives" title={words.lives.title} words={said}>
      <Box lives={lives} />
      <Numbers
        caption={words.lives.title}
        heads={[words.lives.title, words.time]}
        rows={NAMES.map((name) => [words.lives.names[name], length(name)])}
      />
    </Chart>
  )
}

function Box({ lives }: { lives: Figures }) {
  const { locale } = useWords()
  const { marks, at } = lifeScale(lives)
  // Room for half a word at both ends.
  const x = (ms: number) => `${6 + at(ms) * 0.88}%`
  const width = `${Math.max(0.6, (at(lives.upperQuartile) - at(lives.lowerQuartile)) * 0.88)}%`
  return (
    <svg class="plot box" aria-hidden="true" focusable="false">
      {marks.map((mark) => (
        <g key={mark}>
          <line class="axis" x1={x(mark)} x2={x(mark)} y1="4%" y2="70%" />
          <text class="mark" x={x(mark)} y="94%" text-anchor="middle">
            {span(mark, locale)}
          </text>
        </g>
      ))}
      <line class="whisker" x1={x(lives.shortest)} x2={x(lives.longest)} y1="37%" y2="37%" />
      {[lives.shortest, lives.longest].map((end, index) => (
        <line class="whisker" key={index} x1={x(end)} x2={x(end)} y1="25%" y2="49%" />
      ))}
      <rect class="half" x={x(lives.lowerQuartile)} width={width} y="14%" height="46%" rx="4" />
      <line class="middle" x1={x(lives.median)} x2={x(lives.median)} y1="10%" y2="64%" />
    </svg>
  )
}
