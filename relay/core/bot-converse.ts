import type { BotAnswer, BotEvent, Change, Reply, Scene, Screen } from './bot.ts'
import type { Press } from './bot-data.ts'
import type { Subscriber } from './subscriber.ts'
import type { Locale } from './words.ts'

import { answerPress } from './bot-presses.ts'
import { homeScreen, openNow, statusScreen } from './bot-screens.ts'
import { pauseScreen, pausedScreen, zoneScreen } from './bot-settings.ts'
import { timeNamed } from './bot-time.ts'
import { BOT_WORDS, localeOf } from './bot-words.ts'
import { oneLine } from './one-line.ts'
import { isPaused } from './subscriber.ts'
import { readTimeZone } from './time-zones.ts'

type Told = Extract<BotEvent, { type: 'command' }>

const NAME_MOST = 120
/** At this hour of its morning a day's pause ends. */
const MORNING = 8
const NOTHING: BotAnswer = { changes: [], replies: [], notice: null }

/**
 * What follows from one event. Pure: what is changed and said is for the caller to do. An answer to an alert is none
 * of its business.
 */
export function converse(event: BotEvent, scene: Scene): BotAnswer {
  switch (event.type) {
    case 'command':
      return answerCommand(event, scene)
    case 'press':
      return event.press === null
        ? { ...NOTHING, notice: BOT_WORDS[localeIn(event, scene)].tooOld }
        : answerPress(
            { chat: event.chat, messageId: event.messageId, press: event.press },
            withPerson(event, scene),
          )
    case 'words':
      return event.chat.kind === 'private'
        ? says(event, plain(BOT_WORDS[localeIn(event, scene)].notUnderstood))
        : NOTHING
    case 'joined':
      return says(event, plain(BOT_WORDS[localeIn(event, scene)].groupHello))
    case 'left':
      return { ...NOTHING, changes: scene.person === null ? [] : [leave(scene.person)] }
    default:
      return moveTo(event, scene)
  }
}

/** Blocked or thrown out: nothing is kept of a reader; the operator's own chat stays known, and is told by the log. */
function leave(person: Subscriber): Change {
  return person.role === 'operator'
    ? { type: 'disable', subscriber: person, why: 'blocked' }
    : { type: 'erase', subscriber: person }
}

function moveTo({ to }: Extract<BotEvent, { type: 'moved' }>, { person }: Scene): BotAnswer {
  if (person === null) return NOTHING
  const screen = plain(BOT_WORDS[person.locale].moved)
  return {
    changes: [{ type: 'move', subscriber: person, to }],
    replies: [{ type: 'say', chatId: to, screen }],
    notice: null,
  }
}

function answerCommand(event: Told, scene: Scene): BotAnswer {
  const words = BOT_WORDS[localeIn(event, scene)]
  const { person, mayChange } = scene
  if (event.command === 'aide') return says(event, plain(words.help))
  if (!mayChange && event.command !== 'statut') return says(event, plain(words.adminsOnly))
  if (event.command === 'start') return start(event, scene)
  if (event.command === 'stop') return stop(event, scene)
  if (person === null) return says(event, plain(words.stranger))
  switch (event.command) {
    case 'statut':
      return says(event, statusScreen({ person, scene }))
    case 'fuseau':
      return changeZone(event, { person, scene })
    case 'reprendre':
      return resume(event, { person, scene })
    default:
      return pause(event, { person, scene })
  }
}

function start(event: Told, scene: Scene): BotAnswer {
  const { argument } = event
  if (argument.startsWith('e_')) return invited(event, scene)
  const known = scene.person
  const { watches, first } = startingWith(event, scene)
  const fresh = known ?? newPerson(event, scene)
  const person: Subscriber = { ...fresh, watches, state: 'active', disabledWhy: null }
  const screen = homeScreen({ person, scene }, first)
  const text = [screen.text, ...openNow({ person, scene })].join('\n\n')
  return saved(event, { person, scene }, { drawn: () => ({ ...screen, text }) })
}

/** What a start makes somebody follow, and what is said first. A link from the site adds its match, and no other. */
function startingWith(
  event: Told,
  { person, watches, first: choices }: Scene,
): { watches: Subscriber['watches']; first: string | null } {
  const words = BOT_WORDS[person?.locale ?? localeOf(event.language)]
  if (!event.argument.startsWith('w_')) {
    const wasCut = person?.state === 'disabled' ? words.lines.disabled : null
    return {
      watches: person?.watches ?? choices.watches,
      first: person === null ? words.hello : wasCut,
    }
  }
  const before = person?.watches ?? []
  const wanted = watches.find(({ id }) => id === event.argument.slice(2))
  if (wanted === undefined) return { watches: before, first: words.unknownMatch }
  const first = words.nowFollows(oneLine(wanted.name, NAME_MOST))
  return { watches: before === 'all' ? before : [...new Set([...before, wanted.id])], first }
}

/** A link for a second person was opened: nothing is kept before that person says yes. */
function invited(event: Told, scene: Scene): BotAnswer {
  const words = BOT_WORDS[localeIn(event, scene)]
  const { invitedBy, person } = scene
  if (invitedBy === null) return says(event, plain(words.invitationOver))
  if (invitedBy.id === person?.id) return says(event, plain(words.invitationOwn))
  const accept: Press = { on: 'accept', token: event.argument.slice(2) }
  return says(event, {
    text: words.invitation,
    rows: [
      [
        { label: words.buttons.accept, press: accept },
        { label: words.buttons.refuse, press: { on: 'refuse' } },
      ],
    ],
  })
}

function stop(event: Told, scene: Scene): BotAnswer {
  const { person } = scene
  const words = BOT_WORDS[localeIn(event, scene)]
  if (person === null) return says(event, plain(words.nothingToErase))
  if (person.role === 'operator') return says(event, plain(words.operatorKept))
  return { ...says(event, plain(words.erased)), changes: [{ type: 'erase', subscriber: person }] }
}

type Known = { person: Subscriber; scene: Scene }

function resume(event: Told, { person, scene }: Known): BotAnswer {
  const words = BOT_WORDS[person.locale]
  if (!isPaused(person, scene.now)) return says(event, plain(words.notPaused))
  return saved(
    event,
    { person: { ...person, pausedUntil: null }, scene },
    { drawn: (going) => plain([words.resumed, ...openNow({ person: going, scene })].join('\n\n')) },
  )
}

/** Without a name the usual ones are offered. */
function changeZone(event: Told, { person, scene }: Known): BotAnswer {
  if (event.argument === '') return says(event, zoneScreen({ person, scene }))
  const timeZone = readTimeZone(event.argument)
  if (timeZone === null) return says(event, plain(BOT_WORDS[person.locale].zoneUnread))
  return saved(
    event,
    { person: { ...person, timeZone }, scene },
    { drawn: (moved) => zoneScreen({ person: moved, scene }) },
  )
}

/** A day that is named is one of alerts again, from its morning; an hour that is named counts as it is. */
function pause(event: Told, { person, scene }: Known): BotAnswer {
  if (event.argument === '') return says(event, pauseScreen({ person, scene }))
  const until = timeNamed(event.argument, scene.now, { hour: MORNING, timeZone: person.timeZone })
  if (until === null || until <= scene.now) return says(event, plain(BOT_WORDS[person.locale].pauseUnread))
  return saved(
    event,
    { person: { ...person, pausedUntil: until }, scene },
    { drawn: (paused) => pausedScreen({ person: paused, scene }) },
  )
}

function saved(
  event: BotEvent,
  { person, scene }: Known,
  { drawn }: { drawn: (person: Subscriber) => Screen },
): BotAnswer {
  const subscriber = { ...person, updatedAt: scene.now }
  return { ...says(event, drawn(subscriber)), changes: [keep(scene.person, subscriber)] }
}

function keep(before: Subscriber | null, subscriber: Subscriber): Change {
  return before === null ? { type: 'begin', subscriber } : { type: 'change', before, subscriber }
}

function newPerson(event: BotEvent, { newId, now, first }: Scene): Subscriber {
  return {
    ...first,
    id: newId,
    channel: 'telegram',
    address: event.chat.id,
    options: {},
    locale: localeOf(event.language),
    role: 'reader',
    state: 'active',
    disabledWhy: null,
    createdAt: now,
    updatedAt: now,
  }
}

/** A press by somebody without a subscription may begin one: as whom is known from here on. */
function withPerson(event: BotEvent, scene: Scene): Scene & { fresh: Subscriber } {
  return { ...scene, fresh: newPerson(event, scene) }
}

function localeIn(event: BotEvent, { person }: Scene): Locale {
  return person?.locale ?? localeOf(event.language)
}

function says({ chat }: BotEvent, screen: Screen): BotAnswer {
  const reply: Reply = { type: 'say', chatId: chat.id, screen }
  return { ...NOTHING, replies: [reply] }
}

const plain = (text: string): Screen => ({ text, rows: [] })
