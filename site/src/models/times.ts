const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Words for a length: `12 s`, `3 min`, `2 h`. */
export function span(ms: number, locale: string): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const parts = (value: number, unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' }).format(Math.floor(value))
  if (seconds < MINUTE) return parts(seconds, 'second')
  if (seconds < HOUR) return parts(seconds / MINUTE, 'minute')
  if (seconds < DAY) return parts(seconds / HOUR, 'hour')
  return parts(seconds / DAY, 'day')
}

/** The moment itself, in the reader's time zone. */
export function moment(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'medium' }).format(at)
}

/** The time of day, in the reader's time zone: `14:02`. */
export function clockTime(at: number, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at)
}
