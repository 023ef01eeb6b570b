import type { Alert } from '#core/alert.ts'
import type { Attempt } from '#core/delivery.ts'
import type { Context } from '../context.ts'
import type { WaitingAlert } from '../store/alerts.ts'
import type { Pauses } from '../store/outbox-journal.ts'
import type { Queue } from './queue.ts'

import { gatherBursts } from '../actions/gather-bursts.ts'
import { settleDeliveries } from '../actions/settle-delivery.ts'
import { leaseAlerts, readWaiting, returnAlerts } from '../store/alerts.ts'
import { addToCounter } from '../store/counters.ts'
import {
  countKept,
  dropAttempt,
  forgetPauses,
  hasBegunCall,
  keepAttempt,
  keptAttempts,
  readPauses,
} from '../store/outbox-journal.ts'

export const COUNTER = 'vigie_deliveries_total'
/** Longer than it takes to wait for a turn and be sent; only another instance of this object ever waits for its end. */
const LEASE_MS = 60_000
/** Read at once, and settled at once. */
const READ_MOST = 100
/** Outcomes of a broadcast go to D1 together, so often. */
const SETTLE_EVERY_MS = 1000
/** How often a page of alerts that must all wait is turned, and when to begin again. */
const PAGES_MOST = 5
const BEGIN_AGAIN_MS = 1000

type Taken = Pick<Alert, 'id' | 'attempts'>

/** The Outbox's dealings with D1: leases what is due into the queue, and writes down what came of it. */
export class Desk {
  readonly #sql: SqlStorage
  readonly #queue: Queue
  /** Until the leases of the instance before this one were looked through. */
  #isNew = true
  #isWanted = true
  #isUrgent = false
  /** There is more than was read. */
  #hasMore = false
  #settledAt = 0
  /** Perhaps leased, surely not sent: D1 did not answer. */
  #doubtful: Taken[] = []
  /** When something falls due of which nothing is leased, epoch ms. */
  nextAt = Infinity

  constructor(sql: SqlStorage, queue: Queue) {
    this.#sql = sql
    this.#queue = queue
  }

  /** Something may be owed. `urgent`: it may be a seat, and goes before what is leased already. */
  want({ urgent = false }: { urgent?: boolean } = {}): void {
    this.#isWanted = true
    this.#isUrgent ||= urgent
  }

  /** Whether to read on: then `refill` will. */
  isLow(): boolean {
    if (this.#hasMore && !this.#queue.isStocked()) this.#isWanted = true
    return this.#isWanted && this.#hasMore
  }

  /** When outcomes are to be written, `Infinity` without any. */
  settleAt(now: number): number {
    if (countKept(this.#sql) === 0) return Infinity
    const isLast = this.#queue.flying + this.#queue.waiting === 0
    return isLast ? now : Math.max(now, this.#settledAt + SETTLE_EVERY_MS)
  }

  /** Brings to D1 what happened since, or before the process was killed. `true` when something was written. */
  async settle(context: Context): Promise<boolean> {
    const now = context.now()
    if (this.settleAt(now) > now) return false
    this.#settledAt = now
    const ended = await settleDeliveries(context, keptAttempts(this.#sql, READ_MOST))
    for (const { attempt, outcome } of ended) {
      if (!dropAttempt(this.#sql, attempt) || outcome === null) continue
      addToCounter(this.#sql, { name: COUNTER, labels: { channel: attempt.channel, outcome }, value: 1 })
    }
    this.want()
    return true
  }

  /** Leases what may leave soon. */
  async refill(context: Context): Promise<void> {
    if (!this.#isWanted) return
    const isUrgent = this.#isUrgent
    try {
      await this.#giveBack(context, [])
      const now = context.now()
      forgetPauses(this.#sql, now)
      const pauses = readPauses(this.#sql, now)
      await this.#giveBack(context, this.#queue.dropStale(now, pauses))
      this.#isWanted = false
      this.#isUrgent = false
      await this.#read(context, pauses, isUrgent)
    } catch (error) {
      this.want({ urgent: isUrgent })
      throw error
    }
  }

  async #read(context: Context, pauses: Pauses, isUrgent: boolean): Promise<void> {
    const now = context.now()
    const full = this.#queue.full(now)
    const channels = [...pauses.channels, ...(isUrgent ? [] : full.channels)]
    const subscribers = new Set([...pauses.subscribers, ...full.subscribers])
    this.#hasMore = full.channels.length > 0
    for (let page = 1; page <= PAGES_MOST; page += 1) {
      const leftAlone = { channels, subscribers: [...subscribers] }
      const leasesUntil = this.#isNew ? Infinity : now
      const waiting = await readWaiting(context.env.DB, { now, leasesUntil, leftAlone, most: READ_MOST })
      await this.#recover(context, waiting.lost)
      this.#isNew = false
      const arranged = await gatherBursts(context, waiting.due)
      if (arranged.isNew) this.want()
      const { chosen, at } = this.#queue.choose(arranged.due, now)
      this.nextAt = Math.min(waiting.nextAt ?? Infinity, pauses.firstEnd, full.at, arranged.at, at)
      await this.#lease(context, chosen)
      if (waiting.due.length < READ_MOST) return
      if (chosen.length > 0) {
        this.#hasMore = true
        return
      }
      for (const { subscriberId } of waiting.due) subscribers.add(subscriberId)
    }
    this.nextAt = Math.min(this.nextAt, now + BEGIN_AGAIN_MS)
  }

  async #lease(context: Context, chosen: readonly WaitingAlert[]): Promise<void> {
    if (chosen.length === 0) return
    const leaseUntil = context.now() + LEASE_MS
    const taken = chosen.map((alert) => ({ ...alert, attempts: alert.attempts + 1, leaseUntil }))
    try {
      const ours = await leaseAlerts(context.env.DB, chosen, leaseUntil)
      this.#queue.add(taken.filter(({ id }) => ours.has(id)))
    } catch (error) {
      this.#doubtful.push(...taken)
      throw error
    }
  }

  /** As if these had not been leased, and those before of which D1 did not say so. */
  async #giveBack(context: Context, alerts: readonly Taken[]): Promise<void> {
    this.#doubtful.push(...alerts)
    if (this.#doubtful.length === 0) return
    await returnAlerts(context.env.DB, this.#doubtful)
    this.#doubtful = []
  }

  /** Leased by an instance that is gone. Once the call had begun, nobody knows whether it was sent. */
  async #recover(context: Context, lost: readonly WaitingAlert[]): Promise<void> {
    const at = context.now()
    const kept = new Set(keptAttempts(this.#sql).map(({ alertId }) => alertId))
    const gone = lost.filter(({ id }) => !this.#queue.has(id) && !kept.has(id))
    const [begun, unsent] = [
      gone.filter((alert) => hasBegunCall(this.#sql, alert)),
      gone.filter((alert) => !hasBegunCall(this.#sql, alert)),
    ]
    for (const { id: alertId, attempts: attempt, channel } of begun) {
      const delivery = { kind: 'retry', detail: 'interrupted', ambiguous: true } as const
      const interrupted: Attempt = { alertId, attempt, channel, at, durationMs: 0, delivery }
      keepAttempt(this.#sql, interrupted)
    }
    if (unsent.length === 0) return
    await this.#giveBack(context, unsent)
    this.want()
  }
}
