import type { Sought } from '../models/filters.ts'
import type { PeoplePage } from '../../desk/door.ts'
import type { Answer } from '../../trouble.ts'
import type { PeopleRoute } from '../../models/route.ts'
import type { PeopleLine } from '#core/person.ts'

import { useModel, useSignal } from '@preact/signals'

import { useAdmin } from '../../context.ts'
import { useDeskWords } from '../../desk/locales/words.ts'
import { makeShelf } from '../../desk/models/remote.ts'
import { useDesk } from '../../desk/ui/desk-context.ts'
import { Empty, Head, More, States } from '../../desk/ui/states.tsx'
import { hrefOf } from '../../models/route.ts'
import { OpeningHeading } from '../../ui/heading.tsx'
import { peopleFilter } from '../models/filters.ts'
import { usePeopleWords } from '../locales/words.ts'
import { AddPerson } from '../ui/add-person.tsx'
import { PeopleFilters } from '../ui/people-filters.tsx'
import { PersonLine } from '../ui/person-line.tsx'
import { useKept } from '../ui/use-kept.ts'

const PeopleShelf = makeShelf<PeopleLine>()
const NEWS_MS = 2000
/** The first page is read again and again, what comes after it once. */
const FIRST = 100
const REST = 500

/** Everyone who gets alerts: found by how they stand, where they are told, of what, or by their address. */
export function People({ filter }: { filter: PeopleRoute }) {
  const words = useDeskWords().people
  const own = usePeopleWords().list
  const counts = useSignal<PeoplePage | null>(null)
  /** In no URL: an address is a person. */
  const address = useSignal<string | null>(null)
  /** Grows with each act of this screen. */
  const acts = useSignal(0)
  const { total } = counts.value ?? {}
  return (
    <section class="screen">
      <Head title={<OpeningHeading>{words.title}</OpeningHeading>} lead={words.lead}>
        <div class="screen-side">
          {total !== undefined && <p class="hint">{own.count(total)}</p>}
          <a class="back-plain" href={hrefOf({ page: 'devices' })}>
            {own.browsers}
          </a>
        </div>
      </Head>
      <PeopleFilters
        filter={filter}
        page={counts.value}
        isSought={address.value !== null}
        onSought={(sought: Sought) => {
          address.value = sought.kind === 'address' ? sought.address : null
        }}
      />
      <Found
        filter={filter}
        address={address.value}
        onRead={(page) => {
          counts.value = page
        }}
        key={`${JSON.stringify(filter)} ${address.value ?? ''} ${acts.value}`}
      />
      <AddPerson
        onAdded={() => {
          acts.value += 1
        }}
      />
    </section>
  )
}

type FoundProps = { filter: PeopleRoute; address: string | null; onRead: (page: PeoplePage) => void }

function Found({ filter, address, onRead }: FoundProps) {
  const { env, news } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().people
  const own = usePeopleWords().list
  const found = useSignal(0)
  const shelf = useModel(
    () =>
      new PeopleShelf(env, {
        keyOf: ({ id }) => id,
        news,
        newsMs: NEWS_MS,
        async read(after) {
          const answer: Answer<PeoplePage> =
            address === null
              ? await door.people(after, peopleFilter(filter), after === null ? FIRST : REST)
              : await door.findPeople(address)
          if (!answer.ok) return answer
          onRead(answer.value)
          found.value = answer.value.found
          return { ok: true, value: { rows: answer.value.subscribers, next: answer.value.next } }
        },
      }),
  )
  const draw = useKept((person: PeopleLine) => <PersonLine person={person} key={person.id} />)
  const isAll = address === null && Object.keys(filter).length === 0
  return (
    <States state={shelf.state.value} words={words} onRetry={() => void shelf.sync()}>
      {(value) => (
        <>
          {address !== null && <p class="hint">{own.ofAddress}</p>}
          {value.rows.length === 0 && (
            <Empty title={isAll ? words.empty : own.nobody} text={isAll ? words.emptyText : own.nobodyText} />
          )}
          {value.rows.length > 0 && (
            <>
              <p class="hint people-count" role="status">
                {own.found(value.rows.length, Math.max(found.value, value.rows.length))}
              </p>
              <ul class="people">{value.rows.map(draw)}</ul>
            </>
          )}
          <More shelf={value} onMore={() => void shelf.more()} />
        </>
      )}
    </States>
  )
}
