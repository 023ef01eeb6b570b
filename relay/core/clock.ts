import type { Locale } from './words.ts'

/** Where the people who read live, unless they say otherwise. */
export const TIME_ZONE = 'Europe/Paris'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Formats = { time: Intl.DateTimeFormat; days: Record<Locale, Intl.DateTimeFormat> }

function formatsOf(timeZone: string): Formats {
  const time = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  const day = { timeZone, day: 'numeric', month: 'long' } as const
  return {
    time: new Intl.DateTimeFormat('fr-FR', { timeZone, ...time }),
    days: { fr: new Intl.DateTimeFormat('fr-FR', day), en: new Intl.DateTimeFormat('en-GB', day) },
  }
}

const HOME = formatsOf(TIME_ZONE)
const FORMATS_MOST = 600
const formats = new Map([[TIME_ZONE, HOME]])

/** Making them costs more than using them a thousand times. Of a zone that no clock is known of, those of Paris. */
function formatsFor(timeZone: string): Formats {
  const kept = formats.get(timeZone)
  if (kept !== undefined) return kept
  try {
    const made = formatsOf(timeZone)
    if (formats.size < FORMATS_MOST) formats.set(timeZone, made)
    return made
  } catch {
    return HOME
  }
}

/** Epoch ms as `14:02:11` in Paris. */
export function clockTime(at: number): string {
  return HOME.time.format(at)
}

/** A clock time as people near `now` need it: with its day when that is another one, `14:02 le 18 mai`. */
export function clockNear(at: number, { now, locale, timeZone, seconds = false }: Nearness): string {
  const { time, days } = formatsFor(timeZone ?? TIME_ZONE)
  const shown = seconds ? time.format(at) : time.format(at).slice(0, 5)
  const day = days[locale].format(at)
  if (day === days[locale].format(now)) return shown
  return locale === 'fr' ? `${shown} le ${day}` : `${shown} on ${day}`
}

/** `timeZone`: IANA name, Paris without one. */
type Nearness = { now: number; locale: Locale; timeZone?: string | undefined; seconds?: boolean }

/** Milliseconds as `45 s`, `12 min`, `2 h 05 min` or `3 j 4 h` (`3 d 4 h`), rounded down. */
export function duration(ms: number, locale: Locale): string {
  const whole = Math.max(0, ms)
  if (whole < MINUTE) return `${Math.floor(whole / SECOND)} s`
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} min`
  if (whole < 2 * DAY) {
    const minutes = Math.floor((whole % HOUR) / MINUTE)
    const hours = `${Math.floor(whole / HOUR)} h`
    return minutes === 0 ? hours : `${hours} ${String(minutes).padStart(2, '0')} min`
  }
  const hours = Math.floor((whole % DAY) / HOUR)
  const all = `${Math.floor(whole / DAY)} ${locale === 'fr' ? 'j' : 'd'}`
  return hours === 0 ? all : `${all} ${hours} h`
}

/** The relative times of the bot that Vigie replaces. `elapsedMs` since it happened, `null` for never. */
export function relativeFrench(elapsedMs: number | null): string {
  if (elapsedMs === null) return 'En attente...'
  if (elapsedMs < MINUTE) return "À l'instant"
  return `Il y a ${Math.floor(elapsedMs / MINUTE)} min`
}
