import type { AddressProblem } from '../../models/address.ts'
import type { SectionProps } from './context.ts'

import { useState } from 'preact/hooks'

import { readAddress } from '../../models/address.ts'
import { Field } from '../parts/field.tsx'
import { TextInput } from '../parts/text-input.tsx'
import { Pairing } from './pairing.tsx'
import { Section } from './section.tsx'

export function Relay(props: SectionProps) {
  const { relay: words } = props.words
  return (
    <Section id="relay" title={words.title} lead={words.lead}>
      <Address {...props} />
      <Standing {...props} />
      {props.known.relay.origin !== null && <Pairing {...props} />}
    </Section>
  )
}

type FormState = { kind: 'editing' } | { kind: 'wrong'; problem: AddressProblem } | { kind: 'saved' }

function Address({ desk, known, words: { relay: words } }: SectionProps) {
  const [typed, type] = useState(known.settings.relay ?? '')
  const [state, setState] = useState<FormState>({ kind: 'editing' })
  const save = async () => {
    const read = readAddress(typed)
    // An empty field is how one leaves a relay.
    const isLeaving = !read.ok && read.problem === 'empty'
    if (!read.ok && !isLeaving) {
      setState({ kind: 'wrong', problem: read.problem })
      document.getElementById('address')?.focus()
      return
    }
    const relay = read.ok ? read.address : null
    type(relay ?? '')
    const answer = await desk.change({ relay })
    setState(answer === null ? { kind: 'editing' } : { kind: 'saved' })
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field
        id="address"
        label={words.address}
        help={words.addressHelp}
        problem={state.kind === 'wrong' ? words.wrong[state.problem] : null}
      >
        {(described) => (
          <TextInput
            type="url"
            {...described}
            value={typed}
            set={(value) => {
              type(value)
              setState({ kind: 'editing' })
            }}
          />
        )}
      </Field>
      <button type="submit" class="strong">
        {words.save}
      </button>
      <p role="status" class="answer">
        {state.kind === 'saved' && `✓ ${words.saved}`}
      </p>
    </form>
  )
}

function Standing({ known: { relay }, words: { relay: words } }: SectionProps) {
  if (relay.origin === null) return <p class="seen">{words.alone}</p>
  return (
    <>
      {relay.problem === null && relay.readAt !== null && <p>{words.reads(relay.watches.length)}</p>}
      {relay.problem !== null && <p class="trouble">{words.problem[relay.problem.kind]}</p>}
      {relay.waiting > 0 && <p>{words.waiting(relay.waiting)}</p>}
      {relay.dropped > 0 && <p>{words.dropped(relay.dropped)}</p>}
    </>
  )
}
