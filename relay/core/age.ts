const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

type Unit = 'second' | 'minute' | 'hour' | 'day'
/** One and more, as `Intl` words them in its short style. */
type Forms = Record<Unit, readonly [one: string, more: string]>
type Words = {
  length: Forms
  distance: Forms
  past: (said: string) => string
  next: (said: string) => string
}

const UNITS_FR: Forms = { second: ['s', 's'], minute: ['min', 'min'], hour: ['h', 'h'], day: ['j', 'j'] }

/**
 * In words of our own: pages say fifty ages before anything can be seen, and the first `Intl.RelativeTimeFormat` of a
 * page costs 10 ms of a good computer.
 */
const WORDS: Record<'fr' | 'en', Words> = {
  fr: {
    length: UNITS_FR,
    distance: UNITS_FR,
    past: (said) => `il y a ${said}`,
    next: (said) => `dans ${said}`,
  },
  en: {
    length: {
      second: ['sec', 'secs'],
      minute: ['min', 'mins'],
      hour: ['hr', 'hrs'],
      day: ['day', 'days'],
    },
    distance: { second: ['sec', 'sec'], minute: ['min', 'min'], hour: ['hr', 'hr'], day: ['day', 'days'] },
    past: (said) => `${said} ago`,
    next: (said) => `in ${said}`,
  },
}

const wordsOf = (locale: string) => WORDS[locale.startsWith('fr') ? 'fr' : 'en']
const LINE_STAYS_WHOLE = '\u00A0'

/** Words for an age in ms, rounded down: `il y a 12 s`, `3 min ago`. Ages below zero (clocks differ) count as now. */
export function ago(ms: number, locale: string): string {
  const { past, distance } = wordsOf(locale)
  return past(inOneUnit(Math.floor(ms / 1000), distance))
}

/** Words for what is to come in `ms`, in seconds or in minutes, rounded, one second at least: `dans 40 s`. */
export function soon(ms: number, locale: string): string {
  const { next, distance } = wordsOf(locale)
  const seconds = Math.max(1, Math.round(ms / 1000))
  if (seconds < MINUTE) return next(said(seconds, distance.second))
  return next(said(Math.round(seconds / MINUTE), distance.minute))
}

/** Words for a length in ms: `12 s`, `3 min`, `2 h`; in English `12 secs`. */
export function span(ms: number, locale: string): string {
  return inOneUnit(Math.round(ms / 1000), wordsOf(locale).length)
}

function inOneUnit(given: number, forms: Forms): string {
  const seconds = Math.max(0, given)
  if (seconds < MINUTE) return said(seconds, forms.second)
  if (seconds < HOUR) return said(Math.floor(seconds / MINUTE), forms.minute)
  if (seconds < DAY) return said(Math.floor(seconds / HOUR), forms.hour)
  return said(Math.floor(seconds / DAY), forms.day)
}

function said(count: number, [one, more]: Forms[Unit]): string {
  return `${count}${LINE_STAYS_WHOLE}${count === 1 ? one : more}`
}
