import type { LinkTrouble } from '../../models/draft.ts'
import type { StepProps } from './welcome-page.tsx'

import { useState } from 'preact/hooks'

import { draftOfLink } from '../../models/draft.ts'
import { Field } from '../parts/field.tsx'
import { TextInput } from '../parts/text-input.tsx'

/** What is typed, and what is wrong with it; a match that is followed empties the form. */
function useFollow(desk: StepProps['desk']) {
  const [link, setLink] = useState('')
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState<LinkTrouble | null>(null)
  const fail = (why: typeof wrong) => {
    setWrong(why)
    document.getElementById('link')?.focus()
  }
  const typeLink = (value: string) => {
    setLink(value)
    setWrong(null)
  }
  const follow = async () => {
    const read = draftOfLink(link, name)
    if (!read.ok) return fail(read.problem)
    const answer = await desk.ask({ type: 'follow', draft: read.draft })
    if (answer?.kind === 'refused') {
      return fail(answer.refusal.problem === 'not-https' ? 'not-private' : 'not-a-page')
    }
    if (answer === null) return
    setLink('')
    setName('')
  }
  return { link, name, wrong, typeLink, setName, follow }
}

/** The first match, by its link. Its site is asked for in the next step. */
export function FollowStep({ desk, known, words: { follow: words } }: StepProps) {
  const { link, name, wrong, typeLink, setName, follow } = useFollow(desk)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void follow()
      }}
    >
      <p>{words.text}</p>
      <Field
        id="link"
        label={words.link}
        help={words.linkHelp}
        problem={wrong === null ? null : words.wrong[wrong]}
      >
        {(described) => <TextInput type="url" {...described} value={link} set={typeLink} />}
      </Field>
      <Field id="name" label={words.name} help={words.nameHelp}>
        {(described) => <TextInput type="text" {...described} value={name} set={setName} />}
      </Field>
      <button type="submit" class="strong">
        {words.button}
      </button>
      <p role="status" class="answer">
        {known.follows.length > 0 && words.followed(known.follows.map((one) => one.name))}
      </p>
    </form>
  )
}
