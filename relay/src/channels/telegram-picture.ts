import type { ApiMethods } from '@grammyjs/types'
import type { ChannelPicture } from './channel.ts'
import type { Call } from './telegram-call.ts'

/** Telegram's own bound for a caption, in UTF-16 units at least. */
const CAPTION_MOST = 1024
/** An upload is slower than a text, and nobody waits for it. */
const TIMEOUT_MS = 20_000

type Fields = Omit<Parameters<ApiMethods<never>['sendPhoto']>[0], 'photo'>

/** A photo under a few words, as a silent answer to its text: https://core.telegram.org/bots/api#sendphoto */
export async function photoCall(picture: ChannelPicture, chatId: string): Promise<Call> {
  const { caption, content, type, replyTo } = picture
  const fields: Fields = {
    chat_id: chatId,
    caption: caption.slice(0, CAPTION_MOST).toWellFormed(),
    disable_notification: true,
    // A text that was deleted meanwhile does not keep its photo away.
    ...(replyTo === null
      ? {}
      : { reply_parameters: { message_id: Number(replyTo), allow_sending_without_reply: true } }),
  }
  const form = new FormData()
  for (const [name, value] of Object.entries(fields))
    form.set(name, typeof value === 'string' ? value : JSON.stringify(value))
  form.set('photo', new Blob([content], { type }), `page.${type.slice('image/'.length)}`)
  const encoded = new Response(form)
  const contentType = encoded.headers.get('content-type') ?? ''
  const body = new Uint8Array(await encoded.arrayBuffer())
  return { method: 'sendPhoto', contentType, body, timeoutMs: TIMEOUT_MS }
}
