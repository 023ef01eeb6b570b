import type { AcknowledgedAs } from './alert.ts'
import type { Loudness } from './subscriber.ts'

import { LOUDNESSES } from './subscriber.ts'
import { readTimeZone } from './time-zones.ts'

/** Which list of matches a choice goes to: the ones followed, or the ones that ring in quiet hours. */
export type List = 'watches' | 'always'

/** What a button does. Every choice is absolute: a press that is taken twice changes nothing more. */
export type Press =
  | { on: 'answer'; alertId: string; answer: AcknowledgedAs }
  | {
      on:
        | 'home'
        | 'status'
        | 'pause'
        | 'quiet'
        | 'loudness'
        | 'escalation'
        | 'refuse'
        | 'unescalate'
        | 'invite'
        | 'zone'
    }
  | { on: 'list'; list: List; page: number }
  | { on: 'choose'; list: List; page: number; watchId: string; wanted: boolean }
  | { on: 'choose-all'; page: number; wanted: boolean }
  | { on: 'pause-for'; minutes: number }
  | { on: 'pause-until'; day: string }
  | { on: 'resume' }
  | { on: 'quiet-from' }
  | { on: 'quiet-to'; from: number }
  | { on: 'quiet-set'; from: number; to: number }
  | { on: 'quiet-off' }
  | { on: 'loudness-set'; loudness: Loudness }
  | { on: 'zone-set'; zone: string }
  | { on: 'accept'; token: string }
  | { on: 'language'; locale: 'fr' | 'en' }

/** Bytes that Telegram takes for the data of a button: https://core.telegram.org/bots/api#inlinekeyboardbutton */
export const DATA_MOST = 64
const ID = /^[\w-]{1,48}$/
const TOKEN = /^[\w-]{1,60}$/
const PAGE_MOST = 99
const WEEK_MINUTES = 7 * 24 * 60
const DAY = /^\d{4}-\d\d-\d\d$/
/** Buttons that say nothing more than what they do. */
const PLAIN = new Map([
  ['h', 'home'],
  ['t', 'status'],
  ['p', 'pause'],
  ['q', 'quiet'],
  ['l', 'loudness'],
  ['e', 'escalation'],
  ['no', 'refuse'],
  ['ex', 'unescalate'],
  ['ei', 'invite'],
  ['r', 'resume'],
  ['qf', 'quiet-from'],
  ['qx', 'quiet-off'],
  ['z', 'zone'],
] as const)
const ANSWER_SIGNS = new Map([
  ['g', 'got-one'],
  ['s', 'seen'],
  ['l', 'too-late'],
  ['f', 'false-alarm'],
] as const)

/** The data of a button, ASCII only; at most `DATA_MOST` long while ids have at most 48 signs and tokens 60. */
export function writePress(press: Press): string {
  switch (press.on) {
    case 'answer':
      return `a:${signOf(ANSWER_SIGNS, press.answer)}:${press.alertId}`
    case 'list':
      return `${press.list === 'watches' ? 'w' : 'y'}:${press.page}`
    case 'choose':
      return `${press.list === 'watches' ? 'w' : 'y'}:${press.page}:${press.wanted ? 1 : 0}:${press.watchId}`
    case 'choose-all':
      return `wa:${press.page}:${press.wanted ? 1 : 0}`
    case 'pause-for':
      return `pm:${press.minutes}`
    case 'pause-until':
      return `pd:${press.day}`
    case 'quiet-to':
      return `qt:${press.from}`
    case 'quiet-set':
      return `qs:${press.from}:${press.to}`
    case 'loudness-set':
      return `ls:${press.loudness}`
    case 'zone-set':
      return `zs:${press.zone}`
    case 'accept':
      return `ea:${press.token}`
    case 'language':
      return `g:${press.locale}`
    default:
      return signOf(PLAIN, press.on)
  }
}

type Reader = (parts: readonly string[]) => Press | null

const READERS: Readonly<Record<string, Reader>> = {
  a: ([sign = '', alertId = '']) => {
    const [, answer] = entryOf(ANSWER_SIGNS, (known) => known === sign) ?? []
    return answer === undefined || !ID.test(alertId) ? null : { on: 'answer', alertId, answer }
  },
  w: (parts) => readList('watches', parts),
  y: (parts) => readList('always', parts),
  wa: ([first = '', second = '']) => {
    const [page, wanted] = [whole(first, PAGE_MOST), flag(second)]
    return page === null || wanted === null ? null : { on: 'choose-all', page, wanted }
  },
  pm: ([first = '']) => {
    const minutes = whole(first, WEEK_MINUTES)
    return minutes === null || minutes === 0 ? null : { on: 'pause-for', minutes }
  },
  pd: ([day = '']) => (DAY.test(day) ? { on: 'pause-until', day } : null),
  qt: ([first = '']) => {
    const from = whole(first, 23)
    return from === null ? null : { on: 'quiet-to', from }
  },
  qs: ([first = '', second = '']) => {
    const [from, to] = [whole(first, 23), whole(second, 23)]
    return from === null || to === null || from === to ? null : { on: 'quiet-set', from, to }
  },
  ls: ([word]) => {
    const loudness = LOUDNESSES.find((known) => known === word)
    return loudness === undefined ? null : { on: 'loudness-set', loudness }
  },
  zs: ([name = '']) => {
    const zone = readTimeZone(name)
    return zone === null ? null : { on: 'zone-set', zone }
  },
  ea: ([token = '']) => (TOKEN.test(token) ? { on: 'accept', token } : null),
  g: ([locale]) => (locale === 'fr' || locale === 'en' ? { on: 'language', locale } : null),
}

/** Reads the data of a press, which anybody may have made up; `null` when no button of ours bears it. */
export function readPress(data: string): Press | null {
  if (data.length > DATA_MOST) return null
  const [head = '', ...parts] = data.split(':')
  if (parts.length === 0) {
    const [, on] = entryOf(PLAIN, (known) => known === head) ?? []
    return on === undefined ? null : { on }
  }
  const press = Object.hasOwn(READERS, head) ? (READERS[head]?.(parts) ?? null) : null
  // One spelling a press: what is written otherwise was not written by us.
  return press !== null && writePress(press) === data ? press : null
}

function readList(list: List, [first = '', second = '', watchId = '']: readonly string[]): Press | null {
  const page = whole(first, PAGE_MOST)
  if (page === null) return null
  if (second === '' && watchId === '') return { on: 'list', list, page }
  const wanted = flag(second)
  return wanted === null || !ID.test(watchId) ? null : { on: 'choose', list, page, watchId, wanted }
}

function signOf<Sign extends string, Value extends string>(
  signs: ReadonlyMap<Sign, Value>,
  value: Value,
): string {
  return entryOf(signs, (_, known) => known === value)?.[0] ?? ''
}

function entryOf<Sign, Value>(
  signs: ReadonlyMap<Sign, Value>,
  wanted: (sign: Sign, value: Value) => boolean,
): [Sign, Value] | undefined {
  return [...signs].find(([sign, value]) => wanted(sign, value))
}

function whole(text: string, most: number): number | null {
  return /^\d{1,5}$/.test(text) && Number(text) <= most ? Number(text) : null
}

const flag = (text: string): boolean | null => (text === '1' ? true : text === '0' ? false : null)
