import type { Trouble } from '../trouble.ts'

import { useSignal } from '@preact/signals'

import { Banner } from '../../ui/banner.tsx'
import { useAdmin, useAdminWords } from '../context.ts'
import { OpeningHeading } from '../ui/heading.tsx'
import { Bones } from '../ui/bones.tsx'
import { ListTools } from '../ui/list-tools.tsx'
import { Removed } from '../ui/removed.tsx'
import { TroubleBox } from '../ui/trouble-box.tsx'
import { WatchRow } from '../ui/watch-row.tsx'
import { LazyOrder } from './lazy-tidy.tsx'

export function List() {
  const { watches } = useAdmin()
  const words = useAdminWords().list
  const state = watches.state.value
  const shown = state.kind === 'shown' ? state : null
  const ordering = useSignal(false)
  return (
    <section class="screen">
      <div class="screen-head">
        <div>
          <OpeningHeading>{words.title}</OpeningHeading>
          {shown !== null && shown.watches.length > 0 && (
            <p class="hint">{words.count(shown.watches.length)}</p>
          )}
        </div>
        {shown !== null && shown.watches.length > 0 && (
          <a class="button button-main" href="#/new">
            {words.add}
          </a>
        )}
      </div>
      {shown !== null && <Banner link={shown.link} shown={{ syncedAt: shown.readAt }} />}
      {state.kind === 'loading' && <Bones text={words.loading} />}
      {state.kind === 'failed' && <Failed trouble={state.trouble} />}
      {shown !== null && shown.removed.length > 0 && <Removed removed={shown.removed} />}
      {shown !== null && shown.watches.length === 0 && <Empty />}
      {shown !== null && shown.watches.length > 0 && (
        <ListTools watches={shown.watches} ordering={ordering} />
      )}
      {shown !== null && shown.watches.length > 1 && ordering.value && <LazyOrder />}
      {shown !== null && shown.watches.length > 0 && !(ordering.value && shown.watches.length > 1) && (
        <ul class="rows-list">
          {shown.watches.map((watch) => (
            <WatchRow watch={watch} key={watch.id} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Empty() {
  const {
    list: words,
    tend: { transfer },
  } = useAdminWords()
  return (
    <div class="panel">
      <h2>{words.empty}</h2>
      <p>{words.emptyText}</p>
      <div class="buttons">
        <a class="button button-main" href="#/new">
          {words.add}
        </a>
        <a class="button" href="#/transfer">
          {transfer}
        </a>
      </div>
    </div>
  )
}

/** What could not be read, and the button to try again. */
export function Failed({ trouble }: { trouble: Trouble }) {
  const { watches } = useAdmin()
  const words = useAdminWords().list
  return (
    <div class="panel panel-failed">
      <h2>{words.failed}</h2>
      <TroubleBox trouble={trouble} />
      <button type="button" class="button button-main" onClick={() => void watches.sync()}>
        {words.retry}
      </button>
    </div>
  )
}
