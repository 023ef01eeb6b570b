/**
 * A whole number with its thousands apart: `12 408`, `12,408`. By hand, since the cards need it: the first use of `Intl`
 * in a page costs 10 ms of a good computer.
 */
export function whole(value: number, locale: string): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, locale.startsWith('fr') ? '\u202F' : ',')
}

const numbers = new Map<string, Intl.NumberFormat>()
const dates = new Map<string, Intl.DateTimeFormat>()

/** `Intl.NumberFormat`, made once: making one costs more than hundreds of its uses, and ages are said every second. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return kept(numbers, keyOf(locale, options), () => new Intl.NumberFormat(locale, options))
}

/** `Intl.DateTimeFormat` in the reader's time zone, made once. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return kept(dates, keyOf(locale, options), () => new Intl.DateTimeFormat(locale, options))
}

const keyOf = (locale: string, options: object) => `${locale} ${JSON.stringify(options)}`

function kept<T>(formats: Map<string, T>, key: string, make: () => T): T {
  const known = formats.get(key)
  if (known !== undefined) return known
  const made = make()
  formats.set(key, made)
  return made
}
