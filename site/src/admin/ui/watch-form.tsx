import type { Form } from '../models/form.ts'

import { CHECK_SECONDS_MAX, CHECK_SECONDS_MIN } from '#core/watch.ts'

import { useApp } from '../../context.ts'
import { span } from '../../models/times.ts'
import { useAdmin, useAdminWords } from '../context.ts'
import { SelectField, TextField } from './field.tsx'
import { TargetFields } from './target-fields.tsx'
import { useWrong } from './use-wrong.ts'

const CADENCES = [10, 15, 20, 30, 45, 60, 120, 300, 600, 1800, 3600]

export function UrlField({ form, onPaste }: { form: Form; onPaste?: () => void }) {
  const words = useAdminWords().form
  const wrong = useWrong(form)
  const missing = form.missing.value.includes('url') ? { text: words.missing.url } : undefined
  return (
    <div
      onPaste={() => {
        // After the field has taken what was pasted.
        if (onPaste !== undefined) queueMicrotask(() => setTimeout(onPaste))
      }}
    >
      <TextField
        name="url"
        inputMode="url"
        label={words.url}
        hint={words.urlHint}
        value={form.draft.value.url}
        required
        maxLength={2048}
        wrong={missing ?? wrong('url', words.wrong.url)}
        onChange={(url) => form.change({ url })}
      />
    </div>
  )
}

/** Everything of a watch but its address. */
export function WatchFields({ form }: { form: Form }) {
  const words = useAdminWords().form
  const { locale } = useApp().choice.words.value
  const wrong = useWrong(form)
  const draft = form.draft.value
  const missing = form.missing.value.includes('name') ? { text: words.missing.name } : undefined
  const isNew = useAdmin().route.value.page === 'new'
  const own = Number(draft.checkSeconds)
  const cadences = [...new Set([...CADENCES, own])]
    .filter((seconds) => seconds >= CHECK_SECONDS_MIN && seconds <= CHECK_SECONDS_MAX)
    .sort((a, b) => a - b)
  return (
    <>
      <div class="fields">
        <TextField
          name="name"
          label={words.name}
          hint={words.nameHint}
          value={draft.name}
          required
          maxLength={120}
          wrong={missing ?? wrong('name', words.wrong.name)}
          onChange={(name) => form.change({ name })}
        />
        <SelectField
          name="checkSeconds"
          label={words.cadence}
          hint={words.cadenceHint}
          value={draft.checkSeconds}
          wrong={wrong('checkSeconds', words.wrong.checkSeconds)}
          options={[
            ...(isNew ? [{ value: '', text: words.cadenceUsual }] : []),
            ...cadences.map((seconds) => ({ value: String(seconds), text: span(seconds * 1000, locale) })),
          ]}
          onChange={(checkSeconds) => form.change({ checkSeconds })}
        />
      </div>
      <label class="switch">
        <input
          type="checkbox"
          name="public"
          checked={draft.public}
          onChange={(event) => form.change({ public: event.currentTarget.checked })}
        />
        <span>{words.public}</span>
      </label>
      <TargetFields form={form} />
    </>
  )
}
