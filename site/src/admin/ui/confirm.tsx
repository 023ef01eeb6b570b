import type { Trouble } from '../trouble.ts'

import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'

import { useAdminWords } from '../context.ts'
import { TroubleBox } from './trouble-box.tsx'

type Props = {
  title: string
  text: string
  /** What the button that does it says, where nothing is deleted. */
  yes?: string
  /** What went wrong, or `null` when it is done. */
  run: () => Promise<Trouble | null>
  onClose: () => void
}

/** Asks once before something is deleted, in a dialog that Escape leaves. The way out has the focus. */
export function Confirm({ title, text, yes, run, onClose }: Props) {
  const words = useAdminWords().confirm
  const dialog = useRef<HTMLDialogElement>(null)
  const busy = useSignal(false)
  const trouble = useSignal<Trouble | null>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  const confirm = async () => {
    if (busy.value) return
    busy.value = true
    trouble.value = await run()
    busy.value = false
    if (trouble.value === null) dialog.current?.close()
  }
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="confirm-title"
      aria-describedby="confirm-text"
      onClose={onClose}
    >
      <h2 id="confirm-title">{title}</h2>
      <p id="confirm-text">{text}</p>
      {trouble.value !== null && <TroubleBox trouble={trouble.value} />}
      <div class="buttons">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {yes === undefined ? words.keep : words.leave}
        </button>
        <button
          type="button"
          class="button button-danger"
          aria-disabled={busy.value}
          onClick={() => void confirm()}
        >
          {busy.value ? (yes === undefined ? words.busy : words.doing) : (yes ?? words.confirm)}
        </button>
      </div>
    </dialog>
  )
}
