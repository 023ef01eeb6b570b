import type { BotAnswer, BotChat, Scene, Screen } from './bot.ts'
import type { Press } from './bot-data.ts'
import type { Subscriber } from './subscriber.ts'

import { homeScreen, listScreen, openNow, statusScreen } from './bot-screens.ts'
import {
  escalationScreen,
  hoursScreen,
  loudnessScreen,
  pauseScreen,
  pausedScreen,
  quietScreen,
  zoneScreen,
} from './bot-settings.ts'
import { clockHour, hourThere } from './bot-time.ts'
import { BOT_WORDS } from './bot-words.ts'
import { watchesIt } from './subscriber.ts'

const MINUTE = 60_000
const MORNING = 8
/** A pause that somebody forgot must end by itself. */
const PAUSE_MOST_MS = 366 * 24 * 60 * MINUTE

export type Pressed = { chat: BotChat; messageId: number; press: Press }
type Stage = Scene & { fresh: Subscriber }
type Looked = { person: Subscriber; scene: Scene }

/** What follows from a button under one of the bot's own messages. `fresh`: who this would be, were it a subscriber. */
export function answerPress(pressed: Pressed, scene: Stage): BotAnswer {
  const { press } = pressed
  const words = BOT_WORDS[(scene.person ?? scene.fresh).locale]
  if (press.on === 'answer') return refused(words.tooOld)
  if (!scene.mayChange && press.on !== 'status') return refused(words.adminsOnly)
  if (press.on === 'accept') return accept(pressed, scene)
  if (press.on === 'refuse') return redraw(pressed, plain(words.invitationRefused))
  const { person } = scene
  if (person === null) return refused(words.stranger)
  const chosen = choose(press, { person, scene })
  if (chosen === 'wrong') return refused(words.tooOld)
  const subscriber = { ...person, ...chosen, updatedAt: scene.now }
  const screen = screenOf(press, { person: chosen === null ? person : subscriber, scene })
  const shown = redraw(pressed, screen)
  return chosen === null ? shown : { ...shown, changes: [{ type: 'change', before: person, subscriber }] }
}

/** The choices that a press makes; `null` when it only turns a page. */
function choose(press: Press, { person, scene }: Looked): Partial<Subscriber> | 'wrong' | null {
  switch (press.on) {
    case 'choose':
      return tick(press, { person, scene })
    case 'choose-all':
      return { watches: press.wanted ? 'all' : [], ...(press.wanted ? {} : { always: [] }) }
    case 'pause-for':
      return { pausedUntil: scene.now + press.minutes * MINUTE }
    case 'pause-until': {
      const until = hourThere(press.day, MORNING, person)
      const isSound = until !== null && until > scene.now && until - scene.now < PAUSE_MOST_MS
      return isSound ? { pausedUntil: until } : 'wrong'
    }
    case 'resume':
      return { pausedUntil: null }
    case 'quiet-set':
      return { quiet: { from: clockHour(press.from), to: clockHour(press.to) } }
    case 'quiet-off':
      return { quiet: null }
    case 'loudness-set':
      return { loudness: press.loudness }
    case 'zone-set':
      return { timeZone: press.zone }
    case 'unescalate':
      return { escalateTo: null }
    case 'language':
      return { locale: press.locale }
    default:
      return null
  }
}

/** Matches that are watched no more fall out of the lists with the next choice. */
function tick(
  { list, watchId, wanted }: Extract<Press, { on: 'choose' }>,
  { person, scene }: Looked,
): Partial<Subscriber> | 'wrong' {
  const ids = scene.watches.map(({ id }) => id)
  if (!ids.includes(watchId)) return 'wrong'
  const has = (id: string) => (list === 'watches' ? watchesIt(person, id) : person.always.includes(id))
  const next = ids.filter((id) => (id === watchId ? wanted : has(id)))
  if (list === 'always') return { always: next.filter((id) => watchesIt(person, id)) }
  if (person.watches === 'all' && wanted) return {}
  return { watches: next, always: person.always.filter((id) => next.includes(id)) }
}

function screenOf(press: Press, looked: Looked): Screen {
  const words = BOT_WORDS[looked.person.locale]
  switch (press.on) {
    case 'status':
      return statusScreen(looked)
    case 'list':
    case 'choose':
      return listScreen(looked, press)
    case 'choose-all':
      return listScreen(looked, { list: 'watches', page: press.page })
    case 'pause':
      return pauseScreen(looked)
    case 'pause-for':
    case 'pause-until':
      return pausedScreen(looked)
    case 'resume':
      return homeScreen(looked, [words.resumed, ...openNow(looked)].join('\n\n'))
    case 'quiet':
    case 'quiet-set':
    case 'quiet-off':
      return quietScreen(looked)
    case 'quiet-from':
      return hoursScreen(looked, null)
    case 'quiet-to':
      return hoursScreen(looked, press.from)
    case 'loudness':
    case 'loudness-set':
      return loudnessScreen(looked)
    case 'zone':
    case 'zone-set':
      return zoneScreen(looked)
    case 'escalation':
    case 'unescalate':
      return escalationScreen(looked)
    case 'invite':
      return escalationScreen(looked, linkOf(looked.scene))
    case 'language':
      return homeScreen(looked, words.language)
    default:
      return homeScreen(looked)
  }
}

const linkOf = ({ botName, invitation }: Scene) =>
  invitation === null ? null : `https://t.me/${botName}?start=e_${invitation}`

/** Who accepts becomes the one that the other's alerts go to; without own matches, when there was no subscription. */
function accept(pressed: Pressed, scene: Stage): BotAnswer {
  const { invitedBy, person, fresh, now } = scene
  const second: Subscriber = person ?? { ...fresh, watches: [] }
  const words = BOT_WORDS[second.locale]
  if (invitedBy === null) return redraw(pressed, plain(words.invitationOver))
  if (invitedBy.id === second.id) return redraw(pressed, plain(words.invitationOwn))
  const told = plain(BOT_WORDS[invitedBy.locale].invitationKeptTold)
  // Who asked by another channel is told there.
  const isHere = invitedBy.channel === 'telegram'
  const answer = redraw(pressed, plain(words.invitationKept))
  return {
    ...answer,
    changes: [
      ...(person === null ? [{ type: 'begin' as const, subscriber: second }] : []),
      {
        type: 'change',
        before: invitedBy,
        subscriber: { ...invitedBy, escalateTo: second.id, updatedAt: now },
      },
    ],
    replies: [
      ...answer.replies,
      ...(isHere ? [{ type: 'say' as const, chatId: invitedBy.address, screen: told }] : []),
    ],
  }
}

function redraw({ chat, messageId }: Pressed, screen: Screen): BotAnswer {
  return { changes: [], replies: [{ type: 'redraw', chatId: chat.id, messageId, screen }], notice: null }
}

const refused = (notice: string): BotAnswer => ({ changes: [], replies: [], notice })

const plain = (text: string): Screen => ({ text, rows: [] })
