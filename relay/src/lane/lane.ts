import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { Env } from '../env.ts'
import type { LaneReport, LaneRoom, Outlook, Pulse } from '../rooms.ts'
import type { Sampled } from '../kinds/kind.ts'
import type { LaneRow } from '../store/lane-schedule.ts'

import { DurableObject } from 'cloudflare:workers'

import { firstFree, nextDue } from '#core/cadence.ts'
import { queueOf } from '#core/look-step.ts'
import { planStarts } from '#core/schedule.ts'

import { prepare } from '../actions/prepare.ts'
import { tell } from '../actions/tell.ts'
import { tellSteps } from '../actions/tell-steps.ts'
import { makeContext } from '../context.ts'
import { refreshConfig } from '../live-config.ts'
import { readCounters } from '../store/counters.ts'
import {
  dropClaims,
  openSchedule,
  readRow,
  readRunning,
  readSchedule,
  removeRow,
  waiting,
  writeRow,
} from '../store/lane-schedule.ts'
import { Looker } from './looker.ts'
import { countLateness, countOne } from './measure.ts'
import { outlookOf } from './outlook.ts'
import { Pace } from './pace.ts'

/** How long before a claim without result is taken for dead, ms. Longer than any look may last. */
const CLAIM_MS = 130_000

/**
 * One upstream host. Owns when it is looked at: one alarm at the earliest due watch; the alarm claims, arms the
 * next one, launches the check and returns, since alarms of one object never overlap.
 */
export class Lane extends DurableObject<Env> implements Omit<LaneRoom, keyof Rpc.DurableObjectBranded> {
  readonly #sql: SqlStorage
  readonly #context: Context
  readonly #pace: Pace
  readonly #looker: Looker
  #inFlight = 0

  constructor(state: DurableObjectState, env: Env) {
    super(state, env)
    this.#sql = state.storage.sql
    openSchedule(this.#sql)
    dropClaims(this.#sql)
    this.#context = makeContext(env)
    this.#pace = new Pace(this.#sql, () => this.#context.config.hostGapMs)
    this.#looker = new Looker({
      context: this.#context,
      sql: this.#sql,
      pace: this.#pace,
      later: (work) => this.ctx.waitUntil(work),
    })
  }

  async sync(host: string, watches: Watch[]): Promise<void> {
    this.ctx.waitUntil(this.#looker.minutes.keep())
    const rows = readSchedule(this.#sql)
    const wanted = new Map(watches.map((watch) => [watch.id, watch]))
    for (const row of rows) if (!wanted.has(row.watch.id)) removeRow(this.#sql, row.watch.id)
    const known = new Map(rows.map((row) => [row.watch.id, row]))
    for (const watch of watches) this.#plan(watch, known.get(watch.id))
    if (watches.some((watch) => watch.host !== host))
      throw new Error(`a watch of another host was given to ${host}`)
    // After the plan, so that of two who plan at once the later one stays so.
    await refreshConfig(this.env, this.#context.now()).catch(() => undefined)
    this.#pace.allow(this.#context.config.hostDailyCalls, this.#context.now())
    await this.#arm()
  }

  #plan(watch: Watch, row: LaneRow | undefined): void {
    const now = this.#context.now()
    if (row !== undefined && row.watch.updatedAt === watch.updatedAt) return
    const taken = readSchedule(this.#sql).flatMap((other) => (other.watch.id === watch.id ? [] : [other.due]))
    const due = firstFree(now, taken, this.#pace.gapMs)
    const samePage = row !== undefined && row.watch.url === watch.url
    const fresh: LaneRow = {
      watch,
      due,
      phase: due,
      claimedAt: row?.claimedAt ?? null,
      forcedId: row?.forcedId ?? null,
      strikes: 0,
      memory: samePage && JSON.stringify(row.watch.target) === JSON.stringify(watch.target) ? row.memory : {},
      pendingChecks: samePage ? row.pendingChecks : 0,
      pendingAvailable: samePage ? row.pendingAvailable : 0,
      lastCheckAt: samePage ? row.lastCheckAt : null,
      lastGoodCheckAt: samePage ? row.lastGoodCheckAt : null,
      flushedAt: 0,
    }
    writeRow(this.#sql, fresh)
  }

  async checkNow(watchId: string, checkId: string): Promise<boolean> {
    const row = readRow(this.#sql, watchId)
    if (row === null) return false
    const now = this.#context.now()
    const queued = queueOf(this.#pace.at(this.#inFlight), row.claimedAt !== null, now)
    const later = (work: Promise<void>) => this.ctx.waitUntil(work)
    tellSteps(this.#context, { lookId: checkId, watchId }, later)(queued)
    writeRow(this.#sql, { ...row, forcedId: checkId, due: Math.min(row.due, now) })
    await this.#arm()
    return true
  }

  async checkSoon(watchId: string): Promise<boolean> {
    const row = readRow(this.#sql, watchId)
    if (row === null) return false
    writeRow(this.#sql, { ...row, due: Math.min(row.due, this.#context.now()) })
    await this.#arm()
    return true
  }

  async tryLook(watch: Watch, lookId?: string): ReturnType<LaneRoom['tryLook']> {
    this.#inFlight += 1
    try {
      const { observation, verdict, picture = null } = await this.#looker.lookOnce(watch, lookId)
      return { observation, verdict, picture: await picture }
    } finally {
      this.#inFlight -= 1
      await this.#arm()
    }
  }

  async sampleLook(watch: Watch, rendered: boolean): Promise<Sampled> {
    this.#inFlight += 1
    try {
      return await this.#looker.sample(watch, rendered)
    } finally {
      this.#inFlight -= 1
      await this.#arm()
    }
  }

  async pulses(): Promise<Pulse[]> {
    return readSchedule(this.#sql).map((row) => ({
      watchId: row.watch.id,
      lastCheckAt: row.lastCheckAt,
      lastGoodCheckAt: row.lastGoodCheckAt,
      pendingChecks: row.pendingChecks,
      pendingAvailable: row.pendingAvailable,
    }))
  }

  async outlook(watchId: string): Promise<Outlook | null> {
    return outlookOf({ sql: this.#sql, pace: this.#pace, context: this.#context }, watchId)
  }

  async report(): Promise<LaneReport> {
    const rows = readRunning(this.#sql)
    const now = this.#context.now()
    const { restingUntil } = this.#pace.facts
    const looks = rows.flatMap((row) => (row.lastCheckAt === null ? [] : [row.lastCheckAt]))
    const waiting = rows.flatMap((row) => (row.claimedAt === null ? [row.due] : []))
    return {
      host: rows[0]?.watch.host ?? '',
      watches: rows.length,
      restingUntil: restingUntil > now ? restingUntil : null,
      callsToday: this.#pace.callsToday(now),
      lastCheckAt: looks.length === 0 ? null : Math.max(...looks),
      oldestDueAt: waiting.length === 0 ? null : Math.min(...waiting),
      counters: readCounters(this.#sql),
      minutes: this.#looker.minutes.unwritten(),
    }
  }

  /** Never throws: the runtime's own retries would break the cadence (PLATFORM.md part 2). */
  override async alarm(): Promise<void> {
    try {
      await this.#startDue()
    } catch (error) {
      await tell(this.#context, { level: 'error', message: `Ronde interrompue : ${String(error)}` })
      await this.ctx.storage.setAlarm(this.#context.now() + 1000)
    }
  }

  async #startDue(): Promise<void> {
    const now = this.#context.now()
    const rows = readSchedule(this.#sql)
    for (const row of rows) {
      if (row.claimedAt !== null && now - row.claimedAt > CLAIM_MS)
        writeRow(this.#sql, { ...row, claimedAt: null })
    }
    const { start } = planStarts(readRunning(this.#sql).map(waiting), this.#pace.at(this.#inFlight), now)
    for (const row of rows.filter((one) => start.includes(one.watch.id))) this.#launch(row, now)
    await this.#arm()
  }

  /** Claims the row with its next slot in one synchronous step, then lets the check run beside the alarm. */
  #launch(row: LaneRow, now: number): void {
    const { watch, phase } = row
    const taken = readSchedule(this.#sql).flatMap((one) => (one.watch.id === watch.id ? [] : [one.due]))
    const periodMs = watch.checkSeconds * 1000
    const due = nextDue({
      phase,
      periodMs,
      now,
      random: this.#context.random(),
      taken,
      gapMs: this.#pace.gapMs,
    })
    if (row.forcedId === null) {
      countLateness(this.#sql, now - row.due)
      if (now - row.due > periodMs) countOne(this.#sql, 'vigie_slots_skipped_total')
    }
    const claimed = { ...row, due, claimedAt: now, forcedId: null }
    writeRow(this.#sql, claimed)
    this.#pace.change({ lastStartAt: now })
    this.#inFlight += 1
    this.ctx.waitUntil(this.#check(row))
  }

  async #check(row: LaneRow): Promise<void> {
    try {
      await prepare(this.env)
      await this.#looker.check(row)
    } catch (error) {
      await tell(this.#context, {
        level: 'error',
        message: `${row.watch.name} : le regard a échoué, ${String(error)}`,
        watchId: row.watch.id,
        facts: { host: row.watch.host },
      })
    } finally {
      const after = readRow(this.#sql, row.watch.id)
      if (after !== null) writeRow(this.#sql, { ...after, claimedAt: null })
      this.#inFlight -= 1
      await this.#arm()
    }
  }

  async #arm(): Promise<void> {
    const now = this.#context.now()
    const { start, wakeAt } = planStarts(
      readRunning(this.#sql).map(waiting),
      this.#pace.at(this.#inFlight),
      now,
    )
    if (start.length > 0) return await this.ctx.storage.setAlarm(now)
    if (wakeAt === null) return await this.ctx.storage.deleteAlarm()
    await this.ctx.storage.setAlarm(wakeAt)
  }
}
