import type { PartWords } from '../../locales/fr-parts.ts'
import type { FieldProblem } from '../../messages.ts'
import type { Card } from '../../models/card.ts'
import type { Typed, TypedField } from '../../models/draft.ts'
import type { List } from '../../models/list.ts'

import { useState } from 'preact/hooks'

import { changeOf, typedOf, wrongOf } from '../../models/draft.ts'
import { Field } from './field.tsx'
import { TextInput } from './text-input.tsx'

type Props = { list: List; card: Card; words: PartWords }
type Look = { type?: 'text' | 'url' | 'date' | 'number'; help?: string }
type Wrong = { field: TypedField; problem: FieldProblem }

/** What is typed, what is wrong with it, and whether it was saved. */
function useEdit(list: List, card: Card) {
  // What nobody typed into follows the match: it may be pointed at anew meanwhile.
  const [touched, touch] = useState<Partial<Typed>>({})
  const typed = { ...typedOf(card), ...touched }
  const [wrong, setWrong] = useState<Wrong | null>(null)
  const [saved, setSaved] = useState(false)
  const type = (field: TypedField, value: string) => {
    touch({ ...touched, [field]: value })
    setSaved(false)
  }
  const save = async () => {
    setSaved(false)
    const answer = await list.door.ask({ type: 'edit', id: card.id, change: changeOf(typed, card) })
    const refusal = answer?.kind === 'refused' ? wrongOf(answer.refusal) : null
    setWrong(refusal)
    if (answer?.kind === 'followed') {
      await list.page.take()
      touch({})
    }
    setSaved(answer?.kind === 'followed')
    if (answer?.kind === 'already') list.fail(card.id, 'already-followed')
    if (answer === null || answer.kind === 'gone') list.fail(card.id)
    if (refusal !== null) document.getElementById(idOf(card, refusal.field))?.focus()
  }
  return { typed, wrong, saved, type, save }
}

const idOf = ({ id }: Card, field: TypedField) => `${field}-${id}`

/** Name, page, day and what is looked for. What is wrong is told beside its field, which then has the focus. */
export function Edit({ list, card, words }: Props) {
  const { edit } = words
  const { typed, wrong, saved, type: set, save } = useEdit(list, card)
  const input = (field: TypedField, label: string, { type = 'text', help }: Look) => (
    <Field
      id={idOf(card, field)}
      label={label}
      {...(help === undefined ? {} : { help })}
      problem={wrong?.field === field ? words.field[wrong.problem] : null}
    >
      {(described) => (
        <TextInput type={type} {...described} value={typed[field]} set={(value) => set(field, value)} />
      )}
    </Field>
  )
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <h3>{edit.title}</h3>
      {input('name', edit.name, {})}
      {input('url', edit.url, { type: 'url' })}
      {input('date', edit.date, { type: 'date', help: edit.dateHelp })}
      {input('label', edit.label, { help: edit.labelHelp })}
      {input('places', edit.places, { type: 'number' })}
      {input('selector', edit.selector, { help: edit.selectorHelp })}
      <div class="acts">
        <button type="submit" class="strong">
          {edit.save}
        </button>
        <button
          type="button"
          class="plain"
          onClick={() => void list.act(card.id, { type: 'pick', purpose: card.id })}
        >
          {words.add.point}
        </button>
      </div>
      <p role="status" class="answer">
        {saved && `✓ ${edit.saved}`}
      </p>
    </form>
  )
}
