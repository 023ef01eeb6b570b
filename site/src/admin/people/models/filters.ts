import type { AlertsRoute, PeopleRoute } from '../../models/route.ts'
import type { PeopleFilter, TrailFilter } from '../../desk/door.ts'

import { ALERT_STATES, CHANNEL_NAMES } from '#core/alert.ts'
import { PEOPLE_STATES } from '#core/person.ts'

const HOUR = 3_600_000
const SPANS = { hour: HOUR, day: 24 * HOUR, week: 7 * 24 * HOUR, month: 30 * 24 * HOUR } as const
export type Span = keyof typeof SPANS
export const WHENS = ['hour', 'day', 'week', 'month'] as const satisfies readonly Span[]

const oneOf = <T extends string>(names: readonly T[], text: string | undefined) =>
  names.find((name) => name === text)

type Given<T> = { [name in keyof T]?: Exclude<T[name], undefined> }

/** Only what is there. */
function given<T extends object>(all: T): Given<T> {
  const found: Given<T> = JSON.parse(JSON.stringify(all))
  return found
}

/** What is asked of the relay, from what the address says. */
export function peopleFilter({ state, channel, watch, mark }: PeopleRoute): PeopleFilter {
  return given({ state: oneOf(PEOPLE_STATES, state), channel: oneOf(CHANNEL_NAMES, channel), watch, mark })
}

/** The same for alerts; `now` in epoch ms. A day is one of the reader's own. */
export function trailFilter(route: AlertsRoute, now: number): TrailFilter {
  const { watch, subscriber, event, text } = route
  const span = oneOf(WHENS, route.when)
  const day = dayOf(route.day)
  return given({
    watch,
    subscriber,
    event,
    text,
    state: oneOf(ALERT_STATES, route.state),
    channel: oneOf(CHANNEL_NAMES, route.channel),
    from: day === null ? (span === undefined ? undefined : String(now - SPANS[span])) : String(day.from),
    to: day === null ? undefined : String(day.to),
  })
}

export type Choice = 'watch' | 'state' | 'channel' | 'when' | 'day'
/** A span and a day are one choice: the later one holds. */
const RIVALS: { [name in Choice]?: Choice } = { when: 'day', day: 'when' }

/** The filter with one thing chosen; with an empty text it is chosen no more. */
export function withChosen(filter: AlertsRoute, name: Choice, value: string): AlertsRoute {
  const { [name]: _, [RIVALS[name] ?? name]: _rival, ...others } = filter
  return { ...others, ...(value === '' ? {} : { [name]: value }) }
}

/** From its midnight to the next, in the reader's time zone; `null` of what is no day. */
function dayOf(text: string | undefined): { from: number; to: number } | null {
  const [year = Number.NaN, month = Number.NaN, day = Number.NaN] = (text ?? '').split('-').map(Number)
  const from = new Date(year, month - 1, day).getTime()
  const to = new Date(year, month - 1, day + 1).getTime()
  return Number.isNaN(from) ? null : { from, to }
}

/** What people type to find somebody: the beginning of a mark, or a whole address, which goes into no URL. */
export type Sought = { kind: 'all' } | { kind: 'mark'; mark: string } | { kind: 'address'; address: string }

export function soughtOf(typed: string): Sought | null {
  const text = typed.trim()
  if (text === '') return { kind: 'all' }
  if (/[@/]|^-?\d{7,}$/.test(text) && text.length > 2) return { kind: 'address', address: text }
  return /^[\w-]{1,40}$/.test(text) ? { kind: 'mark', mark: text } : null
}
