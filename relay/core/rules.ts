import type { ChannelName, Severity } from './alert.ts'
import type { Reason, VerdictState } from './verdict.ts'

/** Names and values that tell one thing that is measured from another. */
export type Labels = Readonly<Record<string, string>>

/** Which things are meant: all matches must hold. A label that is not there counts as empty, as in Prometheus. */
export type Match =
  | { label: string; op: '=' | '!='; value: string }
  | { label: string; op: 'in' | 'not-in'; values: readonly string[] }

/** Which verdicts are counted; `reasons` narrows `unknown` down. */
type Verdicts = {
  states: readonly VerdictState[]
  reasons?: readonly Reason[] | undefined
  match?: readonly Match[] | undefined
}

/** What can be compared. Each gives one number per thing, told apart by labels. */
export type Value =
  /** A metric as it stands now. */
  | { kind: 'metric'; name: string; match?: readonly Match[] | undefined }
  /** 1 for each watch whose verdict is among these, else 0; labels `watch` and `host`. */
  | ({ kind: 'verdict' } & Verdicts)
  /** How many watches have such a verdict, over all or by host. */
  | ({ kind: 'count'; by?: readonly 'host'[] | undefined } & Verdicts)
  /** The same as a share of the watches that match, 0 to 1; of no watch at all it is not a number. */
  | ({ kind: 'share'; by?: readonly 'host'[] | undefined } & Verdicts)
  /** By how much a counter grew within the last `window` seconds. */
  | { kind: 'increase'; name: string; match?: readonly Match[] | undefined; window: number }
  /** The same per second. */
  | { kind: 'rate'; name: string; match?: readonly Match[] | undefined; window: number }
  /** Values put together: one for all, or one for each combination of the labels in `by`. */
  | { kind: 'sum' | 'least' | 'most'; of: Value; by?: readonly string[] | undefined }

export const COMPARISONS = ['<', '<=', '>', '>=', '==', '!='] as const
export type Comparison = (typeof COMPARISONS)[number]

/** What must hold. It holds for things, not as a whole: each thing for which it does has a life of its own. */
export type Condition =
  | { kind: 'compare'; left: Value; op: Comparison; right: number }
  /** Holds when there is no such metric at all; its labels are those that the matches demand. */
  | { kind: 'absent'; name: string; match?: readonly Match[] | undefined }
  /** The first part's things that the others hold for too, compared by all labels or by those in `on`. */
  | { kind: 'and'; all: readonly Condition[]; on?: readonly string[] | undefined }
  | { kind: 'or'; any: readonly Condition[] }

/** While that rule fires for a thing with equal values of these labels, nothing is said. */
export type Inhibition = { rule: string; equal: readonly string[] }

/** The per-watch alert that a watch is blind, as a source of inhibition: it is told without any rule. */
export const BLIND_ALERT = 'blind-alert'

/** An operator's rule. All times are seconds. */
export type Rule = {
  id: string
  name: string
  enabled: boolean
  expr: Condition
  /** For how long it must hold without a break before it fires. */
  for: number
  /** For how long it goes on firing after it holds no more. */
  keepFiringFor: number
  /** Least time between two messages about the same thing, also when it ended and began again in between. */
  repeat: number
  /** How long the first message of a group waits for more. */
  groupWait: number
  /** The rhythm at which a group tells what has changed. */
  groupInterval: number
  /** Say when it is over. */
  resolved: boolean
  /** Things with equal values of these labels share a message; with none, all do. */
  group: readonly string[]
  inhibitedBy: readonly Inhibition[]
  severity: Severity
  /** By these only, as far as an operator has one of them; `null` for all. Rules speak to operators, never to readers. */
  channels: readonly ChannelName[] | null
  /** Comes with Vigie. */
  shipped: boolean
  createdAt: number
  updatedAt: number
}

/** One number with the labels of what it was measured of. */
export type Element = { labels: Labels; value: number }

/** A name for labels: equal for equal labels, whatever their order. */
export function labelKey(labels: Labels): string {
  return JSON.stringify(Object.entries(labels).toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

export function matches(labels: Labels, match: readonly Match[] = []): boolean {
  return match.every((one) => {
    const value = labels[one.label] ?? ''
    switch (one.op) {
      case '=':
        return value === one.value
      case '!=':
        return value !== one.value
      case 'in':
        return one.values.includes(value)
      default:
        return !one.values.includes(value)
    }
  })
}

/** Only these labels; those that are not there are left out. */
export function pick(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(
    names.flatMap((name) => (labels[name] === undefined ? [] : [[name, labels[name]]])),
  )
}
