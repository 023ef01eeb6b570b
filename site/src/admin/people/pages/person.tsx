import type { AlertsRoute } from '../../models/route.ts'
import type { Person } from '#core/person.ts'

import { useModel } from '@preact/signals'

import { isPaused } from '#core/subscriber.ts'
import { markOf } from '#core/subscriber-handle.ts'

import { useApp } from '../../../context.ts'
import { useAdmin } from '../../context.ts'
import { useDeskWords } from '../../desk/locales/words.ts'
import { makeShelf } from '../../desk/models/remote.ts'
import { useDesk } from '../../desk/ui/desk-context.ts'
import { States } from '../../desk/ui/states.tsx'
import { hrefOf } from '../../models/route.ts'
import { isGone } from '../../trouble.ts'
import { OpeningHeading } from '../../ui/heading.tsx'
import { usePeopleWords } from '../locales/words.ts'
import { Alerts } from '../ui/alerts.tsx'
import { PersonActs } from '../ui/person-acts.tsx'
import { PersonChoices } from '../ui/person-choices.tsx'
import { PersonRecordPart } from '../ui/person-record.tsx'
import { standOf } from '../ui/say.ts'
import { useWhy } from '../ui/use-why.ts'

/** One person at a time, in the shape of a list, which knows how to read itself anew. */
const PersonShelf = makeShelf<Person>()
const NEWS_MS = 2000

/** One subscriber: how they stand, what they were owed and got, what they chose, and the life of each alert. */
export function OnePerson({ id }: { id: string }) {
  const { env, news, go } = useAdmin()
  const door = useDesk()
  const words = usePeopleWords().person
  const shelf = useModel(
    () =>
      new PersonShelf(env, {
        keyOf: ({ subscriber }) => subscriber.id,
        news,
        newsMs: NEWS_MS,
        async read() {
          const answer = await door.person(id)
          if (answer.ok) return { ok: true, value: { rows: [answer.value], next: null } }
          return isGone(answer.trouble) ? { ok: true, value: { rows: [], next: null } } : answer
        },
      }),
  )
  const sync = () => void shelf.sync()
  return (
    <section class="screen">
      <p>
        <a class="back" href={hrefOf({ page: 'people' })}>
          {words.back}
        </a>
      </p>
      <States state={shelf.state.value} words={words} onRetry={sync}>
        {({ rows: [person] }) =>
          person === undefined ? (
            <div class="panel">
              <OpeningHeading>{words.gone}</OpeningHeading>
              <p>{words.goneText}</p>
            </div>
          ) : (
            <Whole person={person} onChanged={sync} onErased={() => go({ page: 'people' })} />
          )
        }
      </States>
    </section>
  )
}

type Props = { person: Person; onChanged: () => void; onErased: () => void }

function Whole({ person, onChanged, onErased }: Props) {
  const { subscriber, record } = person
  const words = usePeopleWords().person
  const filter: AlertsRoute = { subscriber: subscriber.id }
  return (
    <>
      <PersonHead person={person} />
      <PersonActs person={subscriber} onChanged={onChanged} onErased={onErased} />
      <div class="person-parts">
        <PersonRecordPart record={record} />
        <PersonChoices person={person} />
      </div>
      <section class="part-of" aria-labelledby="person-alerts">
        <div class="screen-head">
          <h2 id="person-alerts">{words.trail}</h2>
          <a class="back-plain" href={hrefOf({ page: 'alerts', ...filter })}>
            {words.choose}
          </a>
        </div>
        <Alerts filter={filter} />
      </section>
    </>
  )
}

function PersonHead({ person: { subscriber } }: { person: Person }) {
  const words = useDeskWords()
  const { person: own, list } = usePeopleWords()
  const { clock } = useApp()
  const why = useWhy()
  const { id, channel, address, state, role, disabledWhy } = subscriber
  const isAway = state === 'active' && isPaused(subscriber, clock.now.value)
  return (
    <div class="screen-head">
      <div>
        <OpeningHeading>
          {words.channel[channel]} <span class="masked">{address}</span>
        </OpeningHeading>
        <p>
          <span class={standOf(state, isAway)}>
            {isAway ? list.states.paused : words.people.state[state]}
          </span>
          {disabledWhy !== null && <span class="hint"> ({why(disabledWhy)})</span>}
          <span class="hint person-part">
            {own.mark} <code>{markOf(id)}</code>
          </span>
        </p>
      </div>
      {role === 'operator' && <p class="chip">{words.people.role.operator}</p>}
    </div>
  )
}
