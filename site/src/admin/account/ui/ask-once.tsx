import type { Answer } from '../../trouble.ts'

import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'

import { useAdmin } from '../../context.ts'
import { isGone } from '../../trouble.ts'
import { Confirm } from '../../ui/confirm.tsx'

type Props<T> = {
  open: string
  title: string
  text: string
  yes: string
  /** What is said when it is done. */
  done: (value: T | null) => string
  send: () => Promise<Answer<T>>
  onDone: (value: T | null) => void
}

/** A button for an act that cannot be taken back: it asks once. What is gone already is as wished. */
export function AskOnce<T>({ open, title, text, yes, done, send, onDone }: Props<T>) {
  const { say } = useAdmin()
  const asking = useSignal(false)
  const sent = useRef<{ value: T | null } | null>(null)
  const run = async () => {
    const answer = await send()
    if (!answer.ok && !isGone(answer.trouble)) return answer.trouble
    sent.current = { value: answer.ok ? answer.value : null }
    return null
  }
  // A dialog that closes gives the focus back to its button: what the act brings may take it only then.
  const close = () => {
    asking.value = false
    const ended = sent.current
    sent.current = null
    if (ended === null) return
    say(done(ended.value))
    onDone(ended.value)
  }
  return (
    <>
      <button
        type="button"
        class="button button-risky"
        onClick={() => {
          asking.value = true
        }}
      >
        {open}
      </button>
      {asking.value && <Confirm title={title} text={text} yes={yes} run={run} onClose={close} />}
    </>
  )
}
