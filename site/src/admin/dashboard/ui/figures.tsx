import type { Dashboard } from '#relay/client.ts'

import { Bill } from './bill.tsx'
import { Browser } from './browser.tsx'
import { Patterns } from './chart.tsx'
import { Deliveries } from './deliveries.tsx'
import { Glance } from './glance.tsx'
import { Hosts } from './hosts.tsx'
import { Looks } from './looks.tsx'
import { Outbox } from './outbox.tsx'
import { Verdicts } from './verdicts.tsx'
import { Visits } from './visits.tsx'

export function Figures({ dashboard }: { dashboard: Dashboard }) {
  return (
    <>
      <Patterns />
      <Glance dashboard={dashboard} />
      <div class="charts">
        <Looks dashboard={dashboard} />
        <Verdicts dashboard={dashboard} />
        <Deliveries dashboard={dashboard} />
        <Hosts dashboard={dashboard} />
        <Outbox dashboard={dashboard} />
        <Visits dashboard={dashboard} />
        <Browser dashboard={dashboard} />
        <Bill dashboard={dashboard} />
      </div>
    </>
  )
}
