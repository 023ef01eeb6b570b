import type { Reason } from './verdict.ts'

/**
 * What was known of a watch over time. `unseen`: nobody had looked yet, or what was seen then is not kept any more.
 * Times are epoch ms; `to` is exclusive.
 */
export type HistorySpan = { from: number; to: number } & (
  | { state: 'available' | 'none' | 'unseen' }
  | { state: 'unknown'; reason: Reason }
)

type Open = { from: number; to: number | null }

export type HistoryFacts = {
  from: number
  to: number
  /** Before it nothing is known. */
  knownFrom: number
  /** From then on nobody has looked; `null` while somebody does. */
  darkFrom: { at: number; reason: Reason | null } | null
  /** Spans in which offers were open, and in which nobody could see; `to` is `null` while one lasts. */
  releases: readonly Open[]
  blind: readonly (Open & { reason: Reason })[]
}

/**
 * The spans from `from` to `to` without a hole, oldest first. What could not be seen stands before what was open:
 * nobody knows whether it still was.
 */
export function historySpans(facts: HistoryFacts): HistorySpan[] {
  const { from, to } = facts
  const ends = [...facts.releases, ...facts.blind].flatMap((one) => [one.from, one.to ?? to])
  const cuts = [from, to, facts.knownFrom, facts.darkFrom?.at ?? to, ...ends]
  const times = [...new Set(cuts)].filter((at) => at >= from && at <= to).toSorted((a, b) => a - b)
  const spans: HistorySpan[] = []
  for (const [index, start] of times.entries()) {
    const end = times[index + 1]
    if (end === undefined) break
    const span: HistorySpan = { from: start, to: end, ...stateAt(facts, start) }
    const last = spans.at(-1)
    if (last !== undefined && isSame(last, span)) last.to = end
    else spans.push(span)
  }
  return spans
}

type At = { state: 'available' | 'none' | 'unseen' } | { state: 'unknown'; reason: Reason }

function stateAt({ to, knownFrom, darkFrom, releases, blind }: HistoryFacts, at: number): At {
  const holds = (one: Open) => one.from <= at && at < (one.to ?? to)
  if (darkFrom !== null && at >= darkFrom.at)
    return darkFrom.reason === null ? { state: 'unseen' } : { state: 'unknown', reason: darkFrom.reason }
  if (at < knownFrom) return { state: 'unseen' }
  const dark = blind.find(holds)
  if (dark !== undefined) return { state: 'unknown', reason: dark.reason }
  return { state: releases.some(holds) ? 'available' : 'none' }
}

function isSame(a: HistorySpan, b: HistorySpan): boolean {
  if (a.state !== b.state) return false
  return a.state !== 'unknown' || b.state !== 'unknown' || a.reason === b.reason
}
