import type { Press } from './bot-data.ts'
import type { PublicWatch } from './status.ts'
import type { Subscriber, SubscriberChoices } from './subscriber.ts'

/** Where somebody speaks with the bot. `id` is Telegram's own, as text. */
export type BotChat = { id: string; kind: 'private' | 'group' | 'channel' }

export const COMMANDS = ['start', 'statut', 'pause', 'reprendre', 'fuseau', 'aide', 'stop'] as const
export type Command = (typeof COMMANDS)[number]

/** What came from Telegram, read and bounded. `language`: of the app of who wrote, IETF. */
export type BotEvent = { chat: BotChat; language: string | null } & (
  | { type: 'command'; command: Command; argument: string }
  /** Words that are no command of ours. */
  | { type: 'words' }
  | { type: 'press'; press: Press | null; messageId: number }
  /** The bot came into a group. */
  | { type: 'joined' }
  /** The bot was blocked, or taken out of the group. */
  | { type: 'left' }
  | { type: 'moved'; to: string }
)

/** All that is known when an event is answered. */
export type Scene = {
  now: number
  /** The subscription of this chat, when it has one. */
  person: Subscriber | null
  /** Somebody else's alerts come to this one when they are not answered. */
  isSecond: boolean
  /** The id of a new one, and what it begins with. */
  newId: string
  first: SubscriberChoices
  /** Matches that this chat may follow. */
  watches: readonly PublicWatch[]
  /** In groups and channels only admins may change anything. */
  mayChange: boolean
  /** The bot's name, without the sign before it. */
  botName: string
  /** What a new link for a second person bears, when one can be made and is asked for. */
  invitation: string | null
  /** Who made the link that was opened or accepted, when it still counts. */
  invitedBy: Subscriber | null
}

export type Button = { label: string } & ({ press: Press } | { url: string })

/** Plain text, and buttons in rows under it. */
export type Screen = { text: string; rows: Button[][] }

export type Reply =
  | { type: 'say'; chatId: string; screen: Screen }
  /** In the place of the message whose button was pressed. */
  | { type: 'redraw'; chatId: string; messageId: number; screen: Screen }

export type Change =
  | { type: 'begin'; subscriber: Subscriber }
  /** The same subscriber with other choices. */
  | { type: 'change'; before: Subscriber; subscriber: Subscriber }
  | { type: 'erase'; subscriber: Subscriber }
  | { type: 'disable'; subscriber: Subscriber; why: string }
  | { type: 'move'; subscriber: Subscriber; to: string }

/** What follows from an event. `notice`: shown at once to who pressed, and only there. */
export type BotAnswer = { changes: Change[]; replies: Reply[]; notice: string | null }
