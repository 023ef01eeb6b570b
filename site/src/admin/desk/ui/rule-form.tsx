import type { Trouble } from '../../trouble.ts'
import type { RuleLine } from '../door.ts'
import type { RuleDraft } from '../models/rule-draft.ts'

import { useModel } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { SEVERITIES } from '#core/alert.ts'

import { useAdmin } from '../../context.ts'
import { isRefusedAs, issueOf } from '../../trouble.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { focusWrong } from '../../ui/focus-wrong.ts'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../locales/words.ts'
import { leavesOf } from '../models/conditions.ts'
import { RuleDraftModel, numberOf } from '../models/rule-draft.ts'
import { useAct } from './act.tsx'
import { useDesk } from './desk-context.ts'
import { RuleConflict } from './rule-conflict.tsx'

type Props = { rule: RuleLine; onChanged: () => void }

/** Sends what the form says; what somebody else changed meanwhile beside the form is no quarrel, else there is a choice. */
function useSaving({ rule, onChanged }: Props, draft: RuleDraft) {
  const { say } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().rules
  const act = useAct()
  const send = async (): Promise<RuleLine | null> => {
    const change = draft.toChange()
    if (change === null || draft.theirs.value !== null) return null
    const seen = draft.base.value.updatedAt
    const changed = await act.run(() => door.changeRule(rule.id, change))
    if (changed !== null || !isRefusedAs(act.trouble.value, 'rule-conflict')) return changed
    const now = await act.run(door.rules)
    const newer = now?.rules.find(({ id }) => id === rule.id)
    if (newer === undefined || newer.updatedAt === seen) return null
    draft.learn(newer)
    return await send()
  }
  const save = async (event: Event) => {
    event.preventDefault()
    const { currentTarget } = event
    const changed = await send()
    if (changed === null) return focusWrong(currentTarget)
    draft.take(changed)
    say(words.saved)
    onChanged()
  }
  return { save, act }
}

/** Thresholds, for how long, how often, how grave. */
export function RuleForm({ rule, onChanged }: Props) {
  const words = useDeskWords().rules
  const draft = useModel(() => new RuleDraftModel(rule))
  const { save, act } = useSaving({ rule, onChanged }, draft)
  const trouble = act.trouble.value
  useEffect(() => draft.learn(rule), [draft, rule])
  return (
    <details class="more">
      <summary>
        {words.edit}
        <span class="unseen"> {rule.name}</span>
      </summary>
      <form class="form" noValidate onSubmit={(event) => void save(event)}>
        {leavesOf(draft.base.value.expr).map(
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
        <RuleConflict draft={draft} />
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
        value={draft.texts.value.get('severity') ?? ''}
        options={SEVERITIES.map((value) => ({ value, text: words.severity[value] }))}
        onChange={(text) => draft.type('severity', text)}
      />
      <label class="switch">
        <input
          type="checkbox"
          checked={draft.resolved.value}
          onChange={(event) => draft.type('resolved', String(event.currentTarget.checked))}
        />
        <span>{words.resolved}</span>
      </label>
    </>
  )
}
