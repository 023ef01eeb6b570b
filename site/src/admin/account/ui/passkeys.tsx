import type { PasskeyLine } from '../door.ts'

import { useSignal } from '@preact/signals'
import { useLayoutEffect } from 'preact/hooks'

import { useWords } from '../../../context.ts'
import { moment } from '../../../models/times.ts'
import { Ago } from '../../../ui/ago.tsx'
import { useAdmin } from '../../context.ts'
import { useAct } from '../../desk/ui/act.tsx'
import { makePasskey } from '../../passkey.ts'
import { TextField } from '../../ui/field.tsx'
import { focusWrong } from '../../ui/focus-wrong.ts'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useAccountDoor } from '../context.ts'
import { useAccountWords } from '../locales/words.ts'
import { AskOnce } from './ask-once.tsx'
import { Fact } from './part.tsx'

type Props = {
  passkeys: readonly PasskeyLine[]
  onChanged: () => void
  onRecovery: (codes: readonly string[]) => void
}

/** Passkeys: several, named, each removable. */
export function Passkeys({ passkeys, onChanged, onRecovery }: Props) {
  const words = useAccountWords().passkeys
  return (
    <section class="part" aria-labelledby="passkeys-title">
      <h2 id="passkeys-title">{words.title}</h2>
      <p class="hint">{words.lead}</p>
      {passkeys.length === 0 && <p>{words.none}</p>}
      {passkeys.length > 0 && (
        <ul class="rows-list">
          {passkeys.map((passkey) => (
            <Row passkey={passkey} onChanged={onChanged} key={passkey.id} />
          ))}
        </ul>
      )}
      <Add onChanged={onChanged} onRecovery={onRecovery} />
    </section>
  )
}

function Add({ onChanged, onRecovery }: Omit<Props, 'passkeys'>) {
  const { say } = useAdmin()
  const door = useAccountDoor()
  const words = useAccountWords().passkeys
  const act = useAct()
  const name = useSignal('')
  const missing = useSignal(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    const called = name.value.trim()
    missing.value = called === ''
    if (missing.value) return focusWrong(event.currentTarget)
    const added = await act.run(async () => {
      const asked = await door.askPasskey()
      if (!asked.ok) return asked
      const made = await makePasskey(asked.value)
      return made.ok ? await door.addPasskey(called, made.value) : made
    })
    if (added === null) return
    name.value = ''
    say(words.added(called))
    if (added.recovery !== null) onRecovery(added.recovery)
    onChanged()
  }
  return (
    <form class="form card" noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        name="passkey-name"
        label={words.name}
        hint={words.nameHint}
        wrong={missing.value ? { text: words.nameMissing } : undefined}
        value={name.value}
        maxLength={60}
        onChange={(text) => {
          name.value = text
        }}
      />
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
      <button type="submit" class="button button-main" aria-disabled={act.busy.value}>
        {act.busy.value ? words.adding : words.add}
      </button>
    </form>
  )
}

function Row({ passkey, onChanged }: { passkey: PasskeyLine; onChanged: () => void }) {
  const { locale } = useWords()
  const door = useAccountDoor()
  const words = useAccountWords().passkeys
  const naming = useSignal(false)
  const { id, name, rp, synced, createdAt, usedAt } = passkey
  return (
    <li class="card row" aria-labelledby={`passkey-${id}`}>
      <h3 id={`passkey-${id}`}>{name}</h3>
      {rp !== location.hostname && <p class="wrong">{words.elsewhere(rp)}</p>}
      <dl class="row-facts">
        <Fact label={words.used}>
          <Ago at={usedAt} />
        </Fact>
        <Fact label={words.since}>{moment(createdAt, locale)}</Fact>
        <Fact label={words.kept}>{synced ? words.synced : words.single}</Fact>
      </dl>
      {naming.value ? (
        <Rename
          passkey={passkey}
          onClose={(changed) => {
            naming.value = false
            if (changed) onChanged()
          }}
        />
      ) : (
        <div class="buttons">
          <button
            type="button"
            class="button"
            onClick={() => {
              naming.value = true
            }}
          >
            {words.rename}
          </button>
          <AskOnce
            open={words.drop}
            title={words.dropTitle(name)}
            text={words.dropText}
            yes={words.drop}
            done={() => words.dropped}
            send={() => door.dropPasskey(id)}
            onDone={onChanged}
          />
        </div>
      )}
    </li>
  )
}

function Rename({ passkey, onClose }: { passkey: PasskeyLine; onClose: (changed: boolean) => void }) {
  const { say } = useAdmin()
  const door = useAccountDoor()
  const words = useAccountWords().passkeys
  const act = useAct()
  const name = useSignal(passkey.name)
  const missing = useSignal(false)
  useLayoutEffect(() => document.getElementById(`field-passkey-${passkey.id}`)?.focus(), [])
  const submit = async (event: Event) => {
    event.preventDefault()
    missing.value = name.value.trim() === ''
    if (missing.value) return focusWrong(event.currentTarget)
    if ((await act.run(() => door.renamePasskey(passkey.id, name.value.trim()))) === null) return
    say(words.renamed)
    onClose(true)
  }
  return (
    <form class="form" noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        name={`passkey-${passkey.id}`}
        label={words.newName(passkey.name)}
        wrong={missing.value ? { text: words.nameMissing } : undefined}
        value={name.value}
        maxLength={60}
        onChange={(text) => {
          name.value = text
        }}
      />
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
      <div class="buttons">
        <button type="submit" class="button button-main" aria-disabled={act.busy.value}>
          {words.save}
        </button>
        <button type="button" class="button" onClick={() => onClose(false)}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}
