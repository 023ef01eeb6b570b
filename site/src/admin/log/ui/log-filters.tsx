import type { LogFilter } from '../../models/route.ts'
import type { LogLevel } from '#core/status.ts'

import { useSignal } from '@preact/signals'

import { LOG_LEVELS } from '#core/status.ts'

import { useWords } from '../../../context.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useLog } from '../context.ts'
import { useLogWords } from '../locales/words.ts'
import { levelsOf, withLevel } from '../models/filter.ts'
import { LevelMark } from './level-mark.tsx'

type Props = { onChange: (filter: LogFilter) => void }

/** Which lines are shown. Everything takes effect at once. */
export function LogFilters({ onChange }: Props) {
  const { view } = useLog()
  const words = useLogWords()
  const filter = view.filter.value
  const set = (name: 'watch' | 'host' | 'text', value: string) => {
    const { [name]: _, ...others } = filter
    onChange(value === '' ? others : { ...others, [name]: value })
  }
  // Only where there is little room; what is chosen is always seen.
  const isOpen = useSignal(filter.watch !== undefined || filter.host !== undefined)
  return (
    <form
      class="log-filters"
      role="search"
      aria-label={words.filters}
      onSubmit={(event) => event.preventDefault()}
    >
      <Levels onChange={onChange} />
      <div id="log-fields" class={isOpen.value ? 'log-fields log-fields-open' : 'log-fields'}>
        <TextField
          name="log-text"
          label={words.search}
          value={filter.text ?? ''}
          maxLength={100}
          onChange={(text) => set('text', text)}
        />
        <Which set={set} />
      </div>
      <button
        type="button"
        class="button log-more"
        aria-expanded={isOpen.value}
        aria-controls="log-fields"
        onClick={() => {
          isOpen.value = !isOpen.value
        }}
      >
        {words.more}
      </button>
    </form>
  )
}

function Which({ set }: { set: (name: 'watch' | 'host', value: string) => void }) {
  const { view } = useLog()
  const words = useLogWords()
  const filter = view.filter.value
  const { ids, hosts } = view.choices.value
  return (
    <>
      <SelectField
        name="log-watch"
        label={words.watch}
        value={filter.watch ?? ''}
        options={[
          { value: '', text: words.everyWatch },
          ...withChosen(ids, filter.watch).map((id) => ({
            value: id,
            text: view.nameOf(id) ?? words.removed(id.slice(0, 8)),
          })),
        ]}
        onChange={(id) => set('watch', id)}
      />
      <SelectField
        name="log-host"
        label={words.host}
        value={filter.host ?? ''}
        options={[
          { value: '', text: words.everyHost },
          ...withChosen(hosts, filter.host).map((host) => ({ value: host, text: host })),
        ]}
        onChange={(host) => set('host', host)}
      />
    </>
  )
}

/** The one that is chosen stays in its list, also before the list has come. */
const withChosen = (known: readonly string[], chosen: string | undefined) =>
  chosen === undefined || known.includes(chosen) ? known : [...known, chosen]

function Levels({ onChange }: Props) {
  const { view } = useLog()
  const words = useLogWords()
  const filter = view.filter.value
  const shown = levelsOf(filter)
  return (
    <fieldset class="log-levels">
      <legend class="unseen">{words.levels}</legend>
      {LOG_LEVELS.map((level) => (
        <label class={`log-switch log-${level}`} key={level}>
          <input
            type="checkbox"
            checked={shown.has(level)}
            onChange={(event) => {
              onChange(withLevel(filter, level, event.currentTarget.checked))
              // The last one stays: what is drawn must say so.
              event.currentTarget.checked = levelsOf(view.filter.value).has(level)
            }}
          />
          <LevelMark level={level} />
          <span>{words.level[level]}</span>
          <Count level={level} />
        </label>
      ))}
    </fieldset>
  )
}

function Count({ level }: { level: LogLevel }) {
  const { view } = useLog()
  const { locale } = useWords()
  const words = useLogWords()
  const count = view.counts.value[level]
  return (
    <span class="log-count">
      <span aria-hidden="true">{count.toLocaleString(locale)}</span>
      <span class="unseen">{words.levelCount(count)}</span>
    </span>
  )
}
