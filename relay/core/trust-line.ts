/** What was decided about browsers and their reports. */
export const TRUST_EVENTS = [
  'paired',
  'denied',
  'muted',
  'unmuted',
  'marked-own',
  'unmarked-own',
  'renamed',
  'revoked',
  'left',
  'new-key',
  'heard',
  'unheard',
  'all-heard',
  'all-unheard',
  'checking',
  'shadowed',
  'refused',
  'confirmed',
  'contradicted',
  'seconded',
  'told-operator',
  'false-alarm',
] as const
export type TrustEvent = (typeof TRUST_EVENTS)[number]

/** `who`: `operator`, `relay`, `people`, or the id of a device. `subject`: a release, a check or a report. */
export type TrustLine = {
  id: number
  at: number
  who: string
  what: TrustEvent
  why: string | null
  reporterId: string | null
  watchId: string | null
  subject: string | null
}
