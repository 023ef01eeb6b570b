import type { FakeChat, Reply } from './telegram-bot.ts'
import type { SentMessage } from './telegram-message.ts'
import type { SentPhoto, readForm } from './telegram-photo.ts'

import { refusal } from './telegram-bot.ts'
import { isRecord, readButtons, readMessage } from './telegram-message.ts'
import { flood } from './telegram-mode.ts'
import { readPhoto } from './telegram-photo.ts'

/** The operator's chat, whatever name it has been given since. */
export const CHAT = '-1001234567890'

/** What stands in the chats of a Bot API server. */
export type TelegramChats = {
  token: string
  chatId: string
  /** Messages that arrived, those whose answer was lost included. */
  messages: SentMessage[]
  /** Photos that arrived, as `messages`. */
  photos: SentPhoto[]
  /** Messages as they were changed, oldest change first. */
  edits: SentMessage[]
  /** All messages as they stand now. */
  shown: () => SentMessage[]
  /** Holds to Telegram's one message a second for a chat (bursts of three). */
  limitChats: boolean
}

export const isSame = (one: SentMessage, other: SentMessage) =>
  one.messageId === other.messageId && one.chatId === other.chatId

type Asked = { path: string; method: string; body: unknown }

export const isOurs = (fake: Pick<TelegramChats, 'token'>, path: string) =>
  path.startsWith(`/bot${fake.token}/`)

export function judge(
  fake: TelegramChats,
  chats: ReadonlyMap<string, FakeChat>,
  { path, method, body }: Asked,
): Reply {
  if (!isOurs(fake, path)) return refusal(401, 'Unauthorized')
  const me = { id: 123456789, is_bot: true, first_name: 'Vigie', username: 'vigie_test_bot' }
  if (method === 'getMe') return { status: 200, body: { ok: true, result: me } }
  if (method === 'sendPhoto') return judgePhoto(fake, chats, { from: me, body })
  if (!/^(sendMessage|editMessageText|editMessageReplyMarkup)$/.test(method)) return refusal(404, 'Not Found')
  if (!isRecord(body)) return refusal(400, "Bad Request: can't parse JSON object")
  const id = String(body.chat_id)
  // The operator's chat may have been given another name.
  const chat = chats.get(id === fake.chatId ? CHAT : id)
  if (chat === undefined) return refusal(400, 'Bad Request: chat not found')
  if (chat.isBlocked) return refusal(403, 'Forbidden: bot was blocked by the user')
  if (method !== 'sendMessage') return change(fake, method, body)
  if (fake.limitChats && isFlooding(fake, id)) return flood(1)
  const message = readMessage(body)
  if (typeof message === 'string') return refusal(400, `Bad Request: ${message}`)
  const sent = stamp(fake)
  fake.messages.push({ ...message, ...sent, chatId: id })
  return accept(chat, sent, { from: me, text: message.text })
}

/** Takes other words or buttons for a message that is there. */
function change(fake: TelegramChats, method: string, body: Record<string, unknown>): Reply {
  const [chatId, messageId] = [String(body.chat_id), Number(body.message_id)]
  const before = fake.shown().find((one) => isSame(one, { ...one, chatId, messageId }))
  if (before === undefined) return refusal(400, 'Bad Request: message to edit not found')
  const read = method === 'editMessageText' ? readMessage(body) : readButtons(body.reply_markup)
  if (typeof read === 'string') return refusal(400, `Bad Request: ${read}`)
  const after: SentMessage = { ...before, ...read, silent: before.silent }
  if (JSON.stringify(after) === JSON.stringify(before))
    return refusal(
      400,
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
    )
  fake.edits.push(after)
  return { status: 200, body: { ok: true, result: { message_id: messageId, date: 0, edit_date: 1 } } }
}

type Form = NonNullable<Awaited<ReturnType<typeof readForm>>>
const isForm = (body: unknown): body is Form => isRecord(body) && 'fields' in body && 'photo' in body

function judgePhoto(
  fake: TelegramChats,
  chats: ReadonlyMap<string, FakeChat>,
  { from, body }: { from: object; body: unknown },
): Reply {
  if (!isForm(body)) return refusal(400, 'Bad Request: there is no photo in the request')
  const id = String(body.fields['chat_id'])
  const chat = chats.get(id === fake.chatId ? CHAT : id)
  if (chat === undefined) return refusal(400, 'Bad Request: chat not found')
  if (fake.limitChats && isFlooding(fake, id)) return flood(1)
  const known = new Set(fake.messages.map(({ messageId }) => messageId))
  const photo = readPhoto(body, { chatId: id, known })
  if (typeof photo === 'string') return refusal(400, `Bad Request: ${photo}`)
  const sent = stamp(fake)
  fake.photos.push({ ...photo, ...sent })
  return accept(chat, sent, { from, caption: photo.caption, photo: [] })
}

/** The id and time of the next message or photo of the chat. */
function stamp({ messages, photos }: TelegramChats): { messageId: number; at: number } {
  return { messageId: 101 + messages.length + photos.length, at: Date.now() }
}

function accept(
  { id, type }: Pick<FakeChat, 'id' | 'type'>,
  { messageId, at }: ReturnType<typeof stamp>,
  more: object,
): Reply {
  const chat = { id: Number(id), type, ...(type === 'private' ? { first_name: 'x' } : { title: 'PMR' }) }
  const result = { message_id: messageId, chat, date: Math.floor(at / 1000), ...more }
  return { status: 200, body: { ok: true, result } }
}

function isFlooding({ messages, photos }: TelegramChats, chatId: string): boolean {
  const own = [...messages, ...photos].filter((one) => one.chatId === chatId)
  const third = own.toSorted((a, b) => a.messageId - b.messageId).at(-3)
  return third !== undefined && Date.now() - third.at < 1000
}
