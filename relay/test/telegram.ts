import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { FakeChat, Person, Reply, Webhook } from './telegram-bot.ts'
import type { SentMessage } from './telegram-message.ts'
import type { SentPhoto } from './telegram-photo.ts'

import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'

import { eventually } from './eventually.ts'
import { BOT_METHODS, makeBotSide, makePerson, recordOf, refusal } from './telegram-bot.ts'
import { isRecord, readButtons, readMessage } from './telegram-message.ts'
import { readForm, readPhoto } from './telegram-photo.ts'

/** How the server answers; `ok` judges the message as Telegram does. */
type TelegramMode =
  | { kind: 'ok' }
  /** Answers `ok` after so many ms. */
  | { kind: 'slow'; ms: number }
  | { kind: 'flood'; retryAfter: number }
  | { kind: 'refuse'; status: 400 | 401 | 403 | 404; description: string; parameters?: object }
  | { kind: 'broken'; status: 500 | 502 | 503 | 504 }
  /** A proxy's HTML page instead of an answer. */
  | { kind: 'html'; status: 200 | 429 | 502; retryAfter?: number }
  /** A refusal under status 200, as some proxies give it. */
  | { kind: 'disguised'; code: number; description: string }
  /** Takes the request and never answers. */
  | { kind: 'hang' }
  /** Breaks the connection before anything is read. */
  | { kind: 'reset' }
  /** Takes the message, then breaks the connection: the answer is lost. */
  | { kind: 'accept-then-reset' }

type TelegramCall = { at: number; method: string; body: unknown; status: number | null }

export type FakeTelegram = {
  url: string
  token: string
  chatId: string
  /** What a relay needs to use this server. */
  env: Record<'TELEGRAM_TOKEN' | 'TELEGRAM_CHAT_ID' | 'TELEGRAM_API_ROOT', string>
  /** Messages that arrived, those whose answer was lost included. */
  messages: SentMessage[]
  /** Photos that arrived, as `messages`. */
  photos: SentPhoto[]
  /** Messages as they were changed, oldest change first. */
  edits: SentMessage[]
  /** All messages as they stand now. */
  shown: () => SentMessage[]
  /** Every call but those of photos and of the bot's own affairs, oldest first; `status` is null when none was answered. */
  calls: TelegramCall[]
  /** Every call of sendPhoto; their `body` is not kept. */
  photoCalls: TelegramCall[]
  /** Calls by which the bot is set up, hears and ends presses. */
  botCalls: TelegramCall[]
  mode: TelegramMode
  /** How `botCalls` are answered. */
  botMode: TelegramMode
  /** How photos are answered; `null`: as all else. */
  photoMode: TelegramMode | null
  /** Modes for the next calls of sendMessage, one each, before `mode` counts again. */
  answerNext: (...modes: TelegramMode[]) => void
  /** The same for sendPhoto. */
  answerNextPhoto: (...modes: TelegramMode[]) => void
  /** Holds to Telegram's one message a second for a chat (bursts of three). */
  limitChats: boolean
  /** Somebody new who speaks this language (`fr`). */
  person: (language?: string) => Person
  /** A new group with the bot in it; admins and members are people of this server. */
  group: (admins: Person[]) => FakeChat
  webhook: () => Webhook | null
  /** Where updates are brought to while a webhook is set. */
  bringTo: (relayUrl: string) => void
  /** Updates that the bot has not confirmed. */
  waiting: () => number
  /** Brings any update. */
  push: (update: Record<string, unknown>) => Promise<void>
  waitFor: (wanted: (message: SentMessage) => boolean, what?: string) => Promise<SentMessage>
  /** Refuses connections, as a server that is down. */
  close: () => Promise<void>
  /** Listens again on the same port. */
  open: () => Promise<void>
  stop: () => Promise<void>
}

const TOKEN = '123456789:AAFakeTokenForTestsOnly_0123456789abc'
const CHAT = '-1001234567890'

/** Starts a Bot API server on loopback that answers, and fails, as the real one does. */
export async function startTelegram(): Promise<FakeTelegram> {
  const next: Next = { messages: [], photos: [] }
  const side = makeBotSide(CHAT)
  let people = 0
  let server = createServer()
  let port = 0
  const open = async () => {
    server = createServer((request, response) => void answer(fake, { next, side }, { request, response }))
    port = await listen(server, port)
  }
  const close = () => {
    side.release()
    return shut(server)
  }
  const fake: FakeTelegram = {
    url: '',
    token: TOKEN,
    chatId: CHAT,
    env: { TELEGRAM_TOKEN: TOKEN, TELEGRAM_CHAT_ID: CHAT, TELEGRAM_API_ROOT: '' },
    messages: [],
    photos: [],
    edits: [],
    shown: () => fake.messages.map((sent) => fake.edits.findLast((edit) => isSame(edit, sent)) ?? sent),
    calls: [],
    botCalls: [],
    botMode: { kind: 'ok' },
    person: (language = 'fr') =>
      makePerson({ side, shown: fake.shown }, { id: 5000 + (people += 1), language }),
    group: (admins) => {
      const id = String(-100_900_000 - side.chats.size)
      const numbers = new Set(admins.map((one) => one.id))
      const chat: FakeChat = {
        id,
        type: 'supergroup',
        isBlocked: false,
        members: new Set(numbers),
        admins: numbers,
      }
      side.chats.set(id, chat)
      return chat
    },
    webhook: () => side.webhook,
    bringTo: (relayUrl) => (side.relayUrl = relayUrl),
    waiting: () => side.updates.length,
    push: side.push,
    photoCalls: [],
    mode: { kind: 'ok' },
    photoMode: null,
    answerNext: (...modes) => void next.messages.push(...modes),
    answerNextPhoto: (...modes) => void next.photos.push(...modes),
    limitChats: false,
    waitFor: (wanted, what = 'a Telegram message') => eventually(() => fake.messages.find(wanted), what),
    close,
    open,
    stop: close,
  }
  await open()
  fake.url = `http://127.0.0.1:${port}`
  fake.env.TELEGRAM_API_ROOT = fake.url
  return fake
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

type Next = { messages: TelegramMode[]; photos: TelegramMode[] }
type Exchange = { request: IncomingMessage; response: ServerResponse }
type Inside = { next: Next; side: ReturnType<typeof makeBotSide> }

const isSame = (one: SentMessage, other: SentMessage) =>
  one.messageId === other.messageId && one.chatId === other.chatId

function modeOf(fake: FakeTelegram, next: Next, method: string): TelegramMode {
  if (method === 'sendMessage') return next.messages.shift() ?? fake.mode
  return method === 'sendPhoto' ? (next.photos.shift() ?? fake.photoMode ?? fake.mode) : fake.mode
}

async function answer(fake: FakeTelegram, inside: Inside, { request, response }: Exchange): Promise<void> {
  const method = /\/(\w+)$/.exec(new URL(request.url ?? '/', fake.url).pathname)?.[1] ?? ''
  // A probe is a GET; the bot asks for itself by POST.
  const isOwn = BOT_METHODS.has(method) || (method === 'getMe' && request.method === 'POST')
  const mode = isOwn ? fake.botMode : modeOf(fake, inside.next, method)
  const call: TelegramCall = { at: Date.now(), method, body: null, status: null }
  const calls = isOwn ? fake.botCalls : method === 'sendPhoto' ? fake.photoCalls : fake.calls
  calls.push(call)
  if (mode.kind === 'reset') return void request.socket.resetAndDestroy()
  const bytes = await buffer(request).catch(() => null)
  if (bytes === null) return
  const form = await readForm(new Uint8Array(bytes), request.headers['content-type'] ?? '')
  if (method !== 'sendPhoto') call.body = parse(bytes.toString())
  if (mode.kind === 'hang') return
  if (mode.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, mode.ms))
  const asked = { path: request.url ?? '', method, body: form ?? call.body }
  const isGone = () => request.socket.destroyed
  const reply =
    fail(mode) ??
    (BOT_METHODS.has(method) && isOurs(fake, asked.path)
      ? await inside.side.answer(method, recordOf(call.body), isGone)
      : judge(fake, inside.side.chats, asked))
  if (isGone()) return
  if (mode.kind === 'accept-then-reset') return void request.socket.resetAndDestroy()
  call.status = reply.status
  const isText = typeof reply.body === 'string'
  response.writeHead(reply.status, {
    'content-type': isText ? 'text/html' : 'application/json',
    ...reply.headers,
  })
  response.end(isText ? reply.body : JSON.stringify(reply.body))
}

/** The reply of a mode that fails; `null` when the message is to be judged. */
function fail(mode: TelegramMode): Reply | null {
  switch (mode.kind) {
    case 'flood':
      return flood(mode.retryAfter)
    case 'refuse':
      return refusal(mode.status, mode.description, mode.parameters)
    case 'broken':
      return refusal(mode.status, 'Internal Server Error')
    case 'html': {
      const headers: Record<string, string> =
        mode.retryAfter === undefined ? {} : { 'retry-after': String(mode.retryAfter) }
      return { status: mode.status, body: '<html><body><h1>Bad Gateway</h1></body></html>', headers }
    }
    case 'disguised':
      return { ...refusal(mode.code, mode.description), status: 200 }
    default:
      return null
  }
}

const flood = (seconds: number) =>
  refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })

type Asked = { path: string; method: string; body: unknown }

const isOurs = (fake: FakeTelegram, path: string) => path.startsWith(`/bot${fake.token}/`)

function judge(
  fake: FakeTelegram,
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
function change(fake: FakeTelegram, method: string, body: Record<string, unknown>): Reply {
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
  fake: FakeTelegram,
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
function stamp({ messages, photos }: FakeTelegram): { messageId: number; at: number } {
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

function isFlooding({ messages, photos }: FakeTelegram, chatId: string): boolean {
  const own = [...messages, ...photos].filter((one) => one.chatId === chatId)
  const third = own.toSorted((a, b) => a.messageId - b.messageId).at(-3)
  return third !== undefined && Date.now() - third.at < 1000
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text === '' ? null : text
  }
}
