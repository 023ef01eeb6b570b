import type { ApiMethods, InlineKeyboardMarkup } from '@grammyjs/types'
import type { AlertText } from '#core/wording.ts'

import ipaddr from 'ipaddr.js'

import { escapeHtml } from './escape-html.ts'

type Params = Parameters<ApiMethods<never>['sendMessage']>[0]
/** The part of `sendMessage` that an alert uses. */
export type SendMessage = Pick<
  Params,
  'chat_id' | 'text' | 'parse_mode' | 'link_preview_options' | 'disable_notification'
> & { reply_markup?: InlineKeyboardMarkup }

/** Telegram counts after the entities are parsed; UTF-16 units are never fewer than what it counts. */
const TEXT_MOST = 4096
const ELLIPSIS = '…'

/** The message in Telegram's HTML, links as buttons where Telegram takes them and in the text where it does not. */
export function toHtml({ title, lines, links }: AlertText, chatId: string): SendMessage {
  const buttons = links.filter(({ url }) => isPublicAddress(url))
  const written = links.filter(({ url }) => !isPublicAddress(url)).map(writeLink)
  const [head = '', ...rest] = fit([title, ...lines, ...written])
  return {
    ...common(chatId),
    text: [`<b>${escapeHtml(head)}</b>`, ...rest.map(escapeHtml)].join('\n'),
    parse_mode: 'HTML',
    ...(buttons.length === 0 ? {} : { reply_markup: keyboard(buttons) }),
  }
}

/** The same words with nothing that Telegram could fail to understand. */
export function toPlain({ title, lines, links }: AlertText, chatId: string): SendMessage {
  return { ...common(chatId), text: fit([title, ...lines, ...links.map(writeLink)]).join('\n') }
}

function common(chatId: string): Pick<SendMessage, 'chat_id' | 'link_preview_options'> {
  return { chat_id: chatId, link_preview_options: { is_disabled: true } }
}

/** Two beside each other can be read on a phone; names of matches cannot. */
function keyboard(links: AlertText['links']): InlineKeyboardMarkup {
  const buttons = links.map(({ label, url }) => ({ text: label, url }))
  return { inline_keyboard: buttons.length > 2 ? buttons.map((button) => [button]) : [buttons] }
}

const writeLink = ({ label, url }: AlertText['links'][number]) => `${label} : ${url}`

/** Drops lines from the end, never the title, until the message is one that Telegram takes. */
function fit(lines: string[]): string[] {
  const kept: string[] = []
  let length = 0
  for (const line of lines) {
    if (length + line.length > TEXT_MOST - 2) {
      kept.push(kept.length === 0 ? line.slice(0, TEXT_MOST - 2).toWellFormed() : ELLIPSIS)
      return kept
    }
    kept.push(line)
    length += line.length + 1
  }
  return kept
}

const PRIVATE_NAMES = /(^|\.)(localhost|local|internal|lan|home\.arpa|test|invalid)$/

/** Telegram refuses a whole message for one button that leads to a private place. */
export function isPublicAddress(address: string): boolean {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) return false
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (ipaddr.isValid(host)) return ipaddr.process(host).range() === 'unicast'
  return host.includes('.') && !PRIVATE_NAMES.test(host)
}
