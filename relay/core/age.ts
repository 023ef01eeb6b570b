const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Words for an age in ms, rounded down: `il y a 12 s`, `3 min ago`. Ages below zero (clocks differ) count as now. */
export function ago(ms: number, locale: string): string {
  const format = relative(locale)
  const seconds = Math.max(0, Math.floor(ms / 1000))
  if (seconds < MINUTE) return format.format(-seconds, 'second')
  if (seconds < HOUR) return format.format(-Math.floor(seconds / MINUTE), 'minute')
  if (seconds < DAY) return format.format(-Math.floor(seconds / HOUR), 'hour')
  return format.format(-Math.floor(seconds / DAY), 'day')
}

/** Lists word fifty ages at once, and making a format costs more than using it. */
const formats: Record<string, Intl.RelativeTimeFormat> = {}

/** The format of ages in a locale. */
export function relative(locale: string): Intl.RelativeTimeFormat {
  return (formats[locale] ??= new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'always' }))
}
