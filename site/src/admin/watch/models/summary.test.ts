import { expect, test } from 'vitest'

import { summaryOf } from './summary.ts'

const HOUR = 3_600_000

test('the time before the first look counts for nothing, and what was missed is never rounded away', () => {
  const spans = [
    { from: 0, to: 4 * HOUR, state: 'unseen' as const },
    { from: 4 * HOUR, to: 23 * HOUR, state: 'none' as const },
    { from: 23 * HOUR, to: 23 * HOUR + 1000, state: 'unknown' as const, reason: 'queue' as const },
    { from: 23 * HOUR + 1000, to: 24 * HOUR, state: 'available' as const },
  ]
  const openings = [
    { from: -HOUR, to: HOUR },
    { from: 23 * HOUR + 1000, to: null },
  ]
  const summary = summaryOf({ from: 0, to: 24 * HOUR, spans, openings })
  expect(summary.seenShare).toBe(0.999)
  expect(summary.lookedMs).toBe(20 * HOUR)
  expect(summary.openings).toEqual({ count: 2, ms: HOUR + HOUR - 1000 })
  expect(summary.blind).toMatchObject({ count: 1, ms: 1000, longest: { reason: 'queue' } })
})

test('a watch that nobody has looked at has no share', () => {
  const spans = [{ from: 0, to: HOUR, state: 'unseen' as const }]
  expect(summaryOf({ from: 0, to: HOUR, spans, openings: [] })).toEqual({
    seenShare: null,
    lookedMs: 0,
    openings: { count: 0, ms: 0 },
    blind: { count: 0, ms: 0, longest: null },
  })
})
