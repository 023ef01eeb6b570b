import type { HowWhy } from '#core/how.ts'
import type { PageFacts } from '#core/observation.ts'
import type { SeatsMemory } from './memory.ts'
import type { StaticLook } from './static-look.ts'

import { holdsOffers, layoutOf, shapeOf } from '#core/page-shape.ts'

import { EQUAL_ENOUGH } from './memory.ts'

/** Comparisons closer than this show the same cached copy or the same build twice: they prove nothing new. */
const APART_MS = 60_000
const REVALIDATE_MS = 24 * 3_600_000

/**
 * Whether this check asks both the HTML and the browser. A page that can draw nothing by itself is the same however
 * far apart it is read: once that is known its comparisons need no distance. One that can is also compared by each
 * long look, since only that sees what it draws late.
 */
export function wantsComparison(memory: SeatsMemory, long: boolean, now: number): boolean {
  const since = now - memory.comparedAt
  if (memory.mode !== 'learning')
    return since >= REVALIDATE_MS || (memory.mode === 'static' && long && !memory.inert)
  return memory.comparedAt === 0 || since >= APART_MS || (memory.inert && memory.equal > 0)
}

/** After both looks saw the page: counts agreements and decides from the third on; one difference decides at once. */
export function compared(memory: SeatsMemory, raw: StaticLook, seen: PageFacts, at: number): SeatsMemory {
  const sent = raw.observation.page
  if (sent === null) return triedAt(memory, at)
  const facts = { comparedAt: at, inert: raw.inert, hints: raw.hints }
  const holds = holdsOffers(sent, raw.inert)
  if (!holds || shapeOf(sent) !== shapeOf(seen)) {
    const why = holds ? 'differs' : 'empty-html'
    return { ...memory, ...facts, mode: 'rendered', why, equal: 0, layout: null, sent: null }
  }
  const layout = layoutOf(sent)
  const same = memory.layout === null || memory.layout === layout
  const equal = same ? Math.min(memory.equal + 1, EQUAL_ENOUGH) : 1
  const proven = equal >= EQUAL_ENOUGH
  const why = proven ? 'equal' : memory.mode === 'learning' ? memory.why : 'comparing'
  return { ...memory, ...facts, mode: proven ? 'static' : 'learning', why, equal, layout }
}

/** The browser could not say what is there: a page that is only learnt or rendered is not asked twice at once again. */
export const triedAt = (memory: SeatsMemory, at: number): SeatsMemory =>
  memory.mode === 'static' ? memory : { ...memory, comparedAt: at }

/** After an opening or a new layout nothing learnt is sure any more. */
export const unlearn = (memory: SeatsMemory, why: HowWhy, at: number): SeatsMemory => ({
  ...memory,
  mode: 'learning',
  why,
  equal: 0,
  comparedAt: at,
  layout: null,
  sent: null,
})
