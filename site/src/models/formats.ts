const isFrench = (locale: string) => locale.startsWith('fr')
const NARROW = '\u202F'

/**
 * A whole number with its thousands apart: `12 408`, `12,408`. By hand, as the share below, since the public page needs
 * them first of all: the first use of `Intl` in a page costs 10 ms of a good computer.
 */
export function whole(value: number, locale: string): string {
  return String(value).replaceAll(/\B(?=(?:\d{3})+$)/g, isFrench(locale) ? NARROW : ',')
}

/** A share of 1 with one decimal at most: `12,5 %`, `12.5%`. */
export function percent(share: number, locale: string): string {
  const value = String(Math.round(share * 1000) / 10)
  return isFrench(locale) ? `${value.replace('.', ',')}${NARROW}%` : `${value}%`
}

const dates = new Map<string, Intl.DateTimeFormat>()

/** `Intl.DateTimeFormat` in the reader's time zone, made once: making one costs more than hundreds of its uses. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`
  const known = dates.get(key)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale, options)
  dates.set(key, made)
  return made
}
