import type { Trouble } from '../../trouble.ts'
import type { Wrong } from '../../ui/field.tsx'
import type { Metric, Part } from '../models/rule-parts.ts'

import { wordMetric } from '#core/rule-meaning.ts'
import { COMPARISONS } from '#core/rules.ts'

import { useApp } from '../../../context.ts'
import { useAdmin } from '../../context.ts'
import { issueOf } from '../../trouble.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { useDeskWords } from '../locales/words.ts'
import { numberOf } from '../models/rule-draft.ts'
import {
  STATES,
  SUBJECTS,
  canBeByHost,
  hasNumber,
  hasStates,
  hasWindow,
  isPercent,
  labelsFor,
  metricsFor,
} from '../models/rule-parts.ts'

export type PartProps = {
  part: Part
  index: number
  /** Where it stands in the request. */
  path: string
  metrics: readonly Metric[]
  /** What is missing is named. */
  isChecked: boolean
  trouble: Trouble | null
  change: (change: Partial<Part>) => void
  /** `null` when it is the only one. */
  remove: (() => void) | null
}

/** One part of a new rule's condition: what is looked at, and with what it is compared. */
export function RulePart(props: PartProps) {
  const { part, index, change, remove } = props
  const words = useDeskWords().builder
  return (
    <fieldset class="group form">
      <legend>{words.part(index + 1)}</legend>
      <SelectField
        name={`part-${index}-subject`}
        label={words.subject}
        value={part.subject}
        options={SUBJECTS.map((value) => ({ value, text: words.subjects[value] }))}
        onChange={(text) =>
          change({ subject: SUBJECTS.find((one) => one === text) ?? part.subject, label: '' })
        }
      />
      {hasStates(part) ? <States {...props} /> : <MetricField {...props} />}
      {canBeByHost(part) && (
        <Switch text={words.byHost} checked={part.byHost} onChange={(byHost) => change({ byHost })} />
      )}
      {hasWindow(part) && <NumberField {...props} field="window" label={words.window} below="left.window" />}
      <Only {...props} />
      {hasNumber(part) && <Compared {...props} />}
      {remove !== null && (
        <button type="button" class="button" onClick={remove}>
          {words.without(index + 1)}
        </button>
      )}
    </fieldset>
  )
}

/** What the relay holds against something below this part. */
function issueAt({ path, trouble }: PartProps, ...below: string[]): Wrong | undefined {
  const issue = below.flatMap((one) => issueOf(trouble, `${path}.${one}`) ?? [])[0]
  return issue === undefined ? undefined : { text: '', detail: issue.message }
}

function States({ part, isChecked, change }: PartProps) {
  const words = useDeskWords().builder
  const isMissing = isChecked && part.states.length === 0
  return (
    <fieldset class="group">
      <legend>{words.states}</legend>
      {STATES.map((state) => (
        <Switch
          key={state}
          text={words.state[state]}
          checked={part.states.includes(state)}
          invalid={isMissing}
          onChange={(isChosen) =>
            change({ states: STATES.filter((one) => (one === state ? isChosen : part.states.includes(one))) })
          }
        />
      ))}
      {isMissing && <p class="wrong">{words.noState}</p>}
    </fieldset>
  )
}

function MetricField(props: PartProps) {
  const { part, index, metrics, isChecked, change } = props
  const language = useApp().choice.language.value
  const words = useDeskWords().builder
  const wrong =
    isChecked && part.metric === '' ? { text: words.noMetric } : issueAt(props, 'left.name', 'name')
  return (
    <SelectField
      name={`part-${index}-metric`}
      label={words.metric}
      wrong={wrong}
      value={part.metric}
      options={[
        { value: '', text: words.choose },
        ...metricsFor(part, metrics).map(({ name }) => ({ value: name, text: wordMetric(name, language) })),
      ]}
      onChange={(metric) => change({ metric, label: '' })}
    />
  )
}

/** Only of a site, a watch and the like. */
function Only(props: PartProps) {
  const { part, index, metrics, change } = props
  const { watches } = useAdmin()
  const words = useDeskWords().builder
  const labels = labelsFor(part, metrics)
  if (labels.length === 0) return null
  const state = watches.state.value
  const known = state.kind === 'shown' ? state.watches : []
  const wrong = issueAt(props, 'left.match.0.value', 'match.0.value', 'left.match.0.label', 'match.0.label')
  return (
    <>
      <SelectField
        name={`part-${index}-label`}
        label={words.label}
        value={part.label}
        options={[
          { value: '', text: words.everything },
          ...labels.map((value) => ({ value, text: words.labels[value] ?? value })),
        ]}
        onChange={(label) => change({ label, value: label === 'watch' ? (known[0]?.id ?? '') : '' })}
      />
      {part.label === 'watch' && known.length > 0 ? (
        <SelectField
          name={`part-${index}-value`}
          label={words.value}
          wrong={wrong}
          value={part.value}
          options={known.map(({ id, name }) => ({ value: id, text: name }))}
          onChange={(value) => change({ value })}
        />
      ) : (
        part.label !== '' && (
          <TextField
            name={`part-${index}-value`}
            label={words.value}
            wrong={wrong}
            value={part.value}
            maxLength={300}
            code
            onChange={(value) => change({ value })}
          />
        )
      )}
    </>
  )
}

function Compared(props: PartProps) {
  const { part, index, change } = props
  const words = useDeskWords().builder
  return (
    <div class="fields">
      <SelectField
        name={`part-${index}-op`}
        label={words.op}
        value={part.op}
        options={COMPARISONS.map((value) => ({ value, text: words.ops[value] }))}
        onChange={(text) => change({ op: COMPARISONS.find((one) => one === text) ?? part.op })}
      />
      <NumberField
        {...props}
        field="right"
        label={isPercent(part) ? words.percent : words.right}
        below="right"
      />
    </div>
  )
}

type NumberProps = PartProps & { field: 'right' | 'window'; label: string; below: string }

function NumberField(props: NumberProps) {
  const { part, index, field, label, below, change } = props
  const words = useDeskWords().rules
  const wrong = numberOf(part[field]) === null ? { text: words.wrong } : issueAt(props, below)
  return (
    <TextField
      name={`part-${index}-${field}`}
      label={label}
      wrong={wrong}
      inputMode="decimal"
      value={part[field]}
      maxLength={20}
      onChange={(text) => change({ [field]: text })}
    />
  )
}

type SwitchProps = { text: string; checked: boolean; invalid?: boolean; onChange: (is: boolean) => void }

export function Switch({ text, checked, invalid = false, onChange }: SwitchProps) {
  return (
    <label class="switch">
      <input
        type="checkbox"
        checked={checked}
        aria-invalid={invalid}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{text}</span>
    </label>
  )
}
