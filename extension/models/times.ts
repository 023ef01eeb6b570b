import { ago as agoOf, soon as soonIn } from '#core/age.ts'

const JUST_NOW_MS = 3000

type Of = { now: number; locale: string }
type Making = (locale: string) => Intl.DateTimeFormat

/** Fifty cards word their times at once, and making a format costs more than using it. */
function kept(make: Making): Making {
  const formats: Record<string, Intl.DateTimeFormat> = {}
  return (locale) => (formats[locale] ??= make(locale))
}

const HOUR: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }
const DAY: Intl.DateTimeFormatOptions = { weekday: 'short', day: 'numeric' }

const hour = kept((locale) => new Intl.DateTimeFormat(locale, HOUR))
const dayHour = kept((locale) => new Intl.DateTimeFormat(locale, { ...DAY, ...HOUR, month: 'short' }))
const longDay = kept(
  (locale) => new Intl.DateTimeFormat(locale, { ...DAY, month: 'long', year: 'numeric', timeZone: 'UTC' }),
)

/** The hour of an epoch ms on this device's clock; with its day when that is another: `14:02`, `ven. 27 nov. 08:00`. */
export function clock(at: number, { now, locale }: Of): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  return (sameDay ? hour : dayHour)(locale).format(at)
}

/** `il y a 20 s`. */
export function ago(at: number, { now, locale, justNow }: Of & { justNow: string }): string {
  return now - at < JUST_NOW_MS ? justNow : agoOf(now - at, locale)
}

/** `dans 40 s`. */
export function soon(at: number, { now, locale }: Of): string {
  return soonIn(at - now, locale)
}

/** The day of a match as people write it; `date` is `YYYY-MM-DD`. */
export function dayOf(date: string, locale: string): string {
  return longDay(locale).format(Date.parse(date))
}
