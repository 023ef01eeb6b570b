import type { ReportedVerdict } from '#core/reporter.ts'
import type { LiveLook } from '#core/public-watch.ts'
import type { Report, Step, WatchState } from '#core/state.ts'
import type { Offer, Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { Recorded } from './record-check.ts'

import { hear, letGoOfOld } from '#core/hear.ts'
import { withLiveLook } from '#core/public-watch.ts'
import { advance } from '#core/state.ts'

import { kinds } from '../kinds/index.ts'
import { listReleases } from '../store/releases.ts'
import { byPrint } from './prints.ts'
import { limitsOf, settle } from './record-check.ts'
import { forgetStatus } from './serve-status.ts'

/** How what browsers say enters the truth about a watch. */

type About = { watch: Watch; live: LiveLook | undefined }
/** What one browser says. `at`: epoch ms by the relay's clock. */
export type Said = { reporter: string; at: number; verdict: ReportedVerdict }

/** As that browser's word only: shown, and part of nothing. */
export async function recordWord(context: Context, { watch, live }: About, said: Said): Promise<Recorded> {
  const verdict = await toVerdict(context, watch, said.verdict)
  const recorded = await settle(context, watch, (stored) => {
    const seen = withLiveLook(stored, live)
    const state = withCounts(hear(seen, { reporter: said.reporter, verdict, at: said.at }), stored)
    return { step: { state, events: [] }, write: true, check: null }
  })
  forgetStatus()
  return recorded
}

/** Rows for the batch. `borne`: browsers of whose word nobody has written yet that it is borne out. */
type RowsOf = (releaseId: string | null, borne: ReadonlySet<string>) => D1PreparedStatement[]

/**
 * As the word of browsers that bear each other out: a look like any other, with the release and the alerts that follow.
 * `rows` get the release that is open then. Answers the browsers that were not borne out before.
 */
export async function recordSighting(
  context: Context,
  { watch, live }: About,
  { said, rows }: { said: readonly Said[]; rows: RowsOf },
): Promise<ReadonlySet<string>> {
  const releaseId = context.newId()
  const inOrder = said.toSorted((a, b) => a.at - b.at)
  const reports = await Promise.all(
    inOrder.map(async ({ reporter, at, verdict }): Promise<Report> => {
      return { reporter, kind: 'extension', verdict: await toVerdict(context, watch, verdict), at, releaseId }
    }),
  )
  const newest = Math.max(...said.map(({ at }) => at))
  const limits = limitsOf(context, watch)
  let borne: ReadonlySet<string> = new Set()
  await settle(context, watch, (stored) => {
    borne = new Set(reports.filter((one) => !isBorne(stored, one)).map(({ reporter }) => reporter))
    const before: Step = { state: letGoOfOld(withLiveLook(stored, live), newest), events: [] }
    const { state: after, events } = reports.reduce((step, report) => {
      const next = advance(step.state, report, limits)
      return { state: next.state, events: [...step.events, ...next.events] }
    }, before)
    const state = withCounts(after, stored)
    return {
      step: { state, events },
      write: borne.size > 0 || events.length > 0,
      check: null,
      rows: rows(state.openRelease?.id ?? null, borne),
    }
  })
  forgetStatus()
  return borne
}

/** Several who report at once all bear each other out: who comes later finds it written. */
const isBorne = ({ reporters }: WatchState, { reporter, at }: Report) =>
  reporters.some((one) => one.reporter === reporter && one.unproven !== true && one.at >= at)

/** Counts of checks are the lane's to write. */
function withCounts(state: WatchState, { checks, availableChecks }: WatchState): WatchState {
  return { ...state, checks, availableChecks }
}

const RELEASES_MOST = 20

/** What a report says in the relay's words: an offer that was seen before by its name, another by what is hoped for. */
async function toVerdict(context: Context, watch: Watch, said: ReportedVerdict): Promise<Verdict> {
  if (said.state === 'unknown') return { state: 'unknown', reason: said.reason }
  if (said.state === 'none') return { state: 'none', proof: { kind: said.proof, anchor: '', detail: '' } }
  const releases = await listReleases(context.env.DB, { watchId: watch.id, limit: RELEASES_MOST })
  const known = await byPrint(releases.flatMap(({ offers }) => offers))
  const type = kinds[watch.kind].wanted(watch)
  const [only, ...others] = said.prints
  const quantity = said.count === null || others.length > 0 ? {} : { quantity: said.count }
  const worded = (print: string): Offer =>
    known.get(print) ?? { type, fingerprint: print, name: type, ...quantity }
  return { state: 'available', offers: [worded(only ?? 'reported'), ...others.map(worded)] }
}
