import type { Signal } from '@preact/signals'
import type { WaitingDevice } from '../device-door.ts'

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { useAdmin } from '../../context.ts'
import { hrefOf } from '../../models/route.ts'
import { TextField } from '../../ui/field.tsx'
import { focusWrong } from '../../ui/focus-wrong.ts'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../locales/words.ts'
import { useAct } from './act.tsx'
import { useDesk } from './desk-context.ts'

/** Finds a browser by the code that it shows, and lets it in or not. */
export function AddDevice({ code, onDecided }: { code: string; onDecided: () => void }) {
  const door = useDesk()
  const words = useDeskWords().devices.add
  const act = useAct()
  const typed = useSignal(code)
  const missing = useSignal(false)
  const waiting = useSignal<WaitingDevice | null>(null)
  const look = async () => {
    waiting.value = await act.run(() => door.waiting(typed.value.trim()))
  }
  useEffect(() => void (code === '' ? undefined : look()), [])
  const submit = (event: Event) => {
    event.preventDefault()
    missing.value = typed.value.trim() === ''
    if (missing.value) return focusWrong(event.currentTarget)
    void look()
  }
  return (
    <details class="more" open={code !== ''}>
      <summary>{words.title}</summary>
      {waiting.value === null ? (
        <form class="form card" noValidate onSubmit={submit}>
          <TextField
            name="device-code"
            label={words.code}
            hint={words.codeHint}
            wrong={missing.value ? { text: words.missing } : undefined}
            value={typed.value}
            maxLength={40}
            code
            onChange={(text) => {
              typed.value = text
            }}
          />
          {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
          <button type="submit" class="button button-main" aria-disabled={act.busy.value}>
            {act.busy.value ? words.looking : words.look}
          </button>
        </form>
      ) : (
        <Decide
          code={typed.value.trim()}
          waiting={waiting.value}
          onDecided={() => {
            waiting.value = null
            typed.value = ''
            // The code stands in the address no longer than it is needed.
            if (code !== '') location.replace(hrefOf({ page: 'devices' }))
            onDecided()
          }}
        />
      )}
    </details>
  )
}

type DecideProps = { code: string; waiting: WaitingDevice; onDecided: () => void }

function Decide({ code, waiting, onDecided }: DecideProps) {
  const { say } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().devices.add
  const act = useAct()
  const owner = useSignal('')
  const own = useSignal(false)
  const missing = useSignal(false)
  const decide = async (approve: boolean) => {
    const decision = approve ? { approve, owner: owner.value.trim(), own: own.value } : { approve }
    const done = await act.run(() => door.decide(code, decision))
    if (done === null) return
    say(approve ? words.approved : words.denied)
    onDecided()
  }
  const submit = (event: Event) => {
    event.preventDefault()
    missing.value = owner.value.trim() === ''
    if (missing.value) return focusWrong(event.currentTarget)
    void decide(true)
  }
  return (
    <form class="form card" noValidate onSubmit={submit}>
      <Asking waiting={waiting} />
      <Whose owner={owner} own={own} missing={missing.value} />
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
      <div class="buttons">
        <button type="submit" class="button button-main" aria-disabled={act.busy.value}>
          {act.busy.value ? words.busy : words.approve}
        </button>
        <button
          type="button"
          class="button button-risky"
          aria-disabled={act.busy.value}
          onClick={() => void decide(false)}
        >
          {words.deny}
        </button>
      </div>
    </form>
  )
}

/** What the browser says of itself, and its key's fingerprint, which it cannot choose. */
function Asking({ waiting }: { waiting: WaitingDevice }) {
  const { devices } = useDeskWords()
  const { label, version, fingerprint } = waiting
  return (
    <div role="status">
      <h2>{devices.add.found}</h2>
      <dl class="row-facts">
        <div>
          <dt>{devices.version}</dt>
          <dd>
            {label} ({version})
          </dd>
        </div>
        <div>
          <dt>{devices.fingerprint}</dt>
          <dd class="code">{fingerprint}</dd>
        </div>
      </dl>
      <p>{devices.add.compare}</p>
    </div>
  )
}

type WhoseProps = { owner: Signal<string>; own: Signal<boolean>; missing: boolean }

function Whose({ owner, own, missing }: WhoseProps) {
  const words = useDeskWords().devices.add
  return (
    <>
      <TextField
        name="device-owner"
        label={words.owner}
        hint={words.ownerHint}
        wrong={missing ? { text: words.ownerMissing } : undefined}
        value={owner.value}
        maxLength={60}
        onChange={(text) => {
          owner.value = text
        }}
      />
      <label class="switch">
        <input
          type="checkbox"
          checked={own.value}
          onChange={(event) => {
            own.value = event.currentTarget.checked
          }}
        />
        <span>{words.own}</span>
      </label>
    </>
  )
}
