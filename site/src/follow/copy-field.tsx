import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'

import { useFollowWords } from './words.ts'

type Props = { id: string; label: string; text: string }

/** A line to take along. Where the browser refuses to copy, it is selected, and that is said. */
export function CopyField({ id, label, text }: Props) {
  const words = useFollowWords()
  const field = useRef<HTMLInputElement>(null)
  const said = useSignal('')
  useEffect(() => {
    said.value = ''
  }, [text])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      said.value = words.copied
    } catch {
      field.current?.select()
      said.value = words.notCopied
    }
  }
  return (
    <div class="copy">
      <label for={id}>{label}</label>
      <div class="copy-line">
        <input id={id} ref={field} type="text" readOnly value={text} spellcheck={false} dir="ltr" />
        <button type="button" class="copy-button" onClick={() => void copy()}>
          {words.copy}
          <span class="unseen"> {label}</span>
        </button>
      </div>
      <p class="copy-said" role="status">
        {said.value}
      </p>
    </div>
  )
}
