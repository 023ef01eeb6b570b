import type { Form } from '../models/form.ts'
import type { AdminWatch } from '../door.ts'

import { useAdmin, useAdminWords } from '../context.ts'
import { differences } from '../models/conflict.ts'
import { draftOf } from '../models/draft.ts'
import { LazyConflict } from '../pages/lazy-tidy.tsx'
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
  const drop = () => {
    forms.drop(watch.id)
    onDone()
  }
  const save = async () => {
    const { name } = form.draft.value
    if ((await form.submit()) === null) return false
    say(words.edit.done(name))
    drop()
    await watches.sync()
    return true
  }
  const conflict = form.conflict.value
  if (conflict !== null)
    return (
      <LazyConflict
        mine={form.draft.value}
        conflict={conflict}
        saving={form.saving}
        onChoose={(chosen, then) => {
          form.settle(chosen)
          if (then === 'save') void save()
        }}
        onDrop={drop}
      />
    )
  return (
    <section class="edit" aria-labelledby="edit-title">
      <EditForm form={form} watch={watch} onSave={save} onDrop={drop} />
      <TrialPanel form={form} />
    </section>
  )
}

type FormProps = Omit<Props, 'onDone'> & { onSave: () => Promise<boolean>; onDrop: () => void }

function EditForm({ form, watch, onSave, onDrop }: FormProps) {
  const words = useAdminWords()
  return (
    <form
      class="form card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const { currentTarget } = event
        void onSave().then((isSaved) => (isSaved ? undefined : focusWrong(currentTarget)))
      }}
    >
      <OpeningHeading level={2} id="edit-title">
        {words.edit.title}
      </OpeningHeading>
      <UrlField form={form} />
      <WatchFields form={form} />
      <p class="hint">{words.edit.restart}</p>
      <ChangedMeanwhile form={form} watch={watch} />
      {form.trouble.value !== null && <TroubleBox trouble={form.trouble.value} />}
      <div class="buttons">
        <button type="submit" class="button button-main" aria-disabled={form.saving.value}>
          {form.saving.value ? words.form.saving : words.edit.submit}
        </button>
        <button type="button" class="button" onClick={() => form.look()}>
          {words.trial.run}
        </button>
        <button type="button" class="button" onClick={onDrop}>
          {words.edit.cancel}
        </button>
      </div>
    </form>
  )
}

/** Said as soon as it is known, and not only when it is too late. */
function ChangedMeanwhile({ form, watch }: Pick<Props, 'form' | 'watch'>) {
  const words = useAdminWords().tend
  const { draft: base } = form.base.value
  const theirs = draftOf(watch)
  if (watch.updatedAt === form.base.value.version || differences(theirs, { base, theirs: base }).length === 0)
    return null
  return (
    <div class="note-changed" role="status">
      <p>{words.changed}</p>
      <button type="button" class="button" onClick={() => void form.compare()}>
        {words.compare}
      </button>
    </div>
  )
}
