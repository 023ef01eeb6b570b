import { isTelegramButtonUrl, readTelegramHtml } from './telegram-rules.ts'

export type SentMessage = {
  messageId: number
  /** Epoch ms. */
  at: number
  chatId: string
  /** As people read it: entities taken out. */
  text: string
  html: boolean
  buttons: { text: string; url: string }[]
}

/** The message as it would show, or what Telegram says against it. */
export function readMessage(
  body: Record<string, unknown>,
): Pick<SentMessage, 'text' | 'html' | 'buttons'> | string {
  if (typeof body.text !== 'string') return 'message text is empty'
  const html = body.parse_mode === 'HTML'
  const read = html ? readTelegramHtml(body.text) : { text: body.text }
  if ('problem' in read) return `can't parse entities: ${read.problem}`
  const text = read.text.trim()
  if (text === '') return 'message text is empty'
  if (Array.from(text).length > 4096) return 'message is too long'
  const buttons = readButtons(body.reply_markup)
  if (typeof buttons === 'string') return buttons
  return { text, html, buttons }
}

function readButtons(markup: unknown): SentMessage['buttons'] | string {
  if (markup === undefined) return []
  if (!isRecord(markup) || !Array.isArray(markup.inline_keyboard)) return 'object expected as reply markup'
  const buttons: SentMessage['buttons'] = []
  for (const button of markup.inline_keyboard.flat() as unknown[]) {
    if (!isRecord(button) || typeof button.text !== 'string' || typeof button.url !== 'string')
      return 'inline keyboard button text is empty'
    if (!isTelegramButtonUrl(button.url))
      return `inline keyboard button URL '${button.url}' is invalid: Wrong HTTP URL`
    buttons.push({ text: button.text, url: button.url })
  }
  return buttons
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
