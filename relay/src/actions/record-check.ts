import type { AlertContent, OwedAlert } from '#core/alert.ts'
import type { LiveLook } from '#core/public-watch.ts'
import type { StateEvent, Step, WatchState } from '#core/state.ts'
import type { ReporterKind } from '#core/status.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'

import { toPublicWatch, withLiveLook } from '#core/public-watch.ts'
import { staleAfterMs } from '#core/freshness.ts'
import { advance, tick, verdictChanged } from '#core/state.ts'

import { beginBlindness, endBlindness } from '../store/blindness.ts'
import { insertCheck } from '../store/checks.ts'
import { oweAlert } from '../store/alerts.ts'
import { closeRelease, openRelease } from '../store/releases.ts'
import { readState, whyFailed, writeState } from '../store/states.ts'
import { getWatch } from '../store/watches.ts'
import { oweToEveryone, oweToOperator } from './owe-alerts.ts'
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
  /** What the lane held back before this look, and when D1 was last written. */
  live: LiveLook
  flushedAt: number
}

export type Recorded = { outcome: 'written' | 'kept-back' | 'gone'; state: WatchState; events: StateEvent[] }

const FLUSH_MS = 60_000
const TRIES = 5

/**
 * Takes one judged look into the truth: state, release, blindness and the alerts they owe go into one batch, so
 * a crash at any instant loses nothing and doubles nothing. Nothing is written when nothing changed within the minute.
 */
export async function recordCheck(context: Context, input: CheckInput): Promise<Recorded> {
  const { watch, live } = input
  return await settle(context, watch, (stored) => {
    const before = withLiveLook(stored, live)
    const report = {
      reporter: input.reporter,
      kind: input.kind,
      verdict: input.verdict,
      at: input.at,
      releaseId: `${input.checkId}-r`,
    }
    const step = advance(before, report, limitsOf(context, watch))
    const due = stored.version === 0 || input.forced || input.at - input.flushedAt >= FLUSH_MS
    const changed = step.events.length > 0 || verdictChanged(before.verdict, step.state.verdict)
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

function limitsOf(context: Context, watch: Watch) {
  return { blindMs: context.config.blindMs, freshMs: staleAfterMs(watch) }
}

type Decision = { step: Step; write: boolean; check: CheckInput | null }

/** Reads, decides, writes; when another reporter wrote in between, reads again. */
async function settle(
  context: Context,
  watch: Watch,
  decide: (stored: WatchState) => Decision,
): Promise<Recorded> {
  for (let attempt = 1; ; attempt += 1) {
    const stored = await readState(context.env.DB, watch.id)
    const { step, write, check } = decide(stored)
    if (!write) {
      await publish(context, { watch, before: stored, step, check })
      return { outcome: 'kept-back', ...step }
    }
    const failure = await commit(context, { watch, step, check })
    if (failure === null) {
      await publish(context, { watch, before: stored, step, check })
      return { outcome: 'written', ...step }
    }
    if (whyFailed(failure) === 'other' || attempt === TRIES) throw failure
    const now = await getWatch(context.env.DB, watch.id)
    if (now?.updatedAt !== watch.updatedAt) return { outcome: 'gone', ...step }
  }
}

async function commit(
  context: Context,
  { watch, step, check }: { watch: Watch; step: Step; check: CheckInput | null },
) {
  const { env } = context
  const alerts = step.events.flatMap((event) => alertsFor(context, { watch, event, check }))
  // Armed before the write: a crash between the two leaves an outbox that looks in vain, never one that sleeps.
  if (alerts.length > 0) await env.OUTBOX.getByName('outbox').wake()
  try {
    await env.DB.batch([
      ...writeState(env.DB, step.state, watch.updatedAt),
      ...step.events.flatMap((event) =>
        rowsFor(env.DB, { watch, event, kind: check?.kind ?? 'relay-fetch' }),
      ),
      ...(check === null ? [] : [insertCheck(env.DB, checkRow(check))]),
      ...alerts.map((alert) => oweAlert(env.DB, alert)),
    ])
  } catch (error) {
    return error
  }
  if (alerts.length > 0) await env.OUTBOX.getByName('outbox').wake()
  return null
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

function rowsFor(
  db: D1Database,
  { watch, event, kind }: { watch: Watch; event: StateEvent; kind: ReporterKind },
) {
  switch (event.type) {
    case 'opened':
      return [
        openRelease(db, {
          id: event.releaseId,
          watchId: watch.id,
          name: watch.name,
          openedAt: event.at,
          openedBy: kind,
          offers: [...event.verdict.offers],
        }),
      ]
    case 'closed':
      return [closeRelease(db, event.releaseId, event.at, kind)]
    case 'blind-began':
      return [beginBlindness(db, { watchId: watch.id, at: event.at, reason: event.reason })]
    case 'blind-ended':
      return [endBlindness(db, watch.id, event.at)]
    case 'blind-told':
      return []
  }
}

function alertsFor(
  context: Context,
  { watch, event, check }: { watch: Watch; event: StateEvent; check: CheckInput | null },
): OwedAlert[] {
  const about = { watchId: watch.id, name: watch.name, url: watch.url }
  const content = ((): AlertContent | null => {
    switch (event.type) {
      case 'opened':
        return {
          kind: 'opened',
          ...about,
          releaseId: event.releaseId,
          offers: event.verdict.offers,
          seenAt: event.at,
          seenBy: check?.kind ?? 'relay-fetch',
        }
      case 'blind-told':
        return {
          kind: 'blind',
          ...about,
          since: event.since,
          reason: event.reason,
          ...(event.detail === undefined ? {} : { detail: event.detail }),
        }
      case 'blind-ended':
        return event.told ? { kind: 'sighted', ...about, since: event.since, at: event.at } : null
      default:
        return null
    }
  })()
  if (content === null) return []
  return content.kind === 'opened' ? oweToEveryone(context, content) : oweToOperator(context, content)
}

type Publication = { watch: Watch; before: WatchState; step: Step; check: CheckInput | null }

/** The live view is a courtesy: what fails here is told by the next look, and never undoes what was written. */
async function publish(context: Context, { watch, before, step, check }: Publication): Promise<void> {
  try {
    const changed = verdictChanged(before.verdict, step.state.verdict)
    if (changed || check?.forced === true) forgetStatus()
    if (watch.public) {
      const previous = changed ? before.verdict.state : null
      await context.env.FEED.getByName('feed').watchChanged(toPublicWatch(watch, step.state), previous)
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
