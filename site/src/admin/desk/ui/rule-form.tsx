import type { Trouble } from '../../trouble.ts'
import type { RuleLine } from '../door.ts'
import type { RuleDraft } from '../models/rule-draft.ts'

import { useModel } from '@preact/signals'

import { SEVERITIES } from '#core/alert.ts'

import { useAdmin } from '../../context.ts'
import { issueOf } from '../../trouble.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { focusWrong } from '../../ui/focus-wrong.ts'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../locales/words.ts'
import { leavesOf } from '../models/conditions.ts'
import { RuleDraftModel, numberOf } from '../models/rule-draft.ts'
import { useAct } from './act.tsx'
import { useDesk } from './desk-context.ts'

/** Thresholds, for how long, how often, how grave. */
export function RuleForm({ rule, onChanged }: { rule: RuleLine; onChanged: () => void }) {
  const { say } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().rules
  const act = useAct()
  const draft = useModel(() => new RuleDraftModel(rule))
  const trouble = act.trouble.value
  const save = async (event: Event) => {
    event.preventDefault()
    const { currentTarget } = event
    const change = draft.toChange()
    const changed = change === null ? null : await act.run(() => door.changeRule(rule.id, change))
    if (changed === null) return focusWrong(currentTarget)
    say(words.saved)
    onChanged()
  }
  return (
    <details class="more">
      <summary>
        {words.edit}
        <span class="unseen"> {rule.name}</span>
      </summary>
      <form class="form" noValidate onSubmit={(event) => void save(event)}>
        {leavesOf(rule.expr).map(
          ({ path, text, right }) =>
            right !== null && (
              <NumberField
                rule={rule}
                draft={draft}
                trouble={trouble}
                name={`right ${path}`}
                label={words.threshold}
                hint={text}
                key={path}
              />
            ),
        )}
        <NumberField rule={rule} draft={draft} trouble={trouble} name="for" label={words.for} />
        <NumberField rule={rule} draft={draft} trouble={trouble} name="repeat" label={words.repeat} />
        <Manner rule={rule} draft={draft} />
        {trouble !== null && <TroubleBox trouble={trouble} />}
        <button type="submit" class="button button-main" aria-disabled={act.busy.value}>
          {act.busy.value ? words.saving : words.save}
        </button>
      </form>
    </details>
  )
}

type NumberProps = {
  rule: RuleLine
  draft: RuleDraft
  trouble: Trouble | null
  name: string
  label: string
  hint?: string
}

function NumberField({ rule, draft, trouble, name, label, hint }: NumberProps) {
  const words = useDeskWords().rules
  const text = draft.texts.value.get(name) ?? ''
  const issue = issueOf(trouble, name)
  const isWrong = numberOf(text) === null || issue !== undefined
  return (
    <TextField
      name={`${rule.id}-${name.replaceAll(/[ .]/g, '-')}`}
      label={label}
      hint={hint}
      inputMode="decimal"
      value={text}
      maxLength={20}
      wrong={isWrong ? { text: words.wrong, detail: issue?.message } : undefined}
      onChange={(typed) => draft.type(name, typed)}
    />
  )
}

function Manner({ rule, draft }: { rule: RuleLine; draft: RuleDraft }) {
  const words = useDeskWords().rules
  return (
    <>
      <SelectField
        name={`${rule.id}-severity`}
        label={words.level}
        value={draft.severity.value}
        options={SEVERITIES.map((value) => ({ value, text: words.severity[value] }))}
        onChange={(text) => {
          draft.severity.value = SEVERITIES.find((one) => one === text) ?? draft.severity.value
        }}
      />
      <label class="switch">
        <input
          type="checkbox"
          checked={draft.resolved.value}
          onChange={(event) => {
            draft.resolved.value = event.currentTarget.checked
          }}
        />
        <span>{words.resolved}</span>
      </label>
    </>
  )
}
