import type { PartWords } from '../../locales/fr-parts.ts'
import type { LinkTrouble } from '../../models/draft.ts'
import type { List } from '../../models/list.ts'

import { useState } from 'preact/hooks'

import { draftOfLink } from '../../models/draft.ts'
import { Field } from './field.tsx'
import { Files } from './files.tsx'
import { TextInput } from './text-input.tsx'
import { usePartWords } from './use-words.ts'

type Props = { list: List; words: PartWords['add'] }

/** The other ways to a match: its link, the relay's list, an element of the page, a file. */
export function Add({ list }: { list: List }) {
  const parts = usePartWords(list)
  const { trouble } = list.state
  if (parts === null) return <p aria-busy="true">{list.page.state.words.loading}</p>
  const words = parts.add
  return (
    <div class="tools">
      {trouble?.where === 'add' && <p class="trouble">{list.page.state.words.trouble[trouble.kind]}</p>}
      <ByLink list={list} words={words} />
      <FromRelay list={list} words={words} />
      <section class="field">
        <button
          type="button"
          class="plain"
          onClick={() => void list.act('add', { type: 'pick', purpose: 'new' })}
        >
          {words.point}
        </button>
        <p class="seen">{words.pointHelp}</p>
      </section>
      <section class="field" aria-labelledby="files">
        <h3 id="files">{words.file}</h3>
        <Files ask={(message) => list.door.ask(message)} parts={parts} />
      </section>
    </div>
  )
}

function ByLink({ list, words }: Props) {
  const [link, setLink] = useState('')
  const [name, setName] = useState('')
  const [wrong, setWrong] = useState<LinkTrouble | null>(null)
  const { trouble } = list.page.state.words
  const follow = () => {
    const read = draftOfLink(link, name)
    setWrong(read.ok ? null : read.problem)
    if (read.ok) void list.follow(read.draft, 'add')
    else document.getElementById('add-link')?.focus()
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        follow()
      }}
    >
      <Field
        id="add-link"
        label={words.link}
        help={words.linkHelp}
        problem={wrong === null ? null : trouble[wrong]}
      >
        {(described) => (
          <TextInput
            type="url"
            {...described}
            value={link}
            set={(value) => {
              setLink(value)
              setWrong(null)
            }}
          />
        )}
      </Field>
      <Field id="add-name" label={words.name} help={words.nameHelp}>
        {(described) => <TextInput type="text" {...described} value={name} set={setName} />}
      </Field>
      <button type="submit" class="strong">
        {words.follow}
      </button>
      <p class="seen">{words.asks}</p>
    </form>
  )
}

function FromRelay({ list, words }: Props) {
  const { known } = list.page.state
  if (known === null || known.relay.origin === null) return null
  const followed = new Set(known.follows.flatMap(({ relayWatchId, url }) => [relayWatchId, url]))
  const watches = known.relay.watches.filter(({ id, url }) => !followed.has(id) && !followed.has(url))
  return (
    <section class="field" aria-labelledby="from-relay">
      <h3 id="from-relay">{words.relay}</h3>
      {watches.length === 0 && <p class="seen">{words.relayEmpty}</p>}
      <ul class="rows">
        {watches.map(({ id, name, url }) => (
          <li key={id}>
            <span>{name}</span>
            <button
              type="button"
              class="plain"
              onClick={() =>
                void list.follow(
                  {
                    name,
                    url,
                    target: {},
                    date: null,
                    pace: 'normal',
                    relayWatchId: id,
                    window: false,
                  },
                  'add',
                )
              }
            >
              {words.relayFollow}
              <span class="unseen"> {name}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
