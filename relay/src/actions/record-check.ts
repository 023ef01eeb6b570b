import type { How } from '#core/how.ts'
import type { LiveLook } from '#core/public-watch.ts'
import type { StateEvent, Step, WatchState } from '#core/state.ts'
import type { ReporterKind } from '#core/status.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { toPublicWatch, withLiveLook } from '#core/public-watch.ts'
import { staleAfterMs } from '#core/freshness.ts'
import { advance, tick } from '#core/state.ts'
import { verdictChanged } from '#core/verdict-changed.ts'

import { endBlindness } from '../store/blindness.ts'
import { insertCheck } from '../store/checks.ts'
import { readState, whyFailed, writeState } from '../store/states.ts'
import { getWatch } from '../store/watches.ts'
import { alertsFor, rowsFor } from './follow-event.ts'
import { judgeVerdicts } from './judge-rules.ts'
import { printsOf } from './prints.ts'
import { forgetStatus } from './serve-status.ts'
import { tell } from './tell.ts'
import { logLineOf, verdictLine } from './words-for-log.ts'

export type CheckInput = {
  watch: Watch
  checkId: string
  /** Somebody asked for this check: it is kept and told even when nothing changed. */
  forced: boolean
  reporter: string
  kind: ReporterKind
  verdict: Verdict
  at: number
  durationMs: number
  /** Two reads of this look agreed. */
  twice?: boolean
  how?: How
  /** What the lane held back before this look, and when D1 was last written. */
  live: LiveLook
  flushedAt: number
}

export type Recorded = { outcome: 'written' | 'kept-back' | 'gone'; state: WatchState; events: StateEvent[] }

const FLUSH_MS = 60_000
const TRIES = 12
/** Between two tries, so that many who speak of one watch at once do not all miss each other again, ms. */
const APART = { leastMs: 10, mostMs: 160 }

/**
 * Takes one judged look into the truth: state, release, blindness and the alerts they owe go into one batch, so
 * a crash at any instant loses nothing and doubles nothing. Nothing is written when nothing changed within the minute.
 */
export async function recordCheck(context: Context, input: CheckInput): Promise<Recorded> {
  const { watch, live } = input
  const prints = await printsOf(input.verdict)
  return await settle(context, watch, (stored) => {
    const before = withLiveLook(stored, live)
    const { reporter, kind, verdict, at, twice = false, how } = input
    const startedAt = at - input.durationMs
    const report = { reporter, kind, verdict, at, startedAt, twice, prints, releaseId: `${input.checkId}-r` }
    const step = advance(before, how === undefined ? report : { ...report, how }, limitsOf(context, watch))
    const due = stored.version === 0 || input.forced || at - input.flushedAt >= FLUSH_MS
    const changed = step.events.length > 0 || hasNews(before, step.state, reporter)
    return { step, write: due || changed, check: changed || input.forced ? input : null }
  })
}

/** What the passing of time does to one watch: see `tick`. Called by the watchdog each minute. */
export async function recordTime(
  context: Context,
  watch: Watch,
  live: LiveLook | undefined,
): Promise<Recorded> {
  return await settle(context, watch, (stored) => {
    const seen = withLiveLook(stored, live)
    const { state, events } = tick({ state: seen, events: [] }, context.now(), limitsOf(context, watch))
    // Counts stay the lane's to write.
    const step = {
      state: { ...state, checks: stored.checks, availableChecks: stored.availableChecks },
      events,
    }
    return { step, write: events.length > 0, check: null }
  })
}

export function limitsOf(context: Context, watch: Watch) {
  const cadenceMs = watch.checkSeconds * 1000
  return { blindMs: context.config.blindMs, freshMs: staleAfterMs(watch), cadenceMs }
}

/** What the next look must find in D1: the merged truth, this reporter's own word, and what was told. */
function hasNews(before: WatchState, after: WatchState, reporter: string): boolean {
  const word = ({ reporters }: WatchState) => reporters.find((one) => one.reporter === reporter)?.verdict
  const [said, says] = [word(before), word(after)]
  const spoke = said === undefined || (says !== undefined && verdictChanged(said, says))
  return spoke || verdictChanged(before.verdict, after.verdict) || memoryOf(before) !== memoryOf(after)
}

function memoryOf({ openRelease, looks, nones, how }: WatchState): string {
  return JSON.stringify([openRelease, looks, nones, how])
}

export type Decision = {
  step: Step
  write: boolean
  check: CheckInput | null
  /** Rows for the same batch. */
  rows?: readonly D1PreparedStatement[]
}

/** Reads, decides, writes; when another reporter wrote in between, reads again. */
export async function settle(
  context: Context,
  watch: Watch,
  decide: (stored: WatchState) => Decision,
): Promise<Recorded> {
  for (let attempt = 1; ; attempt += 1) {
    const stored = await readState(context.env.DB, watch.id)
    const { step, write, check, rows = [] } = decide(stored)
    if (!write) {
      // Paused, changed or deleted meanwhile: everybody has heard so, and hears of no older sight after it.
      const now = await getWatch(context.env.DB, watch.id)
      if (now?.updatedAt !== watch.updatedAt) return { outcome: 'gone', ...step }
      await publish(context, { watch, before: stored, step, check })
      return { outcome: 'kept-back', ...step }
    }
    const failure = await commit(context, { watch, step, check, rows })
    if (failure === null) {
      await publish(context, { watch, before: stored, step, check })
      if (verdictChanged(stored.verdict, step.state.verdict)) await judgeVerdicts(context)
      return { outcome: 'written', ...step }
    }
    if (whyFailed(failure) === 'other' || attempt === TRIES) throw failure
    const now = await getWatch(context.env.DB, watch.id)
    if (now?.updatedAt !== watch.updatedAt) return { outcome: 'gone', ...step }
    const waitMs = context.random() * Math.min(APART.mostMs, APART.leastMs * 2 ** attempt)
    await new Promise((resolve) => setTimeout(resolve, waitMs))
  }
}

async function commit(
  context: Context,
  { watch, step, check, rows }: Pick<Required<Decision>, 'step' | 'check' | 'rows'> & { watch: Watch },
) {
  const { env } = context
  const { kind, devices } = seenBy(step, check)
  const about = { watch, kind, ...(devices === 0 ? {} : { devices }) }
  const alerts = step.events.flatMap((event) => alertsFor(context, { ...about, event }))
  // Armed before the write: a crash between the two leaves an outbox that looks in vain, never one that sleeps.
  if (alerts.length > 0) await env.OUTBOX.getByName('outbox').wake()
  try {
    await env.DB.batch([
      ...writeState(env.DB, step.state, watch.updatedAt),
      ...endOfDark(env.DB, step),
      ...step.events.flatMap((event) => rowsFor(env.DB, { watch, event, kind })),
      ...(check === null ? [] : [insertCheck(env.DB, checkRow(check))]),
      ...alerts,
      ...rows,
    ])
  } catch (error) {
    return error
  }
  if (alerts.length > 0) await env.OUTBOX.getByName('outbox').wake()
  return null
}

/** The first look at a page ends the time in which nobody had seen it: see `updateWatch`. */
function endOfDark(db: D1Database, { state }: Step): D1PreparedStatement[] {
  const { version, watchId, lastCheckAt } = state
  return version === 0 && lastCheckAt !== null ? [endBlindness(db, watchId, lastCheckAt)] : []
}

/** Whose eyes: those of the check, else of the browsers that bear each other out. */
function seenBy({ state }: Step, check: CheckInput | null): { kind: ReporterKind; devices: number } {
  if (check !== null) return { kind: check.kind, devices: 0 }
  const devices = state.reporters.filter(
    ({ kind, verdict, unproven }) =>
      kind === 'extension' && verdict.state === 'available' && unproven !== true,
  ).length
  return { kind: devices === 0 ? 'relay-fetch' : 'extension', devices }
}

function checkRow(check: CheckInput) {
  const { verdict } = check
  return {
    id: check.checkId,
    watchId: check.watch.id,
    at: check.at,
    reporter: check.kind,
    state: verdict.state,
    reason: verdict.state === 'unknown' ? verdict.reason : null,
    durationMs: check.durationMs,
    forced: check.forced,
  }
}

type Publication = { watch: Watch; before: WatchState; step: Step; check: CheckInput | null }

/** The live view is a courtesy: what fails here is told by the next look, and never undoes what was written. */
async function publish(context: Context, { watch, before, step, check }: Publication): Promise<void> {
  try {
    const changed = verdictChanged(before.verdict, step.state.verdict)
    if (changed || check?.forced === true) forgetStatus()
    if (watch.public) {
      const previous = changed ? before.verdict.state : null
      const shown = toPublicWatch(watch, step.state, context.now())
      await context.env.FEED.getByName('feed').watchChanged(shown, previous)
    }
    for (const event of step.events) {
      const line = logLineOf(event, watch)
      if (line !== null) await tell(context, line)
    }
    if (step.events.length === 0 && (changed || check?.forced === true)) {
      await tell(context, verdictLine(step.state.verdict, watch))
    }
  } catch (error) {
    console.warn(`feed: ${error instanceof Error ? error.message : 'unreachable'}`)
  }
}
