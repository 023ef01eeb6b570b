import type { PublicWatch } from './status.ts'
import type { Verdict, VerdictState } from './verdict.ts'

import { isSighted } from './verdict.ts'

/** No verdict is called old before this age, however quick its cadence. */
const STALE_LEAST_MS = 120_000
const MISSED_CHECKS = 3

/** What may be said about a watch right now. A verdict that nobody confirmed in time is `stale`, never green. */
export type Glance = { state: 'waiting' } | Verdict | { state: 'stale'; last: VerdictState; since: number }

/** Age in ms after which a verdict of this watch says nothing about now: three missed checks, 2 min at least. */
export function staleAfterMs(watch: Pick<PublicWatch, 'checkSeconds'>): number {
  return Math.max(STALE_LEAST_MS, MISSED_CHECKS * watch.checkSeconds * 1000)
}

/** When the verdict was last true: a sighted one by a good check, an unknown one by any check. Epoch ms. */
function confirmedAt(watch: PublicWatch): number | null {
  return isSighted(watch.verdict) ? watch.lastGoodCheckAt : watch.lastCheckAt
}

/** True when the operator has paused it: its verdict says so, and grows no older. */
function isPaused({ verdict }: Pick<PublicWatch, 'verdict'>): boolean {
  return verdict.state === 'unknown' && verdict.reason === 'paused'
}

/** `now` is the relay's time in epoch ms: a reader's own clock may be minutes off. */
export function glanceAt(watch: PublicWatch, now: number): Glance {
  if (isPaused(watch)) return watch.verdict
  if (watch.lastCheckAt === null) return { state: 'waiting' }
  const since = confirmedAt(watch) ?? watch.lastCheckAt
  if (now - since > staleAfterMs(watch)) return { state: 'stale', last: watch.verdict.state, since }
  return watch.verdict
}
