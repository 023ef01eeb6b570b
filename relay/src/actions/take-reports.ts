import type { ReportBody, Reporter, ReportOutcome } from '#core/reporter.ts'
import type { RefusedWhy, RelaySight } from '#core/trust.ts'
import type { LiveLook } from '#core/public-watch.ts'
import type { WatchState } from '#core/state.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { StoredReport, WaitingReport } from '../store/reports.ts'
import type { Said } from './record-report.ts'

import { staleAfterMs } from '#core/freshness.ts'
import { RELAY, withLiveLook } from '#core/public-watch.ts'
import { admit, relaySight, REPORT_MS, seenAt, weigh } from '#core/trust.ts'

import { countReport, getReporter, noteVersion } from '../store/devices.ts'
import { countOutcome, insertReport, reportFacts, waitingReports } from '../store/reports.ts'
import { forgetReporter, forgetWords, readState } from '../store/states.ts'
import { noteTrust, noteTrustHourly } from '../store/trust-log.ts'
import { isUnheard } from '../store/unheard-watches.ts'
import { getWatch } from '../store/watches.ts'
import { nameNetwork } from './network-name.ts'
import { oweToOperator } from './owe-alerts.ts'
import { planLane } from './plan-lane.ts'
import { seesOther } from './prints.ts'
import { liveLooks } from './read-status.ts'
import { recordWord } from './record-report.ts'
import { secondReports } from './second-reports.ts'
import { forgetStatus } from './serve-status.ts'
import { tell } from './tell.ts'
import { TRUST_LINES } from './words-for-trust.ts'

export type ReportResult = { id: string; outcome: ReportOutcome; why?: RefusedWhy }

/** Reports of one signed call. `signedAt`: by the browser's clock, epoch ms; `address`: where the call came from. */
export type ReportCall = {
  reporter: Reporter
  signedAt: number
  address: string
  reports: readonly ReportBody[]
}

/** Takes reports in the order in which things were seen; answers in the order given. */
export async function takeReports(context: Context, call: ReportCall): Promise<ReportResult[]> {
  const network = await nameNetwork(context, call.address)
  const results = new Map<ReportBody, ReportResult>()
  for (const body of call.reports.toSorted((a, b) => a.at - b.at))
    results.set(body, await takeReport(context, { ...call, network }, body))
  return call.reports.flatMap((body) => results.get(body) ?? [])
}

type Sender = Pick<ReportCall, 'reporter' | 'signedAt'> & { network: string | null }
type Scene = { watch: Watch; live: LiveLook | undefined; stored: WatchState; sight: RelaySight }

async function takeReport(context: Context, sender: Sender, body: ReportBody): Promise<ReportResult> {
  const { DB } = context.env
  const { id, watchId, verdict } = body
  const { reporter, signedAt, network } = sender
  const now = context.now()
  const at = seenAt(body, signedAt, now)
  const watch = await getWatch(DB, watchId)
  const facts = await reportFacts(DB, { id, reporterId: reporter.id, watchId, verdict }, now)
  const isDeaf = watch?.pausedAt !== undefined || (await isUnheard(DB, watchId))
  const state = watch === null ? 'unknown' : isDeaf ? 'switched-off' : 'here'
  const decision = admit({ ...facts, at, now, state: verdict.state, watch: state })
  if (decision === 'duplicate') {
    if (watch !== null && watch.pausedAt === undefined) await resume(context, watch, { id, reporter })
    return { id, outcome: 'duplicate' }
  }
  if (decision !== 'taken') return await refuse(context, { sender, body, why: decision.refused })
  if (watch === null) return await refuse(context, { sender, body, why: 'unknown-watch' })
  const scene = await sceneOf(context, watch, now)
  const seenToo = scene.sight === 'open'
  const report: StoredReport = {
    id,
    reporterId: reporter.id,
    watchId,
    at,
    receivedAt: now,
    verdict,
    rung: body.rung,
    evidence: body.evidence,
    network,
    shadow: weigh(reporter, now) === 'shadow',
    outcome: verdict.state !== 'available' ? 'noted' : seenToo ? 'confirmed' : 'confirming',
    releaseId: null,
  }
  if (!(await insertReport(DB, report))) return { id, outcome: 'duplicate' }
  await note(context, report, body.version)
  if (!report.shadow) await follow(context, scene, { report, reporter })
  // One seat that is known is no reason to be late for another.
  const isOther = seenToo && !facts.repeated && verdict.state === 'available'
  if (isOther && !report.shadow && (await seesOther(scene.stored.verdict, verdict.prints)))
    await lookSoon(context, watch)
  return { id, outcome: report.outcome === 'contradicted' ? 'noted' : report.outcome }
}

async function refuse(
  context: Context,
  { sender, body, why }: { sender: Sender; body: ReportBody; why: RefusedWhy },
): Promise<ReportResult> {
  const { DB } = context.env
  const line = {
    at: context.now(),
    who: 'relay',
    what: 'refused',
    why,
    reporterId: sender.reporter.id,
  } as const
  await DB.batch([
    noteTrustHourly(DB, { ...line, ...(why === 'unknown-watch' ? {} : { watchId: body.watchId }) }),
    countOutcome(DB, 'refused'),
  ])
  return { id: body.id, outcome: 'refused', why }
}

async function sceneOf(context: Context, watch: Watch, now: number): Promise<Scene> {
  const [stored, looks] = await Promise.all([
    readState(context.env.DB, watch.id),
    liveLooks(context, [watch]),
  ])
  const live = looks.get(watch.id)
  const relay = withLiveLook(stored, live).reporters.find((one) => one.reporter === RELAY)
  const sight = relaySight(relay, now, staleAfterMs(watch))
  // Nothing is looked at while the host rests: what the relay saw before says nothing of now.
  const isShut = sight === 'clear' && (await restsNow(context, watch))
  return { watch, live, stored, sight: isShut ? 'blind' : sight }
}

async function restsNow({ env }: Context, { host }: Watch): Promise<boolean> {
  return (await env.LANE.getByName(host).report()).restingUntil !== null
}

async function note(context: Context, report: StoredReport, version: string): Promise<void> {
  const { DB } = context.env
  const { reporterId, watchId, id, shadow, verdict, outcome } = report
  const line = { at: report.receivedAt, who: 'relay', reporterId, watchId, subject: id }
  const what = shadow ? 'shadowed' : outcome === 'confirming' ? 'checking' : null
  await DB.batch([
    countReport(DB, { id: reporterId, column: 'taken' }),
    noteVersion(DB, reporterId, version),
    countOutcome(DB, shadow ? 'shadowed' : outcome),
    ...(what === null || verdict.state !== 'available' ? [] : [noteTrust(DB, { ...line, what })]),
  ])
}

type Taken = { report: StoredReport; reporter: Reporter }

/**
 * A report that comes again had no answer: perhaps it was kept, and the process ended before it set anything going. What
 * it did set going is not done again, however often it comes.
 */
async function resume(
  context: Context,
  watch: Watch,
  { id, reporter }: Pick<Taken, 'reporter'> & { id: string },
): Promise<void> {
  const now = context.now()
  const waiting = await waitingReports(context.env.DB, watch.id, now - REPORT_MS)
  const report = waiting.find((one) => one.id === id && one.reporterId === reporter.id)
  if (report === undefined || report.shadow) return
  const scene = await sceneOf(context, watch, now)
  const word = scene.stored.reporters.find((one) => one.reporter === reporter.id)
  if (word === undefined || word.at < report.at) return await follow(context, scene, { report, reporter })
  if ((scene.live?.lastCheckAt ?? 0) < report.receivedAt) await lookSoon(context, watch)
}

/** What a report that counts sets going. */
async function follow(context: Context, scene: Scene, taken: Taken): Promise<void> {
  const { report } = taken
  const { watch, sight } = scene
  const said = { reporter: report.reporterId, at: report.at, verdict: report.verdict }
  if (report.outcome === 'noted') {
    if (sight === 'blind') await say(context, scene, said)
    return
  }
  if (report.outcome !== 'confirming') return
  const waiting = await waitingReports(context.env.DB, watch.id, report.receivedAt - REPORT_MS)
  const others = waiting.filter((one) => !one.shadow && cameBefore(one, report))
  // Where the relay can see it decides within seconds; where it cannot, nobody waits for it.
  const devices = sight === 'blind' ? await secondReports(context, watch, waiting) : []
  if (!devices.includes(report.reporterId)) {
    if (sight === 'blind') await tellOwn(context, watch, { ...taken, others })
    // Last, for who finds it recorded takes the rest for done: see `resume`.
    await say(context, scene, said)
    if (others.length === 0) await tell(context, TRUST_LINES.reported(watch))
  }
  const lookedAt = scene.live?.lastCheckAt ?? 0
  const isAsked = ({ receivedAt }: StoredReport) =>
    receivedAt > lookedAt && report.receivedAt - receivedAt < LOOK_AGAIN_MS
  if (!others.some(isAsked)) await lookSoon(context, watch)
}

/** What was said while its browser was set aside, unpaired or switched off is taken back: nothing of it counts any more. */
async function say(context: Context, scene: Scene, said: Said): Promise<void> {
  await recordWord(context, scene, said)
  const { DB } = context.env
  const [reporter, isDeaf] = await Promise.all([
    getReporter(DB, said.reporter),
    isUnheard(DB, scene.watch.id),
  ])
  if (reporter?.state === 'active' && !isDeaf) return
  await (isDeaf ? forgetWords(DB, scene.watch.id) : forgetReporter(DB, said.reporter)).run()
  forgetStatus()
}

/** Of those that come at once exactly one is the first: none leaves the look to another that leaves it to this one. */
const cameBefore = (one: StoredReport, other: StoredReport) =>
  one.receivedAt === other.receivedAt ? one.id < other.id : one.receivedAt < other.receivedAt

/** Reports so close together are answered by one look that is still to come, ms. */
const LOOK_AGAIN_MS = 15_000

/** As soon as politeness allows; a host that rests is not woken by a hint. */
async function lookSoon(context: Context, watch: Watch): Promise<void> {
  const lane = context.env.LANE.getByName(watch.host)
  if (await lane.checkSoon(watch.id)) return
  await planLane(context, watch.host)
  await lane.checkSoon(watch.id)
}

/**
 * The trusted circle (EXTENSION.md 6.3 b): what a browser of the operator's own sees while the relay is blind is told to
 * operators at once, softly and as something to be confirmed; to nobody else, and once in ten minutes.
 */
async function tellOwn(
  context: Context,
  watch: Watch,
  { report, reporter, others }: Taken & { others: readonly WaitingReport[] },
): Promise<void> {
  if (!reporter.own || others.some(({ reporterId }) => reporterId === reporter.id)) return
  const { DB, OUTBOX } = context.env
  const { id: watchId, name, url } = watch
  const about = { watchId, name, url, fingerprint: report.id, seenAt: report.at }
  const outbox = OUTBOX.getByName('outbox')
  await outbox.wake()
  await DB.batch([
    ...oweToOperator(context, { kind: 'look', ...about, seenBy: 'extension', devices: 1 }),
    noteTrust(DB, {
      at: report.receivedAt,
      who: 'relay',
      what: 'told-operator',
      reporterId: reporter.id,
      watchId,
      subject: report.id,
    }),
  ])
  await outbox.wake()
}
