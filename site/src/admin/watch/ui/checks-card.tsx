import type { WatchStory } from '#relay/client.ts'

import { useWords } from '../../../context.ts'
import { Ago } from '../../../ui/ago.tsx'
import { useStoryWords } from '../locales/words.ts'
import { DataTable } from '../../../ui/data-table.tsx'

/** The last looks that changed something, or that somebody asked for. */
export function ChecksCard({ checks }: Pick<WatchStory, 'checks'>) {
  const words = useStoryWords().checks
  const { locale, reporter, verdict, reason } = useWords()
  const seconds = new Intl.NumberFormat(locale, { style: 'unit', unit: 'second', maximumFractionDigits: 1 })
  const { head } = words
  return (
    <article class="card">
      <h3>{words.title}</h3>
      <p class="hint">{words.lead}</p>
      {checks.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <DataTable
          box="table-scroll"
          caption={words.title}
          heads={[head.when, head.eye, head.state, head.length]}
          rows={checks.map((check) => ({
            key: check.id,
            cells: [
              <Ago at={check.at} key="at" />,
              <>
                {reporter[check.reporter]}
                {check.forced && <span class="hint"> ({words.asked})</span>}
              </>,
              <>
                {verdict[check.state]}
                {check.reason !== null && <span class="hint"> {reason[check.reason]}</span>}
              </>,
              seconds.format(check.durationMs / 1000),
            ],
          }))}
        />
      )}
    </article>
  )
}
