import type { ComponentChildren } from 'preact'

type Props = {
  id: string
  label: string
  help?: string
  problem?: string | null
  children: (described: {
    id: string
    'aria-describedby'?: string
    'aria-invalid'?: boolean
  }) => ComponentChildren
}

/** A field with its label above it, its help and what is wrong with it: all three are read with it. */
export function Field({ id, label, help, problem = null, children }: Props) {
  const described = [
    ...(help === undefined ? [] : [`${id}-help`]),
    ...(problem === null ? [] : [`${id}-wrong`]),
  ]
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {help !== undefined && (
        <p id={`${id}-help`} class="seen">
          {help}
        </p>
      )}
      {children({
        id,
        ...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') }),
        ...(problem === null ? {} : { 'aria-invalid': true }),
      })}
      {problem !== null && (
        <p id={`${id}-wrong`} class="wrong" role="alert">
          ✕ {problem}
        </p>
      )}
    </div>
  )
}
