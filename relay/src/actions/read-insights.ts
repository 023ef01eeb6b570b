import type { Insights } from '#core/insights.ts'
import type { Context } from '../context.ts'
import type { Outcomes } from '../store/answers.ts'

import { insightsOf } from '#core/insights.ts'

import { noOutcomes } from '../store/answers.ts'
import { readReleases } from './read-releases.ts'

export type ReadInsights = Insights & { at: number; outcomes: Outcomes }

const READ_MOST = 1000

/** When seats of public watches appeared and how long they stayed; `null` when the watch is not known. */
export async function readInsights(
  context: Context,
  watchId: string | undefined,
): Promise<ReadInsights | null> {
  const releases = await readReleases(context, { watchId, limit: READ_MOST, admin: false })
  if (releases === null) return null
  const outcomes = releases.reduce(
    (sum, { outcomes: one }) => ({
      seen: sum.seen + one.seen,
      'got-one': sum['got-one'] + one['got-one'],
      'too-late': sum['too-late'] + one['too-late'],
      'false-alarm': sum['false-alarm'] + one['false-alarm'],
    }),
    noOutcomes(),
  )
  const at = context.now()
  return { ...insightsOf(releases, at), at, outcomes }
}
