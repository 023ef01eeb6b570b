import type { DeviceLine } from '../device-door.ts'

import { useModel, useSignal } from '@preact/signals'

import { useAdmin } from '../../context.ts'
import { hrefOf } from '../../models/route.ts'
import { OpeningHeading } from '../../ui/heading.tsx'
import { useDeskWords } from '../locales/words.ts'
import { makeShelf } from '../models/remote.ts'
import { AddDevice } from '../ui/add-device.tsx'
import { DeviceRow } from '../ui/device-row.tsx'
import { useDesk } from '../ui/desk-context.ts'
import { HearAll } from '../ui/hear-all.tsx'
import { ReportSwitches } from '../ui/report-switches.tsx'
import { Empty, Head, States } from '../ui/states.tsx'
import { TrustAudit } from '../ui/trust-audit.tsx'

const DevicesShelf = makeShelf<DeviceLine>()
const NEWS_MS = 2000

type Props = { code: string; device: string }

/**
 * People's browsers that report. `code`: of one that asks to be let in, from the link that it showed. `device`: the one
 * that is looked at, or empty.
 */
export function Devices({ code, device: chosen }: Props) {
  const { env, news } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().devices
  const unheard = useSignal<readonly string[]>([])
  const heard = useSignal(true)
  const shelf = useModel(
    () =>
      new DevicesShelf(env, {
        keyOf: ({ id }) => id,
        news,
        newsMs: NEWS_MS,
        async read() {
          const answer = await door.devices()
          if (!answer.ok) return answer
          unheard.value = answer.value.unheard
          heard.value = answer.value.heard
          return { ok: true, value: { rows: answer.value.reporters, next: null } }
        },
      }),
  )
  const sync = () => void shelf.sync()
  const isOne = chosen !== ''
  return (
    <section class="screen">
      {isOne && (
        <p>
          <a class="back" href={hrefOf({ page: 'devices' })}>
            {words.all}
          </a>
        </p>
      )}
      <Head title={<OpeningHeading>{words.title}</OpeningHeading>} lead={words.lead} />
      {!isOne && <AddDevice code={code} onDecided={sync} />}
      <States state={shelf.state.value} words={words} onRetry={sync}>
        {({ rows }) => (
          <>
            {!heard.value && <p class="wrong">{words.switches.stopped}</p>}
            <Rows
              rows={isOne ? rows.filter(({ id }) => id === chosen) : rows}
              isOne={isOne}
              heard={heard.value}
              onChanged={sync}
            />
            {!isOne && <HearAll heard={heard.value} onChanged={sync} />}
            {!isOne && <ReportSwitches unheard={unheard.value} onChanged={sync} />}
            <TrustAudit devices={rows} of={isOne ? chosen : undefined} />
          </>
        )}
      </States>
    </section>
  )
}

type RowsProps = { rows: readonly DeviceLine[]; isOne: boolean; heard: boolean; onChanged: () => void }

function Rows({ rows, isOne, ...rest }: RowsProps) {
  const words = useDeskWords().devices
  if (rows.length === 0)
    return <Empty title={isOne ? words.gone : words.empty} text={isOne ? words.goneText : words.emptyText} />
  return (
    <ul class="rows-list">
      {rows.map((device) => (
        <DeviceRow device={device} isOne={isOne} {...rest} key={device.id} />
      ))}
    </ul>
  )
}
