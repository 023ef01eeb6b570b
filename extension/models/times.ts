import { ago as agoOf } from '#core/age.ts'

const JUST_NOW_MS = 3000
const MINUTE_MS = 60_000

type Of = { now: number; locale: string }

/** The hour of an epoch ms on this device's clock; with its day when that is another: `14:02`, `ven. 27 nov. 08:00`. */
export function clock(at: number, { now, locale }: Of): string {
  const sameDay = new Date(at).toDateString() === new Date(now).toDateString()
  const day = { weekday: 'short', day: 'numeric', month: 'short' } as const
  return new Intl.DateTimeFormat(locale, {
    ...(sameDay ? {} : day),
    hour: '2-digit',
    minute: '2-digit',
  }).format(at)
}

/** `il y a 20 s`. */
export function ago(at: number, { now, locale, justNow }: Of & { justNow: string }): string {
  return now - at < JUST_NOW_MS ? justNow : agoOf(now - at, locale)
}

/** `dans 40 s`. */
export function soon(at: number, { now, locale }: Of): string {
  const format = new Intl.RelativeTimeFormat(locale, { style: 'short' })
  const ms = at - now
  return ms < MINUTE_MS
    ? format.format(Math.max(1, Math.round(ms / 1000)), 'second')
    : format.format(Math.round(ms / MINUTE_MS), 'minute')
}

/** The day of a match as people write it; `date` is `YYYY-MM-DD`. */
export function dayOf(date: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  }).format(Date.parse(`${date}T00:00:00Z`))
}
