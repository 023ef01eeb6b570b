import type { DeviceLine } from '../device-door.ts'

import { useModel, useSignal } from '@preact/signals'

import { useAdmin } from '../../context.ts'
import { OpeningHeading } from '../../ui/heading.tsx'
import { useDeskWords } from '../locales/words.ts'
import { makeShelf } from '../models/remote.ts'
import { AddDevice } from '../ui/add-device.tsx'
import { DeviceRow } from '../ui/device-row.tsx'
import { useDesk } from '../ui/desk-context.ts'
import { ReportSwitches } from '../ui/report-switches.tsx'
import { Empty, Head, States } from '../ui/states.tsx'
import { TrustAudit } from '../ui/trust-audit.tsx'

const DevicesShelf = makeShelf<DeviceLine>()

/** People's browsers that report. `code`: of one that asks to be let in, from the link that it showed. */
export function Devices({ code }: { code: string }) {
  const { env } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().devices
  const unheard = useSignal<readonly string[]>([])
  const shelf = useModel(
    () =>
      new DevicesShelf(env, {
        keyOf: ({ id }) => id,
        async read() {
          const answer = await door.devices()
          if (!answer.ok) return answer
          unheard.value = answer.value.unheard
          return { ok: true, value: { rows: answer.value.reporters, next: null } }
        },
      }),
  )
  const sync = () => void shelf.sync()
  return (
    <section class="screen">
      <Head title={<OpeningHeading>{words.title}</OpeningHeading>} lead={words.lead} />
      <AddDevice code={code} onDecided={sync} />
      <States state={shelf.state.value} words={words} onRetry={sync}>
        {({ rows }) => (
          <>
            {rows.length === 0 ? (
              <Empty title={words.empty} text={words.emptyText} />
            ) : (
              <ul class="rows-list">
                {rows.map((device) => (
                  <DeviceRow device={device} onChanged={sync} key={device.id} />
                ))}
              </ul>
            )}
            <ReportSwitches unheard={unheard.value} onChanged={sync} />
            <TrustAudit devices={rows} />
          </>
        )}
      </States>
    </section>
  )
}
