import type { WatchState } from './state.ts'

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
    lastRelease: null,
    looks: [],
    nones: 0,
    blind: null,
    gap: null,
    how: null,
    reporters: [],
  }
}
