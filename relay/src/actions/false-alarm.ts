import type { Reporter } from '#core/reporter.ts'
import type { Context } from '../context.ts'

import { FALSE_ALARMS, weigh } from '#core/trust.ts'

import { readOutcomes } from '../store/answers.ts'
import { countFalseAlarm, releaseNow } from '../store/reporter-answers.ts'
import { reportsOfRelease } from '../store/reports.ts'
import { noteTrust, noteTrustHourly } from '../store/trust-log.ts'
import { getWatch } from '../store/watches.ts'
import { endReports } from './settle-reports.ts'
import { tell } from './tell.ts'
import { TRUST_LINES } from './words-for-trust.ts'

/** A release, or the one of a watch that is open or has closed within the last hour. */
export type AboutRelease = { releaseId: string } | { watchId: string }

/**
 * Counts a browser's "false alarm" among those of all subscribers, once for each owner; one that is not believed is
 * answered as ever. `false` when there is no such release.
 */
export async function callFalseAlarm(
  context: Context,
  reporter: Pick<Reporter, 'id' | 'state' | 'score' | 'scoredAt'>,
  about: AboutRelease,
): Promise<boolean> {
  const { DB } = context.env
  const { id: reporterId } = reporter
  const at = context.now()
  const release = await releaseNow(DB, about, at)
  if (release === null) return false
  const { id: releaseId, watchId } = release
  if (weigh(reporter, at) === 'shadow') {
    const line = { at, who: 'relay', what: 'refused', why: 'not-believed', reporterId, watchId } as const
    await noteTrustHourly(DB, { ...line, subject: releaseId }).run()
    return true
  }
  const counted = await countFalseAlarm(DB, { releaseId, reporterId, at })
  if (!counted) return true
  await noteTrust(DB, {
    at,
    who: reporterId,
    what: 'false-alarm',
    reporterId,
    watchId,
    subject: releaseId,
  }).run()
  const watch = await getWatch(DB, watchId)
  if (watch !== null) await tell(context, TRUST_LINES.falseAlarm(watch))
  await weighFalseAlarms(context, releaseId)
  return true
}

/** Where several people call false what browsers alone have seen, those browsers are held to it. */
export async function weighFalseAlarms(context: Context, releaseId: string): Promise<void> {
  const { DB } = context.env
  const reports = await reportsOfRelease(DB, releaseId)
  if (reports.length === 0) return
  const outcomes = (await readOutcomes(DB, [releaseId])).get(releaseId)
  if ((outcomes?.['false-alarm'] ?? 0) < FALSE_ALARMS) return
  const ended = reports.map((report) => ({ report, outcome: 'contradicted' as const }))
  await endReports(context, ended, { who: 'people', subject: releaseId })
}
