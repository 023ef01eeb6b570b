import { HOUR_MS, MINUTE_MS } from './minute.ts'

/**
 * A browser session is paid for from its start to its end, idle time included: that is how Cloudflare counts. How many
 * were there is estimated from the pages that were drawn, and rather too high than too low.
 */

/** For how long an unused session is kept, so that the next look finds it warm. */
export const SESSION_KEEP_MS = 120_000
/** A session with more pages than this is left to others. */
export const PAGES_PER_SESSION = 8

const KEPT_MINUTES = SESSION_KEEP_MS / MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** A pace of less says nothing of a month. */
const PACE_LEAST_MS = HOUR_MS

/** How long pages were held within a minute (`at`: its beginning), of all hosts together. */
export type DrawnMinute = { at: number; pageMs: number }

/** Minutes of browser within `from` (inclusive) and `to` (exclusive), both beginnings of minutes. */
export function browserMinutes(
  drawn: readonly DrawnMinute[],
  { from, to }: { from: number; to: number },
): number {
  const held = new Map<number, number>()
  for (const { at, pageMs } of drawn) held.set(at, (held.get(at) ?? 0) + pageMs)
  const kept = new Map<number, number>()
  for (const [at, pageMs] of held) {
    if (pageMs === 0) continue
    const sessions = Math.max(1, Math.ceil(pageMs / MINUTE_MS / PAGES_PER_SESSION))
    for (let step = 0; step <= KEPT_MINUTES; step += 1) {
      const minute = at + step * MINUTE_MS
      kept.set(minute, Math.max(kept.get(minute) ?? 0, sessions))
    }
  }
  let minutes = 0
  for (const [at, sessions] of kept) if (at >= from && at < to) minutes += sessions
  return minutes
}

/** The calendar month (UTC) that holds `at`, epoch ms; `to` is exclusive. */
export function monthOf(at: number): { from: number; to: number } {
  const day = new Date(at)
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()]
  return { from: Date.UTC(year, month), to: Date.UTC(year, month + 1) }
}

export type Pace = {
  /** Minutes of browser within the last day, or since there is anything to count. */
  minutes: number
  overMs: number
}

/** How many minutes a month ends with when it goes on as in the last day; `null` when too little is known. */
export function forecastMinutes(used: number, { pace, now }: { pace: Pace; now: number }): number | null {
  if (pace.overMs < PACE_LEAST_MS) return null
  const left = monthOf(now).to - now
  return used + (pace.minutes / Math.min(pace.overMs, DAY_MS)) * left
}

/** When `capMinutes` are used up at that pace, epoch ms; `null` when not within this month. */
export function capAt(
  used: number,
  { capMinutes, pace, now }: { capMinutes: number; pace: Pace; now: number },
): number | null {
  if (used >= capMinutes) return now
  if (pace.overMs < PACE_LEAST_MS || pace.minutes === 0) return null
  const at = now + ((capMinutes - used) * Math.min(pace.overMs, DAY_MS)) / pace.minutes
  return at < monthOf(now).to ? Math.round(at) : null
}
