import type { Observation, PageFacts } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'
import type { LookMemory } from '../kind.ts'
import type { StaticLook, Validators } from './static-look.ts'

/**
 * What is learnt of one page (VERDICTS.md 5.3). `learning`: both looks are done and compared; `static`: the HTML as
 * sent showed the same as the browser three times, so that it may say `none` alone; `rendered`: only a browser sees it.
 */
export type SeatsMemory = {
  mode: 'learning' | 'static' | 'rendered'
  /** Comparisons that agreed, one after the other. */
  equal: number
  /** Epoch ms of the last comparison. */
  comparedAt: number
  /** Which look goes first when a wall stood in the way of the other one. */
  next: 'static' | 'rendered' | null
  /** Shape of the page when it was learnt. */
  layout: string | null
  validators: Validators | null
}

const FRESH: SeatsMemory = {
  mode: 'learning',
  equal: 0,
  comparedAt: 0,
  next: null,
  layout: null,
  validators: null,
}

const VERSION = 1
const EQUAL_ENOUGH = 3
const REVALIDATE_MS = 24 * 3_600_000
const KEPT_MOST = 16_000

/** Memory may be lost, old or of another version: anything unknown starts fresh. */
export function readMemory(memory: LookMemory): SeatsMemory {
  const kept = memory['seats']
  return isKept(kept) ? { ...FRESH, ...kept } : FRESH
}

/** Written by the relay itself, so that its version vouches for its shape. */
function isKept(kept: unknown): kept is SeatsMemory {
  return typeof kept === 'object' && kept !== null && 'version' in kept && kept.version === VERSION
}

export const writeMemory = (memory: SeatsMemory): LookMemory => ({ seats: { version: VERSION, ...memory } })

/** Whether this check asks both the HTML and the browser. */
export function wantsBoth({ mode, comparedAt }: SeatsMemory, now: number): boolean {
  return mode === 'learning' || now - comparedAt >= REVALIDATE_MS
}

/** After both looks saw the page: counts agreements and decides from the third on; one difference decides at once. */
export function learnFrom(
  memory: SeatsMemory,
  raw: { observation: Observation },
  drawn: { observation: Observation; verdict: Verdict },
): SeatsMemory {
  const [sent, seen] = [raw.observation.page, drawn.observation.page]
  if (sent === null || seen === null) return memory
  const comparedAt = drawn.observation.at
  const same = shapeOf(sent) === shapeOf(seen) && sent.siblingCount + sent.targetCount > 0
  if (!same) return { ...memory, mode: 'rendered', equal: 0, comparedAt, layout: null, validators: null }
  const layout = layoutOf(sent)
  const equal = memory.layout === null || memory.layout === layout ? memory.equal + 1 : 1
  const mode = equal >= EQUAL_ENOUGH ? 'static' : 'learning'
  return { ...memory, mode, equal: Math.min(equal, EQUAL_ENOUGH), comparedAt, layout }
}

/** After an opening or a new layout nothing learnt is sure any more. */
export const unlearn = (memory: SeatsMemory): SeatsMemory => ({
  ...memory,
  mode: 'learning',
  equal: 0,
  layout: null,
  validators: null,
})

/** Keeps what a later "not modified" would stand for, when it is small enough to be kept. */
export function keepValidators(memory: SeatsMemory, raw: StaticLook): SeatsMemory {
  const { page } = raw.observation
  if (raw.validators === null || page === null) return { ...memory, validators: null }
  const validators = { etag: raw.validators.etag, lastModified: raw.validators.lastModified, page }
  return { ...memory, validators: JSON.stringify(validators).length <= KEPT_MOST ? validators : null }
}

/** What both looks must agree on: which offers stand there, and the wanted ones with their state. */
function shapeOf(page: PageFacts): string {
  const siblings = page.siblings.map(({ type, count }) => `${type}:${count}`).sort()
  const targets = page.targets
    .filter((row) => row.place === 'offers' && row.drawn !== 'hidden')
    .map(({ type, price, gone, notYet }) => [type, price, gone !== null, notYet !== null].join('|'))
    .sort()
  return JSON.stringify([siblings, targets, page.notice?.kind ?? null])
}

/** The build of the page without its stock: types come and go, the way they are marked does not. */
export function layoutOf(page: PageFacts): string {
  const { anchor, headings } = page
  const named = anchor?.kind === 'selector' || anchor?.kind === 'container' ? anchor.value : ''
  return JSON.stringify([anchor?.kind ?? null, named, headings])
}
