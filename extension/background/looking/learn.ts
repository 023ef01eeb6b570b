import type { HowMode, HowWhy } from '#core/how.ts'
import type { OfferRow, PageFacts } from '#core/observation.ts'
import type { Reason, Verdict } from '#core/verdict.ts'
import type { Asking, Memory, SentPrint } from './memory.ts'

import { holdsOffers, layoutOf, shapeOf } from '#core/page-shape.ts'
import { SELECTIVE } from '#core/refusal.ts'

/** Readings further apart may differ because seats came or went between them. */
const CLOSE_MS = 150_000
/** A rendered look vouches for the page as sent for so long (VERDICTS.md 5.3). */
export const PROVEN_MS = 24 * 3_600_000
/** A page that draws itself is asked for as sent so seldom, to see whether it still does. */
const RENEW_MS = 12 * 3_600_000
/** Sooner where both ways only differed: a seat may have come or gone between them. */
const RENEW_DIFFERS_MS = 600_000
/** A wall met so soon after the person passed stands for this kind of visitor only. */
const PASSED_MS = 30 * 60_000

const DIFFERS_MOST = 3

/** To be had by its own words, wherever it would be drawn. */
const isHopeful = ({ place, drawn, gone, notYet }: OfferRow): boolean =>
  place === 'offers' && drawn !== 'hidden' && gone === null && notYet === null

/** What came with the page as sent. */
export type SentPage = { page: PageFacts; inert: boolean; hints: number; hash: string; at: number }

/** After the page as sent was read. */
export function learnSent(memory: Memory, { page, inert, hints, hash, at }: SentPage): Memory {
  const sent: SentPrint = {
    at,
    layout: layoutOf(page),
    shape: shapeOf(page),
    holds: holdsOffers(page, inert),
    open: page.targets.some(isHopeful),
    empty: page.siblingCount + page.targetCount === 0 && page.notice === null,
    inert,
    hints,
    hash,
  }
  const known = { ...memory, sent }
  if (memory.mode === 'static' && memory.layout !== sent.layout)
    return compared(unlearn(known, 'layout-changed'))
  // Without any offer in it there is nothing to compare: only a drawn page can show one.
  if (sent.empty && memory.mode !== 'static')
    return { ...known, mode: 'rendered', why: 'empty-html', comparedAt: at }
  return compared(known)
}

/** What comes is no page that could be read, at whatever size it is sent: to ask for it each minute helps nobody. */
export const learnUnfit = (memory: Memory, at: number): Memory => ({
  ...memory,
  mode: 'rendered',
  why: 'empty-html',
  layout: null,
  comparedAt: at,
})

/** After the page was read as drawn, to its end and in view; `open`: with a seat. */
export function learnDrawn(
  memory: Memory,
  page: PageFacts,
  { at, open }: { at: number; open: boolean },
): Memory {
  const openedAt = open ? at : memory.openedAt
  return compared({ ...memory, openedAt, drawn: { at, layout: layoutOf(page), shape: shapeOf(page) } })
}

/**
 * Both ways side by side, when they were close enough. Where they say the same the page as sent is proven. Where they
 * do not, a seat or an offer may have come or gone between them: that proves nothing, unless it goes on.
 */
function compared(memory: Memory): Memory {
  const { drawn, sent } = memory
  if (drawn === null || sent === null || Math.abs(drawn.at - sent.at) > CLOSE_MS) return memory
  const comparedAt = Math.max(drawn.at, sent.at)
  if (!sent.holds) return { ...memory, mode: 'rendered', why: 'empty-html', layout: null, comparedAt }
  if (sent.shape === drawn.shape) {
    // What was drawn before such a word came says nothing of it.
    const hints = drawn.at >= sent.at || memory.mode !== 'static' ? sent.hints : memory.hints
    const { layout } = sent
    const equal = { mode: 'static', why: 'equal', differed: 0 } as const
    return { ...memory, ...equal, layout, hints, agreedAt: drawn.at, comparedAt }
  }
  // A seat that came since the page was seen drawn is news, not a difference.
  if (sent.open && sent.at > drawn.at) return memory
  const differed = memory.differed + 1
  // The same drawing is no second witness.
  const known = { ...unlearn(memory, 'differs'), drawn: null, differed, comparedAt }
  return differed >= DIFFERS_MOST ? { ...known, mode: 'rendered' } : known
}

/** In a new layout nothing learnt is sure any more. */
function unlearn(memory: Memory, why: HowWhy): Memory {
  const mode: HowMode = memory.mode === 'rendered' ? 'rendered' : 'learning'
  return { ...memory, mode, why, layout: null, agreedAt: 0 }
}

/** A look that draws has shown this layout to be as it is sent, not long ago: what stands in it is seen by people. */
export const vouches = ({ mode, agreedAt, layout }: Memory, page: PageFacts, now: number): boolean =>
  mode === 'static' && now - agreedAt <= PROVEN_MS && layoutOf(page) === layout

/** Why the page as sent may not say `none` now; `null` when it may. */
export function whyNoProof(memory: Memory, relayStatic: boolean, now: number): string | null {
  const { mode, agreedAt, layout, sent, hints, comparedAt, openedAt } = memory
  if (relayStatic) return null
  if (mode !== 'static' || sent === null) return 'the page as drawn has not shown the same'
  if (now - agreedAt > PROVEN_MS) return 'the page as drawn was not seen for a day'
  if (sent.layout !== layout) return 'the page has another shape than when it was learnt'
  if (comparedAt < openedAt) return 'a seat was seen drawn since both ways were compared'
  return sent.hints > hints ? 'words for such seats came into the page as sent' : null
}

/** Whether asking for the page as sent now would teach something: it was just seen drawn. */
export function wantsComparison({ drawn, comparedAt, why }: Memory, now: number): boolean {
  if (drawn === null || now - drawn.at > CLOSE_MS || comparedAt >= drawn.at) return false
  return now - comparedAt >= (why === 'differs' ? RENEW_DIFFERS_MS : RENEW_MS)
}

/** After a rung that asks the site met a wall, or did not. */
export function learnWall(memory: Memory, rung: Asking, met: { reason: Reason | null; at: number }): Memory {
  const { [rung]: before, ...others } = memory.walls
  const { reason, at } = met
  if (reason === null) return before === undefined ? memory : { ...memory, walls: others }
  const stays = at - memory.passedAt <= PASSED_MS
  return { ...memory, walls: { ...others, [rung]: { at, reason, stays } } }
}

/** What the person's own session may pass while a fetch does not. A rush or a repair is over for everybody at once. */
export function wallIn(verdict: Verdict): Reason | null {
  if (verdict.state !== 'unknown') return null
  const { reason } = verdict
  const isOwn = reason === 'queue' || SELECTIVE.has(reason)
  return isOwn && reason !== 'rate-limited' && reason !== 'maintenance' ? reason : null
}

/**
 * The person's own tab saw the page: walls that stood before are tried again, but not those that stood after that.
 * `anew`: the site sent it since it failed us last, so that the page's own rest is over; what merely stands open tells
 * nothing of that.
 */
export function learnPassed(memory: Memory, at: number, anew = true): Memory {
  const left = Object.entries(memory.walls).filter(([, met]) => met.stays)
  const { strikes, restingUntil } = anew ? { strikes: 0, restingUntil: 0 } : memory
  return { ...memory, passedAt: at, strikes, restingUntil, walls: Object.fromEntries(left) }
}

/** How long a wall keeps one rung away while the person has not been seen to pass. */
const WALL_MS = 3 * 3_600_000
/** One that stands for background looks only, not for the person. */
const STAYS_MS = 24 * 3_600_000

/** The wall that keeps this rung away now; `null` when it may be tried. */
export function wallBefore({ walls }: Memory, rung: Asking, now: number): Memory['walls'][Asking] | null {
  const met = walls[rung]
  if (met === undefined) return null
  return now - met.at < (met.stays ? STAYS_MS : WALL_MS) ? met : null
}
