import type { Verdict } from './verdict.ts'

/** What a person says that a saved page shows: the right match without a seat, with one, or another page. */
export const SAYS = ['none', 'available', 'other'] as const
export type Says = (typeof SAYS)[number]

export const SAMPLE_BYTES_MOST = 1_000_000
export const SAMPLES_PER_HOST = 20
export const WHERE_MOST = 300

/** A page as it was seen, cleaned of secrets and of persons, with what somebody says of it. */
export type Sample = {
  id: string
  host: string
  /** Asked for, and where the page came from; both cleaned. */
  url: string
  finalUrl: string
  status: number | null
  /** Only those that mark walls. */
  headers: Record<string, string>
  /** Epoch ms of the look. */
  at: number
  html: string
  /** The DOM as a browser drew it, with what nobody could see marked `hidden`; otherwise the HTML as sent. */
  rendered: boolean
  says: Says
  /** Words or a selector of the seat, or of the site's own notice, when somebody pointed at it. */
  where?: string
  watchId?: string
  /** What the saved page reads as, and whether the page itself read the same. */
  verdict: Verdict
  faithful: boolean
  /** An accepted target was proven on it. */
  proven: boolean
}

/** In a list, without the page. */
export type SampleLine = Omit<Sample, 'html'> & { bytes: number }

/** Headers that mark a wall; those of time would make every sample stale one day. */
export function keptHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^(?:age|date|retry-after)$/.test(name)),
  )
}

/** Whether a verdict is what was said of the page. On another page only `unknown` is right. */
export function agrees(says: Says, verdict: Verdict): boolean {
  return says === 'other' ? verdict.state === 'unknown' : verdict.state === says
}

/** Whether two readings of one page mean the same to a person. */
export function sameVerdict(one: Verdict, other: Verdict): boolean {
  if (one.state === 'unknown') return other.state === 'unknown' && one.reason === other.reason
  if (one.state === 'available')
    return other.state === 'available' && one.offers.length === other.offers.length
  return other.state === 'none'
}
