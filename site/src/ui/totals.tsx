import type { Totals as Figures } from '#core/status.ts'

import { useWords } from '../context.ts'
import { percent, whole } from '../models/formats.ts'

export function Totals({ totals }: { totals: Figures }) {
  const words = useWords()
  const { locale } = words
  const figures = [
    [whole(totals.watches, locale), words.totals.watches(totals.watches)],
    [whole(totals.checks, locale), words.totals.checks(totals.checks)],
    [whole(totals.alerts, locale), words.totals.alerts(totals.alerts)],
    [percent(totals.availabilityRate, locale), words.totals.rate],
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
