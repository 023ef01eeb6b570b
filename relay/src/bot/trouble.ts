import type { Delivery } from '#core/delivery.ts'
import type { Context } from '../context.ts'

import { retryDelay } from '#core/delivery.ts'

import { tell } from '../actions/tell.ts'

const SECOND = 1000
const TOLD_EVERY_MS = 600 * SECOND
/** A line that fails once or twice is no news. */
const TOLD_FROM = 3

type Refusal = Exclude<Delivery, { kind: 'sent' }> | { kind: 'malformed'; detail: string }
type Met = { answer: Refusal; words: (detail: string) => string }

/** Failures in a row of one way to hear: how long to wait, and whether to say so in the log. */
export class Trouble {
  #failures = 0
  #toldAt = 0

  over(): void {
    this.#failures = 0
  }

  /** Answers when to try again, epoch ms. */
  async meet(context: Context, { answer, words }: Met): Promise<number> {
    const now = context.now()
    this.#failures += 1
    const isRefused = answer.kind === 'refused' || answer.kind === 'malformed' || answer.kind === 'moved'
    const isNews = now - this.#toldAt > TOLD_EVERY_MS
    if ((isRefused || this.#failures >= TOLD_FROM) && isNews) {
      this.#toldAt = now
      const detail = 'detail' in answer ? answer.detail : answer.kind
      await tell(context, { level: 'warning', message: words(detail) })
    }
    if (answer.kind === 'rate-limited') return now + answer.retryAfterMs
    return now + retryDelay(this.#failures, true, context.random())
  }
}
