import type { Update } from '@grammyjs/types'
import type { BotChat, BotEvent, Command } from '#core/bot.ts'

import { COMMANDS } from '#core/bot.ts'
import { readPress } from '#core/bot-data.ts'
import { z } from 'zod'

/** What an update asks, and who asks it. Everything in it may have been made up by somebody. */
export type Incoming = {
  event: BotEvent
  /** The chat's addresses: its number, and its public name when it has one. */
  addresses: string[]
  /** Who did it; `'chat'` for an admin who writes in the name of the group itself. */
  author: string | null
  /** The press that waits for its end. */
  queryId: string | null
  /** The links under the message whose button was pressed. */
  links: { text: string; url: string }[]
}

/** The kinds of updates that are asked for: what is named here is read below. */
export const UPDATE_KINDS = [
  'message',
  'callback_query',
  'my_chat_member',
] as const satisfies (keyof Update)[]

const TEXT_MOST = 4096
const LINKS_MOST = 8
const COMMAND = /^\/([a-z_]{1,32})(?:@(\w{1,64}))?(?:\s+([^\n]{1,200}))?/i
/** Names that people try first. */
const OTHER_NAMES: Readonly<Record<string, Command>> = {
  help: 'aide',
  status: 'statut',
  resume: 'reprendre',
  settings: 'start',
  reglages: 'start',
  timezone: 'fuseau',
  zone: 'fuseau',
}

const id = z.number().int().refine(Number.isSafeInteger)
const Chat = z.object({
  id,
  type: z.enum(['private', 'group', 'supergroup', 'channel']),
  username: z.string().max(64).optional(),
})
const User = z.object({ id, language_code: z.string().max(35).optional() })
const Keyboard = z.object({
  inline_keyboard: z.array(
    z.array(z.object({ text: z.string().max(256), url: z.string().max(2048).optional() })),
  ),
})
const Message = z.object({
  message_id: id,
  chat: Chat,
  from: User.optional(),
  sender_chat: z.object({ id }).optional(),
  text: z.string().max(TEXT_MOST).optional(),
  migrate_to_chat_id: id.optional(),
  reply_markup: Keyboard.optional().catch(undefined),
})
const Shape = z.object({
  message: Message.optional(),
  callback_query: z
    .object({
      id: z.string().max(128),
      from: User,
      data: z.string().max(256).optional(),
      message: Message.optional(),
    })
    .optional(),
  my_chat_member: z
    .object({ chat: Chat, from: User, new_chat_member: z.object({ status: z.string().max(32) }) })
    .optional(),
})

/** Reads one update; `null` for what concerns us not, whatever it is. `botName`: ours, for commands in groups. */
export function readUpdate(body: string, botName: string): Incoming | null {
  const read = Shape.safeParse(parse(body))
  if (!read.success) return null
  const { message, callback_query: query, my_chat_member: member } = read.data
  if (query !== undefined) return readQuery(query)
  if (member !== undefined) return readMember(member)
  return message === undefined ? null : readMessage(message, botName)
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

type Shaped = z.infer<typeof Shape>

function readMessage(message: z.infer<typeof Message>, botName: string): Incoming | null {
  const base = baseOf(message.chat, message.from)
  const about = { chat: base.chat, language: base.language }
  if (message.migrate_to_chat_id !== undefined)
    return { ...base.incoming, event: { ...about, type: 'moved', to: String(message.migrate_to_chat_id) } }
  if (message.text === undefined) return null
  const author = message.sender_chat?.id === message.chat.id ? 'chat' : base.incoming.author
  const incoming = { ...base.incoming, author }
  const [, name = '', addressed, argument = ''] = COMMAND.exec(message.text) ?? []
  const isOurs = addressed === undefined || addressed.toLowerCase() === botName.toLowerCase()
  const command = isOurs ? commandOf(name.toLowerCase()) : null
  // What people say to each other in a group is none of our business.
  if (command === null && base.chat.kind !== 'private') return null
  const event: BotEvent =
    command === null
      ? { ...about, type: 'words' }
      : { ...about, type: 'command', command, argument: argument.trim() }
  return { ...incoming, event }
}

function commandOf(name: string): Command | null {
  const other = Object.hasOwn(OTHER_NAMES, name) ? OTHER_NAMES[name] : undefined
  return COMMANDS.find((known) => known === name) ?? other ?? null
}

function readQuery(query: NonNullable<Shaped['callback_query']>): Incoming | null {
  const { message, from, data = '' } = query
  if (message === undefined) return null
  const { incoming, chat, language } = baseOf(message.chat, from)
  const keys = message.reply_markup?.inline_keyboard.flat() ?? []
  const links = keys.flatMap(({ text, url }) => (url === undefined ? [] : [{ text, url }]))
  return {
    ...incoming,
    event: { type: 'press', chat, language, press: readPress(data), messageId: message.message_id },
    queryId: query.id,
    links: links.slice(0, LINKS_MOST),
  }
}

function readMember(member: NonNullable<Shaped['my_chat_member']>): Incoming | null {
  const { incoming, chat, language } = baseOf(member.chat, member.from)
  const { status } = member.new_chat_member
  if (status === 'kicked' || status === 'left')
    return { ...incoming, event: { type: 'left', chat, language } }
  const joined = chat.kind === 'group' && (status === 'member' || status === 'administrator')
  return joined ? { ...incoming, event: { type: 'joined', chat, language } } : null
}

function baseOf(given: z.infer<typeof Chat>, from: z.infer<typeof User> | undefined) {
  const kind = given.type === 'supergroup' ? 'group' : given.type
  const chat: BotChat = { id: String(given.id), kind }
  const name = given.username === undefined || kind === 'private' ? [] : [`@${given.username}`]
  const author = from === undefined ? null : String(from.id)
  const incoming = { addresses: [chat.id, ...name], author, queryId: null, links: [] }
  return { chat, language: from?.language_code ?? null, incoming }
}
