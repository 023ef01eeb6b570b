import type { Signal } from '@preact/signals'

type Props = {
  name: string
  label: string
  action: string
  busy: boolean
  pasted: Signal<string>
  onSend: () => void
}

/** A field for the link of a subscription. It holds a secret: nothing of it is remembered by the browser. */
export function PasteLink({ name, label, action, busy, pasted, onSend }: Props) {
  return (
    <form
      class="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSend()
      }}
    >
      <div class="field">
        <label for={name}>{label}</label>
        <input
          id={name}
          type="text"
          inputMode="url"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          maxLength={400}
          value={pasted.value}
          onInput={(event) => {
            pasted.value = event.currentTarget.value
          }}
        />
      </div>
      <button type="submit" class="button" aria-disabled={busy}>
        {action}
      </button>
    </form>
  )
}
