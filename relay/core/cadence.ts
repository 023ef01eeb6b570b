/** When a watch is due next. Slots lie on a grid of its own phase, so jitter never adds up to drift. */

export type SlotInput = {
  /** The grid's origin, epoch ms. */
  phase: number
  periodMs: number
  now: number
  /** 0 to 1. */
  random: number
  /** Due times already promised to other watches of the host. */
  taken: readonly number[]
  /** Least distance between two starts at one host, ms. */
  gapMs: number
}

/** Share of the period by which a look may come early or late. */
const JITTER = 0.05

/**
 * The next due time: the first grid slot after `now`, moved by up to 5 % of the period, then to the
 * nearest later time at least `gapMs` away from what is taken. Slots that have passed are skipped.
 */
export function nextDue({ phase, periodMs, now, random, taken, gapMs }: SlotInput): number {
  const passed = Math.floor((now - phase) / periodMs)
  const jitter = (random * 2 - 1) * JITTER * periodMs
  let slot = phase + (passed + 1) * periodMs + jitter
  // A slot taken a little early must not be followed by the same slot again.
  if (slot - now < periodMs / 2) slot += periodMs
  return firstFree(Math.round(slot), taken, gapMs)
}

/** The first time at or after `wanted` that keeps `gapMs` from every time in `taken`. */
export function firstFree(wanted: number, taken: readonly number[], gapMs: number): number {
  let free = wanted
  for (const other of taken.toSorted((a, b) => a - b)) {
    if (other <= free - gapMs) continue
    if (other >= free + gapMs) break
    free = other + gapMs
  }
  return free
}
