import type { DeviceLine } from '../device-door.ts'
import type { TrustLine } from '#core/trust-line.ts'

import { useModel, useSignal } from '@preact/signals'

import { useWords } from '../../../context.ts'
import { moment } from '../../../models/times.ts'
import { useAdmin } from '../../context.ts'
import { useDeskWords } from '../locales/words.ts'
import { makeShelf } from '../models/remote.ts'
import { useDesk } from './desk-context.ts'
import { Empty, More, States } from './states.tsx'

const AuditShelf = makeShelf<TrustLine>()

/** `of`: only what concerns this browser, which is there at once. */
type Props = { devices: readonly DeviceLine[]; of?: string | undefined }

/** Who decided what about browsers and their reports; read once somebody opens it. */
export function TrustAudit({ devices, of }: Props) {
  const words = useDeskWords().devices.audit
  const open = useSignal(of !== undefined)
  return (
    <details
      class="more"
      open={of !== undefined}
      onToggle={(event) => {
        open.value ||= event.currentTarget.open
      }}
    >
      <summary>{words.title}</summary>
      <p class="hint">{words.lead}</p>
      {open.value && <Lines devices={devices} of={of} />}
    </details>
  )
}

function Lines({ devices, of }: Props) {
  const { env } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().devices.audit
  const shelf = useModel(
    () =>
      new AuditShelf(env, {
        keyOf: ({ id }) => String(id),
        async read(after) {
          const answer = await door.audit(after, of)
          return answer.ok
            ? { ok: true, value: { rows: answer.value.lines, next: answer.value.next } }
            : answer
        },
      }),
  )
  return (
    <States state={shelf.state.value} words={words} onRetry={() => void shelf.sync()}>
      {(value) => (
        <>
          {value.rows.length === 0 && <Empty title={words.empty} text={words.emptyText} />}
          {value.rows.length > 0 && (
            <ol class="trust-log">
              {value.rows.map((line) => (
                <Line line={line} devices={devices} key={line.id} />
              ))}
            </ol>
          )}
          <More shelf={value} onMore={() => void shelf.more()} />
        </>
      )}
    </States>
  )
}

function Line({ line, devices }: { line: TrustLine; devices: readonly DeviceLine[] }) {
  const { watches } = useAdmin()
  const { locale } = useWords()
  const words = useDeskWords().devices.audit
  const nameOf = (id: string) => devices.find((one) => one.id === id)?.label ?? id.slice(0, 8)
  const list = watches.state.value
  const watch = list.kind === 'shown' ? list.watches.find(({ id }) => id === line.watchId)?.name : undefined
  const who = Object.entries(words.who).find(([id]) => id === line.who)?.[1] ?? nameOf(line.who)
  const about = [line.reporterId === null ? '' : nameOf(line.reporterId), watch ?? '', line.why ?? '']
  return (
    <li>
      <time dateTime={new Date(line.at).toISOString()}>{moment(line.at, locale)}</time>
      <span>
        <strong>{who}</strong> · {words.what[line.what]}
        {about
          .filter((part) => part !== '')
          .map((part) => ` · ${part}`)
          .join('')}
      </span>
    </li>
  )
}
