import type { Reason, Verdict } from './verdict.ts'
import type { PublicReporter } from './status.ts'

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
  openRelease: { id: string; since: number } | null
  blind: { since: number; told: boolean } | null
  /** What each reporter said last; the relay is one, each extension another. */
  reporters: ReporterState[]
}

export type ReporterState = PublicReporter & { reporter: string }

/** What happened between two states. Alerts, log lines and rows are made from these, never from the state. */
export type StateEvent =
  | { type: 'opened'; releaseId: string; at: number; verdict: Extract<Verdict, { state: 'available' }> }
  | { type: 'closed'; releaseId: string; at: number; openedAt: number }
  | { type: 'blind-began'; at: number; reason: Reason }
  | { type: 'blind-told'; since: number; reason: Reason; detail?: string }
  | { type: 'blind-ended'; since: number; at: number; told: boolean }

/** One judged look. `reporter` is `relay` or the id of an extension. */
export type Report = {
  reporter: string
  kind: PublicReporter['kind']
  verdict: Verdict
  /** Epoch ms when the look ended. */
  at: number
  /** Used when this report opens a release. */
  releaseId: string
}

export type Limits = {
  /** After how long without sight the operator is told, ms. */
  blindMs: number
  /** For how long a reporter's word counts beside a newer one of another, ms. */
  freshMs: number
}

export type Step = { state: WatchState; events: StateEvent[] }

/** A watch that nobody has looked at yet. */
export function newState(watchId: string): WatchState {
  return {
    watchId,
    version: 0,
    verdict: { state: 'unknown', reason: 'not-settled', detail: 'not looked at yet' },
    lastCheckAt: null,
    lastGoodCheckAt: null,
    checks: 0,
    availableChecks: 0,
    releases: 0,
    openRelease: null,
    blind: null,
    reporters: [],
  }
}

const RANK = { available: 2, none: 1, unknown: 0 } as const

/** Available beats none, none beats nothing; among equals the newest speaks. Old words count no more. */
export function merge(reporters: readonly ReporterState[], now: number, freshMs: number): Verdict | null {
  const fresh = reporters.filter((one) => now - one.at <= freshMs)
  const best = fresh.toSorted((a, b) => RANK[b.verdict.state] - RANK[a.verdict.state] || b.at - a.at)[0]
  return best?.verdict ?? null
}

/**
 * Takes one report into the truth. Edge-triggered: a release opens on the first `available` and closes on a
 * proven `none`; `unknown` neither closes nor re-arms. A report older than the same reporter's last is ignored.
 */
export function advance(stored: WatchState, report: Report, limits: Limits): Step {
  const last = stored.reporters.find((one) => one.reporter === report.reporter)
  if (last !== undefined && last.at > report.at) return { state: stored, events: [] }
  // A gap without checks was blindness, even when nobody was there to notice; it is over, so nobody is told.
  const { state: before, events: gap } = tick({ state: stored, events: [] }, report.at, {
    ...limits,
    blindMs: Infinity,
  })
  const { reporter, kind, verdict, at } = report
  const reporters = [
    ...before.reporters.filter((one) => one.reporter !== reporter),
    { reporter, kind, verdict, at },
  ]
  const truth = merge(reporters, at, limits.freshMs) ?? verdict
  const state: WatchState = {
    ...before,
    reporters,
    verdict: truth,
    lastCheckAt: Math.max(at, before.lastCheckAt ?? 0),
    lastGoodCheckAt: isSighted(truth) ? Math.max(at, before.lastGoodCheckAt ?? 0) : before.lastGoodCheckAt,
    checks: before.checks + 1,
    availableChecks: before.availableChecks + (truth.state === 'available' ? 1 : 0),
  }
  const events = [...gap, ...turnRelease(state, report), ...turnSight(state, at)]
  return tick({ state, events }, at, limits)
}

function turnRelease(state: WatchState, report: Report): StateEvent[] {
  const { verdict } = state
  if (verdict.state === 'available' && state.openRelease === null) {
    state.openRelease = { id: report.releaseId, since: report.at }
    state.releases += 1
    return [{ type: 'opened', releaseId: report.releaseId, at: report.at, verdict }]
  }
  if (verdict.state === 'none' && state.openRelease !== null) {
    const { id, since } = state.openRelease
    state.openRelease = null
    return [{ type: 'closed', releaseId: id, at: report.at, openedAt: since }]
  }
  return []
}

function turnSight(state: WatchState, at: number): StateEvent[] {
  if (state.verdict.state === 'unknown') {
    if (state.blind !== null) return []
    state.blind = { since: at, told: false }
    return [{ type: 'blind-began', at, reason: state.verdict.reason }]
  }
  if (state.blind === null) return []
  const { since, told } = state.blind
  state.blind = null
  return [{ type: 'blind-ended', since, at, told }]
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

/** True when people would read the two differently: another state, reason, or other offers. */
export function verdictChanged(before: Verdict, after: Verdict): boolean {
  if (before.state !== after.state) return true
  if (before.state === 'unknown' && after.state === 'unknown') return before.reason !== after.reason
  if (before.state === 'available' && after.state === 'available') {
    const prints = (verdict: typeof before) =>
      verdict.offers
        .map((offer) => offer.fingerprint)
        .toSorted()
        .join('\n')
    return prints(before) !== prints(after)
  }
  return false
}
