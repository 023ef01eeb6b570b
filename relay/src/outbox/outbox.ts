import type { ChannelName } from '#core/alert.ts'
import type { Attempt } from '#core/delivery.ts'
import type { Context } from '../context.ts'
import type { Env } from '../env.ts'
import type { OutboxReport, OutboxRoom } from '../rooms.ts'
import type { WaitingAlert } from '../store/alerts.ts'

import { CHANNEL_NAMES } from '#core/alert.ts'
import { OUTCOMES } from '#core/delivery.ts'
import { DurableObject } from 'cloudflare:workers'

import { deliverAlert, paceOf } from '../actions/deliver-alert.ts'
import { prepare } from '../actions/prepare.ts'
import { settleDelivery } from '../actions/settle-delivery.ts'
import { stillWatching } from '../actions/still-watching.ts'
import { leaseAlert, outboxDepth, readWaiting } from '../store/alerts.ts'
import { addToCounter, readCounters } from '../store/counters.ts'
import {
  beginCall,
  dropAttempt,
  hasBegunCall,
  keepAttempt,
  keptAttempts,
  openJournal,
  pauseChannel,
  readPauses,
} from '../store/outbox-journal.ts'
import { Pace } from './pace.ts'

const COUNTER = 'vigie_deliveries_total'
/** Longer than two calls and a probe may take; only another instance of this object ever waits for its end. */
const LEASE_MS = 60_000
/** A look that nobody asked for, should every other alarm have been lost. */
const HEARTBEAT_MS = 60_000
const AFTER_ERROR_MS = 1000
const AFTER_ERRORS_MOST_MS = 30_000
/** When to look again should the process be killed while it looks or sends. */
const RECOVER_MS = 2000
/** Callers wake before they write: what they write may come a little later. */
const LOOK_AGAIN_MS = 2000
/** Open connections that the platform gives one object; pictures leave most of them to texts. */
const AT_ONCE = 6
const PICTURES_AT_ONCE = 2

type Flight = { subscriberId: string; isPicture: boolean }

/**
 * Sends what is owed. One object for all, named `outbox`. An alert goes from D1 by lease, call, journal (own SQLite),
 * D1; killed at any of these steps, the next instance finishes it or repeats it once, marked.
 */
export class Outbox extends DurableObject<Env> implements OutboxRoom {
  readonly #sql = this.ctx.storage.sql
  readonly #pace = new Pace()
  /** Alerts that this instance is sending now, and to whom. */
  readonly #inFlight = new Map<string, Flight>()
  /** Until the leases of the instance before this one were looked through. */
  #isNew = true
  #lookUntil = Date.now() + LOOK_AGAIN_MS
  #stillAt = 0
  #looks = 0
  #wakes = 0
  /** Looks in a row that failed. */
  #failures = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    openJournal(this.#sql)
  }

  async wake(): Promise<void> {
    const now = Date.now()
    this.#lookUntil = now + LOOK_AGAIN_MS
    this.#wakes += 1
    await this.#arm(now)
  }

  async report(): Promise<OutboxReport> {
    if ((await this.ctx.storage.getAlarm()) === null) await this.#arm(Date.now())
    const { env } = await prepare(this.env)
    const counted = readCounters(this.#sql)
    const known = new Set(counted.map(({ labels }) => `${labels.channel} ${labels.outcome}`))
    const zeros = CHANNEL_NAMES.flatMap((channel) =>
      OUTCOMES.filter((outcome) => !known.has(`${channel} ${outcome}`)).map((outcome) => ({
        name: COUNTER,
        labels: { channel, outcome },
        value: 0,
      })),
    )
    return { ...(await outboxDepth(env.DB)), counters: [...counted, ...zeros] }
  }

  /** Returns at once: alarms of one object never overlap, and the next seat must not wait for this one. */
  override async alarm(): Promise<void> {
    try {
      await this.#arm(Date.now() + RECOVER_MS)
    } catch (error) {
      console.error(`outbox: the alarm could not be set: ${String(error)}`)
    }
    this.ctx.waitUntil(this.#look())
  }

  async #arm(at: number): Promise<void> {
    const armed = await this.ctx.storage.getAlarm()
    if (armed === null || armed > at) await this.ctx.storage.setAlarm(at)
  }

  /** Never throws: what fails is told and looked at again. */
  async #look(): Promise<void> {
    const wakes = this.#wakes
    this.#looks += 1
    try {
      const context = await prepare(this.env)
      await this.#flush(context)
      const next = await this.#launch(context)
      const still = await this.#keepWatch(context)
      const times = [next, still, context.now() + HEARTBEAT_MS]
      if (this.#lookUntil > context.now()) times.push(this.#lookUntil)
      const isBusy = this.#looks > 1 || this.#inFlight.size > 0 || this.#wakes !== wakes
      if (isBusy) await this.#arm(Math.min(...times, context.now() + RECOVER_MS))
      else await this.ctx.storage.setAlarm(Math.min(...times))
      this.#failures = 0
    } catch (error) {
      const pause = Math.min(AFTER_ERROR_MS * 2 ** this.#failures, AFTER_ERRORS_MOST_MS)
      this.#failures += 1
      console.error(`outbox: ${String(error)}; looking again in ${pause} ms`)
      await this.#arm(Date.now() + pause).catch(() => undefined)
    }
    this.#looks -= 1
  }

  /** Brings to D1 what happened while D1 could not be written, or before the process was killed. */
  async #flush(context: Context): Promise<void> {
    const left = keptAttempts(this.#sql).filter(({ alertId }) => !this.#inFlight.has(alertId))
    for (const attempt of left) await this.#settle(context, attempt)
  }

  /** Starts every send that may start now; answers when to look again. */
  async #launch(context: Context): Promise<number> {
    const now = context.now()
    const pauses = readPauses(this.#sql, now)
    const paused = pauses.map(({ channel }) => channel)
    const { due, leased, nextAt } = await readWaiting(context.env.DB, { now, paused })
    const times = [nextAt ?? Infinity, ...pauses.map(({ until }) => until)]
    for (const alert of leased.filter((one) => this.#isLost(one, now)))
      times.push(await this.#giveBack(context, alert))
    this.#isNew = false
    for (const alert of due) {
      const pace = paceOf(alert.channel)
      const flight = flightOf(alert)
      if (this.#inFlight.size >= AT_ONCE) break
      if (this.#inFlight.has(alert.id) || this.#isBusy(alert.channel, flight)) continue
      const readyAt = this.#pace.readyAt(alert.subscriberId, pace, now, flight.isPicture ? 1 : 0)
      times.push(readyAt > now ? readyAt : Infinity)
      if (readyAt > now) continue
      this.#pace.take(alert.subscriberId, pace, now)
      this.#inFlight.set(alert.id, flight)
      this.ctx.waitUntil(this.#deliver(context, alert))
    }
    return Math.min(...times)
  }

  /** The message that says we are still there must not stand in the way of a seat. */
  async #keepWatch(context: Context): Promise<number> {
    if (context.now() < this.#stillAt) return this.#stillAt
    try {
      this.#stillAt = await stillWatching(context)
    } catch (error) {
      console.error(`outbox: still watching: ${String(error)}`)
      this.#stillAt = context.now() + HEARTBEAT_MS
    }
    return this.#stillAt
  }

  /** One text at a time to one address, so that they arrive in their order; none waits for a picture. */
  #isBusy(channel: ChannelName, { subscriberId, isPicture }: Flight): boolean {
    const flights = [...this.#inFlight.values()]
    if (isPicture && flights.filter((one) => one.isPicture).length >= PICTURES_AT_ONCE) return true
    if (paceOf(channel) === null) return false
    return flights.some((one) => one.subscriberId === subscriberId && (isPicture || !one.isPicture))
  }

  /** Leased by an instance that is gone. */
  #isLost({ id, leaseUntil }: WaitingAlert, now: number): boolean {
    const isOurs = this.#inFlight.has(id) || keptAttempts(this.#sql).some(({ alertId }) => alertId === id)
    return !isOurs && (this.#isNew || (leaseUntil ?? 0) <= now)
  }

  /** Once the call had begun, nobody knows whether it was sent. Answers when to look at it again. */
  async #giveBack(context: Context, alert: WaitingAlert): Promise<number> {
    const { id, attempts, channel } = alert
    const at = context.now()
    const ambiguous = hasBegunCall(this.#sql, alert)
    const delivery = { kind: 'retry', detail: 'interrupted', ambiguous } as const
    const attempt: Attempt = { alertId: id, attempt: attempts, channel, at, durationMs: 0, delivery }
    keepAttempt(this.#sql, attempt)
    await this.#settle(context, attempt)
    return at
  }

  async #deliver(context: Context, alert: WaitingAlert): Promise<void> {
    try {
      const attempt = await this.#attempt(context, alert)
      if (attempt !== null) await this.#settle(context, attempt)
    } catch (error) {
      console.error(`outbox: the outcome of alert ${alert.id} is not in D1 yet: ${String(error)}`)
    }
    this.#inFlight.delete(alert.id)
    await this.#look()
  }

  /** `null` when another instance has taken it. What happened is in the journal before anything else is done. */
  async #attempt(context: Context, alert: WaitingAlert): Promise<Attempt | null> {
    const attempts = alert.attempts + 1
    const journal = (attempt: Attempt) => {
      const { delivery, channel, at } = attempt
      keepAttempt(this.#sql, attempt)
      if (delivery.kind === 'rate-limited') pauseChannel(this.#sql, channel, at + delivery.retryAfterMs)
      return attempt
    }
    try {
      if (!(await leaseAlert(context.env.DB, alert, context.now() + LEASE_MS))) return null
    } catch (error) {
      // The lease may have been written all the same; what is sure is that nothing was sent.
      const delivery = { kind: 'retry', detail: `lease: ${String(error)}`, ambiguous: false } as const
      const { id: alertId, channel } = alert
      return journal({ alertId, attempt: attempts, channel, at: context.now(), durationMs: 0, delivery })
    }
    const leased = { ...alert, attempts }
    return journal(await deliverAlert(context, leased, () => beginCall(this.#sql, leased)))
  }

  async #settle(context: Context, attempt: Attempt): Promise<void> {
    const outcome = await settleDelivery(context, attempt)
    if (!dropAttempt(this.#sql, attempt) || outcome === null) return
    addToCounter(this.#sql, { name: COUNTER, labels: { channel: attempt.channel, outcome }, value: 1 })
  }
}

const flightOf = ({ subscriberId, content }: WaitingAlert): Flight => ({
  subscriberId,
  isPicture: content.kind === 'picture',
})
