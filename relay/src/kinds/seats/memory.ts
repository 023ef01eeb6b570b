import type { How, HowMode, HowWhy } from '#core/how.ts'
import type { Patience } from '#core/patience.ts'
import type { LearntPatience, LookMemory } from '../kind.ts'
import type { KnownCalls } from './known-calls.ts'
import type { SentBefore } from './static-look.ts'

import { FIRST_PATIENCE, nextLook } from '#core/patience.ts'

import { NO_CALLS } from './known-calls.ts'

/**
 * What is learnt of one page (VERDICTS.md 5.2 and 5.3). `learning`: both looks are done now and then and compared,
 * the browser's verdict counts; `static`: the HTML as sent showed the same as the browser three times, so that it may
 * say `none` alone; `rendered`: only a browser sees it.
 */
export type SeatsMemory = {
  mode: HowMode
  why: HowWhy
  /** Comparisons that agreed, one after the other. */
  equal: number
  /** Epoch ms of the last comparison. */
  comparedAt: number
  /** Which look goes first when a wall stood in the way of the other one. */
  next: 'static' | 'rendered' | null
  /** Shape of the page when it was learnt. */
  layout: string | null
  /** The page as sent can draw nothing by itself: what it shows now is all it will show. */
  inert: boolean
  /** How often the wanted seats' word stood in the page as sent, shown or not; `null` until it was compared. */
  hints: number | null
  /** The last answer that was read in full. */
  sent: SentBefore | null
  patience: Patience
  calls: KnownCalls
}

const FRESH: SeatsMemory = {
  mode: 'learning',
  why: 'comparing',
  equal: 0,
  comparedAt: 0,
  next: null,
  layout: null,
  inert: false,
  hints: null,
  sent: null,
  patience: FIRST_PATIENCE,
  calls: NO_CALLS,
}

const VERSION = 2
export const EQUAL_ENOUGH = 3

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

/** How the page is looked at next, for people: see `How`. */
export function howOf(memory: SeatsMemory, longMs: number, now: number): How {
  const { mode, why, equal, patience } = memory
  return {
    mode,
    why: memory.next === null ? why : 'wall',
    ...(mode === 'learning' ? { of: { done: equal, wanted: EQUAL_ENOUGH } } : {}),
    patienceMs: nextLook(patience, longMs, now).patienceMs,
  }
}

export function learntOf({ patience }: SeatsMemory, longMs: number, now: number): LearntPatience {
  const { usualMs, longAt } = patience
  return { usualMs, longAt: longAt === 0 ? null : longAt, nextMs: nextLook(patience, longMs, now).patienceMs }
}

const KEPT_MOST = 16_000

/** Keeps what the same answer again would stand for, when it is small enough to be kept. */
export function keepSent(before: SentBefore | null, sent: SentBefore | null): SentBefore | null {
  if (sent === null || (before !== null && before.hash === sent.hash && before.etag === sent.etag))
    return before
  return JSON.stringify(sent).length <= KEPT_MOST ? sent : null
}
