/** What tells whether the checks of one host have stopped. Epoch milliseconds, `null` when it never happened. */
export type LanePulse = {
  restingUntil: number | null
  lastCheckAt: number | null
  oldestDueAt: number | null
}

/**
 * The watchdog comes once a minute and wakes a lane that fell asleep. A check that waits for longer while others
 * of its host come and go is only late; when none came at all, checks have stopped.
 */
const STOPPED_MS = 150_000

/** True when a due check has waited, and no check of the host has come, for longer than the watchdog takes twice over. */
export function checksStopped({ restingUntil, lastCheckAt, oldestDueAt }: LanePulse, now: number): boolean {
  if ((restingUntil ?? 0) > now) return false
  const waiting = oldestDueAt === null ? 0 : now - oldestDueAt
  return Math.min(waiting, now - (lastCheckAt ?? 0)) > STOPPED_MS
}
