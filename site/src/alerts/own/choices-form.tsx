import type { Own, OwnState } from '../models/own.ts'
import type { OwnDraft } from '../models/own-draft.ts'
import type { Named } from '../ui/pick-watches.tsx'
import type { Signal } from '@preact/signals'

import { useModel, useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'

import { LOUDNESSES } from '#core/subscriber.ts'
import { COMMON_ZONES } from '#core/time-zones.ts'

import { LANGUAGES } from '../../locales/words.ts'
import { useAlertsWords } from '../locales/words.ts'
import { OwnDraftModel } from '../models/own-draft.ts'
import { PickWatches, WatchBoxes } from '../ui/pick-watches.tsx'
import { useOwnWords } from './locales/words.ts'

const LANGUAGE_NAMES = { fr: 'Français', en: 'English' } as const

type Props = { own: Own; state: Extract<OwnState, { kind: 'shown' }>; watches: readonly Named[] }

/** All choices but the pause, kept together by one press. */
export function ChoicesForm({ own, state, watches }: Props) {
  const words = useAlertsWords().own
  const draft = useModel(() => new OwnDraftModel(state.subscription))
  const missing = useSignal(false)
  const save = async (event: Event) => {
    event.preventDefault()
    const change = draft.toChange(watches)
    missing.value = change === null
    if (change !== null) await own.change(change)
  }
  return (
    <form class="card form" noValidate aria-labelledby="own-choices" onSubmit={(event) => void save(event)}>
      <h2 id="own-choices">{words.form}</h2>
      <PickWatches name="own-watches" pick={draft.pick} watches={watches} missing={missing.value} />
      <Quiet draft={draft} watches={watches} />
      <Loud loudness={draft.loudness} />
      <LanguageAndZone draft={draft} />
      <div role="status">{state.saved && <p class="alerts-done">{words.saved}</p>}</div>
      <button type="submit" class="button button-main" aria-disabled={state.doing === 'saving'}>
        {state.doing === 'saving' ? words.saving : words.save}
      </button>
    </form>
  )
}

function Quiet({ draft, watches }: { draft: OwnDraft; watches: readonly Named[] }) {
  const words = useAlertsWords().own
  return (
    <>
      <label class="switch">
        <input
          type="checkbox"
          checked={draft.quiet.value}
          aria-describedby="quiet-hint"
          onChange={(event) => {
            draft.quiet.value = event.currentTarget.checked
          }}
        />
        <span>{words.quiet}</span>
      </label>
      <p class="hint" id="quiet-hint">
        {words.quietHint}
      </p>
      {draft.quiet.value && (
        <div class="times">
          <TimeField name="quiet-from" label={words.from} time={draft.from} />
          <TimeField name="quiet-to" label={words.until} time={draft.to} />
        </div>
      )}
      {draft.quiet.value && watches.length > 0 && (
        <fieldset class="alerts-pick">
          <legend>{words.always}</legend>
          <WatchBoxes pick={draft.always} watches={watches} />
        </fieldset>
      )}
    </>
  )
}

function TimeField({ name, label, time }: { name: string; label: string; time: Signal<string> }) {
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <input
        id={name}
        type="time"
        required
        value={time.value}
        onInput={(event) => {
          if (event.currentTarget.value !== '') time.value = event.currentTarget.value
        }}
      />
    </div>
  )
}

function Loud({ loudness }: { loudness: OwnDraft['loudness'] }) {
  const words = useAlertsWords().own
  return (
    <fieldset class="alerts-pick">
      <legend>{words.loudness}</legend>
      {LOUDNESSES.map((one) => (
        <label class="switch" key={one}>
          <input
            type="radio"
            name="loudness"
            checked={loudness.value === one}
            onChange={() => {
              loudness.value = one
            }}
          />
          <span>{words.loud[one]}</span>
        </label>
      ))}
    </fieldset>
  )
}

const here = new Intl.DateTimeFormat().resolvedOptions().timeZone

/** What somebody most likely looks for first, and all others that this browser knows. */
function zonesFor(begin: string): [usual: string[], others: string[]] {
  const usual = [...new Set([begin, here, ...COMMON_ZONES, 'UTC'])]
  return [usual, Intl.supportedValuesOf('timeZone').filter((zone) => !usual.includes(zone))]
}

function Zones({ label, zones }: { label: string; zones: readonly string[] }) {
  return (
    <optgroup label={label}>
      {zones.map((zone) => (
        <option value={zone} key={zone}>
          {zone.replaceAll('_', ' ')}
        </option>
      ))}
    </optgroup>
  )
}

function LanguageAndZone({ draft }: { draft: OwnDraft }) {
  const words = useAlertsWords().own
  const own = useOwnWords()
  const [usual, others] = useMemo(() => zonesFor(draft.timeZone.peek()), [draft])
  return (
    <div class="fields">
      <div class="field">
        <label for="own-language">{words.language}</label>
        <select
          id="own-language"
          value={draft.locale.value}
          onChange={(event) => {
            const given = LANGUAGES.find((one) => one === event.currentTarget.value)
            if (given !== undefined) draft.locale.value = given
          }}
        >
          {LANGUAGES.map((one) => (
            <option value={one} lang={one} key={one}>
              {LANGUAGE_NAMES[one]}
            </option>
          ))}
        </select>
      </div>
      <div class="field">
        <label for="own-zone">{words.timeZone}</label>
        <select
          id="own-zone"
          value={draft.timeZone.value}
          onChange={(event) => {
            draft.timeZone.value = event.currentTarget.value
          }}
        >
          <Zones label={own.usualZones} zones={usual} />
          <Zones label={own.otherZones} zones={others} />
        </select>
      </div>
    </div>
  )
}
