import type { Command } from './bot.ts'
import type { AcknowledgedAs } from './alert.ts'
import type { Moment } from './bot-time.ts'
import type { Loudness } from './subscriber.ts'
import type { CommonZone } from './time-zones.ts'
import type { Locale } from './words.ts'

import { botEnglish } from './bot-words-en.ts'
import { botFrench } from './bot-words-fr.ts'

/** Everything that the bot says and its buttons bear. Names of matches come already cleaned. */
export type BotWords = {
  /** The commands as Telegram's menu shows them. */
  commands: Record<Command, string>
  /** What the profile of the bot says. */
  about: string
  hello: string
  groupHello: string
  help: string
  adminsOnly: string
  /** A press or an answer that needs a subscription, from somebody who has none. */
  stranger: string
  notUnderstood: string
  tooOld: string
  following: (what: string) => string
  followsAll: (count: number) => string
  followsSome: (count: number) => string
  followsNone: string
  /** Of no match, by somebody who is told when another does not answer. */
  followsAsSecond: string
  noMatch: string
  unknownMatch: string
  nowFollows: (name: string) => string
  settings: string
  lines: {
    loudness: (words: string) => string
    quiet: (words: string) => string
    always: (count: number) => string
    escalation: (on: boolean) => string
    zone: (place: string, time: string) => string
    paused: (until: Moment) => string
    disabled: string
    /** Above all else, while nothing is sent. */
    cut: string
    /** Above what can be had while somebody subscribes: no alert will come for it. */
    openNow: string
  }
  choose: string
  chooseAlways: string
  page: (page: number, pages: number) => string
  statusTitle: (at: string) => string
  statusNone: string
  since: (at: Moment) => string
  checked: (at: Moment) => string
  neverChecked: string
  morePages: (count: number) => string
  pauseAsk: string
  pauseUnread: string
  paused: (until: Moment) => string
  resumed: string
  notPaused: string
  quietAsk: string
  quietFrom: string
  quietTo: (from: string) => string
  quietSpan: (from: string, to: string) => string
  quietOff: string
  loudnessAsk: string
  loudness: Record<Loudness, string>
  zoneAsk: string
  zoneUnread: string
  zones: Record<CommonZone, string>
  escalationAsk: string
  escalationOn: string
  escalationLink: (link: string, hours: number) => string
  invitation: string
  invitationOver: string
  invitationOwn: string
  invitationKept: string
  invitationRefused: string
  invitationKeptTold: string
  erased: string
  nothingToErase: string
  operatorKept: string
  moved: string
  language: string
  /** Log lines. */
  operatorLeft: string
  operatorRefuses: (detail: string) => string
  operatorBack: string
  pollConflict: (detail: string) => string
  pollFails: (detail: string) => string
  webhookRefused: (detail: string) => string
  noWay: string
  updateLost: string
  buttons: {
    all: string
    none: string
    choose: string
    done: string
    back: string
    previous: string
    next: string
    status: string
    refresh: string
    pause: string
    resume: string
    quiet: string
    loudness: string
    escalation: string
    zone: string
    hour: string
    morning: string
    own: string
    off: string
    always: string
    invite: string
    remove: string
    accept: string
    refuse: string
    otherLanguage: string
  }
  /** An answer to a message that listed several: the buttons now name them. */
  whichMatch: string
  answers: Record<AcknowledgedAs, string>
  /** What a press on an alert is answered with. */
  answered: Record<AcknowledgedAs, string>
}

export const BOT_WORDS: Record<Locale, BotWords> = { fr: botFrench, en: botEnglish }

/** The language of somebody whose app speaks `code` (IETF): French unless it is another. */
export function localeOf(code: string | null): Locale {
  return code === null || /^fr\b/i.test(code) ? 'fr' : 'en'
}
