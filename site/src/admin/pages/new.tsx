import type { Form } from '../models/form.ts'

import { useAdmin, useAdminWords } from '../context.ts'
import { trialKey } from '../models/trial.ts'
import { focusWrong } from '../ui/focus-wrong.ts'
import { OpeningHeading } from '../ui/heading.tsx'
import { TrialPanel } from '../ui/trial-panel.tsx'
import { TroubleBox } from '../ui/trouble-box.tsx'
import { UrlField, WatchFields } from '../ui/watch-form.tsx'

/** A new watch: paste the link, see what Vigie sees, save. */
export function NewWatch() {
  const { forms } = useAdmin()
  const words = useAdminWords()
  const form = forms.ofNew()
  const state = form.trial.state.value
  const isTried = state.kind !== 'idle'
  return (
    <section class="screen">
      <p>
        <a class="back" href="#/">
          {words.add.back}
        </a>
      </p>
      <div class="screen-head">
        <div>
          <OpeningHeading>{words.add.title}</OpeningHeading>
          <p class="hint">{words.add.lead}</p>
        </div>
      </div>
      <form
        class="form card"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!form.look()) focusWrong(event.currentTarget)
        }}
      >
        <UrlField form={form} onPaste={() => form.look()} />
        <button type="submit" class={isTried ? 'button' : 'button button-main'}>
          {isTried ? words.trial.again : words.trial.run}
        </button>
      </form>
      <TrialPanel form={form} />
      {isTried && <SaveForm form={form} />}
    </section>
  )
}

function SaveForm({ form }: { form: Form }) {
  const { forms, watches, say, go } = useAdmin()
  const words = useAdminWords()
  const state = form.trial.state.value
  const isSeen = state.kind === 'done' && state.key === trialKey(form.draft.value)
  const save = async (event: Event) => {
    event.preventDefault()
    const { currentTarget } = event
    const id = await form.submit()
    if (id === null) return focusWrong(currentTarget)
    say(words.add.done(form.draft.value.name))
    forms.drop(null)
    await watches.sync()
    go({ page: 'watch', id })
  }
  return (
    <form class="form card" noValidate onSubmit={(event) => void save(event)}>
      <WatchFields form={form} />
      {form.trouble.value !== null && <TroubleBox trouble={form.trouble.value} />}
      <div class="buttons">
        <button
          type="submit"
          class={isSeen ? 'button button-main' : 'button'}
          aria-disabled={form.saving.value}
        >
          {form.saving.value ? words.form.saving : isSeen ? words.add.submit : words.add.untried}
        </button>
      </div>
    </form>
  )
}
