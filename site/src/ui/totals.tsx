import type { Totals as Figures } from '#core/status.ts'

import { useWords } from '../context.ts'
import { numberFormat } from '../models/formats.ts'

export function Totals({ totals }: { totals: Figures }) {
  const words = useWords()
  const number = numberFormat(words.locale)
  const share = numberFormat(words.locale, { style: 'percent', maximumFractionDigits: 1 })
  const figures = [
    [number.format(totals.watches), words.totals.watches(totals.watches)],
    [number.format(totals.checks), words.totals.checks(totals.checks)],
    [number.format(totals.alerts), words.totals.alerts(totals.alerts)],
    [share.format(totals.availabilityRate), words.totals.rate],
  ]
  return (
    <section class="totals" aria-labelledby="totals">
      <h2 id="totals">{words.totals.title}</h2>
      <ul>
        {figures.map(([figure, label]) => (
          <li key={label}>
            <strong>{figure}</strong> <span>{label}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
