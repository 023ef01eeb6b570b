import type { Attempt } from '#core/delivery.ts'
import type { Context } from '../context.ts'
import type { Env } from '../env.ts'
import type { OutboxReport, OutboxRoom } from '../rooms.ts'
import type { WaitingAlert } from '../store/alerts.ts'

import { CHANNEL_NAMES } from '#core/alert.ts'
import { OUTCOMES } from '#core/delivery.ts'
import { DurableObject } from 'cloudflare:workers'

import { deliverAlert, pacesOf } from '../actions/deliver-alert.ts'
import { prepare } from '../actions/prepare.ts'
import { outboxDepth } from '../store/alerts.ts'
import { readCounters } from '../store/counters.ts'
import { beginCall, keepAttempt, openJournal, pause, readPauses } from '../store/outbox-journal.ts'
import { Chores } from './chores.ts'
import { COUNTER, Desk } from './desk.ts'
import { Pace } from './pace.ts'
import { Queue } from './queue.ts'
import { Timer } from './timer.ts'

/** A look that nobody asked for, should every other alarm have been lost. */
const HEARTBEAT_MS = 60_000
const AFTER_ERROR_MS = 1000
const AFTER_ERRORS_MOST_MS = 30_000
/** When to look again should the process be killed while it looks or sends. */
const RECOVER_MS = 2000
/** Callers wake before they write: what they write may come a little later. */
const LOOK_AGAIN_MS = 2000
/** How often a further call asks for its turn, at least. */
const ASK_AGAIN_MS = 50
/** Our own login was refused: until somebody has repaired it one alert in so long finds out. */
const LOGIN_PAUSE_MS = 60_000

/**
 * Sends what is owed. One object for all, named `outbox`. An alert goes from D1 by lease, journal (own SQLite), call,
 * journal, D1; killed at any of these steps, the next instance finishes it or repeats it once, marked. The desk leases
 * and settles in D1, many at a time; between two turns at that, `#launch` sends as the paces allow, without D1.
 */
export class Outbox extends DurableObject<Env> implements OutboxRoom {
  readonly #sql: SqlStorage
  readonly #queue: Queue
  readonly #desk: Desk
  readonly #chores = new Chores()
  #lookUntil = Date.now() + LOOK_AGAIN_MS
  #isTurning = false
  #turnAgain = false
  readonly #launchTimer = new Timer()
  readonly #turnTimer = new Timer()
  /** Turns in a row that failed. */
  #failures = 0

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
    openJournal(this.#sql)
    this.#queue = new Queue(new Pace(this.#sql, Date.now()), pacesOf)
    this.#desk = new Desk(this.#sql, this.#queue)
  }

  async wake(): Promise<void> {
    const now = Date.now()
    this.#lookUntil = now + LOOK_AGAIN_MS
    this.#desk.want({ urgent: true })
    this.#chores.news(now)
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
    this.#desk.want()
    this.#turnSoon()
  }

  async #arm(at: number): Promise<void> {
    const armed = await this.ctx.storage.getAlarm()
    if (armed === null || armed > at) await this.ctx.storage.setAlarm(at)
  }

  #turnSoon(): void {
    this.ctx.waitUntil(this.#turn())
  }

  /** One at a time. Never throws: what fails is told and done again. */
  async #turn(): Promise<void> {
    this.#turnAgain = true
    if (this.#isTurning) return
    this.#isTurning = true
    try {
      while (this.#turnAgain) {
        this.#turnAgain = false
        await this.#work(await prepare(this.env))
      }
      this.#failures = 0
    } catch (error) {
      const delay = Math.min(AFTER_ERROR_MS * 2 ** this.#failures, AFTER_ERRORS_MOST_MS)
      this.#failures += 1
      console.error(`outbox: ${String(error)}; looking again in ${delay} ms`)
      await this.#arm(Date.now() + delay).catch(() => undefined)
    }
    this.#isTurning = false
  }

  async #work(context: Context): Promise<void> {
    if (await this.#desk.settle(context)) this.#chores.news(context.now())
    await this.#desk.refill(context)
    this.#launch(context)
    if (await this.#chores.run(context)) {
      this.#desk.want()
      this.#turnAgain = true
    }
    if (!this.#turnAgain) await this.#rest(context.now())
  }

  /** Sets when to go on: the alarm for later, which also is the net below what a timer does soon. */
  async #rest(now: number): Promise<void> {
    const look = Math.min(this.#desk.nextAt, this.#lookUntil > now ? this.#lookUntil : Infinity)
    const soonest = Math.min(look, this.#chores.nextAt(), now + HEARTBEAT_MS)
    this.#turnAt(this.#desk.settleAt(now))
    if (soonest - now < RECOVER_MS) this.#turnAt(soonest)
    const isBusy = this.#queue.flying + this.#queue.waiting > 0 || this.#desk.settleAt(now) < Infinity
    if (isBusy) await this.#arm(Math.min(Math.max(soonest, now), now + RECOVER_MS))
    else await this.ctx.storage.setAlarm(Math.max(soonest, now))
  }

  #turnAt(at: number): void {
    this.#turnTimer.set(at, () => {
      if (this.#desk.nextAt <= Date.now() || this.#lookUntil <= Date.now()) this.#desk.want()
      this.#turnSoon()
    })
  }

  /** Starts every send that may start now. */
  #launch(context: Context): void {
    const now = context.now()
    const { start, at } = this.#queue.next(now, readPauses(this.#sql, now))
    for (const alert of start) this.ctx.waitUntil(this.#fly(context, alert))
    this.#launchTimer.set(at, () => this.#launch(context))
    if (this.#desk.isLow()) this.#turnSoon()
  }

  /** Never throws. What happened is in the journal before anything else is done. */
  async #fly(context: Context, alert: WaitingAlert): Promise<void> {
    const leaving = () => beginCall(this.#sql, alert)
    const attempt = await deliverAlert(context, alert, { leaving, turn: () => this.#turnFor(alert) })
    keepAttempt(this.#sql, attempt)
    this.#obey(alert, attempt)
    this.#queue.landed(alert, context.now())
    this.#launch(context)
    this.#turnAt(this.#desk.settleAt(context.now()))
  }

  /** Waits until one more call of this alert may leave; answers what to call when it was answered. */
  async #turnFor(alert: WaitingAlert): Promise<() => void> {
    for (;;) {
      const leftAt = Date.now()
      const at = this.#queue.takeTurn(alert, leftAt)
      if (at <= leftAt) return () => this.#queue.endTurn(alert, { leftAt, now: Date.now() })
      await new Promise((resolve) => setTimeout(resolve, Math.min(at - leftAt, ASK_AGAIN_MS)))
    }
  }

  /** What an answer asks to leave alone. */
  #obey({ subscriberId, channel }: WaitingAlert, { delivery, at }: Attempt): void {
    if (delivery.kind === 'rate-limited') {
      const until = at + Math.ceil(delivery.retryAfterMs)
      pause(this.#sql, { channel, subscriberId, scope: delivery.scope ?? null, at, until })
    } else if (delivery.kind === 'refused' && delivery.scope === 'channel') {
      pause(this.#sql, { channel, subscriberId, scope: 'channel', at, until: at + LOGIN_PAUSE_MS })
    } else return
    // What was leased ahead for them is given back.
    this.#desk.want()
    this.#turnSoon()
  }
}
