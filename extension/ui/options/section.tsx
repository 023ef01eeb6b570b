import type { ComponentChildren } from 'preact'

type Props = { id: string; title: string; lead?: string; children: ComponentChildren }

export function Section({ id, title, lead, children }: Props) {
  return (
    <section class="panel" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} tabIndex={-1}>
        {title}
      </h2>
      {lead !== undefined && <p class="lead">{lead}</p>}
      {children}
    </section>
  )
}

type SwitchProps = { checked: boolean; label: string; help?: string; set: (on: boolean) => void }

/** A box to tick, with its words; the whole line is the target. */
export function Switch({ checked, label, help, set }: SwitchProps) {
  return (
    <label class="choice">
      <input type="checkbox" checked={checked} onChange={(event) => set(event.currentTarget.checked)} />
      <span>
        {label}
        {help !== undefined && <span class="seen"> {help}</span>}
      </span>
    </label>
  )
}
