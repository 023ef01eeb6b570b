import { LIMITS, MARKER_HEADERS } from './observation.ts'

const KEPT_MOST = 20
const NAME_MOST = 60

/** Of an answer's headers those that may mark a wall, bounded. Names must come in lower case, as `Headers` gives them. */
export function markerHeaders(given: Iterable<readonly [string, string]>): Record<string, string> {
  const kept: [string, string][] = []
  for (const [name, value] of given) {
    const isMarker = MARKER_HEADERS.some((marker) =>
      marker.endsWith('-') ? name.startsWith(marker) : name === marker,
    )
    if (isMarker && kept.length < KEPT_MOST)
      kept.push([name.slice(0, NAME_MOST), value.slice(0, LIMITS.headerValue)])
  }
  return Object.fromEntries(kept)
}

/** `Retry-After` in milliseconds, from seconds or an HTTP date (RFC 9110 10.2.3); `null` when it says nothing. */
export function retryAfterMs(value: string | undefined, now: number): number | null {
  if (value === undefined) return null
  if (/^\s*\d{1,9}\s*$/.test(value)) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}
