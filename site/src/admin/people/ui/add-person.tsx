import type { Trouble } from '../../trouble.ts'
import type { PersonDraft } from '../models/person-draft.ts'

import { useModel } from '@preact/signals'

import { ROLES } from '#core/subscriber.ts'

import { LANGUAGES } from '../../../locales/words.ts'
import { useAdmin } from '../../context.ts'
import { issueOf } from '../../trouble.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { focusWrong } from '../../ui/focus-wrong.ts'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../../desk/locales/words.ts'
import { CHANNELS, PersonDraftModel, hasSecret } from '../models/person-draft.ts'
import { useAct } from '../../desk/ui/act.tsx'
import { useDesk } from '../../desk/ui/desk-context.ts'

/** An address of the operator's own: a channel, a group, a server. */
export function AddPerson({ onAdded }: { onAdded: () => void }) {
  const { say } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().people.add
  const act = useAct()
  const draft = useModel(() => new PersonDraftModel())
  const trouble = act.trouble.value
  const add = async (event: Event) => {
    event.preventDefault()
    const { currentTarget } = event
    const person = draft.toNew()
    const added = person === null ? null : await act.run(() => door.addPerson(person))
    if (added === null) return focusWrong(currentTarget)
    draft.clear()
    say(words.done)
    onAdded()
  }
  return (
    <details class="more">
      <summary>{words.title}</summary>
      <form class="form card" noValidate onSubmit={(event) => void add(event)}>
        <div class="fields">
          <Where draft={draft} trouble={trouble} />
          <Whose draft={draft} />
        </div>
        {trouble !== null && issueOf(trouble, 'address') === undefined && <TroubleBox trouble={trouble} />}
        <button type="submit" class="button button-main" aria-disabled={act.busy.value}>
          {act.busy.value ? words.busy : words.submit}
        </button>
      </form>
    </details>
  )
}

function Where({ draft, trouble }: { draft: PersonDraft; trouble: Trouble | null }) {
  const { people, channel: names } = useDeskWords()
  const words = people.add
  const kind = draft.channel.value
  const issue = issueOf(trouble, 'address')
  const isMissing = draft.missing.value && draft.address.value.trim() === ''
  const wrong = isMissing || issue !== undefined ? { text: words.missing, detail: issue?.message } : undefined
  return (
    <>
      <SelectField
        name="channel"
        label={words.channel}
        value={kind}
        options={CHANNELS.map((value) => ({ value, text: names[value] }))}
        onChange={(text) => {
          draft.channel.value = CHANNELS.find((one) => one === text) ?? 'telegram'
        }}
      />
      <TextField
        name="address"
        label={words.address}
        hint={words.hint[kind]}
        wrong={wrong}
        value={draft.address.value}
        maxLength={2048}
        code
        onChange={(text) => {
          draft.address.value = text
        }}
      />
      {hasSecret(kind) && (
        <TextField
          name="secret"
          label={words.secret[kind]}
          value={draft.secret.value}
          maxLength={200}
          code
          onChange={(text) => {
            draft.secret.value = text
          }}
        />
      )}
    </>
  )
}

function Whose({ draft }: { draft: PersonDraft }) {
  const { people, language } = useDeskWords()
  const words = people.add
  return (
    <>
      <SelectField
        name="role"
        label={words.role}
        value={draft.role.value}
        options={ROLES.map((value) => ({ value, text: people.role[value] }))}
        onChange={(text) => {
          draft.role.value = ROLES.find((one) => one === text) ?? 'reader'
        }}
      />
      <SelectField
        name="language"
        label={words.language}
        value={draft.locale.value}
        options={LANGUAGES.map((value) => ({ value, text: language[value] }))}
        onChange={(text) => {
          draft.locale.value = LANGUAGES.find((one) => one === text) ?? 'fr'
        }}
      />
    </>
  )
}
