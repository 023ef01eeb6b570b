import type { Failure, Observation, PageFacts, Settle } from '#core/observation.ts'
import type { Reason, Verdict } from '#core/verdict.ts'
import type { Fetched } from '../../content/contract.ts'
import type { Follow } from '../../db/types.ts'
import type { SentPage } from './learn.ts'
import type { Memory } from './memory.ts'

import { retryAfterMs } from '#core/answer-headers.ts'
import { judge } from '#core/judge.ts'
import { unknown } from '#core/unknown.ts'
import { countHints, isInertHtml } from '#readers/inert.ts'
import { exhibitLayout } from '#readers/layout.ts'
import { readFacts } from '#readers/read-facts.ts'
import { parseStatic } from '#readers/static-document.ts'

import { vouches, wallIn, whyNoProof } from './learn.ts'

export type JudgedPage = {
  observation: Observation
  /** What the facts say by themselves. */
  verdict: Verdict
  /** For learning; `null` when no page came. */
  sent: SentPage | null
  /** The wall that this way of asking met. */
  wall: Reason | null
  retryAfterMs: number | null
}

type Asked = Pick<Follow, 'url' | 'target'>

const SENT: Settle = { state: 'static', agreed: true, waitedMs: 0, paintedAtMs: null, scrollSteps: 0 }
/** Nothing of the page is shown to others: no pictures of its rows are made. */
const AS_SENT = { settle: SENT, show: exhibitLayout }

/** What a document as sent holds; it depends on nothing but the document, its address and the target. */
export type SentReading = Omit<SentPage, 'at'>

export const readSent = ({ target }: Asked, html: string, finalUrl: string): Omit<SentReading, 'hash'> => ({
  page: readFacts(parseStatic(html, finalUrl), { ...target, url: finalUrl }, AS_SENT).facts,
  inert: isInertHtml(html),
  hints: countHints(html),
})

/** Judges a page as sent; `read` is `null` when none came. */
export function judgeSent(asked: Asked, fetched: Fetched, read: SentReading | null): JudgedPage {
  const { url } = asked
  const { at, durationMs, finalUrl, status, headers, failure } = fetched
  const page = read?.page ?? null
  const chain = finalUrl === url ? [url] : [url, finalUrl]
  const observation: Observation = {
    at,
    durationMs,
    url,
    finalUrl,
    chain,
    status,
    headers,
    failure: failureOf(failure),
    rendered: false,
    page,
    phases: { document: durationMs },
  }
  const isAway = failure?.kind === 'led-away'
  const verdict = isAway ? unknown('wrong-page', failure.detail) : judge(asked, observation)
  const whole = read !== null && status === 200 && failure === null
  return {
    observation,
    verdict,
    sent: whole ? { ...read, at } : null,
    wall: isAway ? 'wrong-page' : wallIn(verdict),
    retryAfterMs: retryAfterMs(headers['retry-after'], at),
  }
}

function failureOf(failure: Fetched['failure']): Failure | null {
  if (failure === null) return null
  const { kind, detail } = failure
  // Where only the address was refused, no page came at all.
  return kind === 'led-away' || kind === 'other-origin'
    ? { kind: 'private-address', detail }
    : { kind, detail }
}

type Trust = { memory: Memory; relayStatic: boolean; now: number }

/**
 * What a page as sent may say. `none` only where a look that draws vouches for it. A row of which only style sheets
 * could tell whether anybody sees it counts as seen where such a look vouches for the layout; elsewhere it is something
 * that a person should look at.
 */
export function soundSent(asked: Asked, { observation, verdict }: JudgedPage, trust: Trust): Verdict {
  const { memory, relayStatic, now } = trust
  const { page } = observation
  if (verdict.state === 'none') {
    const why = whyNoProof(memory, relayStatic, now)
    return why === null ? verdict : unknown('needs-render', why)
  }
  if (page === null || verdict.state !== 'unknown' || verdict.reason !== 'needs-render') return verdict
  const seen = judge(asked, { ...observation, page: asSeen(page) })
  if (seen.state !== 'available') return verdict
  if (relayStatic || vouches(memory, page, now)) return seen
  const [{ fingerprint }] = seen.offers
  return { ...unknown('ambiguous-offer', verdict.detail), fingerprint }
}

function asSeen(page: PageFacts): PageFacts {
  const targets = page.targets.map((row) => {
    const drawn = row.drawn === 'unknown' ? 'drawn' : row.drawn
    return Object.assign({}, row, { drawn })
  })
  return { ...page, targets }
}
