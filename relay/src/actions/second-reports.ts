import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { WaitingReport } from '../store/reports.ts'

import { seconded, weigh } from '#core/trust.ts'

import { countOutcome, linkReport } from '../store/reports.ts'
import { noteTrust } from '../store/trust-log.ts'
import { isUnheard } from '../store/unheard-watches.ts'
import { ofToday } from './network-name.ts'
import { liveLooks } from './read-status.ts'
import { recordSighting } from './record-report.ts'
import { tell } from './tell.ts'
import { TRUST_LINES } from './words-for-trust.ts'

/**
 * Where the relay cannot see: takes what browsers of different people say, as far as they bear each other out, for the
 * truth. Answers those that do; the others change nothing.
 */
export async function secondReports(
  context: Context,
  watch: Watch,
  waiting: readonly WaitingReport[],
): Promise<string[]> {
  const { DB } = context.env
  const now = context.now()
  const newest = new Map<string, WaitingReport>()
  for (const report of waiting.toSorted((a, b) => a.at - b.at))
    if (!report.shadow && weigh(report.device, now) === 'counts') newest.set(report.reporterId, report)
  const sightings = [...newest.values()].map(({ reporterId, device, network, at }) => ({
    reporter: reporterId,
    owner: device.owner,
    network: ofToday(network, now),
    at,
  }))
  const devices = seconded(sightings, now).map(({ reporter }) => reporter)
  if (devices.length === 0 || (await isUnheard(DB, watch.id))) return []
  const reports = devices.flatMap((id) => newest.get(id) ?? [])
  const fresh = reports.filter(({ releaseId }) => releaseId === null)
  const live = (await liveLooks(context, [watch])).get(watch.id)
  const borne = await recordSighting(
    context,
    { watch, live },
    {
      said: reports.map(({ reporterId, at, verdict }) => ({ reporter: reporterId, at, verdict })),
      rows: (releaseId, devicesNow) =>
        releaseId === null
          ? []
          : fresh
              .filter(({ reporterId }) => devicesNow.has(reporterId))
              .flatMap(({ reporterId, id }) => [
                linkReport(DB, { reporterId, id, releaseId }),
                noteTrust(DB, {
                  at: now,
                  who: 'people',
                  what: 'seconded',
                  reporterId,
                  watchId: watch.id,
                  subject: releaseId,
                }),
                countOutcome(DB, 'seconded'),
              ]),
    },
  )
  if (fresh.some(({ reporterId }) => borne.has(reporterId)))
    await tell(context, TRUST_LINES.seconded(watch, devices.length))
  return devices
}
