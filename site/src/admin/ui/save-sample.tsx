import type { AdminWatch } from '../door.ts'
import type { Samples } from '../models/samples.ts'
import type { Says } from '#core/sample.ts'
import type { Signal } from '@preact/signals'

import { SAYS, WHERE_MOST } from '#core/sample.ts'
import { useSignal } from '@preact/signals'

import { useApp } from '../../context.ts'
import { span } from '../../models/times.ts'
import { GoLink } from '../../ui/go-link.tsx'
import { useAdminWords } from '../context.ts'
import { TextField } from './field.tsx'
import { Progress } from './progress.tsx'
import { TroubleBox } from './trouble-box.tsx'

const USUAL_MS = 40_000

type Props = { watch: AdminWatch; samples: Samples }

/** "Save this page: it shows…" */
export function SaveSample({ watch, samples }: Props) {
  const words = useAdminWords().teach
  const says = useSignal<Says | null>(null)
  const where = useSignal('')
  const missing = useSignal(false)
  const saving = samples.saving.value
  const save = async (event: Event) => {
    event.preventDefault()
    missing.value = says.value === null
    if (says.value === null) return
    await samples.save(says.value, says.value === 'other' ? '' : where.value)
    if (samples.saving.value.kind === 'idle') where.value = ''
  }
  return (
    <form class="form card" noValidate onSubmit={(event) => void save(event)}>
      <Choices watch={watch} says={says} missing={missing.value && says.value === null} />
      {(says.value === 'none' || says.value === 'available') && (
        <TextField
          name="where"
          label={words.where[says.value]}
          hint={words.whereHint}
          value={where.value}
          maxLength={WHERE_MOST}
          onChange={(text) => {
            where.value = text
          }}
        />
      )}
      {saving.kind === 'running' && <Saving since={saving.since} />}
      {saving.kind === 'failed' && <TroubleBox trouble={saving.trouble} />}
      <button type="submit" class="button" aria-disabled={saving.kind === 'running'}>
        {saving.kind === 'running' ? words.saving : words.save}
      </button>
    </form>
  )
}

function Saving({ since }: { since: number }) {
  const { clock, choice } = useApp()
  const words = useAdminWords()
  const now = clock.now.value
  return (
    <Progress
      since={since}
      now={now}
      usualMs={USUAL_MS}
      label={words.teach.saving}
      elapsed={words.trial.elapsed(span(now - since, choice.words.value.locale))}
      step={words.teach.step}
    />
  )
}

type ChoicesProps = { watch: AdminWatch; says: Signal<Says | null>; missing: boolean }

function Choices({ watch, says, missing }: ChoicesProps) {
  const { choice } = useApp()
  const words = useAdminWords().teach
  return (
    <fieldset class="choices" aria-describedby={missing ? 'says-wrong' : undefined}>
      <legend>{words.ask}</legend>
      <p>
        <GoLink address={watch.url} label={choice.words.value.openPage} about={watch.name} />
      </p>
      {SAYS.map((one) => (
        <label class="switch" key={one}>
          <input
            type="radio"
            name="says"
            value={one}
            checked={says.value === one}
            onChange={() => {
              says.value = one
            }}
          />
          <span>{words.says[one]}</span>
        </label>
      ))}
      {missing && (
        <p class="wrong" id="says-wrong" role="alert">
          {words.missing}
        </p>
      )}
    </fieldset>
  )
}
