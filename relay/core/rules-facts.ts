import type { Condition, Value } from './rules.ts'
import type { Counter } from './status.ts'
import type { Reason, VerdictState } from './verdict.ts'

/** Who is asked for a fact. One that does not answer leaves a hole, and a hole is neither true nor false. */
export type Source = 'watches' | 'lanes' | 'outbox' | 'store'

/** A watch as rules see it. */
export type WatchFact = {
  id: string
  host: string
  name: string
  state: VerdictState
  /** Of an unknown verdict. */
  reason: Reason | null
  /** The operator was told that it is blind. */
  blindTold: boolean
}

/** All that rules may look at, as it stood at one moment. */
export type Facts = {
  /** Epoch ms. */
  at: number
  samples: readonly Counter[]
  watches: readonly WatchFact[]
  /** Sources that did not answer, or not fully. */
  failed: readonly Source[]
}

type Metric = { source: Source; counter: boolean; labels: readonly string[] }

const gauge = (source: Source, ...labels: string[]): Metric => ({ source, counter: false, labels })
const counter = (source: Source, ...labels: string[]): Metric => ({ source, counter: true, labels })

/** What rules may name: the metrics of `/metrics` that are single numbers, then what only rules see, by host and watch. */
export const METRICS: ReadonlyMap<string, Metric> = new Map(
  Object.entries({
    vigie_watches: gauge('watches', 'state'),
    vigie_releases_total: counter('watches', 'watch'),
    vigie_blindness_seconds: gauge('watches', 'watch'),
    vigie_checks_total: counter('lanes', 'reporter', 'state', 'result'),
    vigie_slots_skipped_total: counter('lanes'),
    vigie_lanes: gauge('lanes', 'state'),
    vigie_lane_waiting_seconds: gauge('lanes'),
    vigie_host_calls_today: gauge('lanes'),
    vigie_deliveries_total: counter('outbox', 'channel', 'outcome'),
    vigie_outbox_depth: gauge('outbox'),
    vigie_outbox_oldest_seconds: gauge('outbox'),
    /** 1 when the checks of a host have stopped, else 0. */
    vigie_host_stopped: gauge('store', 'host'),
    /** Share of the day's calls that a host has had, 0 to 1. */
    vigie_host_budget_ratio: gauge('lanes', 'host'),
    /** For how long a watch has been blind; 0 while it sees. */
    vigie_blind_seconds: gauge('watches', 'watch', 'host'),
    /** 1 when two reporters contradict each other about a watch, else 0. */
    vigie_reporters_contradict: gauge('watches', 'watch', 'host'),
    /** For how long the first in a channel's line could leave, and the line has not moved. */
    vigie_outbox_overdue_seconds: gauge('store', 'channel'),
    /** For how long something has been tried in vain by a channel, while nothing else arrived there. */
    vigie_outbox_retrying_seconds: gauge('store', 'channel'),
    vigie_storage_bytes: gauge('store', 'store'),
    /** Share of the room that is used, 0 to 1. */
    vigie_storage_ratio: gauge('store', 'store'),
  }),
)

/** The sources that a condition asks. */
export function sourcesOf(condition: Condition): Set<Source> {
  switch (condition.kind) {
    case 'compare':
      return new Set([sourceOfValue(condition.left)])
    case 'absent':
      return new Set([sourceOf(condition.name)])
    case 'and':
      return union(condition.all)
    default:
      return union(condition.any)
  }
}

const union = (parts: readonly Condition[]) => new Set(parts.flatMap((part) => [...sourcesOf(part)]))

export function sourceOf(name: string): Source {
  return METRICS.get(name)?.source ?? 'lanes'
}

function sourceOfValue(value: Value): Source {
  switch (value.kind) {
    case 'verdict':
    case 'count':
    case 'share':
      return 'watches'
    case 'metric':
    case 'increase':
    case 'rate':
      return sourceOf(value.name)
    default:
      return sourceOfValue(value.of)
  }
}

/** True when a condition looks at nothing but verdicts: then it may be judged whenever one changes. */
export function isAboutVerdicts(condition: Condition): boolean {
  switch (condition.kind) {
    case 'compare':
      return isVerdictValue(condition.left)
    case 'absent':
      return false
    case 'and':
      return condition.all.every(isAboutVerdicts)
    default:
      return condition.any.every(isAboutVerdicts)
  }
}

function isVerdictValue(value: Value): boolean {
  if (value.kind === 'sum' || value.kind === 'least' || value.kind === 'most') return isVerdictValue(value.of)
  return value.kind === 'verdict' || value.kind === 'count' || value.kind === 'share'
}
