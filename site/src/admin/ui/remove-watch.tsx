import type { Trouble } from '../trouble.ts'
import type { AdminWatch } from '../door.ts'

import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'

import { useAdmin, useAdminWords } from '../context.ts'
import { TroubleBox } from './trouble-box.tsx'

/** Deleting asks once, in a dialog that Escape leaves. */
export function RemoveWatch({ watch }: { watch: AdminWatch }) {
  const { door, watches, forms, say, go } = useAdmin()
  const words = useAdminWords().remove
  const dialog = useRef<HTMLDialogElement>(null)
  const busy = useSignal(false)
  const trouble = useSignal<Trouble | null>(null)

  const remove = async () => {
    if (busy.value) return
    busy.value = true
    trouble.value = null
    const answer = await door.remove(watch.id)
    busy.value = false
    // Somebody else was first: it is gone as wished.
    const isGone = answer.ok || (answer.trouble.kind === 'refused' && answer.trouble.status === 404)
    if (!isGone) {
      trouble.value = answer.trouble
      return
    }
    dialog.current?.close()
    forms.drop(watch.id)
    say(words.done(watch.name))
    go({ page: 'list' })
    await watches.sync()
  }
  return (
    <>
      <button type="button" class="button button-risky" onClick={() => dialog.current?.showModal()}>
        {words.ask}
      </button>
      <dialog ref={dialog} class="dialog" aria-labelledby="remove-title" aria-describedby="remove-text">
        <h2 id="remove-title">{words.title(watch.name)}</h2>
        <p id="remove-text">{words.text}</p>
        {trouble.value !== null && <TroubleBox trouble={trouble.value} />}
        <div class="buttons">
          <button type="button" class="button" onClick={() => dialog.current?.close()}>
            {words.keep}
          </button>
          <button
            type="button"
            class="button button-danger"
            aria-disabled={busy.value}
            onClick={() => void remove()}
          >
            {busy.value ? words.busy : words.confirm}
          </button>
        </div>
      </dialog>
    </>
  )
}
