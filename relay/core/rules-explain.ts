import type { Facts, Source } from './rules-facts.ts'
import type { History } from './rules-history.ts'
import type { Condition, Element } from './rules.ts'

import { evaluate, measure } from './rules-evaluate.ts'
import { sourcesOf } from './rules-facts.ts'
import { spansOf } from './rules-history.ts'
import { labelKey } from './rules.ts'

/**
 * Why a part of a condition is as it is. `nothing`: what it looks at is not there. `unanswered`: somebody did not
 * answer. `no-history`: growth is measured from when the rule is kept.
 */
export const PART_WHYS = ['holds', 'holds-not', 'nothing', 'unanswered', 'no-history'] as const
type PartWhy = (typeof PART_WHYS)[number]

type Part = {
  /** Where it stands in the rule, such as `expr.all.0`. */
  path: string
  why: PartWhy
  /** All that it sees, and for what of it it holds. */
  sees: (Element & { holds: boolean })[]
}

/** What a condition sees now. */
export type Explained = { holds: Element[]; parts: Part[]; unanswered: Source[] }

const SEES_MOST = 50

export function explain(condition: Condition, seen: { facts: Facts; history: History }): Explained {
  const { failed } = seen.facts
  return {
    holds: evaluate(condition, seen),
    parts: partsOf(condition, 'expr').map(([path, part]) => explainPart(path, part, seen)),
    unanswered: [...sourcesOf(condition)].filter((source) => failed.includes(source)),
  }
}

type Leaf = Extract<Condition, { kind: 'compare' | 'absent' }>

function partsOf(condition: Condition, path: string): [string, Leaf][] {
  switch (condition.kind) {
    case 'and':
      return condition.all.flatMap((part, at) => partsOf(part, `${path}.all.${at}`))
    case 'or':
      return condition.any.flatMap((part, at) => partsOf(part, `${path}.any.${at}`))
    default:
      return [[path, condition]]
  }
}

function explainPart(path: string, part: Leaf, seen: { facts: Facts; history: History }): Part {
  const held = new Set(evaluate(part, seen).map(({ labels }) => labelKey(labels)))
  const all = part.kind === 'compare' ? measure(part.left, seen) : evaluate(part, seen)
  const sees = all
    .slice(0, SEES_MOST)
    .map(({ labels, value }) => ({ labels, value, holds: held.has(labelKey(labels)) }))
  const isUnanswered = [...sourcesOf(part)].some((source) => seen.facts.failed.includes(source))
  if (held.size > 0) return { path, why: 'holds', sees }
  if (isUnanswered) return { path, why: 'unanswered', sees }
  if (spansOf(part).length > 0) return { path, why: sees.length > 0 ? 'holds-not' : 'no-history', sees }
  return { path, why: sees.length > 0 || part.kind === 'absent' ? 'holds-not' : 'nothing', sees }
}
