import type { SightShare } from './alert.ts'
import type { Reason } from './verdict.ts'

/** A span in which a watch could not see; `endedAt` is null while it lasts. Epoch ms. */
type DarkSpan = { beganAt: number; endedAt: number | null; reason?: Reason }

export type SightQuestion = {
  from: number
  to: number
  /** A watch younger than the span is judged from here on. */
  createdAt: number
  spans: readonly DarkSpan[]
}

/** For how long a watch could see and was blind between two instants; spans that overlap count once. */
export function sightShare({
  from,
  to,
  createdAt,
  spans,
}: SightQuestion): Pick<SightShare, 'sightedMs' | 'blindMs' | 'reason'> {
  const start = Math.max(from, Math.min(createdAt, to))
  const clipped = spans
    .map((span) => ({
      began: Math.max(span.beganAt, start),
      ended: Math.min(span.endedAt ?? to, to),
      reason: span.reason,
    }))
    .filter(({ began, ended }) => ended > began)
    .toSorted((a, b) => a.began - b.began)
  let blindMs = 0
  let reached = start
  for (const { began, ended } of clipped) {
    blindMs += Math.max(0, ended - Math.max(began, reached))
    reached = Math.max(reached, ended)
  }
  const longest = clipped.toSorted((a, b) => b.ended - b.began - (a.ended - a.began))[0]
  const share = { sightedMs: to - start - blindMs, blindMs }
  return longest?.reason === undefined ? share : { ...share, reason: longest.reason }
}
