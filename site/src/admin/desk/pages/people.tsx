import type { SubscriberLine } from '#core/subscription.ts'

import { useModel, useSignal } from '@preact/signals'

import { useAdmin } from '../../context.ts'
import { OpeningHeading } from '../../ui/heading.tsx'
import { useDeskWords } from '../locales/words.ts'
import { makeShelf } from '../models/remote.ts'
import { AddPerson } from '../ui/add-person.tsx'
import { useDesk } from '../ui/desk-context.ts'
import { PersonRow } from '../ui/person-row.tsx'
import { Empty, Head, More, States } from '../ui/states.tsx'

const PeopleShelf = makeShelf<SubscriberLine>()

/** Everyone who gets alerts. */
export function People() {
  const { env } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().people
  const total = useSignal<number | null>(null)
  const shelf = useModel(
    () =>
      new PeopleShelf(env, {
        keyOf: ({ id }) => id,
        async read(after) {
          const answer = await door.people(after)
          if (!answer.ok) return answer
          total.value = answer.value.total
          return { ok: true, value: { rows: answer.value.subscribers, next: answer.value.next } }
        },
      }),
  )
  return (
    <section class="screen">
      <Head title={<OpeningHeading>{words.title}</OpeningHeading>} lead={words.lead}>
        {total.value !== null && <p class="hint">{words.count(total.value)}</p>}
      </Head>
      <States state={shelf.state.value} words={words} onRetry={() => void shelf.sync()}>
        {(value) => (
          <>
            {value.rows.length === 0 && <Empty title={words.empty} text={words.emptyText} />}
            {value.rows.length > 0 && (
              <ul class="rows-list">
                {value.rows.map((person) => (
                  <PersonRow person={person} onChanged={() => void shelf.sync()} key={person.id} />
                ))}
              </ul>
            )}
            <More shelf={value} onMore={() => void shelf.more()} />
            <AddPerson onAdded={() => void shelf.sync()} />
          </>
        )}
      </States>
    </section>
  )
}
