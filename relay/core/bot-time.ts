import type { Locale } from './words.ts'

import { TIME_ZONE } from './clock.ts'
import { readWhen } from './when.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** A time near now, in words: `day` is `null` when it is the same day. */
export type Moment = { day: string | null; time: string }

type Place = { timeZone: string }

/** Epoch ms as the wall clock of a time zone reads it, written as if it were UTC. */
function wallOf(at: number, { timeZone }: Place): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at)
  const read = (type: string) => parts.find((part) => part.type === type)?.value ?? '00'
  return Date.parse(`${read('year')}-${read('month')}-${read('day')}T${read('hour')}:${read('minute')}:00Z`)
}

/** The day there, `YYYY-MM-DD`, so many days from now. */
export function dayThere(now: number, { timeZone, plus = 0 }: Place & { plus?: number }): string {
  return new Date(wallOf(now, { timeZone }) + plus * DAY_MS).toISOString().slice(0, 10)
}

/** When it is `hour` o'clock there on a day; in the hour that a change of clocks leaves out, an hour later. */
export function hourThere(day: string, hour: number, place: Place): number | null {
  const wanted = Date.parse(`${day}T00:00:00Z`) + hour * HOUR_MS
  if (!Number.isFinite(wanted)) return null
  const guess = wanted - (wallOf(wanted, place) - wanted)
  const exact = guess - (wallOf(guess, place) - wanted)
  return wallOf(exact, place) === wanted ? exact : guess
}

/**
 * When somebody who lives there means: the hour that they name by their own clock, else that day at `hour` o'clock;
 * `null` when they name no day.
 */
export function timeNamed(
  text: string,
  now: number,
  { hour, timeZone }: Place & { hour: number },
): number | null {
  const home = { timeZone: TIME_ZONE }
  // As if their clock were that of Paris, by which words are read.
  const when = readWhen(text, now + wallOf(now, { timeZone }) - wallOf(now, home))
  if (when === null) return null
  const named = when.at === null ? hour : (wallOf(when.at, home) - Date.parse(`${when.day}T00:00Z`)) / HOUR_MS
  return hourThere(when.day, named, { timeZone })
}

/** A time in words for somebody who lives there. */
export function momentOf(
  at: number,
  { now, locale, timeZone }: Place & { now: number; locale: Locale },
): Moment {
  const time = new Date(wallOf(at, { timeZone })).toISOString().slice(11, 16)
  return dayThere(at, { timeZone }) === dayThere(now, { timeZone })
    ? { day: null, time }
    : { day: wordDay(at, { locale, timeZone }), time }
}

/** `24 décembre`. */
function wordDay(at: number, { locale, timeZone }: Place & { locale: Locale }): string {
  const language = locale === 'fr' ? 'fr-FR' : 'en-GB'
  return new Intl.DateTimeFormat(language, { timeZone, day: 'numeric', month: 'long' }).format(at)
}

/** A day `YYYY-MM-DD` as a button bears it: `mar. 24 nov.`. */
export function shortDay(day: string, locale: Locale): string {
  const language = locale === 'fr' ? 'fr-FR' : 'en-GB'
  const shown: Intl.DateTimeFormatOptions = {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
  }
  return new Intl.DateTimeFormat(language, shown).format(Date.parse(`${day}T12:00:00Z`))
}

/** `7` as `07:00`. */
export const clockHour = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
