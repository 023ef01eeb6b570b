import type { RuleLine, RuleTried } from '../door.ts'

import { useSignal } from '@preact/signals'

import { meaningOf } from '#core/rule-meaning.ts'
import { ruleName } from '#core/rule-names.ts'

import { useApp } from '../../../context.ts'
import { useAdmin } from '../../context.ts'
import { isGone } from '../../trouble.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { TroubleBox } from '../../ui/trouble-box.tsx'
import { useDeskWords } from '../locales/words.ts'
import { leavesOf } from '../models/conditions.ts'
import { useAct } from './act.tsx'
import { useDesk } from './desk-context.ts'
import { RuleForm } from './rule-form.tsx'
import { Things, Tried } from './rule-tried.tsx'

type Props = { rule: RuleLine; onChanged: () => void }

function useRuleName({ name }: RuleLine): string {
  return ruleName(name, useApp().choice.language.value)
}

/** One rule: on or off, what it asks, for what it fires, and what it sees when tried. */
export function RuleCard({ rule, onChanged }: Props) {
  const { say } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().rules
  const name = useRuleName(rule)
  const act = useAct()
  const tried = useSignal<RuleTried | null>(null)
  const firing = rule.things.filter((thing) => thing.firing)
  const heading = `rule-${rule.id}`
  const turn = async () => {
    const changed = await act.run(() => door.changeRule(rule.id, { enabled: !rule.enabled }))
    if (changed !== null) say(words.saved)
    onChanged()
  }
  const attempt = async () => {
    tried.value = await act.run(() => door.tryRule(rule.expr))
  }
  return (
    <li class="card row" aria-labelledby={heading}>
      <div class="card-head">
        <div>
          <h2 id={heading}>{name}</h2>
          <p class={firing.length > 0 ? 'wrong' : 'right'}>
            {firing.length > 0 ? words.firing(firing.length) : words.calm}
          </p>
        </div>
        <p class="chip">{words.severity[rule.severity]}</p>
      </div>
      {rule.shipped && <p class="hint">{words.shipped}</p>}
      <Condition rule={rule} />
      {firing.length > 0 && <Things things={firing} />}
      <label class="switch">
        <input type="checkbox" checked={rule.enabled} onChange={() => void turn()} />
        <span>{words.enabled}</span>
      </label>
      {act.trouble.value !== null && <TroubleBox trouble={act.trouble.value} />}
      <button type="button" class="button" aria-disabled={act.busy.value} onClick={() => void attempt()}>
        {act.busy.value ? words.trying : words.try}
        <span class="unseen"> {name}</span>
      </button>
      <div role="status">{tried.value !== null && <Tried tried={tried.value} />}</div>
      <RuleForm rule={rule} onChanged={onChanged} />
      {!rule.shipped && <Remove rule={rule} onChanged={onChanged} />}
    </li>
  )
}

/** Asks once. What comes with Vigie is switched off instead: nothing on the screen could bring it back. */
function Remove({ rule, onChanged }: Props) {
  const { say } = useAdmin()
  const door = useDesk()
  const words = useDeskWords().builder
  const asking = useSignal(false)
  const gone = useSignal(false)
  return (
    <>
      <button
        type="button"
        class="button button-risky"
        onClick={() => {
          asking.value = true
        }}
      >
        {words.remove}
        <span class="unseen"> {rule.name}</span>
      </button>
      {asking.value && (
        <Confirm
          title={words.removeTitle(rule.name)}
          text={words.removeText}
          run={async () => {
            const answer = await door.removeRule(rule.id)
            if (!answer.ok && !isGone(answer.trouble)) return answer.trouble
            gone.value = true
            say(words.removed)
            onChanged()
            return null
          }}
          onClose={() => {
            asking.value = false
            if (gone.value) document.getElementById('content')?.focus({ preventScroll: true })
          }}
        />
      )}
    </>
  )
}

function Condition({ rule }: { rule: RuleLine }) {
  const locale = useApp().choice.language.value
  const words = useDeskWords().rules
  return (
    <div>
      <p class="hint">{words.condition}</p>
      <p>{meaningOf(rule.expr, { locale, lasts: rule.for })}</p>
      {leavesOf(rule.expr).map(({ path, text, right }) => (
        <p key={path}>
          <code>
            {text} {right}
          </code>
        </p>
      ))}
    </div>
  )
}
