import type { Facts } from './rules-facts.ts'
import type { Condition, Labels, Match, Value } from './rules.ts'

import { sourceOf } from './rules-facts.ts'
import { labelKey, matches } from './rules.ts'

/** `[epoch ms, value]`, oldest first. */
export type Point = readonly [number, number]

/** What a rule remembers of the counters that it measures over a span. */
export type History = {
  /** When all counters of the rule were last seen, epoch ms; `null` before the first time. */
  seenAt: number | null
  series: Readonly<Record<string, { labels: Labels; points: readonly Point[] }>>
}

export const NO_HISTORY: History = { seenAt: null, series: {} }

/** A sample stands for the time after it for so long, as in Prometheus. */
export const LOOKBACK_MS = 300_000
const POINTS_A_WINDOW = 120
const POINTS_MOST = 256
const SERIES_MOST = 100

export type Span = { name: string; match?: readonly Match[] | undefined; window: number }

/** Every counter over a span that a condition measures. */
export function spansOf(condition: Condition): Span[] {
  switch (condition.kind) {
    case 'compare':
      return spansOfValue(condition.left)
    case 'absent':
      return []
    case 'and':
      return condition.all.flatMap(spansOf)
    default:
      return condition.any.flatMap(spansOf)
  }
}

function spansOfValue(value: Value): Span[] {
  if (value.kind === 'increase' || value.kind === 'rate') return [value]
  return value.kind === 'sum' || value.kind === 'least' || value.kind === 'most' ? spansOfValue(value.of) : []
}

export function seriesKey(name: string, labels: Labels): string {
  return name + labelKey(labels)
}

/**
 * Takes one look at the counters. A source that did not answer fully leaves the memory as it is: a sum over some of
 * its parts is no reset. A counter that appears between two looks began at 0, since ours do.
 */
export function remember(history: History, condition: Condition, facts: Facts): History {
  const spans = spansOf(condition)
  if (spans.length === 0) return NO_HISTORY
  if (spans.some(({ name }) => facts.failed.includes(sourceOf(name)))) return history
  const { at } = facts
  const series = new Map(Object.entries(history.series))
  for (const [key, { labels, value, window }] of wanted(spans, facts)) {
    const points = series.get(key)?.points ?? (history.seenAt === null ? [] : [[history.seenAt, 0] as const])
    series.set(key, { labels, points: withPoint(points, [at, value], window * 1000) })
  }
  const longest = Math.max(...spans.map(({ window }) => window)) * 1000
  const kept = [...series].filter(([, { points }]) => at - (points.at(-1)?.[0] ?? 0) <= longest)
  return { seenAt: at, series: Object.fromEntries(kept.slice(0, SERIES_MOST)) }
}

type Wanted = { labels: Labels; value: number; window: number }

function wanted(spans: readonly Span[], { samples }: Facts): Map<string, Wanted> {
  const found = new Map<string, Wanted>()
  for (const { name, labels, value } of samples) {
    const fitting = spans.filter((span) => span.name === name && matches(labels, span.match))
    if (fitting.length === 0 || !Number.isFinite(value)) continue
    const key = seriesKey(name, labels)
    // Equal series of several lanes are one counter.
    const before = found.get(key)?.value ?? 0
    found.set(key, { labels, value: before + value, window: Math.max(...fitting.map((one) => one.window)) })
  }
  return found
}

/** Thinned where it says nothing new; what is older than the window goes, but for the point that it is measured from. */
function withPoint(points: readonly Point[], next: Point, windowMs: number): Point[] {
  const [last, before] = [points.at(-1), points.at(-2)]
  if (last !== undefined && last[0] >= next[0]) return [...points]
  const rises = before !== undefined && last !== undefined && before[1] <= last[1] && last[1] <= next[1]
  const isFlat = before?.[1] === last?.[1] && last?.[1] === next[1]
  const isClose = before !== undefined && next[0] - before[0] < windowMs / POINTS_A_WINDOW
  const all = rises && (isFlat || isClose) ? [...points.slice(0, -1), next] : [...points, next]
  const from = all.findLastIndex(([at]) => at <= next[0] - windowMs)
  return all.slice(Math.max(0, from, all.length - POINTS_MOST))
}

/**
 * By how much a counter grew from `now - windowMs` to `now`. Only rises count: a fall is a counter that lost its
 * memory, and what it holds then is not growth. Nothing is extrapolated.
 */
export function increase(points: readonly Point[], windowMs: number, now: number): number {
  const from = now - windowMs
  const slack = Math.max(LOOKBACK_MS, (2 * windowMs) / POINTS_A_WINDOW)
  const inside = points.filter(([at]) => at > from)
  const edge = points.findLast(([at]) => at <= from)
  const start = edge !== undefined && from - edge[0] <= slack ? [edge] : []
  const all = [...start, ...inside]
  return all.reduce((sum, [, value], index) => sum + Math.max(0, value - (all[index - 1]?.[1] ?? value)), 0)
}
