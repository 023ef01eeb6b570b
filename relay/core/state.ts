import type { Again, LastRelease } from './flap.ts'
import type { How } from './how.ts'
import type { ReporterState } from './merge.ts'
import type { SeenLook, ToldOffer } from './told.ts'
import type { Available, Note, Offer, Reason, Verdict } from './verdict.ts'
import type { PublicReporter, Span } from './status.ts'

import { againOf } from './flap.ts'
import { isBorneOut, merge, reporterAfter } from './merge.ts'
import { named, newsBeside } from './same-offers.ts'
import { lookPrint, tellLook, tellOffers } from './told.ts'
import { isSighted } from './verdict.ts'

/** The truth about one watch. `version` decides races: who read an older one must read again. */
export type WatchState = {
  watchId: string
  version: number
  verdict: Verdict
  lastCheckAt: number | null
  lastGoodCheckAt: number | null
  checks: number
  availableChecks: number
  releases: number
  openRelease: { id: string; since: number; told: readonly ToldOffer[]; flaps: number } | null
  lastRelease: LastRelease
  /** Ambiguous things that people were, or are about to be, told to look at. */
  looks: readonly SeenLook[]
  /** How often in a row nothing was seen, with nothing ambiguous about; counted up to `NONES`. */
  nones: number
  blind: { since: number; told: boolean } | null
  /** The last span in which nobody looked for well longer than the cadence. */
  gap: Span | null
  /** How the relay looks at it now; `null` until it has. */
  how: How | null
  /** What each reporter said last; the relay is one, each extension another. */
  reporters: ReporterState[]
}

/** What happened between two states. Alerts, log lines and rows are made from these, never from the state. */
export type StateEvent =
  | { type: 'opened'; releaseId: string; at: number; verdict: Available; again?: Again }
  /** Offers that are new beside those told before. */
  | { type: 'more'; releaseId: string; at: number; offers: readonly Offer[]; notes?: readonly Note[] }
  | { type: 'ambiguous'; at: number; fingerprint: string; detail?: string; notes?: readonly Note[] }
  | { type: 'closed'; releaseId: string; at: number; openedAt: number }
  | { type: 'blind-began'; at: number; reason: Reason }
  | { type: 'blind-told'; since: number; reason: Reason; detail?: string }
  | { type: 'blind-ended'; since: number; at: number; told: boolean }
  /** Nobody looked for well longer than the cadence; what came and went then was not seen. */
  | ({ type: 'gap' } & Span)

/** One judged look. `reporter` is `relay` or the id of an extension. */
export type Report = {
  reporter: string
  kind: PublicReporter['kind']
  verdict: Verdict
  /** Epoch ms when the look ended. */
  at: number
  /** Epoch ms when it began; without it, when it ended. */
  startedAt?: number
  /** Two reads of this look agreed. */
  twice?: boolean
  how?: How
  /** Used when this report opens a release. */
  releaseId: string
  /** Prints of its offers, by fingerprint: what a browser reported by its print alone is then known by its name. */
  prints?: ReadonlyMap<string, string>
}

export type Limits = {
  /** After how long without sight the operator is told, ms. */
  blindMs: number
  /** For how long a reporter's word counts beside a newer one of another, ms. */
  freshMs: number
  /** Between two looks as the watch asks for them, ms. */
  cadenceMs: number
}

export type Step = { state: WatchState; events: StateEvent[] }

/** After so many looks in a row that saw nothing, something ambiguous that is back is told again. */
const NONES = 2
/** Jitter, and the looks of neighbours on the same host, are no gap: so late may a look be, in cadences and at least in ms. */
const LATE = { share: 0.5, leastMs: 15_000 }
/** No look lasts longer, ms. */
const LOOK_MS = 60_000

/**
 * Takes one report into the truth. Edge-triggered: a release opens on the first `available`, tells what is new beside
 * it, and closes on a proven `none`; `unknown` neither closes nor re-arms. A report that is not newer than the same
 * reporter's last changes nothing.
 */
export function advance(stored: WatchState, report: Report, limits: Limits): Step {
  const last = stored.reporters.find((one) => one.reporter === report.reporter)
  if (last !== undefined && last.at >= report.at && !isBorneOut(last, report))
    return { state: stored, events: [] }
  // A gap without checks was blindness, even when nobody was there to notice; it is over, so nobody is told.
  const { state: before, events: dark } = tick({ state: named(stored, report), events: [] }, report.at, {
    ...limits,
    blindMs: Infinity,
  })
  const { at } = report
  const reporters = [
    ...before.reporters.filter((one) => one.reporter !== report.reporter),
    reporterAfter(last, report),
  ]
  const now = Math.max(at, before.lastCheckAt ?? 0)
  const truth = merge(reporters, now, limits.freshMs) ?? report.verdict
  const state: WatchState = {
    ...before,
    reporters,
    verdict: truth,
    lastCheckAt: now,
    lastGoodCheckAt: isSighted(truth) ? Math.max(at, before.lastGoodCheckAt ?? 0) : before.lastGoodCheckAt,
    checks: before.checks + 1,
    availableChecks: before.availableChecks + (truth.state === 'available' ? 1 : 0),
    how: report.how ?? before.how,
  }
  const events = [
    ...dark,
    ...turnGap(state, before, { report, limits }),
    ...turnRelease(state, report, last),
    ...turnLook(state, report, now - limits.freshMs),
    ...turnSight(state, at),
  ]
  return tick({ state, events }, at, limits)
}

/** From the end of a look to the beginning of the next. One event for a run of gaps, none where blindness says the same. */
function turnGap(
  state: WatchState,
  before: WatchState,
  { report, limits }: { report: Report; limits: Limits },
): StateEvent[] {
  const [from, to] = [before.lastCheckAt, report.startedAt ?? report.at]
  const mayBeLate = Math.max(LATE.share * limits.cadenceMs, LATE.leastMs)
  if (from === null || to - from <= limits.cadenceMs + mayBeLate) return []
  const goesOn = before.gap !== null && before.gap.to >= from - LOOK_MS
  state.gap = { from, to }
  return goesOn || before.blind !== null ? [] : [{ type: 'gap', from, to }]
}

function turnRelease(state: WatchState, report: Report, last: ReporterState | undefined): StateEvent[] {
  const { verdict, openRelease } = state
  if (verdict.state === 'available') {
    const { told, news } = tellOffers(openRelease?.told ?? [], verdict.offers, report.at)
    if (openRelease === null) {
      const again = againOf(state.lastRelease, report.at)
      state.openRelease = { id: report.releaseId, since: report.at, told, flaps: again.again?.flaps ?? 0 }
      state.releases += 1
      return [{ type: 'opened', releaseId: report.releaseId, at: report.at, verdict, ...again }]
    }
    state.openRelease = { ...openRelease, told }
    const offers = newsBeside(state, news, { report, last })
    if (offers.length === 0) return []
    const more = { type: 'more', releaseId: openRelease.id, at: report.at, offers } as const
    return [{ ...more, ...notesOf(verdict) }]
  }
  if (verdict.state === 'none' && state.openRelease !== null) {
    const { id, since, flaps } = state.openRelease
    state.openRelease = null
    state.lastRelease = { closedAt: report.at, flaps }
    return [{ type: 'closed', releaseId: id, at: report.at, openedAt: since }]
  }
  return []
}

/** Something ambiguous is told softly, also when another reporter sees nothing there; beside an open seat it is not. */
function turnLook(
  state: WatchState,
  { verdict, at, twice = false }: Report,
  freshFrom: number,
): StateEvent[] {
  const isOpen = state.verdict.state === 'available'
  const stillThere = state.reporters.some(
    (one) => one.unproven !== true && one.at >= freshFrom && lookPrint(one.verdict) !== null,
  )
  state.nones = state.verdict.state === 'none' && !stillThere ? Math.min(NONES, state.nones + 1) : 0
  if (state.nones === NONES) state.looks = []
  const fingerprint = lookPrint(verdict)
  if (fingerprint === null || verdict.state !== 'unknown' || isOpen) return []
  const { looks, tell } = tellLook(state.looks, { fingerprint, at, twice })
  state.looks = looks
  if (!tell) return []
  const { detail } = verdict
  return [
    { type: 'ambiguous', at, fingerprint, ...(detail === undefined ? {} : { detail }), ...notesOf(verdict) },
  ]
}

const notesOf = ({ notes }: Verdict) => (notes === undefined ? {} : { notes })

function turnSight(state: WatchState, at: number): StateEvent[] {
  if (state.verdict.state === 'unknown') {
    if (state.blind !== null) return []
    state.blind = { since: at, told: false }
    return [{ type: 'blind-began', at, reason: state.verdict.reason }]
  }
  if (state.blind === null) return []
  const { since, told } = state.blind
  state.blind = null
  // A browser may tell late what it saw.
  return [{ type: 'blind-ended', since, at: Math.max(at, since), told }]
}

/**
 * What time alone brings: blindness grown long enough to tell, or checks that stopped coming.
 * Call it after every report and once a minute.
 */
export function tick(step: Step, now: number, limits: Limits): Step {
  const state = { ...step.state }
  const events = [...step.events]
  const silentSince =
    state.lastCheckAt !== null && now - state.lastCheckAt > limits.freshMs ? state.lastCheckAt : null
  if (silentSince !== null && state.blind === null) {
    const verdict = { state: 'unknown', reason: 'stale', detail: 'checks stopped coming' } as const
    state.verdict = verdict
    state.blind = { since: silentSince, told: false }
    events.push({ type: 'blind-began', at: silentSince, reason: verdict.reason })
  }
  if (state.blind !== null && !state.blind.told && now - state.blind.since >= limits.blindMs) {
    if (state.verdict.state === 'unknown') {
      const { reason, detail } = state.verdict
      state.blind = { ...state.blind, told: true }
      events.push({
        type: 'blind-told',
        since: state.blind.since,
        reason,
        ...(detail === undefined ? {} : { detail }),
      })
    }
  }
  return { state, events }
}
