import { useSignal } from '@preact/signals'
import { encode } from 'uqr'

import { useWords } from '../../../context.ts'
import { moment } from '../../../models/times.ts'
import { useAdmin } from '../../context.ts'
import { useAct } from '../../desk/ui/act.tsx'
import { TextField } from '../../ui/field.tsx'
import { focusWrong } from '../../ui/focus-wrong.ts'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useAccountDoor } from '../context.ts'
import { useAccountWords } from '../locales/words.ts'
import { AskOnce } from './ask-once.tsx'

type Props = {
  since: number | null
  onChanged: () => void
  onRecovery: (codes: readonly string[]) => void
}

/** The app that makes codes: set up, or removed. */
export function Codes({ since, onChanged, onRecovery }: Props) {
  const { locale } = useWords()
  const door = useAccountDoor()
  const words = useAccountWords().codes
  const act = useAct()
  const begun = useSignal<{ secret: string; uri: string } | null>(null)
  const begin = async () => {
    begun.value = await act.run(() => door.beginCodes())
  }
  return (
    <section class="part" aria-labelledby="codes-title">
      <h2 id="codes-title">{words.title}</h2>
      <p class="hint">{words.lead}</p>
      <p>{since === null ? words.off : `${words.on} ${moment(since, locale)}`}</p>
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
      {since === null && begun.value === null && (
        <div class="buttons">
          <button type="button" class="button" aria-disabled={act.busy.value} onClick={() => void begin()}>
            {act.busy.value ? words.busy : words.begin}
          </button>
        </div>
      )}
      {since === null && begun.value !== null && (
        <SetUp
          {...begun.value}
          onDone={(recovery) => {
            begun.value = null
            if (recovery !== null) onRecovery(recovery)
            onChanged()
          }}
          onCancel={() => {
            begun.value = null
          }}
        />
      )}
      {since !== null && (
        <div class="buttons">
          <AskOnce
            open={words.drop}
            title={words.dropTitle}
            text={words.dropText}
            yes={words.drop}
            done={() => words.dropped}
            send={() => door.dropCodes()}
            onDone={onChanged}
          />
        </div>
      )}
    </section>
  )
}

type SetUpProps = {
  secret: string
  uri: string
  onDone: (recovery: readonly string[] | null) => void
  onCancel: () => void
}

function SetUp({ secret, uri, onDone, onCancel }: SetUpProps) {
  const { say } = useAdmin()
  const door = useAccountDoor()
  const words = useAccountWords().codes
  const act = useAct()
  const code = useSignal('')
  const missing = useSignal(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    missing.value = code.value.trim() === ''
    if (missing.value) return focusWrong(event.currentTarget)
    const confirmed = await act.run(() => door.confirmCodes(code.value.trim()))
    if (confirmed === null) return
    say(words.done)
    onDone(confirmed.recovery)
  }
  return (
    <form class="form card" noValidate onSubmit={(event) => void submit(event)}>
      <p>{words.scan}</p>
      <Qr text={uri} label={words.qr} />
      <p>
        {words.secret} <code>{secret.replaceAll(/.{4}(?=.)/g, '$& ')}</code>
      </p>
      <TextField
        name="first-code"
        label={words.code}
        hint={words.codeHint}
        wrong={missing.value ? { text: words.codeMissing } : undefined}
        value={code.value}
        maxLength={10}
        inputMode="decimal"
        code
        onChange={(text) => {
          code.value = text
        }}
      />
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
      <div class="buttons">
        <button type="submit" class="button button-main" aria-disabled={act.busy.value}>
          {act.busy.value ? words.busy : words.confirm}
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {words.cancel}
        </button>
      </div>
    </form>
  )
}

/** Dark on light whatever the scheme: telephones read no other. */
function Qr({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 })
  const path = data
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('')
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  )
}
