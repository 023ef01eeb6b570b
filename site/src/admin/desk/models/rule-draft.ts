import type { RuleChange, RuleLine } from '../door.ts'

import { createModel, signal } from '@preact/signals'

import { leavesOf, withRights } from './conditions.ts'

/** A rule's numbers as they stand in the form, by name: `for`, `repeat`, and `right` with the path of a comparison. */
export const RuleDraftModel = createModel((rule: RuleLine) => {
  const leaves = leavesOf(rule.expr).filter(({ right }) => right !== null)
  const texts = signal<ReadonlyMap<string, string>>(
    new Map([
      ...leaves.map(({ path, right }): [string, string] => [`right ${path}`, String(right)]),
      ['for', String(rule.for)],
      ['repeat', String(rule.repeat)],
    ]),
  )
  const severity = signal(rule.severity)
  const resolved = signal(rule.resolved)
  return {
    texts,
    severity,
    resolved,
    type(name: string, text: string) {
      texts.value = new Map([...texts.value, [name, text]])
    },
    /** `null` when something is no number. */
    toChange(): RuleChange | null {
      const numbers = new Map<string, number>()
      for (const [name, text] of texts.value) {
        const number = numberOf(text)
        if (number === null) return null
        numbers.set(name, number)
      }
      const rights = new Map(leaves.map(({ path }) => [path, numbers.get(`right ${path}`) ?? 0]))
      return {
        for: numbers.get('for') ?? rule.for,
        repeat: numbers.get('repeat') ?? rule.repeat,
        expr: withRights(rule.expr, rights),
        severity: severity.value,
        resolved: resolved.value,
      }
    },
  }
})

export type RuleDraft = InstanceType<typeof RuleDraftModel>

/** A number as somebody types it, with a comma or a point; `null` when it is none. */
export function numberOf(text: string): number | null {
  const plain = text.trim().replace(',', '.')
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null
}
