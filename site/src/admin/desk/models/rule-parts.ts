import type { Condition, Comparison, Match, Value } from '#core/rules.ts'
import type { VerdictState } from '#core/verdict.ts'

import { numberOf } from './rule-draft.ts'

export const SUBJECTS = ['verdict', 'count', 'share', 'metric', 'increase', 'rate', 'absent'] as const
type Subject = (typeof SUBJECTS)[number]

export const STATES = ['available', 'none', 'unknown'] as const satisfies readonly VerdictState[]

/** One part of a condition as it stands in the form. What its subject has no use for is kept, and left out. */
export type Part = {
  subject: Subject
  states: readonly VerdictState[]
  /** Each site by itself. */
  byHost: boolean
  metric: string
  /** Seconds, as typed. */
  window: string
  /** Empty for all things. */
  label: string
  value: string
  op: Comparison
  /** As typed; a share is typed in percent. */
  right: string
}

export type Metric = { name: string; counter: boolean; labels: string[] }

export const NEW_PART: Part = {
  subject: 'verdict',
  states: ['unknown'],
  byHost: false,
  metric: '',
  window: '600',
  label: '',
  value: '',
  op: '>=',
  right: '1',
}

export const hasStates = ({ subject }: Part) =>
  subject === 'verdict' || subject === 'count' || subject === 'share'
export const hasWindow = ({ subject }: Part) => subject === 'increase' || subject === 'rate'
export const hasNumber = ({ subject }: Part) => subject !== 'verdict' && subject !== 'absent'
export const canBeByHost = ({ subject }: Part) => subject === 'count' || subject === 'share'

/** The metrics that this part may be about: only counters grow. */
export function metricsFor(part: Part, metrics: readonly Metric[]): readonly Metric[] {
  return hasWindow(part) ? metrics.filter(({ counter }) => counter) : metrics
}

/** The labels by which things may be told apart in this part. */
export function labelsFor(part: Part, metrics: readonly Metric[]): readonly string[] {
  if (hasStates(part)) return ['watch', 'host']
  return metrics.find(({ name }) => name === part.metric)?.labels ?? []
}

/** The condition of a part, or `null` when a number is none or nothing is chosen. */
export function toCondition(part: Part): Condition | null {
  const match: Match[] = part.label === '' ? [] : [{ label: part.label, op: '=', value: part.value }]
  const matched = match.length === 0 ? {} : { match }
  if (part.subject === 'absent')
    return part.metric === '' ? null : { kind: 'absent', name: part.metric, ...matched }
  const left = toValue(part, matched)
  if (left === null) return null
  if (part.subject === 'verdict') return { kind: 'compare', left, op: '==', right: 1 }
  const right = numberOf(part.right)
  if (right === null) return null
  return { kind: 'compare', left, op: part.op, right: isPercent(part) ? right / 100 : right }
}

/** Whether its number is typed in percent. */
export const isPercent = ({ subject, metric }: Part) =>
  subject === 'share' || (subject === 'metric' && metric.endsWith('_ratio'))

function toValue(part: Part, matched: { match?: Match[] }): Value | null {
  const { subject, states, metric: name } = part
  const window = numberOf(part.window)
  switch (subject) {
    case 'verdict':
      return states.length === 0 ? null : { kind: subject, states, ...matched }
    case 'count':
    case 'share': {
      const by = part.byHost ? { by: ['host'] as const } : {}
      return states.length === 0 ? null : { kind: subject, states, ...matched, ...by }
    }
    case 'increase':
    case 'rate':
      return name === '' || window === null ? null : { kind: subject, name, window, ...matched }
    default:
      return name === '' ? null : { kind: 'metric', name, ...matched }
  }
}

export const JOINS = ['and', 'or'] as const
export type Join = (typeof JOINS)[number]

/** The whole condition; `null` as long as a part is not complete. */
export function joinParts(parts: readonly Part[], join: Join): Condition | null {
  const conditions = parts.map(toCondition)
  const whole = conditions.flatMap((one) => (one === null ? [] : [one]))
  const [first] = whole
  if (first === undefined || whole.length < parts.length) return null
  if (whole.length === 1) return first
  return join === 'and' ? { kind: 'and', all: whole } : { kind: 'or', any: whole }
}

/** Where a part stands in the request, so that what the relay holds against it is shown at its field. */
export function pathOf(index: number, count: number, join: Join): string {
  if (count === 1) return 'expr'
  return `expr.${join === 'and' ? 'all' : 'any'}.${index}`
}
