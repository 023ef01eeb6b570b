import type { AnyValue, Wish } from '../models/edits.ts'
import type { NumberName, SettingName } from '#core/settings.ts'

import { useMemo } from 'preact/hooks'

import { NUMBER_BOUNDS } from '#core/settings.ts'
import { LOUDNESSES } from '#core/subscriber.ts'
import { COMMON_ZONES } from '#core/time-zones.ts'

import { SelectField, TextField } from '../../ui/field.tsx'
import { useSettingsWords } from '../locales/words.ts'

type Props = {
  /** What is typed or picked, else what holds. */
  shown: AnyValue | { text: string }
  wrong: boolean
  /** Beside the explanation. */
  detail: string | undefined
  onWish: (wish: Wish) => void
}

function textOf(shown: Props['shown']): string {
  if (typeof shown !== 'object') return String(shown)
  return shown !== null && 'text' in shown ? shown.text : ''
}

/** A whole number, typed. */
export function NumberControl({ name, shown, wrong, detail, onWish }: Props & { name: NumberName }) {
  const words = useSettingsWords()
  const { least, most } = NUMBER_BOUNDS[name]
  return (
    <TextField
      name={name}
      label={words.names[name]}
      hint={[words.bounds(least, most), words.why[name]].join(' ')}
      wrong={wrong ? { text: words.wrong, detail } : undefined}
      inputMode="decimal"
      maxLength={14}
      value={textOf(shown)}
      onChange={(text) => onWish({ to: 'text', text })}
    />
  )
}

const NIGHT = { from: '22:00', to: '07:00' }

/** Hours in which nothing rings, or none. */
export function QuietControl({ shown, wrong, onWish }: Props) {
  const words = useSettingsWords()
  const hours = typeof shown === 'object' && shown !== null && 'from' in shown ? shown : null
  const wish = (value: AnyValue) => onWish({ to: 'value', value })
  return (
    <fieldset class="setting-set" aria-describedby={wrong ? 'wrong-quiet hint-quiet' : 'hint-quiet'}>
      <legend>{words.names.quiet}</legend>
      <label class="switch">
        <input
          id="quiet-on"
          type="checkbox"
          checked={hours !== null}
          onChange={(event) => wish(event.currentTarget.checked ? NIGHT : null)}
        />
        <span>{words.quiet.on}</span>
      </label>
      {hours !== null && (
        <div class="setting-times">
          {(['from', 'to'] as const).map((end) => (
            <div class={wrong ? 'field field-wrong' : 'field'} key={end}>
              <label for={`quiet-${end}`}>{words.quiet[end]}</label>
              <input
                id={`quiet-${end}`}
                type="time"
                required
                aria-invalid={wrong}
                value={hours[end]}
                onInput={(event) => {
                  const { value } = event.currentTarget
                  if (value !== '') wish({ ...hours, [end]: value })
                }}
              />
            </div>
          ))}
        </div>
      )}
      {wrong && (
        <p class="wrong" id="wrong-quiet">
          {words.quiet.same}
        </p>
      )}
      <p class="hint" id="hint-quiet">
        {words.why.quiet}
      </p>
    </fieldset>
  )
}

const here = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** One zone of all that this browser knows, the likely ones first. */
export function ZoneControl({ shown, onWish }: Props) {
  const words = useSettingsWords()
  const chosen = textOf(shown)
  const [usual, others] = useMemo(() => {
    const first = [...new Set([chosen, here, ...COMMON_ZONES, 'UTC'])]
    return [first, Intl.supportedValuesOf('timeZone').filter((zone) => !first.includes(zone))]
  }, [chosen])
  const groups = [
    { label: words.zones.usual, zones: usual },
    { label: words.zones.others, zones: others },
  ]
  return (
    <div class="field">
      <label for="field-timeZone">{words.names.timeZone}</label>
      <select
        id="field-timeZone"
        value={chosen}
        aria-describedby="hint-timeZone"
        onChange={(event) => onWish({ to: 'value', value: event.currentTarget.value })}
      >
        {groups.map(({ label, zones }) => (
          <optgroup label={label} key={label}>
            {zones.map((zone) => (
              <option value={zone} key={zone}>
                {zone.replaceAll('_', ' ')}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <p class="hint" id="hint-timeZone">
        {words.why.timeZone}
      </p>
    </div>
  )
}

/** How loud an alert is. */
export function LoudControl({ shown, onWish }: Props) {
  const words = useSettingsWords()
  const name: SettingName = 'loudness'
  return (
    <SelectField
      name={name}
      label={words.names[name]}
      hint={words.why[name]}
      value={textOf(shown)}
      options={LOUDNESSES.map((value) => ({ value, text: words.loud[value] }))}
      onChange={(text) => onWish({ to: 'value', value: LOUDNESSES.find((one) => one === text) ?? 'ring' })}
    />
  )
}
