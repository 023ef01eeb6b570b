import type { HostMinute, Minute } from './minute.ts'
import type { Reason } from './verdict.ts'
import type { Watch } from './watch.ts'

import { HOUR_MS, MINUTE_MS } from './minute.ts'

/** How far back the dashboard looks, and how wide one step of its drawings is, ms. */
export const SPANS = {
  hour: { step: MINUTE_MS, steps: 60 },
  day: { step: 15 * MINUTE_MS, steps: 96 },
  week: { step: HOUR_MS, steps: 168 },
  month: { step: 6 * HOUR_MS, steps: 120 },
} as const
export const SPAN_NAMES = ['hour', 'day', 'week', 'month'] as const
export type SpanName = (typeof SPAN_NAMES)[number]

/** `from` is the beginning of the first step, `to` the end of the running one. */
export type Window = { from: number; to: number; step: number; steps: number }

export function windowOf(span: SpanName, now: number): Window {
  const { step, steps } = SPANS[span]
  const last = now - (now % step)
  return { from: last - (steps - 1) * step, to: last + step, step, steps }
}

/** What was counted, added up. */
export type Sum = Pick<Minute, 'available' | 'none' | 'unknown' | 'drawn' | 'pageMs'>

/** One step. `awake` is how many of its minutes the relay was running; without any nothing is known of it. */
export type Step = Sum & { at: number; awake: number; owed: number; oldestMs: number; reports: number }

const NO_SUM: Sum = { available: 0, none: 0, unknown: 0, drawn: 0, pageMs: 0 }

export function addSums(a: Sum, b: Sum): Sum {
  return {
    available: a.available + b.available,
    none: a.none + b.none,
    unknown: a.unknown + b.unknown,
    drawn: a.drawn + b.drawn,
    pageMs: a.pageMs + b.pageMs,
  }
}

export type StepParts = {
  looks: readonly (Sum & { at: number })[]
  relay: readonly { at: number; minutes: number; owed: number; oldestMs: number }[]
  reports: readonly { at: number; count: number }[]
  /** Of the lanes, not yet in D1. */
  unwritten: readonly HostMinute[]
}

/** Every step of the window, whether anything was counted in it or not; oldest first. */
export function stepsOf(
  { from, step, steps }: Window,
  { looks, relay, reports, unwritten }: StepParts,
): Step[] {
  const fresh = unwritten.map(({ at, minute }) => ({ ...minute, at: at - (at % step) }))
  const sums = Map.groupBy([...looks, ...fresh], ({ at }) => at)
  const states = new Map(relay.map((one) => [one.at, one]))
  const counts = new Map(reports.map(({ at, count }) => [at, count]))
  return Array.from({ length: steps }, (_, index) => {
    const at = from + index * step
    const { minutes = 0, owed = 0, oldestMs = 0 } = states.get(at) ?? {}
    const sum = (sums.get(at) ?? []).reduce<Sum>(addSums, NO_SUM)
    return { at, ...sum, awake: minutes, owed, oldestMs, reports: counts.get(at) ?? 0 }
  })
}

/** Blindness of one host's watches within a window. */
export type HostSight = {
  host: string
  watches: number
  /** Of them, blind now. */
  blind: number
  /** Of them, paused now: nobody looks, and nothing is seen there. */
  paused: number
  /** Together, ms; of how long they were watched within the window. */
  blindMs: number
  watchedMs: number
  /** Why, the longest first. */
  reasons: { reason: Reason; ms: number }[]
  /** Share of blindness by step, 0 to 1; `null` where nothing was watched yet. */
  steps: (number | null)[]
}

type Span = { watchId: string; beganAt: number; endedAt: number | null; reason: Reason }
type Known = Pick<Watch, 'id' | 'host' | 'createdAt' | 'pausedAt'>

/** How blind Vigie was, host by host, the blindest first. Pure. */
export function sightOfHosts(
  watches: readonly Known[],
  spans: readonly Span[],
  { window, now }: { window: Window; now: number },
): HostSight[] {
  const byWatch = Map.groupBy(spans, ({ watchId }) => watchId)
  const hosts = Map.groupBy(watches, ({ host }) => host)
  return [...hosts]
    .map(([host, own]) => sightOf(host, own, { byWatch, window, now }))
    .toSorted((a, b) => shareOf(b) - shareOf(a) || (a.host < b.host ? -1 : 1))
}

const shareOf = ({ blindMs, watchedMs }: HostSight) => (watchedMs === 0 ? 0 : blindMs / watchedMs)

type Scene = { byWatch: Map<string, Span[]>; window: Window; now: number }

function sightOf(host: string, watches: readonly Known[], { byWatch, window, now }: Scene): HostSight {
  const { from, step, steps } = window
  const reasons = new Map<Reason, number>()
  const blindBy = Array.from({ length: steps }, () => 0)
  const watchedBy = Array.from({ length: steps }, () => 0)
  let [blind, blindMs, watchedMs] = [0, 0, 0]
  for (const { id, createdAt, pausedAt } of watches) {
    // While it is paused nobody wants to see.
    const [since, until] = [Math.max(from, createdAt), pausedAt ?? now]
    watchedMs += Math.max(0, until - since)
    spread(watchedBy, { from: since, to: until }, { from, step })
    for (const { beganAt, endedAt, reason } of byWatch.get(id) ?? []) {
      const span = { from: Math.max(beganAt, since), to: Math.min(endedAt ?? until, until) }
      if (endedAt === null && pausedAt === undefined) blind += 1
      if (span.to <= span.from) continue
      blindMs += span.to - span.from
      reasons.set(reason, (reasons.get(reason) ?? 0) + span.to - span.from)
      spread(blindBy, span, { from, step })
    }
  }
  return {
    host,
    watches: watches.length,
    blind,
    paused: watches.filter(({ pausedAt }) => pausedAt !== undefined).length,
    blindMs,
    watchedMs,
    reasons: [...reasons].map(([reason, ms]) => ({ reason, ms })).toSorted((a, b) => b.ms - a.ms),
    steps: blindBy.map((ms, index) => {
      const watched = watchedBy[index] ?? 0
      return watched === 0 ? null : Math.round(Math.min(1, ms / watched) * 1000) / 1000
    }),
  }
}

/** Adds a span to the steps that it touches. */
function spread(
  into: number[],
  span: { from: number; to: number },
  { from, step }: { from: number; step: number },
): void {
  const first = Math.max(0, Math.floor((span.from - from) / step))
  for (let index = first; index < into.length; index += 1) {
    const begin = from + index * step
    const part = Math.min(span.to, begin + step) - Math.max(span.from, begin)
    if (part <= 0) return
    into[index] = (into[index] ?? 0) + part
  }
}
