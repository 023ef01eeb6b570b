import type { Scope } from '#core/scope.ts'
import type { Signal } from '@preact/signals'

import { SCOPES } from '#core/scope.ts'
import { useSignal } from '@preact/signals'

import { useAct } from '../../desk/ui/act.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { focusWrong } from '../../ui/focus-wrong.ts'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useAccountDoor } from '../context.ts'
import { useAccountWords } from '../locales/words.ts'

const DAYS = [7, 30, 90, 365] as const

/** A new key: whose, what it may do, until when. `onMade` gets the key itself, which is shown once. */
export function NewKeyForm({ onMade }: { onMade: (token: string) => void }) {
  const door = useAccountDoor()
  const words = useAccountWords().keys
  const act = useAct()
  const name = useSignal('')
  const scopes = useSignal<readonly Scope[]>(['read'])
  const days = useSignal('90')
  const tried = useSignal(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    tried.value = true
    const called = name.value.trim()
    if (called === '' || scopes.value.length === 0) return focusWrong(event.currentTarget)
    const until = days.value === '' ? null : Number(days.value)
    const made = await act.run(() => door.makeKey({ name: called, scopes: [...scopes.value], days: until }))
    if (made === null) return
    name.value = ''
    tried.value = false
    onMade(made.token)
  }
  return (
    <form class="form card" noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        name="key-name"
        label={words.name}
        hint={words.nameHint}
        wrong={tried.value && name.value.trim() === '' ? { text: words.nameMissing } : undefined}
        value={name.value}
        maxLength={60}
        onChange={(text) => {
          name.value = text
        }}
      />
      <Scopes scopes={scopes} tried={tried.value} />
      <SelectField
        name="key-days"
        label={words.days}
        value={days.value}
        options={[
          ...DAYS.map((count) => ({ value: String(count), text: words.day(count) })),
          { value: '', text: words.forever },
        ]}
        onChange={(value) => {
          days.value = value
        }}
      />
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
      <button type="submit" class="button button-main" aria-disabled={act.busy.value}>
        {act.busy.value ? words.making : words.make}
      </button>
    </form>
  )
}

function Scopes({ scopes, tried }: { scopes: Signal<readonly Scope[]>; tried: boolean }) {
  const words = useAccountWords().keys
  const isWrong = tried && scopes.value.length === 0
  return (
    <fieldset class="scopes" aria-describedby={isWrong ? 'scopes-wrong' : undefined}>
      <legend>{words.scopes}</legend>
      {SCOPES.map((scope) => (
        <label class="switch" key={scope}>
          <input
            type="checkbox"
            checked={scopes.value.includes(scope)}
            aria-invalid={isWrong}
            onChange={(event) => {
              const others = scopes.value.filter((one) => one !== scope)
              scopes.value = event.currentTarget.checked ? [...others, scope] : others
            }}
          />
          <span>{words.scope[scope]}</span>
        </label>
      ))}
      {isWrong && (
        <p class="wrong" id="scopes-wrong" role="alert">
          {words.scopesMissing}
        </p>
      )}
    </fieldset>
  )
}
