import type { HostPace } from '#core/schedule.ts'
import type { HostRow } from '../store/lane-schedule.ts'

import { parseRobots } from '#core/robots.ts'

import { readHost, writeHost } from '../store/lane-schedule.ts'

/** At most so many checks of one host at once. */
const IN_FLIGHT_MOST = 2
const MINUTE = 60_000
const TURN_MOST = 15_000

/** The politeness of one host: what it may be asked now, kept across restarts. */
export class Pace {
  readonly #sql: SqlStorage
  readonly #houseGapMs: () => number
  #host: HostRow

  /** `houseGapMs`: what the house rule is when it is asked. */
  constructor(sql: SqlStorage, houseGapMs: () => number) {
    this.#sql = sql
    this.#houseGapMs = houseGapMs
    this.#host = readHost(sql)
  }

  get facts(): Readonly<HostRow> {
    return this.#host
  }

  /** The house rule, or what robots.txt asks for when that is longer. */
  get gapMs(): number {
    const { robots } = this.#host
    const asked = robots === null ? null : parseRobots(robots.text, 'Vigie').crawlDelayMs
    return Math.max(this.#houseGapMs(), Math.min(asked ?? 0, 10 * MINUTE))
  }

  change(facts: Partial<HostRow>): void {
    this.#host = { ...this.#host, ...facts }
    this.keep()
  }

  /** Writes what was only counted since the last change: once a check, not once a request. */
  keep(): void {
    writeHost(this.#sql, this.#host)
  }

  /** What the planner needs to know. */
  at(inFlight: number): HostPace {
    const { restingUntil, binding, lastStartAt } = this.#host
    return { restingUntil, binding, lastStartAt, gapMs: this.gapMs, inFlight, inFlightMost: IN_FLIGHT_MOST }
  }

  /**
   * Waits for the next free moment, and takes it: for a second request of one check. A check cannot wait for a
   * crawl delay of minutes; such a delay still holds between checks.
   */
  async turn(now: number): Promise<void> {
    const at = Math.max(now, this.#host.lastStartAt + Math.min(this.gapMs, TURN_MOST))
    this.#host = { ...this.#host, lastStartAt: at }
    if (at > now) await scheduler.wait(at - now)
  }

  /** Counts a request to the host in the running UTC day. */
  countCall(now: number): void {
    const day = utcDay(now)
    const calls = this.#host.day === day ? this.#host.calls + 1 : 1
    this.#host = { ...this.#host, day, calls }
  }

  /** The day's budget is `most`: one that was spent, and is larger since, holds the host back no longer. */
  allow(most: number, now: number): void {
    const { binding, restingUntil } = this.#host
    if (binding && restingUntil === nextUtcDay(now) && this.callsToday(now) < most)
      this.change({ binding: false, restingUntil: 0 })
  }

  callsToday(now: number): number {
    return this.#host.day === utcDay(now) ? this.#host.calls : 0
  }
}

function utcDay(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** Epoch ms of the next midnight UTC. */
export function nextUtcDay(at: number): number {
  const day = new Date(at)
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + 1)
}
