/** Nobody is left alone for longer than this: what is dated later comes from a clock that was put back since. */
const LONGEST_MS = 3_600_000

/** Whether it is too early yet; both epoch ms. */
export function isResting(until: number, now: number): boolean {
  return now < until && until - now <= LONGEST_MS
}
