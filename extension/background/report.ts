import type { Sight } from '../db/types.ts'
import type { ReportedVerdict } from '#core/reporter.ts'
import type { Verdict } from '#core/verdict.ts'

/** What stays the same is repeated so seldom. A seat: the relay takes two browsers for one eye while both spoke lately. */
const REPEAT_MS = 15 * 60_000
const SEAT_REPEAT_MS = 150_000
const PRINTS_MOST = 20
const PRINT_LENGTH = 16
/** What a page calls more places than this is no number of places. */
const COUNT_MOST = 999

/** The prints of a verdict's offers, and one text that changes when what would be reported changes. */
export async function digestOf(verdict: Verdict): Promise<{ key: string; prints: string[] }> {
  if (verdict.state === 'none') return { key: `none ${verdict.proof.kind}`, prints: [] }
  if (verdict.state === 'unknown') return { key: `unknown ${verdict.reason}`, prints: [] }
  const offers = verdict.offers.slice(0, PRINTS_MOST)
  const prints = await Promise.all(offers.map(({ fingerprint }) => printOf(fingerprint)))
  return { key: `available ${prints.toSorted().join(' ')}`, prints }
}

async function printOf(fingerprint: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(fingerprint))
  return Array.from(new Uint8Array(digest, 0, PRINT_LENGTH / 2), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}

/** Pure: a verdict without a word of the page. */
export function reportOf(verdict: Verdict, prints: string[]): ReportedVerdict {
  if (verdict.state === 'none') return { state: 'none', proof: verdict.proof.kind }
  if (verdict.state === 'unknown') return { state: 'unknown', reason: verdict.reason }
  const count = verdict.offers.reduce((sum, { quantity }) => sum + (quantity ?? Number.NaN), 0)
  return { state: 'available', count: count >= 1 && count <= COUNT_MOST ? count : null, prints }
}

/** Pure: whether a relay learns anything from it. */
export function isNewReport(reported: Sight['reported'], key: string, now: number): boolean {
  const repeatMs = key.startsWith('available ') ? SEAT_REPEAT_MS : REPEAT_MS
  // A clock that was put back since makes it as old as it can be.
  return reported === null || reported.said !== key || Math.abs(now - reported.at) >= repeatMs
}
