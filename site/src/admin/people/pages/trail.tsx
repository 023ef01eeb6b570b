import type { AlertsRoute } from '../../models/route.ts'

import { useApp } from '../../../context.ts'
import { useDeskWords } from '../../desk/locales/words.ts'
import { useDesk } from '../../desk/ui/desk-context.ts'
import { Head } from '../../desk/ui/states.tsx'
import { hrefOf } from '../../models/route.ts'
import { OpeningHeading } from '../../ui/heading.tsx'
import { usePeopleWords } from '../locales/words.ts'
import { trailFilter } from '../models/filters.ts'
import { AlertFilters } from '../ui/alert-filters.tsx'
import { Alerts, Events } from '../ui/alerts.tsx'

/** What was owed, and what became of it: each message once, or each alert with its life. */
export function Trail({ filter }: { filter: AlertsRoute }) {
  const { clock } = useApp()
  const door = useDesk()
  const words = useDeskWords().alerts
  const isEach = filter.view === 'each' || filter.subscriber !== undefined || filter.event !== undefined
  const asked = trailFilter(filter, clock.now.peek())
  const key = JSON.stringify(filter)
  return (
    <section class="screen">
      <Head title={<OpeningHeading>{words.title}</OpeningHeading>} lead={words.lead}>
        <div class="buttons">
          <a class="button" href={door.exportUrl(asked, 'csv')} download>
            {words.csv}
          </a>
          <a class="button" href={door.exportUrl(asked, 'json')} download>
            {words.json}
          </a>
        </div>
      </Head>
      {filter.subscriber === undefined && filter.event === undefined && (
        <Views filter={filter} isEach={isEach} />
      )}
      <AlertFilters filter={filter} />
      {isEach ? <Alerts filter={filter} key={key} /> : <Events filter={filter} key={key} />}
    </section>
  )
}

function Views({ filter, isEach }: { filter: AlertsRoute; isEach: boolean }) {
  const words = usePeopleWords().alerts
  const { view: _, ...rest } = filter
  return (
    <nav class="views" aria-label={words.views}>
      <a href={hrefOf({ page: 'alerts', ...rest })} aria-current={isEach ? undefined : 'true'}>
        {words.byMessage}
      </a>
      <a href={hrefOf({ page: 'alerts', ...rest, view: 'each' })} aria-current={isEach ? 'true' : undefined}>
        {words.each}
      </a>
    </nav>
  )
}
