import { isTimeZone } from './quiet.ts'

/** Where most of the people live who wait for these seats: French clocks, overseas ones too. */
export const COMMON_ZONES = [
  'Europe/Paris',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
] as const
export type CommonZone = (typeof COMMON_ZONES)[number]

const NAME = /^[A-Za-z]{2,20}(?:[/_+-][A-Za-z0-9]{1,20}){0,6}$/

/** A name of the IANA database, as somebody typed it, in its usual spelling; `null` when there is no such zone. */
export function readTimeZone(text: string): string | null {
  const typed = text.trim().replaceAll(/\s+/g, '_')
  if (!NAME.test(typed) || !isTimeZone(typed)) return null
  const known = [...COMMON_ZONES, ...Intl.supportedValuesOf('timeZone')]
  return known.find((name) => name.toLowerCase() === typed.toLowerCase()) ?? typed
}
