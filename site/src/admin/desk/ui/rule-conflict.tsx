import type { RuleDraft, RuleTexts } from '../models/rule-draft.ts'

import { useRef } from 'preact/hooks'

import { SEVERITIES } from '#core/alert.ts'

import { useDeskWords } from '../locales/words.ts'
import { leavesOf } from '../models/conditions.ts'
import { textsOf } from '../models/rule-draft.ts'

/** Somebody else has changed the rule meanwhile: what differs, in both versions, one of which is chosen. */
export function RuleConflict({ draft }: { draft: RuleDraft }) {
  const words = useDeskWords().rules.conflict
  const box = useRef<HTMLDivElement>(null)
  const theirs = draft.theirs.value
  if (theirs === null) return null
  const [other, mine] = [textsOf(theirs), draft.texts.value]
  const names = [...new Set([...other.keys(), ...mine.keys()])].filter(
    (name) => other.get(name) !== mine.get(name),
  )
  const conditions = leavesOf(theirs.expr).map(({ path, text }): [string, string] => [`right ${path}`, text])
  const lines = { names, conditions: new Map(conditions) }
  const settle = (whose: 'mine' | 'theirs') => {
    // What had the focus goes.
    const form = box.current?.closest('form')
    draft.settle(whose)
    form?.querySelector<HTMLElement>('input, select')?.focus()
  }
  return (
    <div class="two-versions" role="alert" ref={box}>
      <p>
        <strong>{words.title}</strong>
      </p>
      <div class="versions">
        <Version label={words.theirs} texts={other} {...lines} />
        <Version label={words.mine} texts={mine} {...lines} />
      </div>
      <div class="buttons">
        <button type="button" class="button" onClick={() => settle('theirs')}>
          {words.takeTheirs}
        </button>
        <button type="button" class="button" onClick={() => settle('mine')}>
          {words.takeMine}
        </button>
      </div>
    </div>
  )
}

type VersionProps = {
  label: string
  texts: RuleTexts
  names: readonly string[]
  conditions: ReadonlyMap<string, string>
}

function Version({ label, texts, names, conditions }: VersionProps) {
  const words = useDeskWords().rules
  const labels: Record<string, string> = {
    for: words.for,
    repeat: words.repeat,
    severity: words.level,
    resolved: words.resolved,
  }
  const worded = (name: string, text: string) => {
    if (name === 'resolved') return text === 'true' ? words.conflict.yes : words.conflict.no
    const severity = name === 'severity' ? SEVERITIES.find((one) => one === text) : undefined
    return severity === undefined ? text : words.severity[severity]
  }
  return (
    <div>
      <p class="hint">{label}</p>
      <dl class="version">
        {names.map((name) => (
          <div key={name}>
            <dt>{labels[name] ?? conditions.get(name) ?? words.threshold}</dt>
            <dd>{worded(name, texts.get(name) ?? '–')}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
