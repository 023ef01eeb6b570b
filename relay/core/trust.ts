import type { ReportBody } from './reporter.ts'
import type { Verdict, VerdictState } from './verdict.ts'

import { ownerKey } from './reporter.ts'

/**
 * What becomes of what a person's browser says (EXTENSION.md 6.3). All of it pure: the store counts, this decides.
 *
 * A report alone never alerts. The relay looks at once: what it sees too is confirmed, what it proves not to be there is
 * contradicted. Only where the relay cannot see do two browsers of two owners on two networks stand for one eye.
 */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A report older than this is no news, ms. */
export const REPORT_MS = 10 * MINUTE
/** So far apart two reports still speak of the same seat, ms. */
export const PAIR_MS = 5 * MINUTE
export const HOURLY_MOST = 30
/** Of these, only a seat that is news may use the last ones: neither "nothing" nor the same again takes its place. */
export const HOURLY_QUIET_MOST = 20
export const DEVICES_HOURLY_MOST = 5

export const CONFIRMED_POINTS = 1
export const CONTRADICTED_POINTS = -3
const SCORE_MOST = 10
/** Trust that is not renewed is halved in this time; mistrust fades by a point a day. */
const TRUST_HALF_MS = 30 * DAY
const MISTRUST_POINT_MS = DAY

/** What a score of `scoredAt` is worth at `now`, both epoch ms. New devices have 0. */
export function scoreAt({ score, scoredAt }: { score: number; scoredAt: number }, now: number): number {
  const passed = Math.max(0, now - scoredAt)
  if (score >= 0) return score * 2 ** -(passed / TRUST_HALF_MS)
  return Math.min(0, score + passed / MISTRUST_POINT_MS)
}

/** The score after points were earned or lost now. */
export function addPoints(scored: { score: number; scoredAt: number }, points: number, now: number): number {
  return Math.max(-SCORE_MOST, Math.min(SCORE_MOST, scoreAt(scored, now) + points))
}

/** What is known of a device and a watch when a report of one about the other comes in. */
export type Admission = {
  /** Epoch ms of the relay's clock: when it was seen, corrected by the browser's clock, and now. */
  at: number
  now: number
  state: VerdictState
  watch: 'here' | 'unknown' | 'switched-off'
  /** The same id of the same device was taken before. */
  known: boolean
  /** Of this device, within the last hour. */
  lastHour: number
  /** Of this device about this watch, within the last minute. */
  lastMinute: { state: VerdictState } | null
  /** Its last word about this watch, within the last hour, was this one. */
  repeated: boolean
}

export const REFUSALS = ['unknown-watch', 'switched-off', 'late', 'ahead', 'too-often', 'too-many'] as const
export type RefusedWhy = (typeof REFUSALS)[number]

/** How far ahead of its own signature a report may be, ms. */
const AHEAD_MS = 1000

/** Whether a report is taken at all. A seat may follow another word within the minute; another seat may not. */
export function admit(facts: Admission): 'taken' | 'duplicate' | { refused: RefusedWhy } {
  if (facts.watch === 'unknown') return { refused: 'unknown-watch' }
  if (facts.known) return 'duplicate'
  if (facts.watch === 'switched-off') return { refused: 'switched-off' }
  if (facts.now - facts.at > REPORT_MS) return { refused: 'late' }
  if (facts.at - facts.now > AHEAD_MS) return { refused: 'ahead' }
  const isSeat = facts.state === 'available'
  if (facts.lastHour >= (isSeat && !facts.repeated ? HOURLY_MOST : HOURLY_QUIET_MOST))
    return { refused: 'too-many' }
  const { lastMinute } = facts
  if (lastMinute !== null && !(isSeat && lastMinute.state !== 'available')) return { refused: 'too-often' }
  return 'taken'
}

/** How a report counts: `shadow` is kept and answered like any other, and nothing comes of it. */
export function weigh(
  device: { state: 'active' | 'muted' | 'revoked'; score: number; scoredAt: number },
  now: number,
): 'counts' | 'shadow' {
  return device.state === 'active' && scoreAt(device, now) >= 0 ? 'counts' : 'shadow'
}

/** What the relay itself can say of a watch: `open` it sees offers, `clear` it proves there are none, `blind` neither. */
export type RelaySight = 'open' | 'clear' | 'blind'

export function relaySight(
  word: { verdict: Verdict; at: number } | undefined,
  now: number,
  freshMs: number,
): RelaySight {
  if (word === undefined || now - word.at > freshMs) return 'blind'
  if (word.verdict.state === 'available') return 'open'
  return word.verdict.state === 'none' ? 'clear' : 'blind'
}

/** One browser that saw a seat and is not yet confirmed. `network` is `null` when nobody knows it. */
export type Sighting = { reporter: string; owner: string; network: string | null; at: number }

/**
 * The sightings that bear each other out: each has another beside it, of another owner and another network, within five
 * minutes. Empty when no two do. An unknown network is like no other, and so stands beside none.
 */
export function seconded(sightings: readonly Sighting[], now: number): Sighting[] {
  const recent = sightings.filter((one) => now - one.at <= PAIR_MS)
  return recent.filter((one) => recent.some((other) => areTwo(one, other)))
}

function areTwo(one: Sighting, other: Sighting): boolean {
  if (one.network === null || other.network === null || one.network === other.network) return false
  if (one.reporter === other.reporter || ownerKey(one.owner) === ownerKey(other.owner)) return false
  return Math.abs(one.at - other.at) <= PAIR_MS
}

/** A seat lives for minutes: a look that began later than this proves nothing about a report, ms. */
const CONTRADICTS_MS = MINUTE

export type Settlement = 'confirmed' | 'contradicted' | 'pending'

/** What a look of the relay's makes of a report that waits. Times are epoch ms. */
export function settle(
  report: { at: number; receivedAt: number },
  look: { state: VerdictState; startedAt: number },
): Settlement {
  if (look.state === 'unknown') return 'pending'
  const isAbout = look.startedAt - report.at <= REPORT_MS
  if (look.state === 'available') return isAbout ? 'confirmed' : 'pending'
  const isProof = look.startedAt >= report.receivedAt && look.startedAt - report.at <= CONTRADICTS_MS
  return isProof ? 'contradicted' : 'pending'
}

/** What people call a false alarm so often, and the relay never saw, its reporters are held to. */
export const FALSE_ALARMS = 2

/** When a report was seen by the relay's clock: `signedAt` and `body.at` come from the same, perhaps wrong, clock. */
export function seenAt(body: Pick<ReportBody, 'at'>, signedAt: number, now: number): number {
  return now - (signedAt - body.at)
}
