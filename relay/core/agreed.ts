import type { Verdict } from './verdict.ts'

/** Two independent reads are at least so far apart, ms (VERDICTS.md 5.1). */
export const AGREE_MS = 500

/** What only a browser, or a second answer that shows the same, may confirm. */
export const isAmbiguous = (verdict: Verdict): boolean =>
  verdict.state === 'unknown' && verdict.reason === 'ambiguous-offer'

/** What two reads both say; offers count that stand in both. `null` when they do not agree. */
export function agreed(one: Verdict, other: Verdict): Verdict | null {
  if (isAmbiguous(one) && isAmbiguous(other)) return other
  if (one.state !== 'available' || other.state !== 'available') return null
  const before = new Set(one.offers.map(({ fingerprint }) => fingerprint))
  const [first, ...rest] = other.offers.filter(({ fingerprint }) => before.has(fingerprint))
  return first === undefined ? null : { ...other, offers: [first, ...rest] }
}
