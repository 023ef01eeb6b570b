import type { ReporterState } from './merge.ts'
import type { WatchState } from './state.ts'
import type { Verdict } from './verdict.ts'

import { RELAY } from './public-watch.ts'
import { leaveAll } from './told.ts'
import { isSighted } from './verdict.ts'

/** The word of a browser that nobody else bears out. `at`: epoch ms. */
export type Word = { reporter: string; verdict: Verdict; at: number }

const DAY = 86_400_000
const WORDS_MOST = 20
/** So long a word speaks of the same seat, ms. */
const CLAIM_MS = 5 * 60_000
/** Who claims nothing for so long is not waited for, ms. */
const SILENT_MS = 30 * 60_000

/**
 * Takes the word of a browser as its word only: the verdict, the release and all else stay as they are. It is not newer
 * than that browser's last: nothing changes. Where browsers alone know of an open release and none of them sees a seat
 * any more, what is seen there again later is news: see `leaveAll`.
 */
export function hear(stored: WatchState, { reporter, verdict, at }: Word): WatchState {
  const last = stored.reporters.find((one) => one.reporter === reporter)
  if (last !== undefined && last.at >= at) return stored
  const sightedAt = isSighted(verdict) ? at : (last?.sightedAt ?? null)
  const word: ReporterState = { reporter, kind: 'extension', verdict, at, sightedAt, unproven: true }
  const state = {
    ...stored,
    reporters: [
      word,
      ...withoutOld(
        stored.reporters.filter((one) => one !== last),
        at,
      ),
    ],
  }
  if (verdict.state !== 'none' || claims(state.reporters, at - CLAIM_MS)) return state
  return letGo(state, at)
}

/** As it is before browsers are believed again: what nobody has seen for half an hour was let go. */
export function letGoOfOld(stored: WatchState, at: number): WatchState {
  const state = { ...stored, reporters: withoutOld(stored.reporters, at) }
  return claims(state.reporters, at - SILENT_MS) ? state : letGo(state, at - SILENT_MS)
}

/** Whether somebody said since then that there is a seat. */
const claims = (reporters: readonly ReporterState[], from: number) =>
  reporters.some(({ verdict, at }) => verdict.state === 'available' && at >= from)

/** What the relay itself has seen in this release stays the relay's to let go. */
function letGo(state: WatchState, at: number): WatchState {
  const { openRelease } = state
  if (openRelease === null) return state
  const relay = state.reporters.find((one) => one.reporter === RELAY)
  if ((relay?.sightedAt ?? 0) >= openRelease.since) return state
  return { ...state, openRelease: { ...openRelease, told: leaveAll(openRelease.told, at) } }
}

/** Browsers come and go: only those that spoke today are kept, the newest first. */
function withoutOld(others: readonly ReporterState[], now: number): ReporterState[] {
  const browsers = others
    .filter(({ kind, at }) => kind === 'extension' && now - at <= DAY)
    .toSorted((a, b) => b.at - a.at)
    .slice(0, WORDS_MOST - 1)
  return [...others.filter(({ kind }) => kind !== 'extension'), ...browsers]
}
