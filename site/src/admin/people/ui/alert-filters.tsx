import type { AlertsRoute } from '../../models/route.ts'
import type { Choice } from '../models/filters.ts'

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { ALERT_STATES, CHANNEL_NAMES } from '#core/alert.ts'

import { useAdmin } from '../../context.ts'
import { useDeskWords } from '../../desk/locales/words.ts'
import { hrefOf } from '../../models/route.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { usePeopleWords } from '../locales/words.ts'
import { WHENS, withChosen } from '../models/filters.ts'
import { chosenAlerts } from './chosen.ts'
import { Folded } from './folded.tsx'
import { isFiltered } from './alerts.tsx'
import { PersonLink } from './person-choices.tsx'

type Props = { filter: AlertsRoute }

/** All that is chosen stands in the address of the screen. */
export function AlertFilters({ filter }: Props) {
  const { go } = useAdmin()
  const words = usePeopleWords().alerts
  const typed = useSignal(filter.text ?? '')
  useEffect(() => {
    typed.value = filter.text ?? ''
  }, [filter.text])
  const { view, subscriber } = filter
  return (
    <form
      class="form filters"
      role="search"
      onSubmit={(event) => {
        event.preventDefault()
        const { text: _, ...rest } = chosenAlerts()
        const text = typed.value.trim()
        go({ page: 'alerts', ...rest, ...(text === '' ? {} : { text }) })
      }}
    >
      <div class="search">
        <TextField
          name="alerts-text"
          label={words.search}
          hint={words.searchHint}
          value={typed.value}
          maxLength={100}
          onChange={(text) => {
            typed.value = text
          }}
        />
        <button type="submit" class="button">
          {words.submit}
        </button>
      </div>
      <Folded open={isFiltered(filter)}>
        <div class="fields">
          <Choices filter={filter} />
          <Times filter={filter} />
        </div>
      </Folded>
      <Of filter={filter} />
      {(isFiltered(filter) || subscriber !== undefined) && (
        <p>
          <a class="back-plain" href={hrefOf({ page: 'alerts', ...(view === undefined ? {} : { view }) })}>
            {words.clear}
          </a>
        </p>
      )}
    </form>
  )
}

function Of({ filter: { subscriber, event } }: Props) {
  const words = useDeskWords().alerts
  const own = usePeopleWords().alerts
  return (
    <>
      {subscriber !== undefined && (
        <p>
          {words.ofOne} <PersonLink id={subscriber} />
        </p>
      )}
      {event !== undefined && <p>{own.ofMessage}</p>}
    </>
  )
}

function useSet(): (name: Choice, value: string) => void {
  const { go } = useAdmin()
  return (name, value) => go({ page: 'alerts', ...withChosen(chosenAlerts(), name, value) })
}

function Choices({ filter }: Props) {
  const { watches } = useAdmin()
  const words = useDeskWords()
  const own = usePeopleWords().alerts
  const set = useSet()
  const list = watches.state.value
  const known = list.kind === 'shown' ? list.watches : []
  return (
    <>
      <SelectField
        name="watch"
        label={words.alerts.watch}
        value={filter.watch ?? ''}
        options={[
          { value: '', text: words.alerts.allWatches },
          ...known.map(({ id, name }) => ({ value: id, text: name })),
        ]}
        onChange={(value) => set('watch', value)}
      />
      <SelectField
        name="alerts-state"
        label={own.state}
        value={filter.state ?? ''}
        options={[
          { value: '', text: own.everyState },
          ...ALERT_STATES.map((state) => ({ value: state, text: words.alerts.state[state] })),
        ]}
        onChange={(value) => set('state', value)}
      />
      <SelectField
        name="alerts-channel"
        label={own.channel}
        value={filter.channel ?? ''}
        options={[
          { value: '', text: own.everyChannel },
          ...CHANNEL_NAMES.map((name) => ({ value: name, text: words.channel[name] })),
        ]}
        onChange={(value) => set('channel', value)}
      />
    </>
  )
}

function Times({ filter }: Props) {
  const words = usePeopleWords().alerts
  const set = useSet()
  return (
    <>
      <SelectField
        name="alerts-when"
        label={words.when}
        value={filter.day === undefined ? (filter.when ?? '') : ''}
        options={[
          { value: '', text: words.always },
          ...WHENS.map((when) => ({ value: when, text: words.whens[when] })),
        ]}
        onChange={(value) => set('when', value)}
      />
      <TextField
        name="alerts-day"
        type="date"
        label={words.day}
        value={filter.day ?? ''}
        onChange={(day) => set('day', day)}
      />
    </>
  )
}
