/**
 * How long a look waits for what a page draws late without any sign (VERDICTS.md 5.2). It is learnt: the first look
 * and one an hour are long, what they find late raises the usual patience, and only days of long looks that find
 * nothing late lower it again.
 */
export type Patience = {
  /** What a usual look waits after the last sign, ms. */
  usualMs: number
  /** Epoch ms of the end of the last long look; 0 before the first. */
  longAt: number
  /** Long looks in a row that found nothing late: since when, how many, and the latest change among them. */
  calm: { since: number; looks: number; latestMs: number }
}

const USUAL_MS = 2000
const MOST_MS = 20_000
const LONG_EACH_MS = 3_600_000
const CALM_MS = 3 * 24 * 3_600_000
const CALM_LOOKS = 24
const NEVER_CALM = { since: 0, looks: 0, latestMs: 0 }

export const FIRST_PATIENCE: Patience = { usualMs: USUAL_MS, longAt: 0, calm: NEVER_CALM }

export type NextLook = {
  long: boolean
  /** After the last sign that the page still draws, ms. */
  patienceMs: number
  /** Since the document came, ms: a long look sees at least what "wait 10 s, then scroll for 10 s" would see. */
  leastMs: number
}

/** What the next look waits for. `longMs` is what the operator set for long looks. */
export function nextLook({ usualMs, longAt }: Patience, longMs: number, now: number): NextLook {
  const usual = Math.min(usualMs, Math.max(longMs, usualMs > USUAL_MS ? usualMs : 0))
  if (now - longAt < LONG_EACH_MS) return { long: false, patienceMs: usual, leastMs: 0 }
  return { long: true, patienceMs: Math.max(longMs, usual), leastMs: (longMs * 4) / 3 }
}

export type LookDone = {
  at: number
  long: boolean
  /** It waited to its end, and was not over at once with a seat or a wall. */
  whole: boolean
  /** The longest that the offers stood still without any sign before they changed, ms. */
  lateMs: number
}

/** A quarter and a second more than the latest that was seen. */
const enoughFor = (lateMs: number): number => Math.min(MOST_MS, Math.round(lateMs * 1.25 + 1000))

/** What a look that is done teaches. */
export function learnPatience(known: Patience, { at, long, whole, lateMs }: LookDone): Patience {
  const longAt = long && whole ? at : known.longAt
  if (enoughFor(lateMs) > known.usualMs + 500) return { usualMs: enoughFor(lateMs), longAt, calm: NEVER_CALM }
  if (!long || !whole || known.usualMs === USUAL_MS) return { ...known, longAt }
  const { calm } = known
  const since = calm.looks === 0 ? at : calm.since
  const next = { since, looks: calm.looks + 1, latestMs: Math.max(calm.latestMs, lateMs) }
  if (at - since < CALM_MS || next.looks < CALM_LOOKS) return { ...known, longAt, calm: next }
  const lower = Math.max(USUAL_MS, enoughFor(next.latestMs), Math.round(known.usualMs * 0.8))
  return { usualMs: Math.min(known.usualMs, lower), longAt, calm: NEVER_CALM }
}
