import type { InsightsAnswer } from '#relay/client.ts'

import { Chart, Numbers } from './chart.tsx'
import { useInsightsWords } from './words.ts'

const NAMES = ['got-one', 'too-late', 'false-alarm', 'seen'] as const

/** What those who were told answered. */
export function Outcomes({ outcomes }: Pick<InsightsAnswer, 'outcomes'>) {
  const words = useInsightsWords().outcomes
  const heads = useInsightsWords()
  const answered = NAMES.reduce((sum, name) => sum + outcomes[name], 0)
  const said = answered === 0 ? [words.none] : [words.said(outcomes['got-one'], answered), words.only]
  const most = Math.max(1, ...NAMES.map((name) => outcomes[name]))
  return (
    <Chart id="outcomes" title={words.title} words={said}>
      {answered > 0 && (
        <>
          <ul class="plot shares" aria-hidden="true">
            {NAMES.map((name) => (
              <li key={name}>
                <span>{words.names[name]}</span>
                <strong>{outcomes[name]}</strong>
                <svg class="share" focusable="false">
                  <rect
                    class={`share-${name}`}
                    width={`${(outcomes[name] / most) * 100}%`}
                    height="100%"
                    rx="4"
                  />
                </svg>
              </li>
            ))}
          </ul>
          <Numbers
            caption={words.title}
            heads={[words.title, heads.people]}
            rows={NAMES.map((name) => [words.names[name], outcomes[name]])}
          />
        </>
      )}
    </Chart>
  )
}
