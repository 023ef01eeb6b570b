import type { Context } from '../context.ts'

import { judgeDueRules } from '../actions/judge-rules.ts'
import { ringDue } from '../actions/ring.ts'
import { stillWatching } from '../actions/still-watching.ts'

/**
 * What falls due by the clock and owes alerts. `run` answers when to call it again (epoch ms, `Infinity` for never);
 * with `onNews` it is called, too, soon after something was sent or the outbox was woken. Each must be idempotent.
 */
type Chore = { name: string; onNews: boolean; run: (context: Context) => Promise<number> }

const CHORES: readonly Chore[] = [
  { name: 'ringing', onNews: true, run: ringDue },
  { name: 'rules', onNews: true, run: judgeDueRules },
  // The operator may have set another period.
  { name: 'still watching', onNews: true, run: stillWatching },
]

const AFTER_ERROR_MS = 10_000
/** News come in bursts. */
const NEWS_GAP_MS = 1000

/** The chores, and when each is due. None of them stands in the way of a seat: what fails is told and tried again. */
export class Chores {
  readonly #dueAt = new Map<string, number>()
  readonly #ranAt = new Map<string, number>()

  news(now: number): void {
    for (const { name } of CHORES.filter((one) => one.onNews)) {
      const at = Math.max(now, (this.#ranAt.get(name) ?? 0) + NEWS_GAP_MS)
      this.#dueAt.set(name, Math.min(at, this.#dueAt.get(name) ?? 0))
    }
  }

  /** When the first of them is due. */
  nextAt(): number {
    return Math.min(...CHORES.map(({ name }) => this.#dueAt.get(name) ?? 0))
  }

  /** Answers whether any has run: then more may be owed. */
  async run(context: Context): Promise<boolean> {
    const due = CHORES.filter(({ name }) => (this.#dueAt.get(name) ?? 0) <= context.now())
    for (const { name, run } of due) {
      this.#dueAt.set(name, Infinity)
      this.#ranAt.set(name, context.now())
      const at = await run(context).catch((error: unknown) => {
        console.error(`outbox: ${name}: ${String(error)}`)
        return context.now() + AFTER_ERROR_MS
      })
      // News may have come meanwhile.
      this.#dueAt.set(name, Math.min(at, this.#dueAt.get(name) ?? Infinity))
    }
    return due.length > 0
  }
}
