import type { RuleChange, RuleLine } from '../door.ts'

import { SEVERITIES } from '#core/alert.ts'
import { computed, createModel, signal } from '@preact/signals'

import { leavesOf, withRights } from './conditions.ts'

/** What can be changed of a rule, as text by name: `for`, `repeat`, `severity`, `resolved`, and `right` with a path. */
export type RuleTexts = ReadonlyMap<string, string>

export function textsOf(rule: RuleLine): RuleTexts {
  const rights = leavesOf(rule.expr).flatMap(({ path, right }): [string, string][] =>
    right === null ? [] : [[`right ${path}`, String(right)]],
  )
  return new Map([
    ...rights,
    ['for', String(rule.for)],
    ['repeat', String(rule.repeat)],
    ['severity', rule.severity],
    ['resolved', String(rule.resolved)],
  ])
}

/** A rule as it stands in the form, and what somebody else has made of it meanwhile. */
export const RuleDraftModel = createModel((rule: RuleLine) => {
  /** The version that is being changed. */
  const base = signal(rule)
  const texts = signal<RuleTexts>(textsOf(rule))
  const theirs = signal<RuleLine | null>(null)

  function take(newer: RuleLine) {
    base.value = newer
    texts.value = textsOf(newer)
    theirs.value = null
  }

  return {
    base,
    texts,
    theirs,
    resolved: computed(() => texts.value.get('resolved') === 'true'),
    type(name: string, text: string) {
      texts.value = new Map([...texts.value, [name, text]])
    },
    take,
    /** The newest reading: what nobody has typed over follows it, else both versions are there to choose from. */
    learn(newer: RuleLine) {
      // A reading that was under way while one's own change was kept.
      if (newer.updatedAt < base.value.updatedAt) return
      const [was, is] = [formOf(base.value), formOf(newer)]
      if (was === is) {
        base.value = newer
        theirs.value = null
      } else if (written(base.value, texts.value) === was || written(newer, texts.value) === is) take(newer)
      else theirs.value = newer
    },
    settle(whose: 'mine' | 'theirs') {
      const newer = theirs.value
      if (newer === null) return
      if (whose === 'theirs') return take(newer)
      texts.value = new Map([...textsOf(newer), ...texts.value])
      base.value = newer
      theirs.value = null
    },
    /** `null` when something is no number. */
    toChange: (): RuleChange | null => changeOf(base.value, texts.value),
  }
})

export type RuleDraft = InstanceType<typeof RuleDraftModel>

/** A condition of other parts is another form, whatever its numbers are. */
function formOf(rule: RuleLine): string {
  return written(rule, textsOf(rule))
}

function written({ expr }: RuleLine, texts: RuleTexts): string {
  const parts = leavesOf(expr).map(({ path, text }) => [path, text, texts.get(`right ${path}`)])
  return JSON.stringify([
    parts,
    ['for', 'repeat', 'severity', 'resolved'].map((name) => texts.get(name)?.trim()),
  ])
}

function changeOf(rule: RuleLine, texts: RuleTexts): RuleChange | null {
  const numbers = new Map<string, number>()
  for (const name of textsOf(rule).keys()) {
    if (name === 'severity' || name === 'resolved') continue
    const number = numberOf(texts.get(name) ?? '')
    if (number === null) return null
    numbers.set(name, number)
  }
  const rights = leavesOf(rule.expr).flatMap(({ path }): [string, number][] => {
    const right = numbers.get(`right ${path}`)
    return right === undefined ? [] : [[path, right]]
  })
  return {
    for: numbers.get('for') ?? rule.for,
    repeat: numbers.get('repeat') ?? rule.repeat,
    expr: withRights(rule.expr, new Map(rights)),
    severity: SEVERITIES.find((one) => one === texts.get('severity')) ?? rule.severity,
    resolved: texts.get('resolved') === 'true',
    updatedAt: rule.updatedAt,
  }
}

/** A number as somebody types it, with a comma or a point; `null` when it is none. */
export function numberOf(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}
