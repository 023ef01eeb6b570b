import type { TemplateEdit } from '../models/template.ts'
import type { Template } from '#core/template.ts'

import { useDeskWords } from '../locales/words.ts'

type Props = { edit: TemplateEdit; locale: string }

/** Somebody else has put the message in other words meanwhile: both versions, one of which is chosen. */
export function TemplateConflict({ edit, locale }: Props) {
  const words = useDeskWords().templates.conflict
  const theirs = edit.theirs.value
  if (theirs === null) return null
  const settle = (whose: 'mine' | 'theirs') => {
    edit.settle(whose)
    // What had the focus is gone.
    document.getElementById('field-template-title')?.focus()
  }
  return (
    <div class="two-versions" role="alert">
      <p>
        <strong>{words.title}</strong>
      </p>
      <div class="versions">
        <Version label={words.theirs} text={theirs.words} shipped={words.shipped} locale={locale} />
        <Version label={words.mine} text={edit.draft.value} shipped={words.shipped} locale={locale} />
      </div>
      <div class="buttons">
        <button type="button" class="button" onClick={() => settle('theirs')}>
          {words.takeTheirs}
        </button>
        <button type="button" class="button" onClick={() => settle('mine')}>
          {words.takeMine}
        </button>
      </div>
    </div>
  )
}

type VersionProps = { label: string; text: Template | null; shipped: string; locale: string }

function Version({ label, text, shipped, locale }: VersionProps) {
  return (
    <div>
      <p class="hint">{label}</p>
      {text === null ? (
        <p>{shipped}</p>
      ) : (
        <div class="preview" lang={locale}>
          <p>
            <strong>{text.title}</strong>
          </p>
          <p>{text.body}</p>
        </div>
      )}
    </div>
  )
}
