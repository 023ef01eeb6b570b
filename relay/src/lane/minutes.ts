import type { HostMinute, Minute } from '#core/minute.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Context } from '../context.ts'

import { minuteOf, withLook, withPage } from '#core/minute.ts'

import { countMinute, markWritten, openMinutes, unwrittenMinutes } from '../store/lane-minutes.ts'
import { writeMinutes } from '../store/metrics.ts'

/** At once; the rest comes with the next call. */
const WRITE_MOST = 60

/** What one lane counts: into its own rows at once, into D1 when the minute is over. */
export class Minutes {
  readonly #context: Context
  readonly #sql: SqlStorage
  #isWriting = false

  constructor(context: Context, sql: SqlStorage) {
    this.#context = context
    this.#sql = sql
    openMinutes(sql)
  }

  countLook(host: string, look: { verdict: Verdict; drawn: boolean; durationMs: number }): void {
    this.#count(host, (minute) => withLook(minute, look))
  }

  countPage(host: string, pageMs: number): void {
    this.#count(host, (minute) => withPage(minute, pageMs))
  }

  /** Minutes that D1 does not know of yet, the running one included. */
  unwritten(): HostMinute[] {
    return unwrittenMinutes(this.#sql)
  }

  /** Writes the minutes that are over; nothing, once they are written. Never throws: what fails is written later. */
  async keep(): Promise<void> {
    if (this.#isWriting) return
    this.#isWriting = true
    try {
      const over = unwrittenMinutes(this.#sql, minuteOf(this.#context.now())).slice(0, WRITE_MOST)
      if (over.length === 0) return
      await writeMinutes(this.#context.env.DB, over)
      markWritten(this.#sql, over, this.#context.now())
    } catch (error) {
      console.log(`metrics: ${error instanceof Error ? error.message : 'not written'}`)
    } finally {
      this.#isWriting = false
    }
  }

  #count(host: string, change: (minute: Minute) => Minute): void {
    countMinute(this.#sql, { at: this.#context.now(), host }, change)
  }
}
