import type { AdminWatch } from '../door.ts'
import type { Trouble } from '../trouble.ts'

import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'

import { useAdmin, useAdminWords } from '../context.ts'
import { TroubleBox } from './trouble-box.tsx'

/** Deleting asks once, in a dialog that Escape leaves. */
export function RemoveWatch({ watch }: { watch: AdminWatch }) {
  const words = useAdminWords().remove
  const asking = useSignal(false)
  return (
    <>
      <button
        type="button"
        class="button button-risky"
        onClick={() => {
          asking.value = true
        }}
      >
        {words.ask}
      </button>
      {asking.value && (
        <Ask
          watch={watch}
          onClose={() => {
            asking.value = false
          }}
        />
      )}
    </>
  )
}

function Ask({ watch, onClose }: { watch: AdminWatch; onClose: () => void }) {
  const words = useAdminWords().remove
  const dialog = useRef<HTMLDialogElement>(null)
  const removal = useRemoval(watch)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby="remove-title"
      aria-describedby="remove-text"
      onClose={onClose}
    >
      <h2 id="remove-title">{words.title(watch.name)}</h2>
      <p id="remove-text">{words.text}</p>
      {removal.trouble.value !== null && <TroubleBox trouble={removal.trouble.value} />}
      <div class="buttons">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {words.keep}
        </button>
        <button
          type="button"
          class="button button-danger"
          aria-disabled={removal.busy.value}
          onClick={() => void removal.run()}
        >
          {removal.busy.value ? words.busy : words.confirm}
        </button>
      </div>
    </dialog>
  )
}

function useRemoval(watch: AdminWatch) {
  const { door, watches, forms, words, say, go } = useAdmin()
  const busy = useSignal(false)
  const trouble = useSignal<Trouble | null>(null)
  const run = async () => {
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
    forms.drop(watch.id)
    say(words.value.remove.done(watch.name))
    go({ page: 'list' })
    await watches.sync()
  }
  return { busy, trouble, run }
}
