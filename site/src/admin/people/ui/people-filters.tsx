import type { Sought } from '../models/filters.ts'
import type { PeoplePage } from '../../desk/door.ts'
import type { PeopleRoute } from '../../models/route.ts'

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { CHANNEL_NAMES } from '#core/alert.ts'
import { PEOPLE_STATES } from '#core/person.ts'

import { useAdmin } from '../../context.ts'
import { useDeskWords } from '../../desk/locales/words.ts'
import { hrefOf } from '../../models/route.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { focusWrong } from '../../ui/focus-wrong.ts'
import { soughtOf } from '../models/filters.ts'
import { usePeopleWords } from '../locales/words.ts'
import { chosenPeople } from './chosen.ts'
import { Folded } from './folded.tsx'

/** `isSought`: by an address. */
type Props = {
  filter: PeopleRoute
  page: PeoplePage | null
  isSought: boolean
  onSought: (sought: Sought) => void
}

/** What is typed; a mark that is sought stands there as long as it is. */
function useTyped(mark: string | undefined) {
  const typed = useSignal(mark ?? '')
  useEffect(() => {
    if (mark === undefined) return
    typed.value = mark
    // A step back gives the search up; what else was typed stays.
    return () => {
      if (typed.value === mark) typed.value = ''
    }
  }, [mark])
  return typed
}

/** What is chosen stands in the address of the screen; an address that is sought does not. */
export function PeopleFilters({ filter, page, isSought, onSought }: Props) {
  const { go } = useAdmin()
  const words = usePeopleWords().list
  const typed = useTyped(filter.mark)
  const isWrong = useSignal(false)
  const search = (event: Event) => {
    event.preventDefault()
    const sought = soughtOf(typed.value)
    isWrong.value = sought === null
    if (sought === null) return focusWrong(event.currentTarget)
    onSought(sought)
    const { mark: _, ...rest } = chosenPeople()
    go({ page: 'people', ...(sought.kind === 'mark' ? { ...rest, mark: sought.mark } : rest) })
  }
  return (
    <form class="form filters" role="search" noValidate onSubmit={search}>
      <div class="search">
        <TextField
          name="people-text"
          label={words.search}
          hint={words.searchHint}
          wrong={isWrong.value ? { text: words.searchWrong } : undefined}
          value={typed.value}
          maxLength={2048}
          code
          onChange={(text) => {
            typed.value = text
          }}
        />
        <button type="submit" class="button">
          {words.submit}
        </button>
      </div>
      <Folded open={Object.keys(filter).length > 0}>
        <div class="fields">
          <Choices filter={filter} page={page} onSought={onSought} />
        </div>
      </Folded>
      {(isSought || Object.keys(filter).length > 0) && (
        <p>
          <a
            class="back-plain"
            href={hrefOf({ page: 'people' })}
            onClick={() => {
              typed.value = ''
              onSought({ kind: 'all' })
            }}
          >
            {words.clear}
          </a>
        </p>
      )}
    </form>
  )
}

function Choices({ filter, page, onSought }: Omit<Props, 'isSought'>) {
  const { go, watches } = useAdmin()
  const { channel: names } = useDeskWords()
  const words = usePeopleWords().list
  const list = watches.state.value
  const known = list.kind === 'shown' ? list.watches : []
  const set = (name: 'state' | 'channel' | 'watch', value: string) => {
    const { [name]: _, ...others } = chosenPeople()
    onSought({ kind: 'all' })
    go({ page: 'people', ...others, ...(value === '' ? {} : { [name]: value }) })
  }
  const counted = (state: (typeof PEOPLE_STATES)[number]) => (page === null ? '' : ` (${page.counts[state]})`)
  return (
    <>
      <SelectField
        name="people-state"
        label={words.state}
        value={filter.state ?? ''}
        options={[
          { value: '', text: words.everyState },
          ...PEOPLE_STATES.map((state) => ({ value: state, text: words.states[state] + counted(state) })),
        ]}
        onChange={(value) => set('state', value)}
      />
      <SelectField
        name="people-channel"
        label={words.channel}
        value={filter.channel ?? ''}
        options={[
          { value: '', text: words.everyChannel },
          ...CHANNEL_NAMES.filter((name) => name !== 'log').map((name) => ({
            value: name,
            text: names[name],
          })),
        ]}
        onChange={(value) => set('channel', value)}
      />
      <SelectField
        name="people-watch"
        label={words.watch}
        value={filter.watch ?? ''}
        options={[
          { value: '', text: words.everyWatch },
          ...known.map(({ id, name }) => ({ value: id, text: name })),
        ]}
        onChange={(value) => set('watch', value)}
      />
    </>
  )
}
