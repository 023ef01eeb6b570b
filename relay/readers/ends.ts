import type { Settle } from '#core/observation.ts'
import type { Reason, Verdict } from '#core/verdict.ts'

import { WALL_ORDER } from '#core/wall-signs.ts'

/** How the waiting stands at one reading; all in ms, `…For` is how long something has lasted. */
export type Moment = {
  verdict: Verdict
  /** Since this document was first read, and until when an answer is due. */
  spent: number
  deadlineMs: number
  /** Since the first document of the look came: a check that replaces itself is still the same check. */
  age: number
  /** The offer that has stood longest; `null` without any. */
  positiveFor: number | null
  /** The same state and reason. */
  verdictFor: number
  /** The same reading of the offers area. */
  quietFor: number
  /** Since the last sign that the page still draws: a change of the area, the load, a step of scrolling. */
  signFor: number
  /** Since the last answer of a data call that may be painted. */
  answerFor: number
  /** Since a call that is known to bring offers was answered and brought none; `null` otherwise. */
  owedFor: number | null
  /** A data call that matters is on its way, and for less than 10 s; or however long. */
  isWaiting: boolean
  isPending: boolean
  isLoaded: boolean
  /** The document cannot draw anything by itself. */
  isInert: boolean
  patienceMs: number
  leastMs: number
  scrolls: number
  /** Since the last scroll pass; endless when there was nothing to scroll. */
  scrolledFor: number
  /** The area was drawn anew since the last pass. */
  repainted: boolean
  /** The page has other parts than after the last pass, and the look is a long one. */
  grown: boolean
  /** The document's status refuses, or a sign stands only on walls. */
  isRefused: boolean
}

/** Two reads that agree are at least so far apart. */
export const AGREE_MS = 500
/** The offers area is quiet when the reading of it stayed the same for so long. */
const QUIET_MS = 800
/** The page may be walked down as soon as the area stands still for a moment. */
const STILL_MS = 200
/** A fault or a wall is believed when it stood for so long. */
const STOOD_MS = 2000
/** After the scroll pass: what came into view may ask for its offers first. */
const LAZY_MS = 1500
const LOADED_MOST_MS = 12_000
/** How long signs that are not of the area may hold up a `none`. */
const BESIDE_MOST_MS = 10_000
/** A data call that is known to bring offers has so long to be painted beside other offers, and where there are none. */
const PAINT_MS = 3000
const PAINT_MOST_MS = 8000
/** A check that ends by itself needs no person; every other wall stays. */
const CHALLENGE_MS = 15_000
const SCROLLS_MOST = 3

/** The page is there and does not tell: time alone will not change that. */
const SHOWN: ReadonlySet<Reason> = new Set<Reason>(['ambiguous-offer', 'needs-detail', 'partial', 'stale'])
/** A check page may give way by itself; these do not. */
const WALLS: ReadonlySet<Reason> = new Set(WALL_ORDER.filter((reason) => reason !== 'challenge'))

/** How the waiting ends with this reading (VERDICTS.md 5.2); `null` while it goes on. */
export function endOf(moment: Moment): Settle['state'] | null {
  const { verdict, spent, deadlineMs, positiveFor } = moment
  if (verdict.state === 'available') {
    if (positiveFor !== null && positiveFor >= AGREE_MS) return 'positive'
    // An offer painted just before the deadline is worth half a second more.
    return spent >= deadlineMs + AGREE_MS ? 'deadline' : null
  }
  if (spent >= deadlineMs) return 'deadline'
  if (verdict.state === 'none') return isProven(moment) ? 'quiet' : null
  return endOfUnknown(moment, verdict.reason)
}

function isProven(moment: Moment): boolean {
  const { isInert, isLoaded, quietFor, verdictFor, scrolls, scrolledFor } = moment
  if (verdictFor < AGREE_MS) return false
  if (isInert) return isLoaded && quietFor >= AGREE_MS
  if (quietFor < QUIET_MS || !isPatient(moment) || wantsScroll(moment)) return false
  return scrolls > 0 && scrolledFor >= LAZY_MS
}

function endOfUnknown(moment: Moment, reason: Reason): Settle['state'] | null {
  const { verdictFor, quietFor, scrolls, isInert, isRefused, age } = moment
  const stood = Math.min(verdictFor, quietFor)
  if (reason === 'not-found') return 'wall'
  if (reason === 'challenge') return Math.max(verdictFor, age) >= CHALLENGE_MS ? 'wall' : null
  const loaded = isLoaded(moment)
  if (WALLS.has(reason))
    return stood >= (isRefused || isInert ? 1000 : 2 * STOOD_MS) && loaded ? 'wall' : null
  if (isInert) return loaded && stood >= AGREE_MS ? 'quiet' : null
  if (!isPatient(moment) || stood < STOOD_MS) return null
  if (reason === 'wrong-page') return 'quiet'
  if (scrolls === 0 || wantsScroll(moment)) return null
  if (SHOWN.has(reason)) return 'quiet'
  // As nothing is proven yet, a call that is late is waited for until time is up.
  return stood >= PAINT_MOST_MS && moment.answerFor >= PAINT_MOST_MS && !moment.isPending ? 'quiet' : null
}

const isLoaded = ({ isLoaded: loaded, spent }: Moment): boolean => loaded || spent >= LOADED_MOST_MS

/** Nothing is on its way, and the last sign is long enough ago that what it announced has been painted. */
function isPatient(moment: Moment): boolean {
  const { spent, leastMs, signFor, answerFor, owedFor, patienceMs, isWaiting } = moment
  if (!isLoaded(moment) || spent < leastMs || signFor < patienceMs) return false
  if (signFor >= patienceMs + BESIDE_MOST_MS) return true
  return !isWaiting && answerFor >= patienceMs && (owedFor === null || owedFor >= PAINT_MS)
}

/** Before a negative is believed, and when nothing came by itself: it may wait to be scrolled to. */
export function wantsScroll(moment: Moment): boolean {
  const { verdict, scrolls, quietFor, scrolledFor, spent, repainted, grown, isInert } = moment
  if (scrolls >= SCROLLS_MOST || isInert || verdict.state === 'available' || !isLoaded(moment)) return false
  if (verdict.state === 'none') {
    if (scrolls === 0 || repainted) return quietFor >= STILL_MS
    // What came beside the offers since the pass may be a place for more, which waits to be seen.
    return grown && isPatient(moment)
  }
  if (WALLS.has(verdict.reason) || verdict.reason === 'challenge' || quietFor < QUIET_MS) return false
  return scrolls === 0 ? spent >= LAZY_MS : scrolledFor >= 4 * LAZY_MS && (repainted || grown)
}
