import type { Verdict } from './verdict.ts'

/** How long to leave a host or one watch alone after an answer that was not a page. */
export type Rest =
  | { scope: 'none' }
  /** `binding` when the host itself named the time: then nobody may shorten it. */
  | { scope: 'host'; ms: number; binding: boolean }
  | { scope: 'watch'; ms: number }

export type RestInput = {
  verdict: Verdict
  status: number | null
  retryAfterMs: number | null
  periodMs: number
  /** Answers of this kind in a row, this one included. */
  strikes: number
  /** 0 to 1. */
  random: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const RETRY_AFTER_MOST = 24 * HOUR

/** Doubles with each strike after the first; the first costs one normal period. */
function grow(periodMs: number, strikes: number, most: number, random: number): number {
  if (strikes <= 1) return 0
  return Math.min(most, periodMs * 2 ** Math.min(strikes - 1, 12)) * (0.9 + 0.2 * random)
}

/**
 * Walls and 403, 429, 503 rest the whole host; a page that fails alone rests alone.
 * Caps follow VERDICTS.md 5.3: three hours for a refusal, less for what passes by itself.
 */
export function restAfter({ verdict, status, retryAfterMs, periodMs, strikes, random }: RestInput): Rest {
  if (verdict.state !== 'unknown') return { scope: 'none' }
  if (retryAfterMs !== null && (status === 429 || status === 503 || status === 403)) {
    return { scope: 'host', ms: Math.min(retryAfterMs, RETRY_AFTER_MOST), binding: true }
  }
  switch (verdict.reason) {
    case 'blocked':
    case 'captcha':
    case 'challenge':
      return { scope: 'host', ms: grow(periodMs, strikes, 3 * HOUR, random), binding: false }
    case 'rate-limited':
      return {
        scope: 'host',
        ms: grow(Math.max(periodMs, MINUTE / 2), strikes, HOUR, random),
        binding: false,
      }
    case 'maintenance':
    case 'queue':
      return { scope: 'host', ms: grow(periodMs, strikes, 10 * MINUTE, random), binding: false }
    case 'http-error':
    case 'offline':
    case 'not-found':
    case 'geo':
      return { scope: 'watch', ms: grow(periodMs, strikes, 15 * MINUTE, random) }
    default:
      return { scope: 'none' }
  }
}
