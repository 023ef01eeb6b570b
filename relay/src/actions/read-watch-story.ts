import type { HistorySpan } from '#core/watch-history.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { Outlook } from '../rooms.ts'
import type { KeptCheck, ReportLine, Word } from '../store/watch-history.ts'

import { historySpans } from '#core/watch-history.ts'

import {
  SPANS_MOST,
  blindSpansOf,
  firstCheckAt,
  newestChecks,
  newestReports,
  releaseSpans,
  wordsOf,
} from '../store/watch-history.ts'
import { readState } from '../store/states.ts'
import { getWatch } from '../store/watches.ts'

/** How one watch went and what comes next. `at` is now; times are epoch ms. */
export type WatchStory = {
  at: number
  history: { from: number; to: number; spans: HistorySpan[]; openings: { from: number; to: number | null }[] }
  /** `null` when the lane does not know it, or does not answer. */
  outlook: Outlook | null
  checks: KeptCheck[]
  words: Word[]
  reports: ReportLine[]
}

const HOUR_MS = 3_600_000
const LINES_MOST = 20

/** `null` when there is no such watch. */
export async function readWatchStory(
  context: Context,
  { id, hours }: { id: string; hours: number },
): Promise<WatchStory | null> {
  const { DB, LANE } = context.env
  const watch = await getWatch(DB, id)
  if (watch === null) return null
  const at = context.now()
  const [history, outlook, checks, words, reports] = await Promise.all([
    readHistory(context, watch, { from: at - hours * HOUR_MS, to: at }),
    LANE.getByName(watch.host)
      .outlook(id)
      .catch(() => null),
    newestChecks(DB, id, LINES_MOST),
    wordsOf(DB, id),
    newestReports(DB, id, LINES_MOST),
  ])
  return { at, history, outlook, checks, words, reports }
}

type Window = { from: number; to: number }

async function readHistory(
  context: Context,
  watch: Watch,
  { from, to }: Window,
): Promise<WatchStory['history']> {
  const { DB } = context.env
  const window = { watchId: watch.id, from, to }
  const [releases, blind, firstAt, state] = await Promise.all([
    releaseSpans(DB, window),
    blindSpansOf(DB, window),
    firstCheckAt(DB, watch.id),
    readState(DB, watch.id),
  ])
  const keptFrom = to - context.config.retentionMs
  // What was kept of it begins with its first check, which is always written down.
  const seenFrom = watch.createdAt < keptFrom ? keptFrom : (firstAt ?? to)
  const cutAt = [
    releases.length === SPANS_MOST ? (releases.at(-1)?.openedAt ?? from) : from,
    blind.length === SPANS_MOST ? (blind.at(-1)?.beganAt ?? from) : from,
  ]
  const spans = historySpans({
    from,
    to,
    knownFrom: Math.max(seenFrom, ...cutAt),
    // One that was changed and not looked at since has its blindness; a new one has nothing yet.
    darkFrom:
      state.lastCheckAt === null && blind[0]?.endedAt !== null ? { at: watch.updatedAt, reason: null } : null,
    releases: releases.map(({ openedAt, closedAt }) => ({ from: openedAt, to: closedAt })),
    blind: blind.map(({ beganAt, endedAt, reason }) => ({ from: beganAt, to: endedAt, reason })),
  })
  const openings = releases.toReversed().map(({ openedAt, closedAt }) => ({ from: openedAt, to: closedAt }))
  return { from, to, spans, openings }
}
