import type { ApiMethods, InlineKeyboardButton, InlineKeyboardMarkup } from '@grammyjs/types'
import type { AcknowledgedAs, AlertContent } from '#core/alert.ts'
import type { Button, Reply, Screen } from '#core/bot.ts'
import type { Locale } from '#core/words.ts'
import type { Call } from './telegram-call.ts'

import { ACKNOWLEDGED_AS } from '#core/alert.ts'
import { writePress } from '#core/bot-data.ts'
import { BOT_WORDS } from '#core/bot-words.ts'

import { isPublicAddress } from './telegram-text.ts'

type Methods = ApiMethods<never>
type Params<M extends keyof Methods> = NonNullable<Parameters<Methods[M]>[0]>

const TEXT_MOST = 4096
const NOTICE_MOST = 200
const TIMEOUT_MS = 10_000

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

const SEEN: readonly AcknowledgedAs[] = ['seen']

type Answered = {
  alertId: string
  kind: AlertContent['kind']
  locale: Locale
  chosen: AcknowledgedAs | null
}

/** The buttons under an alert, two a row; after a choice, the choice and what may follow it. */
export function answerRows({ alertId, kind, locale, chosen }: Answered): InlineKeyboardButton[][] {
  const words = BOT_WORDS[locale].answers
  const key = (answer: AcknowledgedAs): InlineKeyboardButton => ({
    text: answer === chosen ? `✅ ${words[answer]}` : words[answer],
    callback_data: writePress({ on: 'answer', alertId, answer }),
  })
  const order: readonly AcknowledgedAs[] = ['got-one', ...ACKNOWLEDGED_AS.filter((one) => one !== 'got-one')]
  // An answer to several matches at once cannot say which of them it means.
  const shown = kind === 'digest' ? SEEN : chosen === null ? order : [chosen, ...LATER[chosen]]
  const keys = shown.map(key)
  return [keys.slice(0, 2), keys.slice(2)].filter((row) => row.length > 0)
}

type Marked = Answered & { chatId: string; messageId: number; links: { text: string; url: string }[] }

/** Puts the choice in the place of the buttons; the links stay. */
export function markCall({ chatId, messageId, links, ...answered }: Marked): BotCall {
  const rows = [...(links.length === 0 ? [] : [links]), ...answerRows(answered)]
  const params: Params<'editMessageReplyMarkup'> = {
    chat_id: chatId,
    message_id: messageId,
    reply_markup: { inline_keyboard: rows },
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
