import type { Button, Screen } from './bot.ts'
import type { List, Press } from './bot-data.ts'
import type { Drawn } from './bot-drawn.ts'
import type { BotWords } from './bot-words.ts'
import type { PublicWatch } from './status.ts'
import type { Subscriber } from './subscriber.ts'

import { back, press, wordsOf } from './bot-drawn.ts'
import { wordZone } from './bot-settings.ts'
import { momentOf } from './bot-time.ts'
import { oneLine } from './one-line.ts'
import { isPaused, watchesIt } from './subscriber.ts'
import { wordVerdict } from './wording.ts'

const PAGE = 8
const LABEL_MOST = 48
const NAME_MOST = 120
const STATUS_MOST = 20
const OPEN_MOST = 5

/** Everything that somebody has chosen, and the ways to change it. `first` stands above. */
export function homeScreen({ person, scene }: Drawn, first: string | null = null): Screen {
  const words = wordsOf(person)
  const { buttons, lines } = words
  const { quiet, always } = person
  const near = { now: scene.now, locale: person.locale, timeZone: person.timeZone }
  const span = quiet === null ? words.quietOff : words.quietSpan(quiet.from, quiet.to)
  const text = [
    ...cutOff(person),
    ...(first === null ? [] : [first, '']),
    wordFollowed({ person, scene }),
    ...(isPaused(person, scene.now) ? [lines.paused(momentOf(person.pausedUntil ?? 0, near))] : []),
    '',
    words.settings,
    `• ${lines.loudness(words.loudness[person.loudness])}`,
    `• ${lines.quiet(span)}${quiet !== null && always.length > 0 ? ` (${lines.always(always.length)})` : ''}`,
    `• ${lines.escalation(person.escalateTo !== null)}`,
    `• ${wordZone({ person, scene })}`,
  ].join('\n')
  return {
    text,
    rows: [
      [
        press(buttons.choose, { on: 'list', list: 'watches', page: 0 }),
        press(buttons.status, { on: 'status' }),
      ],
      [press(buttons.pause, { on: 'pause' }), press(buttons.quiet, { on: 'quiet' })],
      [press(buttons.loudness, { on: 'loudness' }), press(buttons.escalation, { on: 'escalation' })],
      [
        press(buttons.zone, { on: 'zone' }),
        press(buttons.otherLanguage, { on: 'language', locale: person.locale === 'fr' ? 'en' : 'fr' }),
      ],
    ],
  }
}

/** What can be had now, for somebody who has just come: the alert about it went out before. */
export function openNow({ person, scene }: Drawn): string[] {
  const words = wordsOf(person)
  const near = { now: scene.now, locale: person.locale, timeZone: person.timeZone }
  const open = scene.watches.filter(
    ({ id, verdict }) => watchesIt(person, id) && verdict.state === 'available',
  )
  const shown = open.slice(0, OPEN_MOST).map((watch) => `${wordWatch(watch, { words, near })}\n${watch.url}`)
  return shown.length === 0 ? [] : [words.lines.openNow, ...shown]
}

const cutOff = (person: Subscriber): string[] =>
  person.state === 'disabled' ? [wordsOf(person).lines.cut, ''] : []

function wordFollowed({ person, scene }: Drawn): string {
  const words = wordsOf(person)
  if (person.watches === 'all') return words.following(words.followsAll(scene.watches.length))
  const followed = scene.watches.filter(({ id }) => watchesIt(person, id))
  if (followed.length === 0 && scene.isSecond) return words.followsAsSecond
  return followed.length === 0 ? words.followsNone : words.following(words.followsSome(followed.length))
}

/** Matches to tick, eight a page. */
export function listScreen({ person, scene }: Drawn, { list, page }: { list: List; page: number }): Screen {
  const words = wordsOf(person)
  const { buttons } = words
  const given = list === 'watches' ? scene.watches : scene.watches.filter(({ id }) => watchesIt(person, id))
  const pages = Math.max(1, Math.ceil(given.length / PAGE))
  const at = Math.min(page, pages - 1)
  const isChosen = (id: string) => (list === 'watches' ? watchesIt(person, id) : person.always.includes(id))
  const shown = given.slice(at * PAGE, (at + 1) * PAGE).map(({ id, name }): Button[] => {
    const chosen = isChosen(id)
    const choice: Press = { on: 'choose', list, page: at, watchId: id, wanted: !chosen }
    return [press(`${chosen ? '✅' : '▫️'} ${oneLine(name, LABEL_MOST)}`, choice)]
  })
  const turns = [
    ...(at > 0 ? [press(buttons.previous, { on: 'list', list, page: at - 1 })] : []),
    ...(at < pages - 1 ? [press(buttons.next, { on: 'list', list, page: at + 1 })] : []),
  ]
  const everything = [
    press(buttons.all, { on: 'choose-all', page: at, wanted: true }),
    press(buttons.none, { on: 'choose-all', page: at, wanted: false }),
  ]
  const done: Press = list === 'watches' ? { on: 'home' } : { on: 'quiet' }
  const ask = list === 'watches' ? words.choose : words.chooseAlways
  const followed = list === 'watches' ? [wordFollowed({ person, scene })] : []
  return {
    text: [
      given.length === 0 ? words.noMatch : ask,
      ...followed,
      ...(pages > 1 ? [words.page(at + 1, pages)] : []),
    ].join('\n'),
    rows: [
      ...(list === 'watches' ? [everything] : []),
      ...shown,
      ...(turns.length === 0 ? [] : [turns]),
      [press(buttons.done, done)],
    ],
  }
}

/** Where each match stands, in words and since when. */
export function statusScreen({ person, scene }: Drawn): Screen {
  const words = wordsOf(person)
  const { locale, timeZone } = person
  const near = { now: scene.now, locale, timeZone }
  const followed = scene.watches.filter(({ id }) => watchesIt(person, id))
  const shown = followed.slice(0, STATUS_MOST).map((watch) => wordWatch(watch, { words, near }))
  const left = followed.length - shown.length
  const title = words.statusTitle(momentOf(scene.now, near).time)
  const paused = isPaused(person, scene.now)
    ? [words.lines.paused(momentOf(person.pausedUntil ?? 0, near))]
    : []
  const lines = [title, ...shown, ...(left > 0 ? [words.morePages(left)] : [])]
  return {
    text: [
      ...cutOff(person).slice(0, 1),
      ...paused,
      ...(followed.length > 0 ? lines : [scene.isSecond ? words.followsAsSecond : words.statusNone]),
    ].join('\n\n'),
    rows: [[press(words.buttons.refresh, { on: 'status' }), back(words)]],
  }
}

type Near = Parameters<typeof momentOf>[1]

const SIGNS = { available: '🟢', none: '⚪', unknown: '🟠' } as const

function wordWatch(watch: PublicWatch, { words, near }: { words: BotWords; near: Near }): string {
  const { verdict, openSince, blindSince, lastCheckAt } = watch
  const since = verdict.state === 'available' ? openSince : verdict.state === 'unknown' ? blindSince : null
  const facts = [
    wordVerdict(verdict, near.locale),
    ...(since === null ? [] : [words.since(momentOf(since, near))]),
    lastCheckAt === null ? words.neverChecked : words.checked(momentOf(lastCheckAt, near)),
  ]
  return `${SIGNS[verdict.state]} ${oneLine(watch.name, NAME_MOST)}\n${facts.join(', ')}`
}
