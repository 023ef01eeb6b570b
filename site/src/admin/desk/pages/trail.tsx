import type { TrailFilter } from '../door.ts'
import type { TrailAlert } from '#core/alert-trail.ts'

import { useModel } from '@preact/signals'

import { useAdmin } from '../../context.ts'
import { hrefOf } from '../../models/route.ts'
import { OpeningHeading } from '../../ui/heading.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useDeskWords } from '../locales/words.ts'
import { makeShelf } from '../models/remote.ts'
import { AlertRow } from '../ui/alert-row.tsx'
import { useDesk } from '../ui/desk-context.ts'
import { Empty, Head, More, States } from '../ui/states.tsx'

const TrailShelf = makeShelf<TrailAlert>()

/** The life of each alert, of all or of one watch or subscriber. */
export function Trail({ filter }: { filter: TrailFilter }) {
  const { env } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().alerts
  const shelf = useModel(
    () =>
      new TrailShelf(env, {
        keyOf: ({ id }) => id,
        async read(after) {
          const answer = await door.alerts(filter, after)
          return answer.ok
            ? { ok: true, value: { rows: answer.value.alerts, next: answer.value.next } }
            : answer
        },
      }),
  )
  return (
    <section class="screen">
      <Head title={<OpeningHeading>{words.title}</OpeningHeading>} lead={words.lead}>
        <div class="buttons">
          <a class="button" href={door.exportUrl(filter, 'csv')} download>
            {words.csv}
          </a>
          <a class="button" href={door.exportUrl(filter, 'json')} download>
            {words.json}
          </a>
        </div>
      </Head>
      <Filter filter={filter} />
      <States state={shelf.state.value} words={words} onRetry={() => void shelf.sync()}>
        {(value) => (
          <>
            {value.rows.length === 0 && <Empty title={words.empty} text={words.emptyText} />}
            <ol class="trail">
              {value.rows.map((alert) => (
                <AlertRow alert={alert} key={alert.id} />
              ))}
            </ol>
            <More shelf={value} onMore={() => void shelf.more()} />
          </>
        )}
      </States>
    </section>
  )
}

function Filter({ filter }: { filter: TrailFilter }) {
  const { watches, go } = useAdmin()
  const words = useDeskWords().alerts
  const state = watches.state.value
  const known = state.kind === 'shown' ? state.watches : []
  const { subscriber } = filter
  return (
    <div class="fields">
      <SelectField
        name="watch"
        label={words.watch}
        value={filter.watch ?? ''}
        options={[
          { value: '', text: words.allWatches },
          ...known.map(({ id, name }) => ({ value: id, text: name })),
        ]}
        onChange={(watch) =>
          go({
            page: 'alerts',
            ...(watch === '' ? {} : { watch }),
            ...(subscriber === undefined ? {} : { subscriber }),
          })
        }
      />
      {subscriber !== undefined && (
        <p>
          {words.ofOne}{' '}
          <a class="back" href={hrefOf({ page: 'alerts' })}>
            {words.ofAll}
          </a>
        </p>
      )}
    </div>
  )
}
