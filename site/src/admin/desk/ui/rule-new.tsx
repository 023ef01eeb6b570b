import type { Trouble } from '../../trouble.ts'
import type { Metric } from '../models/rule-parts.ts'
import type { RuleBuilder, Texts } from '../models/rule-builder.ts'

import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'

import { SEVERITIES } from '#core/alert.ts'
import { meaningOf } from '#core/rule-meaning.ts'

import { useApp } from '../../../context.ts'
import { useAdmin } from '../../context.ts'
import { issueOf } from '../../trouble.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { focusWrong } from '../../ui/focus-wrong.ts'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../locales/words.ts'
import { PARTS_MOST, RuleBuilderModel } from '../models/rule-builder.ts'
import { numberOf } from '../models/rule-draft.ts'
import { JOINS, pathOf } from '../models/rule-parts.ts'
import { useAct } from './act.tsx'
import { useDesk } from './desk-context.ts'
import { RulePart, Switch } from './rule-part.tsx'
import { Tried } from './rule-tried.tsx'

type Props = { metrics: readonly Metric[]; onAdded: () => void }

/** What is being put together outlives the screen, and a session that ends. */
let kept: RuleBuilder | null = null

/** A new rule: its condition in parts, what it means, what it says now, and how it is told. */
export function NewRule({ metrics, onAdded }: Props) {
  const { env, say } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().builder
  const act = useAct()
  kept ??= new RuleBuilderModel(env, door)
  const builder = kept
  const isBegun = useSignal(builder.isBegun.peek())
  useEffect(
    () => () => {
      builder.isOpen.value = false
    },
    [builder],
  )
  const trouble = act.trouble.value
  const add = async (event: Event) => {
    event.preventDefault()
    const { currentTarget } = event
    const rule = builder.toNew()
    const added = rule === null ? null : await act.run(() => door.addRule(rule))
    if (added === null) return focusWrong(currentTarget)
    builder.clear()
    say(words.done)
    onAdded()
  }
  return (
    <details
      class="more"
      open={isBegun.value}
      onToggle={(event) => {
        isBegun.value = event.currentTarget.open
        builder.isOpen.value = event.currentTarget.open
      }}
    >
      <summary>{words.title}</summary>
      <form class="form card" noValidate onSubmit={(event) => void add(event)}>
        <OneText builder={builder} trouble={trouble} field="name" />
        <Condition builder={builder} metrics={metrics} trouble={trouble} />
        <Manner builder={builder} trouble={trouble} />
        <Meaning builder={builder} />
        {trouble !== null && <TroubleBox trouble={trouble} />}
        <button type="submit" class="button button-main" aria-disabled={act.busy.value}>
          {act.busy.value ? words.busy : words.submit}
        </button>
      </form>
    </details>
  )
}

type PartProps = { builder: RuleBuilder; trouble: Trouble | null }

function Condition({ builder, metrics, trouble }: PartProps & { metrics: readonly Metric[] }) {
  const words = useDeskWords().builder
  const parts = builder.parts.value
  const join = builder.join.value
  return (
    <>
      {parts.map((part, index) => (
        <RulePart
          key={index}
          part={part}
          index={index}
          path={pathOf(index, parts.length, join)}
          metrics={metrics}
          isChecked={builder.isChecked.value}
          trouble={trouble}
          change={(change) => builder.change(index, change)}
          remove={parts.length === 1 ? null : () => builder.removePart(index)}
        />
      ))}
      {parts.length < PARTS_MOST && (
        <button type="button" class="button" onClick={() => builder.addPart()}>
          {words.another}
        </button>
      )}
      {parts.length > 1 && (
        <SelectField
          name="new-rule-join"
          label={words.join}
          value={join}
          options={JOINS.map((value) => ({ value, text: words.joins[value] }))}
          onChange={(text) => {
            builder.join.value = JOINS.find((one) => one === text) ?? join
          }}
        />
      )}
    </>
  )
}

function Manner({ builder, trouble }: PartProps) {
  const words = useDeskWords().rules
  return (
    <>
      <div class="fields">
        <OneText builder={builder} trouble={trouble} field="for" />
        <OneText builder={builder} trouble={trouble} field="repeat" />
        <SelectField
          name="new-rule-severity"
          label={words.level}
          value={builder.severity.value}
          options={SEVERITIES.map((value) => ({ value, text: words.severity[value] }))}
          onChange={(text) => {
            builder.severity.value = SEVERITIES.find((one) => one === text) ?? builder.severity.value
          }}
        />
      </div>
      <Switch
        text={words.resolved}
        checked={builder.resolved.value}
        onChange={(isSaid) => {
          builder.resolved.value = isSaid
        }}
      />
    </>
  )
}

function OneText({ builder, trouble, field }: PartProps & { field: keyof Texts }) {
  const { rules, builder: words } = useDeskWords()
  const text = builder.texts.value[field]
  const issue = issueOf(trouble, field)
  const isMissing = field === 'name' ? builder.isChecked.value && text.trim() === '' : numberOf(text) === null
  const what = field === 'name' ? words.noName : rules.wrong
  const wrong = isMissing
    ? { text: what }
    : issue === undefined
      ? undefined
      : { text: '', detail: issue.message }
  return (
    <TextField
      name={`new-rule-${field}`}
      label={field === 'name' ? words.name : rules[field]}
      wrong={wrong}
      value={text}
      maxLength={field === 'name' ? 120 : 20}
      {...(field === 'name' ? {} : { inputMode: 'decimal' as const })}
      onChange={(typed) => builder.type({ [field]: typed })}
    />
  )
}

/** What the condition means, and what it says now. */
function Meaning({ builder }: { builder: RuleBuilder }) {
  const locale = useApp().choice.language.value
  const words = useDeskWords().builder
  const expr = builder.condition.value
  const tried = builder.tried.value
  const lasts = numberOf(builder.texts.value.for) ?? 0
  if (expr === null) return <p class="hint">{words.incomplete}</p>
  return (
    <div role="status">
      <p class="hint">{words.meaning}</p>
      <p>{meaningOf(expr, { locale, lasts })}</p>
      <p class="hint">{words.now}</p>
      {tried.kind === 'asking' && <p>{words.asking}</p>}
      {tried.kind === 'seen' && <Tried tried={tried.tried} />}
      {tried.kind === 'failed' && <TroubleBox trouble={tried.trouble} />}
    </div>
  )
}
