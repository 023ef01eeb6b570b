import type { Verdict } from '#core/verdict.ts'

import { DURATION_BOUNDS, LATENESS_BOUNDS } from '#core/metrics.ts'

import { addToCounter } from '../store/counters.ts'

/** Takes one check into the lane's counters. */
export function countCheck(
  sql: SqlStorage,
  { verdict, reporter, durationMs }: { verdict: Verdict; reporter: string; durationMs: number },
): void {
  const result = verdict.state === 'unknown' ? verdict.reason : verdict.state
  addToCounter(sql, {
    name: 'vigie_checks_total',
    labels: { reporter, state: verdict.state, result },
    value: 1,
  })
  observe(sql, {
    name: 'vigie_check_duration_seconds',
    labels: { reporter },
    bounds: DURATION_BOUNDS,
    seconds: durationMs / 1000,
  })
}

/** How late a check started against its due time. */
export function countLateness(sql: SqlStorage, ms: number): void {
  const seconds = Math.max(0, ms) / 1000
  observe(sql, { name: 'vigie_lane_lateness_seconds', labels: {}, bounds: LATENESS_BOUNDS, seconds })
}

export function countOne(sql: SqlStorage, name: string, labels: Record<string, string> = {}): void {
  addToCounter(sql, { name, labels, value: 1 })
}

type Sample = { name: string; labels: Record<string, string>; bounds: readonly number[]; seconds: number }

/** Only the first bucket that holds the sample is counted; `/metrics` adds them up. */
function observe(sql: SqlStorage, { name, labels, bounds, seconds }: Sample): void {
  const le = bounds.find((bound) => seconds <= bound)
  addToCounter(sql, {
    name: `${name}_bucket`,
    labels: { ...labels, le: le === undefined ? '+Inf' : String(le) },
    value: 1,
  })
  addToCounter(sql, { name: `${name}_sum`, labels, value: seconds })
  addToCounter(sql, { name: `${name}_count`, labels, value: 1 })
}
