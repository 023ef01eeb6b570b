import type { TargetedInputEvent } from 'preact'

type Props = {
  type: 'text' | 'url' | 'date' | 'number'
  value: string
  set: (value: string) => void
  id: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
}

/** One field of text, of an address, of a day or of a number of places (1 to 9). */
export function TextInput({ type, value, set, ...described }: Props) {
  const all = {
    ...described,
    value,
    autoComplete: 'off',
    onInput: ({ currentTarget }: TargetedInputEvent<HTMLInputElement>) => set(currentTarget.value),
  } as const
  switch (type) {
    case 'url':
      return <input type="url" inputMode="url" spellcheck={false} {...all} />
    case 'date':
      return <input type="date" {...all} />
    case 'number':
      return <input type="number" min={1} max={9} {...all} />
    default:
      return <input type="text" {...all} />
  }
}
