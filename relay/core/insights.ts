import { TIME_ZONE } from './clock.ts'
import { isEndSeen } from './release-end.ts'

/** A release as history needs it. Epoch ms; `closedAt` is `null` while it is open, `closedBy` says who saw it close. */
export type Opening = { openedAt: number; closedAt: number | null; closedBy?: string | null }

/** How long seats lived, ms. */
export type Lives = {
  count: number
  shortest: number
  lowerQuartile: number
  median: number
  upperQuartile: number
  longest: number
}

export type Insights = {
  count: number
  /** The first opening of those counted, epoch ms; `null` without any. */
  firstAt: number | null
  lastAt: number | null
  /** Openings by day in Paris, oldest first, today last. */
  days: { day: string; count: number }[]
  /** Openings by weekday (Monday first) and hour in Paris. */
  hours: number[][]
  /** Of those that were seen to close; `null` when too few were. */
  lives: Lives | null
  /** Whether `hours` tells a habit rather than chance. */
  hoursTell: boolean
}

export const DAYS_SHOWN = 30
/** So few of 168 hours say nothing yet. */
export const HOURS_LEAST = 20
export const HOURS_LEAST_DAYS = 14
/** Quartiles of fewer are the values themselves. */
export const LIVES_LEAST = 5

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
const DAY_MS = 86_400_000

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: TIME_ZONE,
  weekday: 'short',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  hourCycle: 'h23',
})

/** When seats appear and how long they stay. Pure; the order of the openings does not matter. */
export function insightsOf(openings: readonly Opening[], now: number): Insights {
  const times = openings.map(({ openedAt }) => openedAt).toSorted((a, b) => a - b)
  const [firstAt = null] = times
  const lastAt = times.at(-1) ?? null
  const hours = WEEKDAYS.map(() => Array.from({ length: 24 }, () => 0))
  const counts = new Map<string, number>()
  for (const at of times) {
    const { day, weekday, hour } = placeOf(at)
    const row = hours[weekday]
    if (row !== undefined) row[hour] = (row[hour] ?? 0) + 1
    counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  const span = firstAt === null || lastAt === null ? 0 : lastAt - firstAt
  return {
    count: times.length,
    firstAt,
    lastAt,
    days: lastDays(now).map((day) => ({ day, count: counts.get(day) ?? 0 })),
    hours,
    lives: livesOf(openings),
    hoursTell: times.length >= HOURS_LEAST && span >= HOURS_LEAST_DAYS * DAY_MS,
  }
}

function placeOf(at: number): { day: string; weekday: number; hour: number } {
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? ''
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    weekday: WEEKDAYS.indexOf(part('weekday')),
    hour: Number(part('hour')),
  }
}

/** Days of the calendar, not of 24 hours: two a year are an hour longer or shorter. */
function lastDays(now: number): string[] {
  const today = Date.parse(`${placeOf(now).day}T00:00:00Z`)
  return Array.from({ length: DAYS_SHOWN }, (_, index) =>
    new Date(today - (DAYS_SHOWN - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  )
}

function livesOf(openings: readonly Opening[]): Lives | null {
  const lives = openings
    .flatMap(({ openedAt, closedAt, closedBy = null }) =>
      // How long they lived on after the last look, nobody knows.
      closedAt === null || !isEndSeen(closedBy) ? [] : [Math.max(0, closedAt - openedAt)],
    )
    .toSorted((a, b) => a - b)
  if (lives.length < LIVES_LEAST) return null
  return {
    count: lives.length,
    shortest: lives[0] ?? 0,
    lowerQuartile: quantile(lives, 0.25),
    median: quantile(lives, 0.5),
    upperQuartile: quantile(lives, 0.75),
    longest: lives.at(-1) ?? 0,
  }
}

/** Between the two nearest (type 7 of Hyndman and Fan, "Sample quantiles in statistical packages", 1996). */
function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? 0
  const above = sorted[Math.ceil(place)] ?? below
  return Math.round(below + (above - below) * (place - Math.floor(place)))
}
