import type { Preview, TemplateKey, TemplatesList } from '../door.ts'
import type { TemplateEdit, Typed } from '../models/template.ts'

import { useModel, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { BODY_MOST, TITLE_MOST } from '#core/template.ts'

import { useWords } from '../../../context.ts'
import { useAdmin } from '../../context.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { TextField } from '../../ui/field.tsx'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../locales/words.ts'
import { TemplateModel, ownWords } from '../models/template.ts'
import { useDesk } from './desk-context.ts'
import { TemplateConflict } from './template-conflict.tsx'
import { TemplateTest } from './template-test.tsx'

type Props = { list: TemplatesList; which: TemplateKey }

const typed: Typed = new Map()

/** Words to type, and what comes of them, side by side. */
export function TemplateForm({ list, which }: Props) {
  const { env, say } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().templates
  const { colon } = useWords()
  const edit = useModel(() => new TemplateModel(env, { door, list, key: which, typed }))
  useEffect(() => edit.learn(ownWords(list, which)), [list])
  const names = list.kinds.find(({ kind }) => kind === which.kind)?.placeholders ?? []
  const save = async () => {
    if (await edit.save()) say(words.saved)
  }
  return (
    <>
      <form
        class="form card"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          void save()
        }}
      >
        <p class="hint">{edit.own.value === null ? words.shipped : words.own}</p>
        <Fields edit={edit} />
        <p class="hint">
          {words.names}
          {colon}
          <code>{names.map((name) => `{${name}}`).join(' ')}</code>
        </p>
        <TemplateConflict edit={edit} locale={which.locale} />
        {edit.trouble.value !== null && edit.theirs.value === null && (
          <TroubleBox trouble={edit.trouble.value} />
        )}
        <div class="buttons">
          <button type="submit" class="button button-main" aria-disabled={edit.busy.value}>
            {edit.busy.value ? words.saving : words.save}
          </button>
          {edit.isTyped.value && (
            <button
              type="button"
              class="button"
              onClick={() => {
                edit.drop()
                focusTitle()
              }}
            >
              {words.drop}
            </button>
          )}
          {edit.own.value !== null && <Reset edit={edit} />}
        </div>
      </form>
      <section class="card" aria-labelledby="preview-title">
        <h2 id="preview-title">{words.preview}</h2>
        <Shown preview={edit.preview.value} locale={which.locale} />
        <TemplateTest which={which} edit={edit} />
      </section>
    </>
  )
}

/** What had the focus goes. */
function focusTitle(): void {
  document.getElementById('field-template-title')?.focus()
}

/** Asks once: the operator's words are kept nowhere else. */
function Reset({ edit }: { edit: TemplateEdit }) {
  const { say } = useAdmin()
  const words = useDeskWords().templates
  const asking = useSignal(false)
  const run = async () => {
    if (!(await edit.reset())) return edit.trouble.value
    say(words.saved)
    // The button goes, and this question with it.
    requestAnimationFrame(focusTitle)
    return null
  }
  return (
    <>
      <button
        type="button"
        class="button button-risky"
        onClick={() => {
          asking.value = true
        }}
      >
        {words.reset}
      </button>
      {asking.value && (
        <Confirm
          title={words.resetTitle}
          text={words.resetText}
          yes={words.reset}
          run={run}
          onClose={() => {
            asking.value = false
          }}
        />
      )}
    </>
  )
}

function Fields({ edit }: { edit: TemplateEdit }) {
  const words = useDeskWords().templates
  const problems = edit.preview.value?.problems ?? []
  const problemOf = (field: 'title' | 'body') => problems.find((one) => one.field === field)?.message
  const [title, body] = [problemOf('title'), problemOf('body')]
  return (
    <>
      <TextField
        name="template-title"
        label={words.name}
        value={edit.draft.value.title}
        maxLength={TITLE_MOST}
        wrong={title === undefined ? undefined : { text: '', detail: title }}
        onChange={(text) => edit.type({ title: text })}
      />
      <div class={body === undefined ? 'field' : 'field field-wrong'}>
        <label for="template-body">{words.body}</label>
        <textarea
          id="template-body"
          maxLength={BODY_MOST}
          value={edit.draft.value.body}
          aria-invalid={body !== undefined}
          aria-describedby={body === undefined ? undefined : 'template-body-wrong'}
          onInput={(event) => edit.type({ body: event.currentTarget.value })}
        />
        {body !== undefined && (
          <p class="wrong" id="template-body-wrong" lang="en">
            {body}
          </p>
        )}
      </div>
    </>
  )
}

/** As plain text: each channel draws it in its own way. */
function Shown({ preview, locale }: { preview: Preview | null; locale: string }) {
  const words = useDeskWords().templates
  if (preview === null) return <p aria-busy="true">{words.previewing}</p>
  const { title, lines, links } = preview.text
  return (
    <div class="preview" lang={locale} aria-live="polite">
      <p>
        <strong>{title}</strong>
      </p>
      {lines.map((line, index) => (
        <p key={index}>{line}</p>
      ))}
      {links.map(({ label }) => (
        <p class="hint" key={label}>
          {label}
        </p>
      ))}
    </div>
  )
}
