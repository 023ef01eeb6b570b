import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { FakeChat, Person, Webhook } from './telegram-bot.ts'
import type { TelegramChats } from './telegram-chats.ts'
import type { SentMessage } from './telegram-message.ts'
import type { TelegramMode } from './telegram-mode.ts'

import { createServer } from 'node:http'
import { buffer } from 'node:stream/consumers'

import { eventually } from './eventually.ts'
import { BOT_METHODS, makeBotSide, makePerson, recordOf } from './telegram-bot.ts'
import { CHAT, isOurs, isSame, judge } from './telegram-chats.ts'
import { fail } from './telegram-mode.ts'
import { readForm } from './telegram-photo.ts'

type TelegramCall = { at: number; method: string; body: unknown; status: number | null }

export type FakeTelegram = TelegramChats & {
  url: string
  /** What a relay needs to use this server. */
  env: Record<'TELEGRAM_TOKEN' | 'TELEGRAM_CHAT_ID' | 'TELEGRAM_API_ROOT', string>
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text === '' ? null : text
  }
}
