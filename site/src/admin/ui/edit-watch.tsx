import type { Form } from '../models/form.ts'
import type { AdminWatch } from '../door.ts'

import { useAdmin, useAdminWords } from '../context.ts'
import { focusWrong } from './focus-wrong.ts'
import { OpeningHeading } from './heading.tsx'
import { TrialPanel } from './trial-panel.tsx'
import { TroubleBox } from './trouble-box.tsx'
import { UrlField, WatchFields } from './watch-form.tsx'

type Props = { form: Form; watch: AdminWatch; onDone: () => void }

/** Changes a watch; what is looked for can be tried before it is saved. */
export function EditWatch({ form, watch, onDone }: Props) {
  const { forms, watches, say } = useAdmin()
  const words = useAdminWords()
  const save = async (event: Event) => {
    event.preventDefault()
    const { name } = form.draft.value
    const { currentTarget } = event
    if ((await form.submit()) === null) return focusWrong(currentTarget)
    say(words.edit.done(name))
    forms.drop(watch.id)
    onDone()
    await watches.sync()
  }
  return (
    <section class="edit" aria-labelledby="edit-title">
      <form class="form card" noValidate onSubmit={(event) => void save(event)}>
        <OpeningHeading level={2} id="edit-title">
          {words.edit.title}
        </OpeningHeading>
        <UrlField form={form} />
        <WatchFields form={form} />
        <p class="hint">{words.edit.restart}</p>
        {form.trouble.value !== null && <TroubleBox trouble={form.trouble.value} />}
        <div class="buttons">
          <button type="submit" class="button button-main" aria-disabled={form.saving.value}>
            {form.saving.value ? words.form.saving : words.edit.submit}
          </button>
          <button type="button" class="button" onClick={() => form.look()}>
            {words.trial.run}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              forms.drop(watch.id)
              onDone()
            }}
          >
            {words.edit.cancel}
          </button>
        </div>
      </form>
      <TrialPanel form={form} />
    </section>
  )
}
