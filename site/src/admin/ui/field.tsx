type Common = { label: string; hint?: string | undefined; wrong?: Wrong | undefined }

/** What is held against a field: in words, and as the relay says it in English when it says more. */
export type Wrong = { text: string; detail?: string | undefined }

type Props = Common & {
  name: string
  children: (ids: {
    id: string
    describedBy: string | undefined
    invalid: boolean
  }) => preact.ComponentChildren
}

/** A label, its control, a hint and what is wrong, tied together for everybody. */
function Field({ name, label, hint, wrong, children }: Props) {
  const [id, hintId, wrongId] = [`field-${name}`, `hint-${name}`, `wrong-${name}`]
  const described = [hint === undefined ? '' : hintId, wrong === undefined ? '' : wrongId].filter(Boolean)
  return (
    <div class={wrong === undefined ? 'field' : 'field field-wrong'}>
      <label for={id}>{label}</label>
      {children({
        id,
        describedBy: described.length === 0 ? undefined : described.join(' '),
        invalid: wrong !== undefined,
      })}
      {wrong !== undefined && (
        <p class="wrong" id={wrongId}>
          {wrong.text}
          {wrong.detail !== undefined && <span lang="en"> {wrong.detail}</span>}
        </p>
      )}
      {hint !== undefined && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
    </div>
  )
}

type TextProps = Common & {
  name: string
  value: string
  onChange: (text: string) => void
  type?: 'text' | 'date'
  /** Set in the type of code. */
  code?: boolean
  required?: boolean
  inputMode?: 'decimal' | 'url'
  maxLength?: number
}

export function TextField({ value, onChange, type = 'text', code = false, ...props }: TextProps) {
  const { name, label, hint, wrong, required, inputMode, maxLength } = props
  const kind = type === 'date' ? { type } : { type }
  return (
    <Field name={name} label={label} hint={hint} wrong={wrong}>
      {({ id, describedBy, invalid }) => (
        <input
          id={id}
          name={name}
          {...kind}
          class={code ? 'code' : undefined}
          value={value}
          required={required}
          inputMode={inputMode}
          maxLength={maxLength}
          autocomplete="off"
          spellcheck={!code && type === 'text'}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
    </Field>
  )
}

type SelectProps = Common & {
  name: string
  value: string
  options: readonly { value: string; text: string }[]
  onChange: (value: string) => void
}

export function SelectField({ name, label, hint, wrong, value, options, onChange }: SelectProps) {
  return (
    <Field name={name} label={label} hint={hint} wrong={wrong}>
      {({ id, describedBy, invalid }) => (
        <select
          id={id}
          name={name}
          value={value}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          onChange={(event) => onChange(event.currentTarget.value)}
        >
          {options.map((option) => (
            <option value={option.value} key={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
