import type { HowMode, HowWhy } from '#core/how.ts'
import type { Patience } from '#core/patience.ts'
import type { Reason, Verdict } from '#core/verdict.ts'
import type { Rung } from '../../db/types.ts'

import { isRecord } from '#core/parse.ts'
import { FIRST_PATIENCE } from '#core/patience.ts'

/** What one reading of the page looked like, for comparing it with one that was made another way. */
type Print = { at: number; layout: string; shape: string }

/** Of the page as sent: whether it holds offers, a wanted one, anything at all of them, how often the seats' word stands. */
export type SentPrint = Print & {
  holds: boolean
  open: boolean
  empty: boolean
  inert: boolean
  hints: number
  /** Of its bytes and of what was looked for in them. */
  hash: string
}

/** The rungs that ask the site for something. */
export type Asking = 'tab-fetch' | 'fetch' | 'window'

/** A wall that stood in the way of one rung. `stays`: the person had just passed where this rung did not. */
type Met = { at: number; reason: Reason; stays: boolean }

/** One step of a check that somebody waits for. */
export type Step = {
  at: number
  rung: Rung
  /** `null` while it is tried; else what it answered, or why it came to nothing. */
  said: Verdict['state'] | 'no-answer' | 'busy' | 'resting' | null
}

/** What the looking learnt of one followed page. Times are epoch ms, 0 for never. */
export type Memory = {
  /** `static`: the page as sent says what the page as drawn says; `rendered`: it does not. */
  mode: HowMode
  why: HowWhy
  /** Of the page when `mode` was learnt. */
  layout: string | null
  hints: number
  /** When a rendered look of this browser agreed last, and when both ways were compared last. */
  agreedAt: number
  comparedAt: number
  /** When a look that draws last saw a seat: what was compared before belongs to what was before. */
  openedAt: number
  /** Comparisons in a row in which both ways differed. */
  differed: number
  drawn: Print | null
  sent: SentPrint | null
  walls: Partial<Record<Asking, Met>>
  /** When the person's own tab last saw the page. */
  passedAt: number
  /** Answers in a row that were no page, for the page's own rest. */
  strikes: number
  restingUntil: number
  /** What a look that draws waits for. */
  patience: Patience
  check: { startedAt: number; endedAt: number | null; steps: readonly Step[] } | null
}

export const FRESH: Memory = {
  mode: 'learning',
  why: 'comparing',
  layout: null,
  hints: 0,
  agreedAt: 0,
  comparedAt: 0,
  openedAt: 0,
  differed: 0,
  drawn: null,
  sent: null,
  walls: {},
  passedAt: 0,
  strikes: 0,
  restingUntil: 0,
  patience: FIRST_PATIENCE,
  check: null,
}

const VERSION = 1

/** Memory may be lost, old or of another version: anything unknown starts fresh. */
export function readMemory({ looking }: Readonly<Record<string, unknown>>): Memory {
  return isKept(looking) ? { ...FRESH, ...looking.memory } : FRESH
}

type Kept = { version: typeof VERSION; memory: Memory }

/** Written by this extension itself, so that its version vouches for its shape. */
function isKept(kept: unknown): kept is Kept {
  return isRecord(kept) && kept['version'] === VERSION
}

export const writeMemory = (memory: Memory): { looking: Kept } => ({
  looking: { version: VERSION, memory },
})

/** How far a check is that somebody waits for, for the popup; `null` when nobody asked for one. */
export const checkOf = (kept: Readonly<Record<string, unknown>>): Memory['check'] => readMemory(kept).check
