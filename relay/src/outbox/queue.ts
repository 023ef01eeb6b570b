import type { ChannelName } from '#core/alert.ts'
import type { PaceRule, WindowRule } from '#core/delivery.ts'
import type { LeftAlone, WaitingAlert } from '../store/alerts.ts'
import type { Pauses } from '../store/outbox-journal.ts'
import type { Pace } from './pace.ts'

import { CHANNEL_NAMES, urgencyOf } from '#core/alert.ts'

/** Open connections that the platform gives one object. */
const AT_ONCE = 6
/** Pictures leave most of them to texts. */
const PICTURES_AT_ONCE = 2
/**
 * While another channel has something to send, each leaves it half of them: a mail server that hangs, or push services
 * that do, must not hold back what Telegram would take.
 */
const CHANNEL_AT_ONCE = 3
/** What has failed before leaves half of them to what has not: slow addresses must not hold back others. */
const RETRIES_AT_ONCE = 3
/** What is leased and has waited so long that its lease might end while it is sent. */
const LEASE_MARGIN_MS = 30_000
/**
 * Of one channel: so many wait at most, and no more are read while so many do. At the fastest pace five and two seconds'
 * worth: a slow D1 must not hold up what may leave.
 */
const CHANNEL_MOST = 150
const ENOUGH = 60
/** Before a channel's name: its bucket for all addresses together. */
const OVERALL = 'all:'

type Flight = { alert: WaitingAlert; leftAt: number }
type Addressed = Pick<WaitingAlert, 'channel' | 'subscriber'>
/** For the address of an alert, and for all addresses of its channel together. */
type PacesOf = (alert: Addressed) => { own: PaceRule; overall: PaceRule | WindowRule }

const isPicture = ({ content }: WaitingAlert) => content.kind === 'picture'

/** Alerts that this instance has leased: some on their way, the others waiting for their turn. Stores nothing. */
export class Queue {
  #waiting: WaitingAlert[] = []
  readonly #flying = new Map<string, Flight>()
  readonly #pace: Pace
  readonly #pacesOf: PacesOf

  constructor(pace: Pace, pacesOf: PacesOf) {
    this.#pace = pace
    this.#pacesOf = pacesOf
  }

  get waiting(): number {
    return this.#waiting.length
  }

  get flying(): number {
    return this.#flying.size
  }

  /** Whether enough waits to read no more for now. */
  isStocked(): boolean {
    return this.#waiting.length >= ENOUGH
  }

  has(id: string): boolean {
    return this.#flying.has(id) || this.#waiting.some((one) => one.id === id)
  }

  /** What nothing more may be leased of for now, and when to ask again for what waits for its pace. */
  full(now: number): LeftAlone & { at: number } {
    const texts = [...this.#waiting, ...this.#flights()].filter((one) => !isPicture(one))
    const paced = texts.filter((one) => this.#pacesOf(one).own !== null).map((one) => one.subscriberId)
    const empty = this.#pace.waiting(now).filter(({ key }) => !key.startsWith(OVERALL))
    const waiting = Map.groupBy(this.#waiting, ({ channel }) => channel)
    return {
      channels: [...waiting].flatMap(([channel, list]) => (list.length >= ENOUGH ? [channel] : [])),
      subscribers: [...new Set([...paced, ...empty.map(({ key }) => key)])],
      at: Math.min(...empty.map(({ at }) => at)),
    }
  }

  /** Which of these to lease now, one for each paced address, and when to ask again for those that wait for their pace. */
  choose(due: readonly WaitingAlert[], now: number): { chosen: WaitingAlert[]; at: number } {
    const taken = new Set<string>()
    const counts = new Map(CHANNEL_NAMES.map((name) => [name, this.#countOf(name)]))
    const chosen: WaitingAlert[] = []
    let at = Infinity
    for (const alert of due) {
      const { channel, subscriberId } = alert
      const isPaced = this.#pacesOf(alert).own !== null
      const count = counts.get(channel) ?? 0
      if (count >= CHANNEL_MOST || this.has(alert.id) || (isPaced && taken.has(subscriberId))) continue
      if (isPicture(alert) && this.#hasPictureFor(alert)) continue
      const readyAt = this.#ownReadyAt(alert, now)
      at = Math.min(at, readyAt > now ? readyAt : Infinity)
      if (readyAt > now) continue
      taken.add(subscriberId)
      counts.set(channel, count + 1)
      chosen.push(alert)
    }
    return { chosen, at }
  }

  add(leased: readonly WaitingAlert[]): void {
    // Stable: within one event the order in which D1's chance has put them stands.
    this.#waiting = [...this.#waiting, ...leased].toSorted(
      (a, b) => urgencyOf(a.content) - urgencyOf(b.content) || a.createdAt - b.createdAt,
    )
  }

  /** Takes out what may leave now, most urgent first; answers when to ask again (`Infinity`: when something ends). */
  next(now: number, { channels, subscribers, firstEnd }: Pauses): { start: WaitingAlert[]; at: number } {
    const start: WaitingAlert[] = []
    const isPaused = (one: WaitingAlert) =>
      channels.includes(one.channel) || subscribers.includes(one.subscriberId)
    let at = this.#waiting.length > 0 ? firstEnd : Infinity
    const keep: WaitingAlert[] = []
    let ready = this.#firstReady(now, isPaused)
    for (const alert of this.#waiting) {
      const cannot = this.#flying.size >= AT_ONCE || isPaused(alert) || this.#isHeld(alert)
      if (cannot || this.#isForOthers(alert, ready)) {
        keep.push(alert)
        continue
      }
      const readyAt = this.#readyAt(alert, now)
      if (readyAt > now) {
        at = Math.min(at, readyAt)
        keep.push(alert)
        continue
      }
      const { own, overall } = this.#pacesOf(alert)
      this.#pace.take(alert.subscriberId, own, now)
      this.#pace.take(OVERALL + alert.channel, overall, now)
      this.#flying.set(alert.id, { alert, leftAt: now })
      if (ready.get(alert.channel) === alert) ready = this.#firstReady(now, isPaused)
      start.push(alert)
    }
    this.#waiting = keep
    return { start, at }
  }

  landed({ id, channel, subscriber }: WaitingAlert, now: number): void {
    const { leftAt = now } = this.#flying.get(id) ?? {}
    this.#pace.landed(OVERALL + channel, this.#pacesOf({ channel, subscriber }).overall, { leftAt, now })
    this.#flying.delete(id)
  }

  /** One more call of an alert that is on its way: `now` when it is counted and may leave, else when to ask again. */
  takeTurn(alert: WaitingAlert, now: number): number {
    const readyAt = this.#overallReadyAt(alert, now)
    if (readyAt > now) return readyAt
    const { own, overall } = this.#pacesOf(alert)
    this.#pace.take(alert.subscriberId, own, now)
    this.#pace.take(OVERALL + alert.channel, overall, now)
    return now
  }

  /** That call was answered. */
  endTurn(alert: WaitingAlert, times: { leftAt: number; now: number }): void {
    this.#pace.landed(OVERALL + alert.channel, this.#pacesOf(alert).overall, times)
  }

  /** Takes out what cannot leave while its lease lasts: paused, or kept for too long. */
  dropStale(now: number, { channels, subscribers }: Pauses): WaitingAlert[] {
    const isStale = ({ channel, subscriberId, leaseUntil }: WaitingAlert) =>
      channels.includes(channel) ||
      subscribers.includes(subscriberId) ||
      (leaseUntil ?? 0) - now < LEASE_MARGIN_MS
    const stale = this.#waiting.filter(isStale)
    this.#waiting = this.#waiting.filter((alert) => !isStale(alert))
    return stale
  }

  #countOf(channel: ChannelName): number {
    return this.#waiting.filter((one) => one.channel === channel).length
  }

  #flights(): WaitingAlert[] {
    return [...this.#flying.values()].map(({ alert }) => alert)
  }

  #hasPictureFor({ subscriberId }: WaitingAlert): boolean {
    return [...this.#waiting, ...this.#flights()].some(
      (one) => isPicture(one) && one.subscriberId === subscriberId,
    )
  }

  #isHeld(alert: WaitingAlert): boolean {
    const flights = this.#flights()
    if (isPicture(alert) && flights.filter(isPicture).length >= PICTURES_AT_ONCE) return true
    if (isRetry(alert) && this.#waiting.some((one) => !isRetry(one))) {
      if (flights.filter(isRetry).length >= RETRIES_AT_ONCE) return true
    }
    if (this.#pacesOf(alert).own === null) return false
    // None waits for a picture but another picture.
    return flights.some(
      (one) => one.subscriberId === alert.subscriberId && (isPicture(alert) || !isPicture(one)),
    )
  }

  /** The most urgent of each channel that could leave now. */
  #firstReady(now: number, isPaused: (one: WaitingAlert) => boolean): Map<ChannelName, WaitingAlert> {
    const ready = new Map<ChannelName, WaitingAlert>()
    const [first] = this.#waiting
    // In a broadcast by one channel nobody is waited for.
    const isAlone = this.#waiting.every(({ channel }) => channel === first?.channel)
    if (this.#flying.size >= AT_ONCE || isAlone) return ready
    for (const alert of this.#waiting) {
      const cannot = this.#flying.has(alert.id) || isPaused(alert)
      if (cannot || ready.has(alert.channel) || this.#isHeld(alert)) continue
      if (this.#readyAt(alert, now) <= now) ready.set(alert.channel, alert)
    }
    return ready
  }

  /** Whether the connections that are left are for other channels; never, while its own has none. */
  #isForOthers(alert: WaitingAlert, ready: ReadonlyMap<ChannelName, WaitingAlert>): boolean {
    const flights = this.#flights()
    const own = flights.filter(
      (one) => one.channel === alert.channel && (isPicture(alert) || !isPicture(one)),
    ).length
    if (own === 0) return false
    const others = [...ready.values()].filter(
      (one) => one.channel !== alert.channel && urgencyOf(one.content) <= urgencyOf(alert.content),
    )
    const without = others.filter(({ channel }) => flights.every((one) => one.channel !== channel))
    // One stays free for what is about to come by another way.
    if (AT_ONCE - flights.length <= Math.max(1, without.length)) return true
    return others.length > 0 && own >= CHANNEL_AT_ONCE
  }

  #readyAt(alert: WaitingAlert, now: number): number {
    return Math.max(this.#ownReadyAt(alert, now), this.#overallReadyAt(alert, now))
  }

  #ownReadyAt(alert: WaitingAlert, now: number): number {
    return this.#pace.readyAt(alert.subscriberId, this.#pacesOf(alert).own, {
      now,
      spare: isPicture(alert) ? 1 : 0,
    })
  }

  #overallReadyAt(alert: WaitingAlert, now: number): number {
    return this.#pace.readyAt(OVERALL + alert.channel, this.#pacesOf(alert).overall, { now })
  }
}

/** Its number of this attempt is counted already. */
const isRetry = ({ attempts }: WaitingAlert) => attempts > 1
