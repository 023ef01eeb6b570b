import { isTelegramButtonUrl, readTelegramHtml } from './telegram-rules.ts'

export type SentMessage = {
  messageId: number
  /** Epoch ms. */
  at: number
  chatId: string
  /** As people read it: entities taken out. */
  text: string
  html: boolean
  /** Links. */
  buttons: { text: string; url: string }[]
  /** Buttons that tell the bot something. */
  keys: { text: string; data: string }[]
  silent: boolean
}

type Read = Pick<SentMessage, 'text' | 'html' | 'buttons' | 'keys' | 'silent'>

/** The message as it would show, or what Telegram says against it. */
export function readMessage(body: Record<string, unknown>): Read | string {
  if (typeof body.text !== 'string') return 'message text is empty'
  const html = body.parse_mode === 'HTML'
  const read = html ? readTelegramHtml(body.text) : { text: body.text }
  if ('problem' in read) return `can't parse entities: ${read.problem}`
  const text = read.text.trim()
  if (text === '') return 'message text is empty'
  if (Array.from(text).length > 4096) return 'message is too long'
  const drawn = readButtons(body.reply_markup)
  if (typeof drawn === 'string') return drawn
  return { text, html, ...drawn, silent: body.disable_notification === true }
}

export function readButtons(markup: unknown): Pick<SentMessage, 'buttons' | 'keys'> | string {
  if (markup === undefined) return { buttons: [], keys: [] }
  if (!isRecord(markup) || !Array.isArray(markup.inline_keyboard)) return 'object expected as reply markup'
  const buttons: SentMessage['buttons'] = []
  const keys: SentMessage['keys'] = []
  for (const button of markup.inline_keyboard.flat() as unknown[]) {
    if (!isRecord(button) || typeof button.text !== 'string' || button.text === '')
      return 'inline keyboard button text is empty'
    if (typeof button.callback_data === 'string') {
      const size = Buffer.byteLength(button.callback_data)
      if (size === 0 || size > 64) return 'BUTTON_DATA_INVALID'
      keys.push({ text: button.text, data: button.callback_data })
      continue
    }
    if (typeof button.url !== 'string') return 'inline keyboard button text is empty'
    if (!isTelegramButtonUrl(button.url))
      return `inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`
    buttons.push({ text: button.text, url: button.url })
  }
  return { buttons, keys }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
