import type { AlertsRoute } from '../../models/route.ts'
import type { TrailAlert } from '#core/alert-trail.ts'
import type { AlertEvent } from '#core/person.ts'

import { useModel } from '@preact/signals'

import { useApp } from '../../../context.ts'
import { useAdmin } from '../../context.ts'
import { useDeskWords } from '../../desk/locales/words.ts'
import { makeShelf } from '../../desk/models/remote.ts'
import { useDesk } from '../../desk/ui/desk-context.ts'
import { Empty, More, States } from '../../desk/ui/states.tsx'
import { trailFilter } from '../models/filters.ts'
import { usePeopleWords } from '../locales/words.ts'
import { AlertRow } from './alert-row.tsx'
import { EventRow } from './event-row.tsx'
import { useKept } from './use-kept.ts'

const TrailShelf = makeShelf<TrailAlert>()
const EventShelf = makeShelf<AlertEvent>()
const NEWS_MS = 2000

type Props = { filter: AlertsRoute }

/** Each alert on its own, with its whole life. */
export function Alerts({ filter }: Props) {
  const { env, news } = useAdmin()
  const { clock } = useApp()
  const door = useDesk()
  const words = useDeskWords().alerts
  const shelf = useModel(
    () =>
      new TrailShelf(env, {
        keyOf: ({ id }) => id,
        news,
        newsMs: NEWS_MS,
        async read(after) {
          const answer = await door.alerts(trailFilter(filter, clock.now.peek()), after)
          return answer.ok
            ? { ok: true, value: { rows: answer.value.alerts, next: answer.value.next } }
            : answer
        },
      }),
  )
  const isOne = filter.subscriber !== undefined
  const draw = useKept((alert: TrailAlert) => <AlertRow alert={alert} isOne={isOne} key={alert.id} />)
  return (
    <States state={shelf.state.value} words={words} onRetry={() => void shelf.sync()}>
      {(value) => (
        <>
          {value.rows.length === 0 && <Nothing filter={filter} />}
          <ol class="trail">{value.rows.map(draw)}</ol>
          <More shelf={value} onMore={() => void shelf.more()} />
        </>
      )}
    </States>
  )
}

/** Each message once, with what became of it for all. */
export function Events({ filter }: Props) {
  const { env, news } = useAdmin()
  const { clock } = useApp()
  const door = useDesk()
  const words = useDeskWords().alerts
  const shelf = useModel(
    () =>
      new EventShelf(env, {
        keyOf: ({ id }) => id,
        news,
        newsMs: NEWS_MS,
        async read(after) {
          const { subscriber: _, event: _event, ...asked } = trailFilter(filter, clock.now.peek())
          const answer = await door.events(asked, after)
          return answer.ok
            ? { ok: true, value: { rows: answer.value.events, next: answer.value.next } }
            : answer
        },
      }),
  )
  return (
    <States state={shelf.state.value} words={words} onRetry={() => void shelf.sync()}>
      {(value) => (
        <>
          {value.rows.length === 0 && <Nothing filter={filter} />}
          <ol class="trail">
            {value.rows.map((event) => (
              <EventRow event={event} filter={filter} key={event.id} />
            ))}
          </ol>
          <More shelf={value} onMore={() => void shelf.more()} />
        </>
      )}
    </States>
  )
}

/** Whether anything but how it is shown, and of whom, is chosen. */
export function isFiltered(filter: AlertsRoute): boolean {
  return Object.keys(filter).some((name) => name !== 'subscriber' && name !== 'view')
}

function Nothing({ filter }: Props) {
  const { alerts } = useDeskWords()
  const words = usePeopleWords().alerts
  return isFiltered(filter) ? (
    <Empty title={words.none} text={words.noneText} />
  ) : (
    <Empty title={alerts.empty} text={alerts.emptyText} />
  )
}
