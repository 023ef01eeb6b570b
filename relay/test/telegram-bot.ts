import type { SentMessage } from './telegram-message.ts'

import { eventually } from './eventually.ts'
import { isRecord } from './telegram-message.ts'

export type Reply = { status: number; body: object | string; headers?: Record<string, string> }

/** A chat that the bot may write to. */
export type FakeChat = {
  id: string
  type: 'private' | 'supergroup'
  isBlocked: boolean
  /** Numbers of its members, and those of them who are admins. */
  members: Set<number>
  admins: Set<number>
}

type Update = { update_id: number } & Record<string, unknown>
export type Webhook = { url: string; secret: string }

/** What the server knows beside messages: who wrote what, and how the bot hears of it. */
export type BotSide = {
  chats: Map<string, FakeChat>
  /** Not yet confirmed by the bot. */
  updates: Update[]
  webhook: Webhook | null
  /** Presses that wait for their end, and what those that ended were answered with. */
  queries: Map<string, string | null>
  /** Where to bring updates to while a webhook is set: its address is one that no test can have. */
  relayUrl: string | null
  push: (update: Record<string, unknown>) => Promise<void>
  /** Ends questions that are held. */
  release: () => void
}

export const refusal = (code: number, description: string, parameters?: object): Reply => ({
  status: code,
  body: { ok: false, error_code: code, description, ...(parameters === undefined ? {} : { parameters }) },
})
const success = (result: unknown): Reply => ({ status: 200, body: { ok: true, result } })

export function makeBotSide(chatId: string): BotSide & { answer: Answer } {
  let held: (() => void) | null = null
  let nextId = 70_001
  let polling = 0
  const side: BotSide = {
    chats: new Map([
      [chatId, { id: chatId, type: 'supergroup', isBlocked: false, members: new Set(), admins: new Set() }],
    ]),
    updates: [],
    webhook: null,
    queries: new Map(),
    relayUrl: null,
    push: async (given) => {
      const update = { update_id: nextId, ...given }
      nextId += 1
      if (side.webhook === null) {
        side.updates.push(update)
        held?.()
        return
      }
      await bring(side, update)
    },
    release: () => held?.(),
  }
  const getUpdates = async (body: Record<string, unknown>, isGone: () => boolean): Promise<Reply> => {
    if (side.webhook !== null)
      return refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    const offset = Number(body.offset ?? 0)
    side.updates = side.updates.filter(({ update_id: id }) => id >= offset)
    const mine = (polling += 1)
    held?.()
    const end = Date.now() + Number(body.timeout ?? 0) * 1000
    const waits = () => side.updates.length === 0 && polling === mine && !isGone()
    while (waits() && Date.now() < end) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.min(1000, end - Date.now()))
        held = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    if (polling !== mine)
      return refusal(
        409,
        'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      )
    return success(side.updates.slice(0, Number(body.limit ?? 100)))
  }
  const answer: Answer = async (method, body, isGone) => {
    if (method === 'getUpdates') return await getUpdates(body, isGone)
    return answerAtOnce(side, method, body)
  }
  return Object.assign(side, { answer })
}

type Answer = (method: string, body: Record<string, unknown>, isGone: () => boolean) => Promise<Reply>

/** Methods by which a bot is set up and hears; what it says is judged with the messages. */
export const BOT_METHODS: ReadonlySet<string> = new Set([
  'getUpdates',
  'setWebhook',
  'deleteWebhook',
  'getWebhookInfo',
  'setMyCommands',
  'setMyShortDescription',
  'getChatMember',
  'answerCallbackQuery',
  'getChat',
  'sendChatAction',
])

function answerAtOnce(side: BotSide, method: string, body: Record<string, unknown>): Reply {
  switch (method) {
    case 'setWebhook': {
      const url = typeof body.url === 'string' ? body.url : ''
      if (!url.startsWith('https://'))
        return refusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook')
      side.webhook = { url, secret: typeof body.secret_token === 'string' ? body.secret_token : '' }
      return success(true)
    }
    case 'deleteWebhook':
      side.webhook = null
      return success(true)
    case 'getWebhookInfo':
      return success({
        url: side.webhook?.url ?? '',
        has_custom_certificate: false,
        pending_update_count: side.updates.length,
      })
    case 'getChatMember':
      return memberOf(side, body)
    case 'getChat':
    case 'sendChatAction':
      return chatOf(side, method, body)
    case 'answerCallbackQuery': {
      const id = String(body.callback_query_id)
      if (side.queries.get(id) !== null)
        return refusal(
          400,
          'Bad Request: query is too old and response timeout expired or query ID is invalid',
        )
      side.queries.set(id, typeof body.text === 'string' ? body.text : '')
      return success(true)
    }
    default:
      return success(true)
  }
}

/** A chat can still be read by a bot that its person has blocked; nothing can be done there. */
function chatOf(side: BotSide, method: string, body: Record<string, unknown>): Reply {
  const chat = side.chats.get(String(body.chat_id))
  if (chat === undefined) return refusal(400, 'Bad Request: chat not found')
  if (method === 'getChat') return success({ id: Number(chat.id), type: chat.type })
  return chat.isBlocked ? refusal(403, 'Forbidden: bot was blocked by the user') : success(true)
}

function memberOf(side: BotSide, body: Record<string, unknown>): Reply {
  const chat = side.chats.get(String(body.chat_id))
  if (chat === undefined) return refusal(400, 'Bad Request: chat not found')
  const id = Number(body.user_id)
  if (!chat.members.has(id)) return refusal(400, 'Bad Request: user not found')
  const user = { id, is_bot: false, first_name: 'x' }
  return success({ status: chat.admins.has(id) ? 'administrator' : 'member', user })
}

/** As Telegram does: again while the other side does not take it. */
async function bring(side: BotSide, update: Update): Promise<void> {
  await eventually(async () => {
    if (side.webhook === null || side.relayUrl === null) return true
    const answer = await fetch(side.relayUrl + new URL(side.webhook.url).pathname, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-telegram-bot-api-secret-token': side.webhook.secret,
      },
      body: JSON.stringify(update),
    })
    return answer.ok
  }, 'a relay that takes the update')
}

/** Somebody with Telegram on their phone. */
export type Person = {
  id: number
  /** The private chat, or the group when it was made by `inside`. */
  chatId: string
  says: (text: string) => Promise<void>
  /** Presses the button that reads so, under the newest message that has one; answers the notice it gave. */
  presses: (label: RegExp) => Promise<string>
  /** As `presses`, with data of one's own making. */
  forges: (data: string, messageId: number) => Promise<string>
  /** The newest message of this chat, once it reads so. */
  reads: (words: RegExp) => Promise<SentMessage>
  blocks: () => Promise<void>
  unblocks: () => void
  /** The same person in a group. */
  inside: (chatId: string) => Person
}

type Room = { side: BotSide; shown: () => SentMessage[] }

/** `shown`: all messages as they stand, oldest first. */
export function makePerson(
  room: Room,
  { id, language, chatId = String(id) }: { id: number; language: string; chatId?: string },
): Person {
  const { side } = room
  const isPrivate = chatId === String(id)
  const from = { id, is_bot: false, first_name: `P${id}`, language_code: language }
  const chat = isPrivate
    ? { id: Number(chatId), type: 'private', first_name: `P${id}` }
    : { id: Number(chatId), type: 'supergroup', title: 'PMR' }
  const known = side.chats.get(chatId)
  if (known !== undefined) known.members.add(id)
  const mine = () => room.shown().filter((message) => message.chatId === chatId)
  const forges: Person['forges'] = async (data, messageId) => {
    const query = String(side.queries.size + 1)
    side.queries.set(query, null)
    const message = mine().find((one) => one.messageId === messageId)
    await side.push({
      callback_query: {
        id: query,
        from,
        chat_instance: '1',
        data,
        message: {
          message_id: messageId,
          chat,
          date: 0,
          text: message?.text ?? '',
          reply_markup: { inline_keyboard: [message?.buttons ?? [], message?.keys ?? []] },
        },
      },
    })
    return await eventually(() => side.queries.get(query), `the end of the press ${data}`)
  }
  return {
    id,
    chatId,
    says: async (text) => {
      if (isPrivate && known === undefined && !side.chats.has(chatId))
        side.chats.set(chatId, privateChat(chatId, id))
      const started = side.chats.get(chatId)
      if (started !== undefined && isPrivate) started.isBlocked = false
      await side.push({ message: { message_id: 1, date: 0, from, chat, text } })
    },
    presses: async (label) => {
      const find = () => mine().findLast(({ keys }) => keys.some(({ text }) => label.test(text)))
      const message = await eventually(find, `a button ${String(label)}`)
      const key = message.keys.find(({ text }) => label.test(text))
      return await forges(key?.data ?? '', message.messageId)
    },
    forges,
    reads: (words) =>
      eventually(() => mine().findLast(({ text }) => words.test(text)), `a message ${String(words)}`),
    blocks: async () => {
      const own = side.chats.get(chatId)
      if (own !== undefined) own.isBlocked = true
      const member = { user: { id: 123456789, is_bot: true, first_name: 'Vigie' } }
      await side.push({
        my_chat_member: {
          chat,
          from,
          date: 0,
          old_chat_member: { ...member, status: 'member' },
          new_chat_member: { ...member, status: 'kicked', until_date: 0 },
        },
      })
    },
    unblocks: () => {
      const own = side.chats.get(chatId)
      if (own !== undefined) own.isBlocked = false
    },
    inside: (group) => makePerson(room, { id, language, chatId: group }),
  }
}

const privateChat = (id: string, user: number): FakeChat => ({
  id,
  type: 'private',
  isBlocked: false,
  members: new Set([user]),
  admins: new Set(),
})

/** The body of a call, when it is an object. */
export const recordOf = (body: unknown): Record<string, unknown> => (isRecord(body) ? body : {})
