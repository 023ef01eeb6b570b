import type { IncomingMessage, Server, ServerResponse } from 'node:http'

import { createServer } from 'node:http'
import { text as readText } from 'node:stream/consumers'

import { eventually } from './eventually.ts'
import { isTelegramButtonUrl, readTelegramHtml } from './telegram-rules.ts'

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

type SentMessage = {
  messageId: number
  /** Epoch ms. */
  at: number
  chatId: string
  /** As people read it: entities taken out. */
  text: string
  html: boolean
  buttons: { text: string; url: string }[]
}

type TelegramCall = { at: number; method: string; body: unknown; status: number | null }

export type FakeTelegram = {
  url: string
  token: string
  chatId: string
  /** What a relay needs to use this server. */
  env: Record<'TELEGRAM_TOKEN' | 'TELEGRAM_CHAT_ID' | 'TELEGRAM_API_ROOT', string>
  /** Messages that arrived, those whose answer was lost included. */
  messages: SentMessage[]
  /** Every call, oldest first; `status` is null when none was answered. */
  calls: TelegramCall[]
  mode: TelegramMode
  /** Modes for the next calls of sendMessage, one each, before `mode` counts again. */
  answerNext: (...modes: TelegramMode[]) => void
  /** Holds to Telegram's one message a second for a chat (bursts of three). */
  limitChats: boolean
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
  const next: TelegramMode[] = []
  let server = createServer()
  let port = 0
  const open = async () => {
    server = createServer((request, response) => void answer(fake, next, { request, response }))
    port = await listen(server, port)
  }
  const close = () => shut(server)
  const fake: FakeTelegram = {
    url: '',
    token: TOKEN,
    chatId: CHAT,
    env: { TELEGRAM_TOKEN: TOKEN, TELEGRAM_CHAT_ID: CHAT, TELEGRAM_API_ROOT: '' },
    messages: [],
    calls: [],
    mode: { kind: 'ok' },
    answerNext: (...modes) => void next.push(...modes),
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

type Exchange = { request: IncomingMessage; response: ServerResponse }
type Reply = { status: number; body: object | string; headers?: Record<string, string> }

async function answer(
  fake: FakeTelegram,
  next: TelegramMode[],
  { request, response }: Exchange,
): Promise<void> {
  const method = /\/(\w+)$/.exec(new URL(request.url ?? '/', fake.url).pathname)?.[1] ?? ''
  const mode = method === 'sendMessage' ? (next.shift() ?? fake.mode) : fake.mode
  const call: TelegramCall = { at: Date.now(), method, body: null, status: null }
  fake.calls.push(call)
  if (mode.kind === 'reset') return void request.socket.resetAndDestroy()
  const text = await readText(request).catch(() => null)
  if (text === null) return
  call.body = parse(text)
  if (mode.kind === 'hang') return
  if (mode.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, mode.ms))
  const reply = fail(mode) ?? judge(fake, { path: request.url ?? '', method, body: call.body })
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

function refusal(code: number, description: string, parameters?: object): Reply {
  const body = {
    ok: false,
    error_code: code,
    description,
    ...(parameters === undefined ? {} : { parameters }),
  }
  return { status: code, body }
}

const flood = (seconds: number) =>
  refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })

type Asked = { path: string; method: string; body: unknown }

function judge(fake: FakeTelegram, { path, method, body }: Asked): Reply {
  if (!path.startsWith(`/bot${fake.token}/`)) return refusal(401, 'Unauthorized')
  const me = { id: 123456789, is_bot: true, first_name: 'Vigie', username: 'vigie_test_bot' }
  if (method === 'getMe') return { status: 200, body: { ok: true, result: me } }
  if (method !== 'sendMessage') return refusal(404, 'Not Found')
  if (!isRecord(body)) return refusal(400, "Bad Request: can't parse JSON object")
  if (String(body.chat_id) !== fake.chatId) return refusal(400, 'Bad Request: chat not found')
  if (fake.limitChats && isFlooding(fake)) return flood(1)
  const message = readMessage(body)
  if (typeof message === 'string') return refusal(400, `Bad Request: ${message}`)
  const messageId = (fake.messages.at(-1)?.messageId ?? 100) + 1
  const at = Date.now()
  fake.messages.push({ ...message, messageId, at, chatId: fake.chatId })
  const chat = { id: Number(fake.chatId), type: 'supergroup', title: 'PMR' }
  const result = { message_id: messageId, from: me, chat, date: Math.floor(at / 1000), text: message.text }
  return { status: 200, body: { ok: true, result } }
}

function isFlooding({ messages }: FakeTelegram): boolean {
  const third = messages.at(-3)
  return third !== undefined && Date.now() - third.at < 1000
}

/** The message as it would show, or what Telegram says against it. */
function readMessage(body: Record<string, unknown>): Pick<SentMessage, 'text' | 'html' | 'buttons'> | string {
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text === '' ? null : text
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
