import type { Person } from '#core/person.ts'

import { isPaused } from '#core/subscriber.ts'
import { markOf } from '#core/subscriber-handle.ts'

import { useApp, useWords } from '../../../context.ts'
import { moment } from '../../../models/times.ts'
import { useAdmin } from '../../context.ts'
import { useDeskWords } from '../../desk/locales/words.ts'
import { hrefOf } from '../../models/route.ts'
import { usePeopleWords } from '../locales/words.ts'

/** What a subscriber chose, and who stands beside them. */
export function PersonChoices({ person: { subscriber, secondOf } }: { person: Person }) {
  const { clock } = useApp()
  const { locale } = useWords()
  const { people, language } = useDeskWords()
  const words = usePeopleWords().person
  const { quiet, timeZone, loudness, pausedUntil, createdAt, escalateTo } = subscriber
  return (
    <section class="card" aria-labelledby="person-choices">
      <h2 id="person-choices">{words.choices}</h2>
      <dl class="row-facts">
        <Fact label={people.watches}>
          <Watches watches={subscriber.watches} />
        </Fact>
        <Fact label={people.quiet}>
          {quiet === null ? people.none : `${quiet.from} – ${quiet.to} (${timeZone})`}
        </Fact>
        <Fact label={people.loudness}>
          {people.loud[loudness]}, {language[subscriber.locale]}
        </Fact>
        {pausedUntil !== null && isPaused(subscriber, clock.now.value) && (
          <Fact label={people.pausedUntil}>{moment(pausedUntil, locale)}</Fact>
        )}
        <Fact label={words.second}>
          {escalateTo === null ? words.nobody : <PersonLink id={escalateTo} />}
        </Fact>
        {secondOf.length > 0 && (
          <Fact label={words.secondOf}>
            {secondOf.map((id) => (
              <PersonLink id={id} key={id} />
            ))}
          </Fact>
        )}
        <Fact label={people.since}>{moment(createdAt, locale)}</Fact>
      </dl>
    </section>
  )
}

export function Fact({ label, children }: { label: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Somebody by their mark. */
export function PersonLink({ id }: { id: string }) {
  return (
    <a class="back-plain" href={hrefOf({ page: 'people', person: id })}>
      <code>{markOf(id)}</code>
    </a>
  )
}

function Watches({ watches }: { watches: 'all' | readonly string[] }) {
  const known = useAdmin().watches.state.value
  const { people } = useDeskWords()
  if (watches === 'all') return <>{people.all}</>
  const names = known.kind === 'shown' ? known.watches : []
  const named = watches.map((id) => names.find((one) => one.id === id)?.name ?? id.slice(0, 8))
  return <>{named.length === 0 ? people.none : named.join(', ')}</>
}
