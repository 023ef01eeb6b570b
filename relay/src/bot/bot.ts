import type { BotWay } from '../actions/bot-way.ts'
import type { Context } from '../context.ts'
import type { Env } from '../env.ts'
import type { BotRoom } from '../rooms.ts'
import type { KeptUpdate } from '../store/bot-journal.ts'

import { BOT_WORDS } from '#core/bot-words.ts'
import { DurableObject } from 'cloudflare:workers'

import { answerUpdate } from '../actions/answer-update.ts'
import { askOperatorChat } from '../actions/ask-operator-chat.ts'
import { botWay } from '../actions/bot-way.ts'
import { prepare } from '../actions/prepare.ts'
import { isChatAdmin, receiveUpdates } from '../actions/receive-updates.ts'
import { setUpBot, setUpPrint } from '../actions/set-up-bot.ts'
import { tell } from '../actions/tell.ts'
import { readConfig } from '../config.ts'
import {
  dropBegunCalls,
  endUpdate,
  getFact,
  keepCall,
  keepUpdate,
  nextBotWork,
  nextUpdate,
  openBotJournal,
  pruneUpdates,
  putFact,
  retryUpdate,
} from '../store/bot-journal.ts'
import { Courier } from './courier.ts'
import { Trouble } from './trouble.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** When to look again should the process be killed meanwhile. */
const RECOVER_MS = 2 * SECOND
/** So often Telegram is told again where it finds us. */
const SET_UP_EVERY_MS = HOUR
/** A question that should have been held and was answered at once is not asked again at once. */
const POLL_LEAST_MS = SECOND
const ADMIN_MS = 5 * MINUTE
const ADMINS_MOST = 500
const TRY_AGAIN_MOST_MS = 5 * MINUTE

/**
 * What people say to the bot, answered once each. One object, named `bot`. Updates come by webhook, or are asked for where
 * nobody can call us; each goes into the journal (own SQLite), then its changes into D1, then its answers out.
 */
export class Bot extends DurableObject<Env> implements BotRoom {
  readonly #sql = this.ctx.storage.sql
  readonly #courier = new Courier(this.#sql)
  readonly #trouble = new Trouble()
  readonly #admins = new Map<string, { is: boolean; until: number }>()
  #isAnswering = false
  #hasAskedChat = false

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    openBotJournal(this.#sql)
    dropBegunCalls(this.#sql)
  }

  async wake(): Promise<void> {
    if (readConfig(this.env).config.telegram === null) return
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now())
  }

  async take(id: number, body: string): Promise<void> {
    const at = Date.now()
    keepUpdate(this.#sql, { id, body, at })
    const armed = await this.ctx.storage.getAlarm()
    if (armed === null || armed > at + RECOVER_MS) await this.ctx.storage.setAlarm(at + RECOVER_MS)
    this.ctx.waitUntil(this.#answerAll(await prepare(this.env)))
  }

  override async alarm(): Promise<void> {
    await this.ctx.storage.setAlarm(Date.now() + RECOVER_MS)
    let next: number | null
    try {
      next = await this.#turn(await prepare(this.env))
    } catch (error) {
      console.error(`bot: ${String(error)}`)
      next = Date.now() + MINUTE
    }
    if (next === null) await this.ctx.storage.deleteAlarm()
    else await this.ctx.storage.setAlarm(next)
  }

  /** One round; answers when the next one is, `null` when the bot has no way to hear. */
  async #turn(context: Context): Promise<number | null> {
    const way = botWay(context)
    if (way.way === 'off') return null
    await this.#askChat(context)
    if (way.way === 'none') {
      await tell(context, { level: 'warning', message: BOT_WORDS.fr.noWay })
      return null
    }
    const later = await this.#setUp(context, way)
    if (later !== null) return later
    await this.#answerAll(context)
    const nextPoll = way.way === 'polling' ? await this.#poll(context) : Infinity
    await this.#answerAll(context)
    pruneUpdates(this.#sql, context.now() - 2 * DAY)
    const waiting = nextBotWork(this.#sql) ?? Infinity
    return Math.min(nextPoll, Math.max(waiting, context.now() + SECOND), context.now() + SET_UP_EVERY_MS)
  }

  /** Once a start, should the operator's chat have refused us; that it still does is said once. */
  async #askChat(context: Context): Promise<void> {
    if (this.#hasAskedChat) return
    const said = await askOperatorChat(context)
    this.#hasAskedChat = said.kind !== 'unclear'
    if (said.kind === 'unclear') return
    const detail = said.kind === 'refuses' ? said.detail : ''
    if ((getFact(this.#sql, 'chat-refuses') ?? '') === detail) return
    if (said.kind === 'refuses')
      await tell(context, { level: 'error', message: BOT_WORDS.fr.operatorRefuses(detail) })
    putFact(this.#sql, 'chat-refuses', detail)
  }

  /** `null` when Telegram knows how to reach us; else when to try again. */
  async #setUp(context: Context, way: BotWay): Promise<number | null> {
    const print = await setUpPrint(context, way)
    const [known, at] = [getFact(this.#sql, 'set-up'), Number(getFact(this.#sql, 'set-up-at'))]
    const isFresh = way.way === 'polling' || context.now() - at < SET_UP_EVERY_MS
    if (known === print && isFresh) return null
    const ready = await setUpBot(context, way)
    if (!ready.ok) {
      const words = way.way === 'webhook' ? BOT_WORDS.fr.webhookRefused : BOT_WORDS.fr.pollFails
      return await this.#trouble.meet(context, { answer: ready.answer, words })
    }
    this.#trouble.over()
    putFact(this.#sql, 'name', ready.name)
    putFact(this.#sql, 'set-up', print)
    putFact(this.#sql, 'set-up-at', String(context.now()))
    return null
  }

  /** Asks once, and keeps what came before it is confirmed by the next question. Answers when to ask again. */
  async #poll(context: Context): Promise<number> {
    const began = context.now()
    const received = await receiveUpdates(context, this.#offset(began))
    const now = context.now()
    if (!received.ok) {
      const { answer } = received
      const conflict = answer.kind === 'refused' && answer.detail.startsWith('409')
      // Somebody has set a webhook with our token: that there is none is to be said again.
      if (conflict && /webhook/i.test(answer.detail)) putFact(this.#sql, 'set-up', '')
      const words = conflict ? BOT_WORDS.fr.pollConflict : BOT_WORDS.fr.pollFails
      return await this.#trouble.meet(context, { answer, words })
    }
    this.#trouble.over()
    const { updates } = received
    this.ctx.storage.transactionSync(() => {
      for (const { id, body } of updates) keepUpdate(this.#sql, { id, body, at: now })
      const last = Math.max(...updates.map(({ id }) => id))
      if (updates.length === 0) return
      putFact(this.#sql, 'offset', String(last + 1))
      putFact(this.#sql, 'heard-at', String(now))
    })
    return updates.length > 0 ? now : Math.max(now, began + POLL_LEAST_MS)
  }

  /** After a week without any, Telegram numbers anew: https://core.telegram.org/bots/api#update */
  #offset(now: number): number {
    const isRecent = now - Number(getFact(this.#sql, 'heard-at') ?? 0) < 6 * DAY
    return isRecent ? Number(getFact(this.#sql, 'offset') ?? 0) : 0
  }

  /** One after the other, in their order; one that cannot be answered now does not keep the others waiting. */
  async #answerAll(context: Context): Promise<void> {
    if (this.#isAnswering) return
    this.#isAnswering = true
    try {
      for (;;) {
        const update = nextUpdate(this.#sql, context.now())
        if (update === null) break
        await this.#answer(context, update)
      }
    } finally {
      this.#isAnswering = false
    }
    this.ctx.waitUntil(this.#courier.run(context))
  }

  /** Its changes are in D1 and its answers in the journal before it is done: killed between the two, it is done again. */
  async #answer(context: Context, update: KeptUpdate): Promise<void> {
    try {
      const self = { name: getFact(this.#sql, 'name') ?? '', isAdmin: this.#isAdmin(context) }
      const calls = await answerUpdate(context, update.body, self)
      this.ctx.storage.transactionSync(() => {
        for (const { chatId, ...call } of calls)
          keepCall(this.#sql, { call: JSON.stringify(call), chatId, at: context.now() })
        endUpdate(this.#sql, update.id)
      })
      this.ctx.waitUntil(this.#courier.run(context))
    } catch (error) {
      await this.#postpone(context, update, error)
    }
  }

  async #postpone(context: Context, { id, tries, firstAt }: KeptUpdate, error: unknown): Promise<void> {
    const now = context.now()
    if (now - firstAt < DAY) {
      console.warn(`bot: update ${id} waits: ${String(error)}`)
      retryUpdate(this.#sql, id, now + Math.min(SECOND * 2 ** tries, TRY_AGAIN_MOST_MS))
      return
    }
    endUpdate(this.#sql, id)
    await tell(context, { level: 'warning', message: BOT_WORDS.fr.updateLost })
  }

  /** As Telegram says it, kept for some minutes. */
  #isAdmin(context: Context): (chatId: string, userId: string) => Promise<boolean> {
    return async (chatId, userId) => {
      const key = `${chatId} ${userId}`
      const known = this.#admins.get(key)
      if (known !== undefined && known.until > context.now()) return known.is
      const is = await isChatAdmin(context, chatId, userId)
      if (this.#admins.size >= ADMINS_MOST) this.#admins.clear()
      this.#admins.set(key, { is, until: context.now() + ADMIN_MS })
      return is
    }
  }
}
