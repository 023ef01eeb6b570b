import type { Rest } from '#core/backoff.ts'
import type { Watch } from '#core/watch.ts'
import type { Context } from '../context.ts'
import type { BrowserRoom, Looked } from '../kinds/kind.ts'
import type { LaneRow } from '../store/lane-schedule.ts'
import type { Pace } from './pace.ts'

import { restAfter } from '#core/backoff.ts'
import { RELAY } from '#core/public-watch.ts'
import { isSighted } from '#core/verdict.ts'

import { openBrowser } from '../actions/open-browser.ts'
import { recordCheck } from '../actions/record-check.ts'
import { failedLook, runLook } from '../actions/run-look.ts'
import { readRow, writeRow } from '../store/lane-schedule.ts'
import { countCheck } from './measure.ts'
import { nextUtcDay } from './pace.ts'

type Parts = { context: Context; sql: SqlStorage; pace: Pace }

/** Looks for one lane: runs a look, records it, and learns how long to leave the host or the page alone. */
export class Looker {
  readonly #context: Context
  readonly #sql: SqlStorage
  readonly #pace: Pace
  #browser: BrowserRoom | null = null

  constructor({ context, sql, pace }: Parts) {
    this.#context = context
    this.#sql = sql
    this.#pace = pace
  }

  /** One look that leaves no trace but the call it cost. */
  async lookOnce(watch: Watch): Promise<Looked> {
    this.#pace.change({ lastStartAt: this.#context.now() })
    return await this.#look(watch, {})
  }

  async check(row: LaneRow): Promise<void> {
    const { watch } = row
    const startedAt = this.#context.now()
    const looked = await this.#look(watch, row.memory)
    const { verdict, reporter, observation } = looked
    countCheck(this.#sql, { verdict, reporter, durationMs: observation.at - startedAt })
    const live = this.#take(row, looked)
    if (live === null) return
    const recorded = await recordCheck(this.#context, {
      watch,
      checkId: row.forcedId ?? this.#context.newId(),
      forced: row.forcedId !== null,
      reporter: RELAY,
      kind: reporter,
      verdict,
      at: observation.at,
      durationMs: observation.at - startedAt,
      live: row,
      flushedAt: row.flushedAt,
    })
    if (recorded.outcome !== 'written') return
    const now = readRow(this.#sql, watch.id)
    if (now !== null) {
      writeRow(this.#sql, {
        ...now,
        pendingChecks: now.pendingChecks - live.pendingChecks,
        pendingAvailable: now.pendingAvailable - live.pendingAvailable,
        flushedAt: observation.at,
      })
    }
  }

  async #look(watch: Watch, memory: Record<string, unknown>): Promise<Looked> {
    const now = this.#context.now()
    const { hostDailyCalls } = this.#context.config
    if (this.#pace.callsToday(now) >= hostDailyCalls) {
      this.#pace.change({ restingUntil: nextUtcDay(now), binding: true })
      const failure = { kind: 'budget', detail: `${hostDailyCalls} calls today` } as const
      return failedLook(watch, memory, { startedAt: now, at: now, failure })
    }
    const browser = (this.#browser ??= openBrowser(this.#context))
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
      },
    })
    this.#pace.keep()
    return looked
  }

  /** The synchronous half of a result: counts, memory and rest, in the lane's own rows. `null` when the watch is gone. */
  #take(row: LaneRow, looked: Looked): LaneRow | null {
    const now = readRow(this.#sql, row.watch.id)
    if (now === null || now.watch.updatedAt !== row.watch.updatedAt) return null
    const { verdict, observation } = looked
    const strikes = verdict.state === 'unknown' ? now.strikes + 1 : 0
    const rest = this.#rest(row.watch, looked, strikes)
    const next: LaneRow = {
      ...now,
      strikes,
      due: rest.scope === 'watch' ? Math.max(now.due, observation.at + rest.ms) : now.due,
      memory: looked.memory,
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
