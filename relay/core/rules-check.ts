import type { Condition, Match, Rule, Value } from './rules.ts'

import { METRICS } from './rules-facts.ts'
import { BLIND_ALERT } from './rules.ts'

/** `path` names the field of the rule, dots between. */
export type RuleProblem = { path: string; message: string }

type Draft = Pick<Rule, 'expr' | 'repeat' | 'groupInterval' | 'group' | 'inhibitedBy'> & {
  id: string | null
}

/** What a rule of the right shape still gets wrong, beside the others that are there. */
export function checkRule(draft: Draft, others: readonly Pick<Rule, 'id' | 'inhibitedBy'>[]): RuleProblem[] {
  const problems = checkCondition(draft.expr, 'expr')
  const known = labelsOf(draft.expr)
  const add = (path: string, message: string) => problems.push({ path, message })
  draft.group.forEach((label, at) => {
    if (!known.has(label)) add(`group.${at}`, unknownLabel(label, known))
  })
  if (draft.repeat < draft.groupInterval)
    add(
      'repeat',
      `must not be shorter than groupInterval (${draft.groupInterval} s): messages leave in its rhythm`,
    )
  draft.inhibitedBy.forEach(({ rule }, at) => {
    const path = `inhibitedBy.${at}.rule`
    if (rule === BLIND_ALERT) return
    if (rule === draft.id) return add(path, 'a rule cannot silence itself')
    if (!others.some(({ id }) => id === rule)) return add(path, `there is no rule "${rule}"`)
    if (draft.id !== null && reaches(rule, draft.id, others)) add(path, 'the two would silence each other')
  })
  return problems
}

/** True when `from` is silenced, directly or not, by `to`. */
function reaches(from: string, to: string, rules: readonly Pick<Rule, 'id' | 'inhibitedBy'>[]): boolean {
  const seen = new Set<string>()
  const open = [from]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (id === to) return true
    if (seen.has(id)) continue
    seen.add(id)
    open.push(...(rules.find((one) => one.id === id)?.inhibitedBy ?? []).map(({ rule }) => rule))
  }
  return false
}

function checkCondition(condition: Condition, path: string): RuleProblem[] {
  switch (condition.kind) {
    case 'compare':
      return checkValue(condition.left, `${path}.left`)
    case 'absent':
      return checkMetric(condition, path)
    case 'and': {
      const known = labelsOf(condition)
      const on = (condition.on ?? []).flatMap((label, at) =>
        known.has(label) ? [] : [{ path: `${path}.on.${at}`, message: unknownLabel(label, known) }],
      )
      return [...condition.all.flatMap((part, at) => checkCondition(part, `${path}.all.${at}`)), ...on]
    }
    default:
      return condition.any.flatMap((part, at) => checkCondition(part, `${path}.any.${at}`))
  }
}

function checkValue(value: Value, path: string): RuleProblem[] {
  switch (value.kind) {
    case 'metric':
      return checkMetric(value, path)
    case 'increase':
    case 'rate': {
      const isCounter = METRICS.get(value.name)?.counter !== false
      const message = 'is no counter: it goes up and down, so compare it as it stands'
      return [...checkMetric(value, path), ...(isCounter ? [] : [{ path: `${path}.name`, message }])]
    }
    case 'sum':
    case 'least':
    case 'most': {
      const known = labelsOfValue(value.of)
      const by = (value.by ?? []).flatMap((label, at) =>
        known.includes(label) ? [] : [{ path: `${path}.by.${at}`, message: unknownLabel(label, known) }],
      )
      return [...checkValue(value.of, `${path}.of`), ...by]
    }
    default:
      return checkMatch(value.match, WATCH_LABELS, path)
  }
}

const WATCH_LABELS = ['watch', 'host']

function checkMetric(
  { name, match }: { name: string; match?: readonly Match[] | undefined },
  path: string,
): RuleProblem[] {
  const metric = METRICS.get(name)
  if (metric !== undefined) return checkMatch(match, metric.labels, path)
  return [{ path: `${path}.name`, message: `there is no metric "${name}"; GET /api/rules lists them` }]
}

function checkMatch(
  match: readonly Match[] | undefined,
  known: readonly string[],
  path: string,
): RuleProblem[] {
  return (match ?? []).flatMap(({ label }, at) =>
    known.includes(label) ? [] : [{ path: `${path}.match.${at}.label`, message: unknownLabel(label, known) }],
  )
}

function unknownLabel(label: string, known: Iterable<string>): string {
  const all = [...known].join(', ')
  return `there is no label "${label}" here: ${all === '' ? 'it has none' : `it has ${all}`}`
}

/** The labels that the things of a condition may have. */
function labelsOf(condition: Condition): Set<string> {
  switch (condition.kind) {
    case 'compare':
      return new Set(labelsOfValue(condition.left))
    case 'absent':
      return new Set((condition.match ?? []).flatMap((one) => (one.op === '=' ? [one.label] : [])))
    case 'and':
      return new Set(condition.all.flatMap((part) => [...labelsOf(part)]))
    default:
      return new Set(condition.any.flatMap((part) => [...labelsOf(part)]))
  }
}

function labelsOfValue(value: Value): readonly string[] {
  switch (value.kind) {
    case 'metric':
    case 'increase':
    case 'rate':
      return METRICS.get(value.name)?.labels ?? []
    case 'verdict':
      return WATCH_LABELS
    default:
      return value.by ?? []
  }
}
