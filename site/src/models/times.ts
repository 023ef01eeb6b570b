import { dateFormat } from './formats.ts'

export { span } from '#core/age.ts'

/** The moment itself, in the reader's time zone. */
export function moment(at: number, locale: string): string {
  return dateFormat(locale, { dateStyle: 'long', timeStyle: 'medium' }).format(at)
}

/** The time of day, in the reader's time zone: `14:02`. */
export function clockTime(at: number, locale: string): string {
  return dateFormat(locale, { timeStyle: 'short' }).format(at)
}
