import type { Reason, Verdict } from './verdict.ts'

import { REASONS } from './verdict.ts'

export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS

/** What one host's lane counted within one minute. */
export type Minute = {
  /** Looks by their own verdict. */
  available: number
  none: number
  unknown: number
  /** Those of them that a browser drew. */
  drawn: number
  /** For how long they lasted, ms. */
  lookMs: number
  /** For how long the browser held pages, trials and saved pages included, ms. */
  pageMs: number
  /** Of the unknown ones. */
  reasons: Partial<Record<Reason, number>>
}

export const NO_MINUTE: Minute = {
  available: 0,
  none: 0,
  unknown: 0,
  drawn: 0,
  lookMs: 0,
  pageMs: 0,
  reasons: {},
}

/** Its beginning, epoch ms. */
export const minuteOf = (at: number) => at - (at % MINUTE_MS)
export const hourOf = (at: number) => at - (at % HOUR_MS)

/** One more look; `durationMs` of the whole look. */
export function withLook(
  minute: Minute,
  { verdict, drawn, durationMs }: { verdict: Verdict; drawn: boolean; durationMs: number },
): Minute {
  const { state } = verdict
  const next = {
    ...minute,
    [state]: minute[state] + 1,
    drawn: minute.drawn + (drawn ? 1 : 0),
    lookMs: minute.lookMs + Math.max(0, Math.round(durationMs)),
  }
  if (verdict.state !== 'unknown') return next
  const { reason } = verdict
  return { ...next, reasons: { ...minute.reasons, [reason]: (minute.reasons[reason] ?? 0) + 1 } }
}

/** A page was held in the browser for so long. */
export function withPage(minute: Minute, pageMs: number): Minute {
  // An instant counts: a browser was started for it.
  return { ...minute, pageMs: minute.pageMs + Math.max(1, Math.round(pageMs)) }
}

/**
 * For how long within its minute a lane was kept awake, ms, at the most: its line to the browser holds it for half a
 * minute after each page, a fetch for as long as it lasts.
 */
export function activeMsOf({ lookMs, pageMs }: Minute): number {
  return pageMs > 0 ? MINUTE_MS : Math.min(lookMs, MINUTE_MS)
}

/** Counts by reason, the most frequent first. */
export function sortReasons(
  counts: readonly { reason: string; count: number }[],
): { reason: Reason; count: number }[] {
  return REASONS.flatMap((reason) => {
    const count = counts.find((one) => one.reason === reason)?.count ?? 0
    return count === 0 ? [] : [{ reason, count }]
  }).toSorted((a, b) => b.count - a.count)
}

/** `at` is the beginning of the minute, epoch ms. */
export type HostMinute = { at: number; host: string; minute: Minute }
