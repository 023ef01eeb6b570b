import type { Facts, WatchFact } from './rules-facts.ts'
import type { History } from './rules-history.ts'
import type { Comparison, Condition, Element, Labels, Value } from './rules.ts'

import { METRICS, sourceOf } from './rules-facts.ts'
import { increase, seriesKey } from './rules-history.ts'
import { labelKey, matches, pick } from './rules.ts'

type Seen = { facts: Facts; history: History }

/** Things beyond this number are left out: a condition that holds for more says nothing by naming each. */
const ELEMENTS_MOST = 200

/** The things for which a condition holds now, each with the number that was compared. */
export function evaluate(condition: Condition, seen: Seen): Element[] {
  return hold(condition, seen).slice(0, ELEMENTS_MOST)
}

function hold(condition: Condition, seen: Seen): Element[] {
  switch (condition.kind) {
    case 'compare':
      return measure(condition.left, seen).filter(({ value }) =>
        compare(value, condition.op, condition.right),
      )
    case 'absent':
      return absent(condition, seen)
    case 'and': {
      const [first, ...others] = condition.all.map((part) => hold(part, seen))
      const key = (labels: Labels) =>
        labelKey(condition.on === undefined ? labels : pick(labels, condition.on))
      const known = others.map((elements) => new Set(elements.map(({ labels }) => key(labels))))
      return (first ?? []).filter(({ labels }) => known.every((keys) => keys.has(key(labels))))
    }
    default: {
      const all = new Map<string, Element>()
      for (const element of condition.any.flatMap((part) => hold(part, seen))) {
        const key = labelKey(element.labels)
        if (!all.has(key)) all.set(key, element)
      }
      return [...all.values()]
    }
  }
}

/** What is not a number is never so, whatever it is compared with. */
function compare(value: number, op: Comparison, right: number): boolean {
  if (Number.isNaN(value)) return false
  switch (op) {
    case '<':
      return value < right
    case '<=':
      return value <= right
    case '>':
      return value > right
    case '>=':
      return value >= right
    case '==':
      return value === right
    default:
      return value !== right
  }
}

function absent({ name, match }: Extract<Condition, { kind: 'absent' }>, { facts }: Seen): Element[] {
  // Nobody answered: that proves no absence.
  if (facts.failed.includes(sourceOf(name))) return []
  if (facts.samples.some((sample) => sample.name === name && matches(sample.labels, match))) return []
  const demanded = (match ?? []).flatMap((one) => (one.op === '=' ? [[one.label, one.value]] : []))
  return [{ labels: Object.fromEntries(demanded), value: 1 }]
}

/** The numbers of a value, before any comparison. */
export function measure(value: Value, seen: Seen): Element[] {
  const { facts, history } = seen
  switch (value.kind) {
    case 'metric':
      if (isPartial(value.name, facts)) return []
      return merged(
        facts.samples.filter(({ name, labels }) => name === value.name && matches(labels, value.match)),
      )
    case 'verdict':
      return watchesOf(value, facts).map((watch) => ({
        labels: labelsOf(watch),
        value: isSo(value, watch) ? 1 : 0,
      }))
    case 'count':
    case 'share':
      return counted(value, facts)
    case 'increase':
    case 'rate': {
      const windowMs = value.window * 1000
      const per = value.kind === 'rate' ? value.window : 1
      return Object.entries(history.series).flatMap(([key, { labels, points }]) =>
        key === seriesKey(value.name, labels) && matches(labels, value.match)
          ? [{ labels, value: increase(points, windowMs, facts.at) / per }]
          : [],
      )
    }
    default:
      return gathered(value, seen)
  }
}

/** Added up over hosts, and not all of them answered. */
function isPartial(name: string, { failed }: Facts): boolean {
  return failed.includes(sourceOf(name)) && METRICS.get(name)?.labels.includes('host') !== true
}

/** Equal series are one, added up, as on `/metrics`. */
function merged(samples: readonly Element[]): Element[] {
  const all = new Map<string, Element>()
  for (const { labels, value } of samples) {
    const key = labelKey(labels)
    all.set(key, { labels, value: (all.get(key)?.value ?? 0) + value })
  }
  return [...all.values()]
}

type Gathering = Extract<Value, { kind: 'sum' | 'least' | 'most' }>

/** Put together from some of its parts only, a number would be wrong: then there is none. */
function gathered({ kind, of, by = [] }: Gathering, seen: Seen): Element[] {
  if (of.kind === 'metric' && seen.facts.failed.includes(sourceOf(of.name))) return []
  const groups = Map.groupBy(measure(of, seen), ({ labels }) => labelKey(pick(labels, by)))
  return [...groups.values()].map((elements) => {
    const values = elements.map(({ value }) => value)
    const value =
      kind === 'sum'
        ? values.reduce((sum, one) => sum + one, 0)
        : kind === 'least'
          ? Math.min(...values)
          : Math.max(...values)
    return { labels: pick(elements[0]?.labels ?? {}, by), value }
  })
}

type VerdictValue = Extract<Value, { kind: 'verdict' | 'count' | 'share' }>

function counted(value: Extract<VerdictValue, { kind: 'count' | 'share' }>, facts: Facts): Element[] {
  const watches = watchesOf(value, facts)
  const by = value.by ?? []
  const groups = Map.groupBy(watches, (watch) => labelKey(pick(labelsOf(watch), by)))
  // Over all there is always a number, if only of none.
  if (by.length === 0 && groups.size === 0) groups.set(labelKey({}), [])
  return [...groups.values()].map((members) => {
    const [first] = members
    const count = members.filter((watch) => isSo(value, watch)).length
    const labels = first === undefined ? {} : pick(labelsOf(first), by)
    return { labels, value: value.kind === 'count' ? count : count / members.length }
  })
}

function watchesOf({ match }: VerdictValue, { watches }: Facts): WatchFact[] {
  return watches.filter((watch) => matches(labelsOf(watch), match))
}

function isSo({ states, reasons }: VerdictValue, { state, reason }: WatchFact): boolean {
  if (!states.includes(state)) return false
  return state !== 'unknown' || reasons === undefined || (reason !== null && reasons.includes(reason))
}

const labelsOf = ({ id, host }: WatchFact): Labels => ({ watch: id, host })
