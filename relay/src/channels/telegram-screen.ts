import type { ApiMethods, InlineKeyboardButton, InlineKeyboardMarkup } from '@grammyjs/types'
import type { AcknowledgedAs } from '#core/alert.ts'
import type { Button, Reply, Screen } from '#core/bot.ts'
import type { Locale } from '#core/words.ts'
import type { Call } from './telegram-call.ts'

import { ACKNOWLEDGED_AS } from '#core/alert.ts'
import { writePress } from '#core/bot-data.ts'
import { BOT_WORDS } from '#core/bot-words.ts'
import { oneLine } from '#core/one-line.ts'

import { isPublicAddress } from './telegram-text.ts'

type Methods = ApiMethods<never>
type Params<M extends keyof Methods> = NonNullable<Parameters<Methods[M]>[0]>

const TEXT_MOST = 4096
const NOTICE_MOST = 200
const TIMEOUT_MS = 10_000
/** Of the name of a match on a button. */
const MATCH_MOST = 48

/** A call that the bot's own journal keeps until it has left. `chatId`: whose pace it counts for, `null` for none. */
export type BotCall = { method: string; params: object; chatId: string | null }

/** What the bot says, as a call: https://core.telegram.org/bots/api#sendmessage, #editmessagetext */
export function replyCall(reply: Reply): BotCall {
  const { chatId, screen } = reply
  const shown = { ...textOf(screen), reply_markup: keyboardOf(screen.rows) }
  if (reply.type === 'redraw') {
    const edit: Params<'editMessageText'> = { chat_id: chatId, message_id: reply.messageId, ...shown }
    return { method: 'editMessageText', params: edit, chatId }
  }
  const message: Params<'sendMessage'> = { chat_id: chatId, ...shown }
  return { method: 'sendMessage', params: message, chatId }
}

function textOf({ text }: Screen): Pick<Params<'sendMessage'>, 'text' | 'link_preview_options'> {
  const fits = text.length <= TEXT_MOST ? text : `${text.slice(0, TEXT_MOST - 1).toWellFormed()}…`
  return { text: fits, link_preview_options: { is_disabled: true } }
}

function keyboardOf(rows: readonly Button[][]): InlineKeyboardMarkup {
  return { inline_keyboard: rows.map((row) => row.flatMap(keyOf)).filter((row) => row.length > 0) }
}

function keyOf(button: Button): InlineKeyboardButton[] {
  if ('press' in button) return [{ text: button.label, callback_data: writePress(button.press) }]
  return isPublicAddress(button.url) ? [{ text: button.label, url: button.url }] : []
}

/** The end of a press: without it the button keeps turning. `notice` is shown to who pressed. */
export function noticeCall(queryId: string, notice: string | null): BotCall {
  const params: Params<'answerCallbackQuery'> = {
    callback_query_id: queryId,
    ...(notice === null ? {} : { text: notice.slice(0, NOTICE_MOST), show_alert: notice.length > 60 }),
  }
  return { method: 'answerCallbackQuery', params, chatId: null }
}

/** Who has only seen it may still say how it ended. */
const LATER: Record<AcknowledgedAs, readonly AcknowledgedAs[]> = {
  seen: ['got-one', 'too-late', 'false-alarm'],
  'got-one': [],
  'too-late': [],
  'false-alarm': [],
}

type Answered = {
  alertId: string
  locale: Locale
  chosen: AcknowledgedAs | null
}

/** The buttons under an alert, two a row; after a choice, the choice and what may follow it. */
export function answerRows({ alertId, locale, chosen }: Answered): InlineKeyboardButton[][] {
  const words = BOT_WORDS[locale].answers
  const key = (answer: AcknowledgedAs): InlineKeyboardButton => ({
    text: answer === chosen ? `✅ ${words[answer]}` : words[answer],
    callback_data: writePress({ on: 'answer', alertId, answer }),
  })
  const order: readonly AcknowledgedAs[] = ['got-one', ...ACKNOWLEDGED_AS.filter((one) => one !== 'got-one')]
  const shown = chosen === null ? order : [chosen, ...LATER[chosen]]
  const keys = shown.map(key)
  return [keys.slice(0, 2), keys.slice(2)].filter((row) => row.length > 0)
}

/** One match of a digest: what was told of it, and what was answered. */
type Listed = { alertId: string; content: { name: string }; answered: AcknowledgedAs | null }
type Which = { digestId: string; answer: AcknowledgedAs; locale: Locale }

/** A button a match: which of them an answer means. The way back answers nothing more than has been. */
export function whichRows(
  listed: readonly Listed[],
  { digestId, answer, locale }: Which,
): InlineKeyboardButton[][] {
  const rows = listed.map(({ alertId, content, answered }): InlineKeyboardButton[] => {
    const name = oneLine(content.name, MATCH_MOST)
    const text = answered === answer ? `✅ ${name}` : name
    return [{ text, callback_data: writePress({ on: 'answer', alertId, answer }) }]
  })
  const back = writePress({ on: 'answer', alertId: digestId, answer: 'seen' })
  return [...rows, [{ text: BOT_WORDS[locale].buttons.back, callback_data: back }]]
}

type Marked = { chatId: string; messageId: number; links: { text: string; url: string }[] }

/** Puts a choice, or what it asks, in the place of the buttons; the links stay, one a row where there are many. */
export function markCall({ chatId, messageId, links }: Marked, answers: InlineKeyboardButton[][]): BotCall {
  const above = links.length > 2 ? links.map((link) => [link]) : links.length === 0 ? [] : [links]
  const params: Params<'editMessageReplyMarkup'> = {
    chat_id: chatId,
    message_id: messageId,
    reply_markup: { inline_keyboard: [...above, ...answers] },
  }
  return { method: 'editMessageReplyMarkup', params, chatId }
}

/** As the transport takes it. */
export const toCall = ({ method, params }: Pick<BotCall, 'method' | 'params'>): Call => ({
  method,
  contentType: 'application/json',
  body: JSON.stringify(params),
  timeoutMs: TIMEOUT_MS,
})
