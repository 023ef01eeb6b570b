import type { RuleAlert, RuleLine, RuleUnit } from './alert.ts'
import type { News, NewsLine } from './rules-tell.ts'
import type { Condition, Labels, Rule, Value } from './rules.ts'

import { labelKey } from './rules.ts'

/** The alert that a rule's news are; `names` are those of the watches by id. */
export function alertOf(
  { rule, news }: { rule: Rule; news: News },
  { at, names }: { at: number; names: ReadonlyMap<string, string> },
): RuleAlert {
  const line = ({ labels, value, since }: NewsLine): RuleLine => ({
    what: describe(labels, names),
    value,
    since,
  })
  return {
    kind: 'rule',
    ruleId: rule.id,
    name: rule.name,
    status: news.status,
    severity: rule.severity,
    unit: unitOf(rule.expr),
    group: labelKey(news.group),
    firing: news.firing.map(line),
    resolved: news.resolved.map(line),
    since: Math.min(at, ...[...news.firing, ...news.resolved].map(({ since }) => since)),
    at,
  }
}

/** Labels for people: a watch by its name, a host by its own, others as they are. */
export function describe(labels: Labels, names: ReadonlyMap<string, string>): string {
  const { watch, host, ...others } = labels
  const thing = watch === undefined ? host : (names.get(watch) ?? watch)
  const rest = Object.entries(others).map(([name, value]) => `${name} ${value}`)
  return [...(thing === undefined ? [] : [thing]), ...rest].join(', ')
}

/** How the numbers that a condition compares are to be read: those of its first part count. */
function unitOf(condition: Condition): RuleUnit {
  const [first] = condition.kind === 'and' ? condition.all : condition.kind === 'or' ? condition.any : []
  if (first !== undefined) return unitOf(first)
  return condition.kind === 'compare' ? unitOfValue(condition.left) : 'truth'
}

const TRUTHS = new Set(['vigie_host_stopped', 'vigie_reporters_contradict'])

/** How the numbers of a value are to be read. */
export function unitOfValue(value: Value): RuleUnit {
  switch (value.kind) {
    case 'metric':
      if (TRUTHS.has(value.name)) return 'truth'
      if (value.name.endsWith('_seconds')) return 'seconds'
      return value.name.endsWith('_ratio') ? 'share' : 'count'
    case 'verdict':
      return 'truth'
    case 'share':
      return 'share'
    case 'sum':
    case 'least':
    case 'most':
      return unitOfValue(value.of)
    default:
      return 'count'
  }
}
