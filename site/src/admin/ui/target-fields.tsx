import type { TargetField } from '../models/draft.ts'
import type { Form } from '../models/form.ts'

import { useSignal } from '@preact/signals'

import { useAdminWords } from '../context.ts'
import { TARGET_FIELDS } from '../models/draft.ts'
import { SelectField, TextField } from './field.tsx'
import { useWrong } from './use-wrong.ts'

const PLACES = ['1', '2', '3', '4', '5', '6', '7', '8', '9']
const SELECTORS = new Set<TargetField>(['selector', 'anchor', 'empty'])

/** What is looked for, in detail: folded away, since most pages need none of it. */
export function TargetFields({ form }: { form: Form }) {
  const words = useAdminWords().form
  const wrong = useWrong(form)
  const { target } = form.draft.value
  const hasWrong = TARGET_FIELDS.some((field) => wrong(`target.${field}`, '') !== undefined)
  const hasOwn = TARGET_FIELDS.some((field) => target[field] !== '')
  const wasOpen = useSignal(hasOwn)
  return (
    <details
      class="more"
      open={wasOpen.value || hasWrong}
      onToggle={(event) => {
        wasOpen.value = event.currentTarget.open
      }}
    >
      <summary>{words.more}</summary>
      <p class="hint">{words.moreHint}</p>
      <div class="fields">
        {TARGET_FIELDS.map((field) => (
          <OneField form={form} field={field} key={field} />
        ))}
      </div>
    </details>
  )
}

function OneField({ form, field }: { form: Form; field: TargetField }) {
  const words = useAdminWords().form
  const common = {
    name: field,
    ...words.target[field],
    value: form.draft.value.target[field],
    wrong: useWrong(form)(`target.${field}`, words.wrong[field]),
    onChange: (text: string) => form.changeTarget(field, text),
  }
  if (field === 'places') {
    const options = PLACES.map((value) => ({ value, text: value }))
    return <SelectField {...common} options={[{ value: '', text: words.anyPlaces }, ...options]} />
  }
  if (field === 'date') return <TextField {...common} type="date" />
  if (field === 'priceMost') return <TextField {...common} inputMode="decimal" />
  return <TextField {...common} code={SELECTORS.has(field)} maxLength={300} />
}
