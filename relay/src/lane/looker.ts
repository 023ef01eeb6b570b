import type { Rest } from '#core/backoff.ts'
import type { PageFacts } from '#core/observation.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { Recorded } from '../actions/record-check.ts'
import type { LookPorts } from '../actions/run-look.ts'
import type { TellStep } from '../actions/tell-steps.ts'
import type { BrowserRoom, Looked, Sampled } from '../kinds/kind.ts'
import type { LaneRow } from '../store/lane-schedule.ts'
import type { Pace } from './pace.ts'

import { restAfter } from '#core/backoff.ts'
import { glimpseOf } from '#core/evidence.ts'
import { RELAY } from '#core/public-watch.ts'
import { isSighted } from '#core/verdict.ts'

import { meterBrowser } from '../actions/browser-budget.ts'
import { keepEvidence, pictureWish } from '../actions/keep-evidence.ts'
import { openBrowser } from '../actions/open-browser.ts'
import { recordCheck } from '../actions/record-check.ts'
import { failedLook, runLook } from '../actions/run-look.ts'
import { settleReports } from '../actions/settle-reports.ts'
import { judgedStep, newsOf, tellSteps } from '../actions/tell-steps.ts'
import { refreshConfig } from '../live-config.ts'
import { countOwed } from '../store/alert-history.ts'
import { readRow, writeRow } from '../store/lane-schedule.ts'
import { readGlimpse, withGlimpse } from './glimpse.ts'
import { countCheck } from './measure.ts'
import { Minutes } from './minutes.ts'
import { nextUtcDay } from './pace.ts'

type Parts = {
  context: Context
  sql: SqlStorage
  pace: Pace
  /** Lets work go on beside the checks. */
  later: (work: Promise<void>) => void
}

type LookWishes = Pick<LookPorts, 'wantsPicture' | 'sample' | 'onStep'>

/** Looks for one lane: runs a look, records it, and learns how long to leave the host or the page alone. */
export class Looker {
  readonly #context: Context
  readonly #sql: SqlStorage
  readonly #pace: Pace
  readonly #minutes: Minutes
  readonly #later: Parts['later']
  #browser: BrowserRoom | null = null

  constructor({ context, sql, pace, later }: Parts) {
    this.#context = context
    this.#sql = sql
    this.#pace = pace
    this.#minutes = new Minutes(context, sql)
    this.#later = later
  }

  /** One look that leaves no trace but the call it cost; `lookId`: for whom its steps are told. */
  async lookOnce(watch: Watch, lookId?: string): Promise<Looked> {
    const onStep = lookId === undefined ? undefined : this.#stepsOf({ lookId, watchId: null })
    const steps = onStep === undefined ? {} : { onStep }
    const looked = await this.#unplanned(watch, { wantsPicture: () => true, ...steps })
    onStep?.(judgedStep(looked.verdict))
    return looked
  }

  #stepsOf(look: { lookId: string; watchId: string | null }): TellStep {
    return tellSteps(this.#context, look, this.#later)
  }

  /** One look whose page is kept by whoever asked; else as `lookOnce`. */
  async sample(watch: Watch, rendered: boolean): Promise<Sampled> {
    let html = ''
    const sample = { rendered, onPage: (page: string) => (html = page) }
    const { observation, verdict } = await this.#unplanned(watch, { sample })
    return { observation, verdict, html }
  }

  /** As polite as any other: in its turn, not while the host asks to be left alone, and what it answers holds for all. */
  async #unplanned(watch: Watch, wishes: LookWishes): Promise<Looked> {
    const now = this.#context.now()
    const { binding, restingUntil } = this.#pace.facts
    if (binding && restingUntil > now) {
      const detail = `the site asked to be left alone until ${new Date(restingUntil).toISOString()}`
      return failedLook(watch, {}, { startedAt: now, at: now, failure: { kind: 'budget', detail } })
    }
    await this.#pace.turn(now)
    wishes.onStep?.({ step: 'started' })
    const looked = await this.#look(watch, {}, wishes)
    this.#rest(watch, looked, 1)
    return looked
  }

  /** What was counted minute by minute. */
  get minutes(): Minutes {
    return this.#minutes
  }

  async check(row: LaneRow): Promise<void> {
    const { watch } = row
    const onStep =
      row.forcedId === null ? undefined : this.#stepsOf({ lookId: row.forcedId, watchId: watch.id })
    onStep?.({ step: 'started' })
    try {
      await this.#checkInSteps(row, onStep)
    } catch (error) {
      onStep?.({ step: 'ended', why: 'broken' })
      throw error
    }
  }

  async #checkInSteps(row: LaneRow, onStep: TellStep | undefined): Promise<void> {
    const { watch } = row
    const startedAt = this.#context.now()
    const seen = { before: readGlimpse(row.memory), forced: row.forcedId !== null }
    const wantsPicture = pictureWish(this.#context, seen)
    const wishes = wantsPicture === undefined ? {} : { wantsPicture }
    const steps = onStep === undefined ? {} : { onStep }
    const looked = await this.#look(watch, row.memory, { ...wishes, ...steps })
    const { verdict, reporter, observation } = looked
    const durationMs = observation.at - startedAt
    countCheck(this.#sql, { verdict, reporter, durationMs })
    this.#minutes.countLook(watch.host, { verdict, drawn: reporter === 'relay-browser', durationMs })
    this.#later(this.#minutes.keep())
    onStep?.(judgedStep(verdict))
    const live = this.#take(row, looked)
    if (live === null) return onStep?.({ step: 'ended', why: 'gone' })
    const checkId = row.forcedId ?? this.#context.newId()
    const recorded = await recordCheck(this.#context, {
      watch,
      checkId,
      forced: seen.forced,
      reporter: RELAY,
      kind: reporter,
      verdict,
      at: observation.at,
      durationMs: observation.at - startedAt,
      twice: isReadTwice(observation.page),
      how: looked.how,
      live: row,
      flushedAt: row.flushedAt,
    })
    if (recorded.outcome === 'gone') return onStep?.({ step: 'ended', why: 'gone' })
    if (onStep !== undefined)
      this.#later(this.#tellRecorded(onStep, watch, { ...recorded, at: observation.at }))
    this.#later(settleReports(this.#context, { watch, checkId, verdict, startedAt, recorded }))
    this.#later(keepEvidence(this.#context, { ...seen, watch, checkId, looked, events: recorded.events }))
    const now = readRow(this.#sql, watch.id)
    if (now === null) return
    const memory = withGlimpse(now.memory, glimpseOf(verdict))
    const flushed = {
      pendingChecks: now.pendingChecks - live.pendingChecks,
      pendingAvailable: now.pendingAvailable - live.pendingAvailable,
      flushedAt: observation.at,
    }
    writeRow(this.#sql, { ...now, memory, ...(recorded.outcome === 'written' ? flushed : {}) })
  }

  async #tellRecorded(
    onStep: TellStep,
    watch: Watch,
    { events, at }: Recorded & { at: number },
  ): Promise<void> {
    const owed = events.length === 0 ? 0 : await countOwed(this.#context.env.DB, watch.id, at)
    onStep({ step: 'recorded', news: newsOf(events), owed })
  }

  async #look(watch: Watch, memory: Record<string, unknown>, wishes: LookWishes = {}): Promise<Looked> {
    const now = this.#context.now()
    // What the operator set holds for what a fresh lane does first, too.
    await refreshConfig(this.#context.env, now).catch(() => undefined)
    const { hostDailyCalls } = this.#context.config
    if (this.#pace.callsToday(now) >= hostDailyCalls) {
      const restingUntil = Math.max(this.#pace.facts.restingUntil, nextUtcDay(now))
      this.#pace.change({ restingUntil, binding: true })
      const failure = { kind: 'budget', detail: `${hostDailyCalls} calls today` } as const
      return failedLook(watch, memory, { startedAt: now, at: now, failure })
    }
    const room = () => meterBrowser(this.#context, openBrowser(this.#context), this.#minutes)
    const browser = (this.#browser ??= room())
    const looked = await runLook(this.#context, {
      watch,
      memory,
      ports: {
        browser,
        robots: {
          read: () => this.#pace.facts.robots,
          write: (robots) => this.#pace.change({ robots }),
        },
        countCall: () => this.#pace.countCall(this.#context.now()),
        pause: () => this.#pace.turn(this.#context.now()),
        ...wishes,
      },
    })
    this.#pace.keep()
    return looked
  }

  /** The synchronous half of a result: counts, memory and rest, in the lane's own rows. `null` when the watch is gone. */
  #take(row: LaneRow, looked: Looked): LaneRow | null {
    const now = readRow(this.#sql, row.watch.id)
    const { verdict, observation } = looked
    const strikes = verdict.state === 'unknown' ? (now ?? row).strikes + 1 : 0
    // What the host answered holds, whatever became of the watch meanwhile.
    const rest = this.#rest(row.watch, looked, strikes)
    if (now === null || now.watch.updatedAt !== row.watch.updatedAt) return null
    const next: LaneRow = {
      ...now,
      strikes,
      due: rest.scope === 'watch' ? Math.max(now.due, observation.at + rest.ms) : now.due,
      memory: withGlimpse(looked.memory, readGlimpse(row.memory)),
      pendingChecks: now.pendingChecks + 1,
      pendingAvailable: now.pendingAvailable + seats(looked),
      lastCheckAt: observation.at,
      lastGoodCheckAt: isSighted(verdict) ? observation.at : now.lastGoodCheckAt,
    }
    writeRow(this.#sql, next)
    return next
  }

  #rest(watch: Watch, { verdict, upstream }: Looked, pageStrikes: number): Rest {
    const { facts } = this.#pace
    const input = {
      verdict,
      ...upstream,
      periodMs: watch.checkSeconds * 1000,
      random: this.#context.random(),
    }
    const scope = restAfter({ ...input, strikes: 1 }).scope
    const rest = restAfter({ ...input, strikes: scope === 'host' ? facts.strikes + 1 : pageStrikes })
    const now = this.#context.now()
    if (rest.scope === 'host') {
      const restingUntil = Math.max(facts.restingUntil, now + rest.ms)
      const binding = rest.binding || (facts.binding && facts.restingUntil > now)
      this.#pace.change({ restingUntil, binding, strikes: facts.strikes + 1 })
    } else if (verdict.state !== 'unknown' && (facts.strikes > 0 || facts.restingUntil > 0)) {
      const held = facts.binding && facts.restingUntil > now
      this.#pace.change(held ? { strikes: 0 } : { strikes: 0, restingUntil: 0, binding: false })
    }
    return rest
  }
}

function seats({ verdict }: Looked): number {
  return verdict.state === 'available' ? 1 : 0
}

/** A page that was waited for is read until two reads agree; one as sent is read once. */
function isReadTwice(page: PageFacts | null): boolean {
  return page !== null && page.settle.state !== 'static' && page.settle.agreed
}
