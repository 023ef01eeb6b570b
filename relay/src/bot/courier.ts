import type { Context } from '../context.ts'
import type { KeptCall } from '../store/bot-journal.ts'

import { retryDelay } from '#core/delivery.ts'

import { sendBotCall } from '../actions/receive-updates.ts'
import { beginBotCall, endCall, nextCallAfter, nextCalls, retryCall } from '../store/bot-journal.ts'
import { Turns } from './turns.ts'

/** What the Outbox keeps too; alerts have most of the thirty a second that a bot may send. */
const PERSON = { burst: 3, everyMs: 1000 }
const GROUP = { burst: 3, everyMs: 3500 }
const EVERYONE = { burst: 5, everyMs: 200 }
const AT_ONCE = 4
/** An answer that comes later than this answers nothing. */
const STALE_MS = 10 * 60_000
/** What waits longer is left to the alarm. */
const STAY_MS = 20_000
const ALL = 'all'

/** Sends what the bot says, each once: a call that may have arrived is not made again. In its order within a chat. */
export class Courier {
  readonly #sql: SqlStorage
  readonly #turns = new Turns()
  #isRunning = false
  #flying = 0
  #holdUntil = 0
  #kick: () => void = () => undefined

  constructor(sql: SqlStorage) {
    this.#sql = sql
  }

  /** Returns when nothing is left that may leave soon; the rest is for the alarm. */
  async run(context: Context): Promise<void> {
    if (this.#isRunning) return this.#kick()
    this.#isRunning = true
    try {
      for (;;) {
        const wait = this.#launch(context)
        if (this.#flying === 0 && wait > STAY_MS) break
        await this.#sleep(Math.min(wait, STAY_MS))
      }
    } finally {
      this.#isRunning = false
    }
  }

  /** Starts every call that may leave now; answers in how many ms the next one may, should none of them end before. */
  #launch(context: Context): number {
    const now = context.now()
    let soonest = nextCallAfter(this.#sql, now)
    for (const call of nextCalls(this.#sql, now)) {
      if (this.#flying >= AT_ONCE) break
      const readyAt = this.#readyAt(call, now)
      soonest = Math.min(soonest, readyAt > now ? readyAt : Infinity)
      if (readyAt > now) continue
      this.#flying += 1
      beginBotCall(this.#sql, call.id)
      void this.#send(context, call)
    }
    return soonest - now
  }

  #readyAt({ chatId }: KeptCall, now: number): number {
    if (this.#holdUntil > now) return this.#holdUntil
    if (chatId === null) return now
    const rule = chatId.startsWith('-') ? GROUP : PERSON
    const at = Math.max(this.#turns.readyAt(chatId, rule, now), this.#turns.readyAt(ALL, EVERYONE, now))
    if (at > now) return at
    this.#turns.take(chatId, rule, now)
    this.#turns.take(ALL, EVERYONE, now)
    return now
  }

  async #send(context: Context, { id, call, tries, firstAt }: KeptCall): Promise<void> {
    const answer = await sendBotCall(context, call)
    const now = context.now()
    if (answer.kind === 'rate-limited') {
      this.#holdUntil = now + answer.retryAfterMs
      retryCall(this.#sql, id, this.#holdUntil)
    } else if (answer.kind === 'retry' && !answer.ambiguous && now - firstAt < STALE_MS) {
      retryCall(this.#sql, id, now + retryDelay(tries + 1, true, context.random()))
    } else {
      endCall(this.#sql, id)
    }
    this.#flying -= 1
    this.#kick()
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#kick = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
