import type { Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { WaitingReport } from '../store/reports.ts'
import type { Recorded } from './record-check.ts'

import { addPoints, CONFIRMED_POINTS, CONTRADICTED_POINTS, REPORT_MS, settle } from '#core/trust.ts'

import { countReport, getReporter, writeScore } from '../store/devices.ts'
import { countOutcome, endReport, waitingReports } from '../store/reports.ts'
import { noteTrust } from '../store/trust-log.ts'
import { secondReports } from './second-reports.ts'
import { tell } from './tell.ts'
import { TRUST_LINES } from './words-for-trust.ts'

export type RelayLook = {
  watch: Watch
  checkId: string
  verdict: Verdict
  startedAt: number
  recorded: Recorded
}

/**
 * What a look of the relay's makes of the reports that wait for it: it confirms them, contradicts them, or sees nothing,
 * and then they may bear each other out. Never throws: a look is not lost by it.
 */
export async function settleReports(context: Context, look: RelayLook): Promise<void> {
  try {
    if (!isAwaited(look)) return
    const waiting = await waitingReports(context.env.DB, look.watch.id, look.startedAt - REPORT_MS)
    const { state } = look.verdict
    if (state === 'unknown') return void (await secondReports(context, look.watch, waiting))
    const ended = waiting.flatMap((report) => {
      const outcome = settle(report, { state, startedAt: look.startedAt })
      return outcome === 'pending' ? [] : [{ report, outcome }]
    })
    if (ended.length === 0) return
    await endReports(context, ended, { who: 'relay', subject: look.checkId })
    if (ended.some(({ outcome, report }) => outcome === 'contradicted' && !report.shadow))
      await tell(context, TRUST_LINES.contradicted(look.watch))
  } catch (error) {
    await tell(context, { level: 'error', message: `Signalements non jugés : ${String(error)}` })
  }
}

/** Whether a browser has spoken of a seat lately, or this look opened a release: all else costs no reading. */
function isAwaited({ recorded, startedAt }: RelayLook): boolean {
  if (recorded.outcome === 'gone') return false
  const { state, events } = recorded
  return (
    events.some(({ type }) => type === 'opened') ||
    state.reporters.some(
      ({ kind, verdict, at }) =>
        kind === 'extension' && verdict.state === 'available' && startedAt - at <= REPORT_MS,
    )
  )
}

export type EndedReport = { report: WaitingReport; outcome: 'confirmed' | 'contradicted' }

/** Ends reports and gives each device its points, once however often it said the same. */
export async function endReports(
  context: Context,
  ended: readonly EndedReport[],
  { who, subject }: { who: string; subject: string },
): Promise<void> {
  const { DB } = context.env
  const at = context.now()
  const byDevice = Map.groupBy(ended, ({ report }) => report.reporterId)
  for (const [reporterId, list] of byDevice) {
    const [first] = list
    if (first === undefined) continue
    const { outcome, report } = first
    const done = await DB.batch(
      list.map((one) => endReport(DB, { reporterId, id: one.report.id, outcome: one.outcome })),
    )
    if (done.every(({ results }) => results.length === 0)) continue
    const points = outcome === 'confirmed' ? CONFIRMED_POINTS : CONTRADICTED_POINTS
    await DB.batch([
      countReport(DB, { id: reporterId, column: outcome }),
      countOutcome(DB, outcome),
      noteTrust(DB, { at, who, what: outcome, reporterId, watchId: report.watchId, subject }),
    ])
    if (report.device.state === 'active') await givePoints(context, { reporterId, points, at })
  }
}

const TRIES = 10

/** Two looks may judge one device at once: neither's points are lost. */
async function givePoints(
  { env: { DB } }: Context,
  { reporterId: id, points, at }: { reporterId: string; points: number; at: number },
): Promise<void> {
  for (let attempt = 1; attempt <= TRIES; attempt += 1) {
    const before = await getReporter(DB, id)
    if (before === null) return
    const score = addPoints(before, points, at)
    if ((await writeScore(DB, { id, before, score, at }).first()) !== null) return
  }
  throw new Error(`the score of ${id} never stood still`)
}
