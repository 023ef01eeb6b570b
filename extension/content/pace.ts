import type { Moment } from './sends.ts'

import { AGREE_MS, agreeMs } from './sends.ts'

/** What a style sheet or an animation shows changes no tree: so long after a change it is read once more. */
const AFTER_MS = 3000
/** And all the same at times: a reading costs milliseconds. */
const IDLE_MS = 10_000
const IDLE_HIDDEN_MS = 60_000
/** A page that took another address and draws nothing new in so long had drawn it before. */
export const OLD_MOST_MS = 8000

export type Passed = {
  /** In view without a break, ms; `null` while hidden. */
  visibleFor: number | null
  /** Since the address changed and nothing was drawn since, ms; `null` when that is over. */
  oldFor: number | null
  patienceMs: number
}

/** Until time alone may decide something, ms: a page where it cannot is hardly ever read. */
export function nextMs({ hopeFor, likeFor, quietFor, loadedFor }: Moment, passed: Passed): number {
  const { visibleFor, oldFor, patienceMs } = passed
  const left = [
    ...until(hopeFor, agreeMs(loadedFor), AGREE_MS),
    ...until(hopeFor === null ? null : likeFor, AGREE_MS),
    ...until(quietFor, AGREE_MS, patienceMs, AFTER_MS),
    ...until(visibleFor, patienceMs),
    ...until(loadedFor, patienceMs),
    ...until(oldFor, OLD_MOST_MS),
    visibleFor === null ? IDLE_HIDDEN_MS : IDLE_MS,
  ]
  return Math.min(...left.filter((ms) => ms > 0))
}

const until = (passed: number | null, ...marks: number[]): number[] =>
  passed === null ? [] : marks.map((mark) => mark - passed)
