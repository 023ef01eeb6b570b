import type { HowMode, HowWhy } from '#core/how.ts'
import type { PageFacts } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'
import type { Asking, Memory, SentPrint } from './memory.ts'

import { holdsOffers, layoutOf, shapeOf } from '#core/page-shape.ts'
import { SELECTIVE } from '#core/refusal.ts'

/** Readings further apart may differ because seats came or went between them. */
const CLOSE_MS = 150_000
/** A rendered look vouches for the page as sent for so long (VERDICTS.md 5.3). */
export const PROVEN_MS = 24 * 3_600_000
/** Both ways are compared again before that is over, whenever the page is seen drawn. */
const RENEW_MS = 12 * 3_600_000
/** A wall met so soon after the person passed stands for this kind of visitor only. */
const PASSED_MS = 30 * 60_000

/** What came with the page as sent. */
export type SentPage = { page: PageFacts; inert: boolean; hints: number; at: number }

/** After the page as sent was read. */
export function learnSent(memory: Memory, { page, inert, hints, at }: SentPage): Memory {
  const sent: SentPrint = {
    at,
    layout: layoutOf(page),
    shape: shapeOf(page),
    holds: holdsOffers(page, inert),
    empty: page.siblingCount + page.targetCount === 0 && page.notice === null,
    inert,
    hints,
  }
  const known = { ...memory, sent }
  if (memory.mode === 'static' && memory.layout !== sent.layout)
    return compared(unlearn(known, 'layout-changed', at))
  // Without any offer in it there is nothing to compare: only a drawn page can show one.
  if (sent.empty && memory.mode !== 'static')
    return { ...known, mode: 'rendered', why: 'empty-html', comparedAt: at }
  return compared(known)
}

/** After the page was read as drawn, to its end and in view, with a verdict that saw it. */
export function learnDrawn(memory: Memory, page: PageFacts, at: number): Memory {
  return compared({ ...memory, drawn: { at, layout: layoutOf(page), shape: shapeOf(page) } })
}

/** Both ways side by side, when they were close enough: one difference decides, so does one agreement (24 h). */
function compared(memory: Memory): Memory {
  const { drawn, sent } = memory
  if (drawn === null || sent === null || Math.abs(drawn.at - sent.at) > CLOSE_MS) return memory
  const comparedAt = Math.max(drawn.at, sent.at)
  if (!sent.holds || sent.shape !== drawn.shape) {
    const why = sent.holds ? 'differs' : 'empty-html'
    return { ...memory, mode: 'rendered', why, layout: null, comparedAt }
  }
  const { layout, hints } = sent
  return { ...memory, mode: 'static', why: 'equal', layout, hints, agreedAt: drawn.at, comparedAt }
}

/** After an opening or in a new layout nothing learnt is sure any more. */
export function unlearn(memory: Memory, why: HowWhy, at: number): Memory {
  const mode: HowMode = memory.mode === 'rendered' ? 'rendered' : 'learning'
  // What was drawn before belongs to what was before.
  const drawn = memory.drawn !== null && memory.drawn.at >= at ? memory.drawn : null
  return { ...memory, mode, why, layout: null, agreedAt: 0, drawn }
}

/** Why the page as sent may not say `none` now; `null` when it may. */
export function whyNoProof(memory: Memory, relayStatic: boolean, now: number): string | null {
  const { mode, agreedAt, layout, sent, hints } = memory
  if (relayStatic) return null
  if (mode !== 'static' || sent === null) return 'the page as drawn has not shown the same'
  if (now - agreedAt > PROVEN_MS) return 'the page as drawn was not seen for a day'
  if (sent.layout !== layout) return 'the page has another shape than when it was learnt'
  return sent.hints > hints ? 'words for such seats came into the page as sent' : null
}

/** Whether asking for the page as sent now would teach something: it was just seen drawn. */
export function wantsComparison({ drawn, comparedAt, agreedAt }: Memory, now: number): boolean {
  if (drawn === null || now - drawn.at > CLOSE_MS || comparedAt >= drawn.at) return false
  return now - comparedAt >= RENEW_MS || (agreedAt > 0 && now - agreedAt >= RENEW_MS)
}

/** After a rung that asks the site met a wall, or did not. */
export function learnWall(memory: Memory, rung: Asking, verdict: Verdict, at: number): Memory {
  const { [rung]: before, ...others } = memory.walls
  if (verdict.state !== 'unknown' || !isWall(verdict)) {
    return verdict.state === 'unknown' || before === undefined ? memory : { ...memory, walls: others }
  }
  const stays = at - memory.passedAt <= PASSED_MS
  return { ...memory, walls: { ...others, [rung]: { at, reason: verdict.reason, stays } } }
}

/** What the person's own session may pass while this rung does not. A rush or a repair is over for everybody at once. */
export const isWall = ({ reason }: Extract<Verdict, { state: 'unknown' }>): boolean =>
  reason === 'queue' || (SELECTIVE.has(reason) && reason !== 'rate-limited' && reason !== 'maintenance')

/** The person's own tab saw the page: walls that stood before are tried again, but not those that stood after that. */
export function learnPassed(memory: Memory, at: number): Memory {
  const left = Object.entries(memory.walls).filter(([, met]) => met.stays)
  return { ...memory, passedAt: at, strikes: 0, restingUntil: 0, walls: Object.fromEntries(left) }
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
