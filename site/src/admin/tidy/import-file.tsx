import type { FileDoor, FilePreview } from './door.ts'
import type { Trouble } from '../trouble.ts'

import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'

import { useAdmin } from '../context.ts'
import { Bones } from '../ui/bones.tsx'
import { TroubleBox } from '../ui/trouble-box.tsx'
import { PreviewTable } from './preview-table.tsx'
import { useTidyWords } from './words.ts'

/** More is no list of 500 watches; the relay takes no more either. */
const LONGEST = 500_000
/** More than the longest text takes, whatever its signs. */
const BYTES_MOST = 4 * LONGEST

type State =
  | { kind: 'choosing'; trouble: Trouble | null }
  | { kind: 'looking' }
  | { kind: 'shown'; text: string; preview: FilePreview; trouble: Trouble | null; busy: boolean }
  | { kind: 'done'; added: number; changed: number }

const tooLarge: Trouble = { kind: 'refused', status: 413, code: 'too-large', issues: [], waitMs: null }

/** From a file to what it would do, to what it did. */
export function ImportFile({ door }: { door: FileDoor }) {
  const { watches, say } = useAdmin()
  const words = useTidyWords().transfer
  const state = useSignal<State>({ kind: 'choosing', trouble: null })
  /** What was pasted stays there to be corrected. */
  const pasted = useRef('')
  const choose = (trouble: Trouble | null) => {
    state.value = { kind: 'choosing', trouble }
    // What had the focus is gone.
    requestAnimationFrame(() => document.getElementById('import-text')?.focus())
  }
  const look = async (text: string, trouble: Trouble | null = null) => {
    if (text.length > LONGEST) return choose(tooLarge)
    state.value = { kind: 'looking' }
    const answer = await door.preview(text)
    if (answer.ok) state.value = { kind: 'shown', text, preview: answer.value, trouble, busy: false }
    else choose(answer.trouble)
  }
  const bringIn = async (rows: number[]) => {
    const shown = state.value
    if (shown.kind !== 'shown' || shown.busy || rows.length === 0) return
    state.value = { ...shown, busy: true, trouble: null }
    const { text, preview } = shown
    const answer = await door.bringIn({ text, rows, seen: preview.seen })
    if (answer.ok) {
      state.value = { kind: 'done', ...answer.value }
      say(words.done(answer.value.added, answer.value.changed))
      await watches.sync()
    } else if (answer.trouble.kind === 'refused' && answer.trouble.status === 409) {
      // Somebody changed the list in between: what it would do now is shown with why it is shown again.
      await look(text, answer.trouble)
    } else state.value = { ...shown, busy: false, trouble: answer.trouble }
  }
  const again = () => {
    pasted.current = ''
    choose(null)
  }
  const now = state.value
  if (now.kind === 'looking') return <Bones text={words.looking} />
  if (now.kind === 'choosing')
    return <Choose trouble={now.trouble} pasted={pasted} onText={(text) => void look(text)} />
  if (now.kind === 'shown')
    return (
      <PreviewTable
        key={now.preview.seen}
        preview={now.preview}
        busy={now.busy}
        trouble={now.trouble}
        onTake={(rows) => void bringIn(rows)}
        onOther={again}
      />
    )
  return <Finished {...now} onAgain={again} />
}

type FinishedProps = { added: number; changed: number; onAgain: () => void }

function Finished({ added, changed, onAgain }: FinishedProps) {
  const words = useTidyWords().transfer
  return (
    <div class="import-done">
      <Said>{words.done(added, changed)}</Said>
      <div class="buttons">
        <a class="button button-main" href="#/">
          {words.toList}
        </a>
        <button type="button" class="button" onClick={onAgain}>
          {words.other}
        </button>
      </div>
    </div>
  )
}

/** What came of it; the button that asked for it is gone. */
function Said({ children }: { children: string }) {
  const text = useRef<HTMLParagraphElement>(null)
  useLayoutEffect(() => text.current?.focus(), [])
  return (
    <p ref={text} tabIndex={-1}>
      {children}
    </p>
  )
}

/** UTF-8, or what spreadsheets of Western Europe write instead. What is far too long is not read whole. */
async function textOf(file: Blob): Promise<string> {
  const bytes = await file.slice(0, BYTES_MOST).arrayBuffer()
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

type ChooseProps = {
  trouble: Trouble | null
  pasted: { current: string }
  onText: (text: string) => void
}

function Choose({ trouble, pasted, onText }: ChooseProps) {
  const words = useTidyWords().transfer
  const area = useRef<HTMLTextAreaElement>(null)
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault()
        pasted.current = area.current?.value ?? ''
        onText(pasted.current)
      }}
    >
      <label class="button file-button">
        {words.choose}
        <input
          type="file"
          name="file"
          class="unseen"
          accept=".json,.csv,.txt,application/json,text/csv"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? []
            if (file !== undefined) void textOf(file).then(onText)
          }}
        />
      </label>
      <div class="field">
        <label for="import-text">{words.or}</label>
        <textarea
          id="import-text"
          class="code"
          rows={4}
          spellcheck={false}
          defaultValue={pasted.current}
          ref={area}
        />
      </div>
      {trouble !== null && <TroubleBox trouble={trouble} />}
      <button type="submit" class="button">
        {words.look}
      </button>
    </form>
  )
}
