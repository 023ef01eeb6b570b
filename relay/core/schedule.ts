/** Which watches of a host may start now, and when to look again. Pure: the lane keeps the rows. */

export type Waiting = {
  watchId: string
  due: number
  /** Somebody asked for it: first in the queue, and not held by our own back-off. */
  forced: boolean
  /** In flight already. */
  claimed: boolean
}

export type HostPace = {
  /** Epoch ms until which the host rests, 0 when it does not. */
  restingUntil: number
  /** The host named that time itself: forced checks wait too. */
  binding: boolean
  lastStartAt: number
  gapMs: number
  inFlight: number
  inFlightMost: number
}

export type Starts = {
  start: string[]
  /** Epoch ms of the next alarm; `null` when nothing waits. */
  wakeAt: number | null
}

/** How long before its due time an alarm may already start a watch, ms: alarms fire on whole milliseconds. */
const EARLY_MS = 2

/** Forced ones first, then by due time; at most one start per gap, and never more in flight than allowed. */
export function planStarts(waiting: readonly Waiting[], pace: HostPace, now: number): Starts {
  const free = waiting.filter((one) => !one.claimed)
  const mayStart = (one: Waiting) => (one.forced && !pace.binding) || now >= pace.restingUntil
  const readyAt = (one: Waiting) => (mayStart(one) ? one.due : Math.max(one.due, pace.restingUntil))
  const queue = free.toSorted((a, b) => Number(b.forced) - Number(a.forced) || a.due - b.due)
  const gapOver = pace.lastStartAt + pace.gapMs
  const start: string[] = []
  if (pace.inFlight < pace.inFlightMost && now + EARLY_MS >= gapOver) {
    const first = queue.find((one) => mayStart(one) && one.due <= now + EARLY_MS)
    if (first !== undefined) start.push(first.watchId)
  }
  const rest = queue.filter((one) => !start.includes(one.watchId))
  if (rest.length === 0) return { start, wakeAt: null }
  const soonest = Math.min(...rest.map(readyAt))
  const lastStart = start.length > 0 ? now : pace.lastStartAt
  const busy = pace.inFlight + start.length >= pace.inFlightMost
  // A finished check arms the alarm anew; this is only the net below it.
  const floor = busy ? now + 1000 : lastStart + pace.gapMs
  return { start, wakeAt: Math.max(soonest, floor, now + 1) }
}
