import type { Conflict, Difference, DraftField } from '../models/conflict.ts'
import type { Draft } from '../models/draft.ts'
import type { ReadonlySignal } from '@preact/signals'

import { useSignal } from '@preact/signals'

import { differences, merged, usualChoice } from '../models/conflict.ts'
import { OpeningHeading } from '../ui/heading.tsx'
import { useFieldWords, useTidyWords } from './words.ts'

export type ConflictProps = {
  mine: Draft
  conflict: Conflict
  saving: ReadonlySignal<boolean>
  onChoose: (chosen: Draft, then: 'save' | 'write') => void
  onDrop: () => void
}

/** My version and theirs side by side, field by field; each is chosen by whoever reads them. */
export function ConflictPanel({ mine, conflict, saving, onChoose, onDrop }: ConflictProps) {
  const words = useTidyWords().conflict
  const theirs = useSignal(usualChoice(mine, conflict))
  const fields = differences(mine, conflict)
  const choose = (field: DraftField, isTheirs: boolean) => {
    const next = new Set(theirs.value)
    if (isTheirs) next.add(field)
    else next.delete(field)
    theirs.value = next
  }
  const chosen = () => merged(mine, conflict.theirs, theirs.value)
  return (
    <section class="card conflict" aria-labelledby="conflict-title">
      <OpeningHeading level={2} id="conflict-title">
        {words.title}
      </OpeningHeading>
      <p role="alert">{fields.length === 0 ? words.same : words.lead}</p>
      {fields.map((one) => (
        <Choice
          key={one.field}
          difference={one}
          isTheirs={theirs.value.has(one.field)}
          onChoose={(isTheirs) => choose(one.field, isTheirs)}
        />
      ))}
      <div class="buttons">
        <button
          type="button"
          class="button button-main"
          aria-disabled={saving.value}
          onClick={() => onChoose(chosen(), 'save')}
        >
          {words.submit}
        </button>
        <button type="button" class="button" onClick={() => onChoose(chosen(), 'write')}>
          {words.keepWriting}
        </button>
        <button type="button" class="button button-risky" onClick={onDrop}>
          {words.drop}
        </button>
      </div>
    </section>
  )
}

type ChoiceProps = { difference: Difference; isTheirs: boolean; onChoose: (isTheirs: boolean) => void }

function Choice({ difference: { field, mine, theirs, both }, isTheirs, onChoose }: ChoiceProps) {
  const words = useTidyWords().conflict
  const { nameOf, wordOf } = useFieldWords()
  const side = (isThem: boolean, label: string, text: string) => (
    <label class={isTheirs === isThem ? 'side side-chosen' : 'side'}>
      <span class="side-head">
        <input
          type="radio"
          name={`conflict-${field}`}
          checked={isTheirs === isThem}
          onChange={() => onChoose(isThem)}
        />
        {label}
      </span>
      <span class="side-text">{text === '' ? <em>{words.empty}</em> : wordOf(field, text)}</span>
    </label>
  )
  return (
    <fieldset class="conflict-field">
      <legend>
        {nameOf(field)}
        {both && <span class="chip">{words.both}</span>}
      </legend>
      <div class="sides">
        {side(false, words.mine, mine)}
        {side(true, words.theirs, theirs)}
      </div>
    </fieldset>
  )
}
