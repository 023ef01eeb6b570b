import type { ReporterState } from './merge.ts'
import type { PublicWatch, Reported } from './status.ts'
import type { WatchState } from './state.ts'
import type { Watch } from './watch.ts'

import { REPORT_MS } from './trust.ts'

/** Looks made since the state was last written, as the lane keeps them. */
export type LiveLook = {
  lastCheckAt: number | null
  lastGoodCheckAt: number | null
  pendingChecks: number
  pendingAvailable: number
}

/** The state with what the lane has seen since it was written. */
export function withLiveLook(state: WatchState, live: LiveLook | undefined): WatchState {
  if (live === undefined) return state
  const lastCheckAt = later(state.lastCheckAt, live.lastCheckAt)
  return {
    ...state,
    lastCheckAt,
    lastGoodCheckAt: later(state.lastGoodCheckAt, live.lastGoodCheckAt),
    checks: state.checks + live.pendingChecks,
    availableChecks: state.availableChecks + live.pendingAvailable,
    // The relay's own word has not changed since, or it would have been written.
    reporters: state.reporters.map((one) =>
      one.reporter === RELAY
        ? {
            ...one,
            at: later(one.at, live.lastCheckAt) ?? one.at,
            sightedAt: later(one.sightedAt, live.lastGoodCheckAt),
          }
        : one,
    ),
  }
}

/** The reporter name of the relay itself, by fetch or by browser. */
export const RELAY = 'relay'

/** For how long a browser that has spoken is shown, ms: it comes and goes, and is not missed. */
const WORD_MS = 3_600_000

/** What everybody may see. Names of extensions stay inside. `now`: epoch ms. */
export function toPublicWatch(watch: Watch, state: WatchState, now: number): PublicWatch {
  return watch.pausedAt === undefined ? lookedAt(watch, state, now) : paused(watch, state, watch.pausedAt)
}

/** What was seen before says nothing of now, however short the pause. */
function paused(watch: Watch, state: WatchState, since: number): PublicWatch {
  const shown = { ...state, reporters: [], openRelease: null, gap: null }
  const verdict = { state: 'unknown', reason: 'paused' } as const
  return { ...lookedAt(watch, shown, since), verdict, blindSince: since }
}

function lookedAt(watch: Watch, state: WatchState, now: number): PublicWatch {
  const reported = reportedOf(state, now)
  const isBlind = state.verdict.state === 'unknown'
  const shown = ({ kind, unproven, verdict, at }: ReporterState) => {
    if (kind !== 'extension') return true
    return now - at <= WORD_MS && (unproven !== true || (isBlind && verdict.state !== 'available'))
  }
  return {
    id: watch.id,
    name: watch.name,
    url: watch.url,
    verdict: state.verdict,
    lastCheckAt: state.lastCheckAt,
    lastGoodCheckAt: state.lastGoodCheckAt,
    checks: state.checks,
    releases: state.releases,
    reporters: state.reporters.filter(shown).map(({ kind, verdict, at }) => ({ kind, verdict, at })),
    blindSince: state.blind?.since ?? null,
    openSince: state.openRelease?.since ?? null,
    checkSeconds: watch.checkSeconds,
    ...(state.how === null ? {} : { how: state.how }),
    ...(state.gap === null ? {} : { gap: state.gap }),
    ...(reported === null ? {} : { reported }),
  }
}

/** Seats that browsers see and nobody else has spoken of since; `null` beside an open one. */
function reportedOf({ verdict, reporters }: WatchState, now: number): Reported | null {
  if (verdict.state === 'available') return null
  const spokeAt = reporters.find((one) => one.reporter === RELAY)?.sightedAt ?? 0
  const said = reporters.filter(
    (one) =>
      one.unproven === true &&
      one.verdict.state === 'available' &&
      one.at > spokeAt &&
      now - one.at <= REPORT_MS,
  )
  if (said.length === 0) return null
  return { at: Math.max(...said.map(({ at }) => at)), devices: said.length }
}

function later(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b
  return Math.max(a, b)
}
