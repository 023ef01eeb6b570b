import fc from 'fast-check'
import { expect, test } from 'vitest'

import { restAfter } from './backoff.ts'
import { firstFree, nextDue } from './cadence.ts'
import { planStarts } from './schedule.ts'

const pace = { restingUntil: 0, binding: false, lastStartAt: 0, gapMs: 500, inFlight: 0, inFlightMost: 2 }
const waiting = (watchId: string, due: number) => ({ watchId, due, forced: false, claimed: false })

test('a free time keeps the gap from every time that is taken', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 60_000 })),
      fc.integer({ min: 0, max: 60_000 }),
      (taken, wanted) => {
        const free = firstFree(wanted, taken, 500)
        expect(free).toBeGreaterThanOrEqual(wanted)
        for (const other of taken) expect(Math.abs(other - free)).toBeGreaterThanOrEqual(500)
      },
    ),
  )
})

test('the next slot lies within one and a half periods, late starts skip and never burst', () => {
  const input = fc.record({
    phase: fc.integer({ min: 0, max: 100_000 }),
    now: fc.integer({ min: 200_000, max: 90_000_000 }),
    random: fc.double({ min: 0, max: 1, noNaN: true }),
    periodMs: fc.integer({ min: 10_000, max: 3_600_000 }),
  })
  fc.assert(
    fc.property(input, ({ phase, now, random, periodMs }) => {
      const due = nextDue({ phase, now, random, periodMs, taken: [], gapMs: 500 })
      expect(due - now).toBeGreaterThanOrEqual(periodMs / 2 - 1)
      expect(due - now).toBeLessThanOrEqual(periodMs * 1.6)
    }),
  )
})

test('one start per gap, the earliest first, and the alarm at the next possible moment', () => {
  const plan = planStarts([waiting('b', 900), waiting('a', 800)], pace, 1000)
  expect(plan).toEqual({ start: ['a'], wakeAt: 1500 })
})

test('nothing starts while two are in flight, while resting, or before the gap is over', () => {
  expect(planStarts([waiting('a', 0)], { ...pace, inFlight: 2 }, 1000).start).toEqual([])
  expect(planStarts([waiting('a', 0)], { ...pace, restingUntil: 9000 }, 1000)).toEqual({
    start: [],
    wakeAt: 9000,
  })
  expect(planStarts([waiting('a', 0)], { ...pace, lastStartAt: 900 }, 1000)).toEqual({
    start: [],
    wakeAt: 1400,
  })
})

test('a forced check passes our own rest, but never a Retry-After', () => {
  const forced = [{ ...waiting('a', 0), forced: true }]
  expect(planStarts(forced, { ...pace, restingUntil: 9000 }, 1000).start).toEqual(['a'])
  expect(planStarts(forced, { ...pace, restingUntil: 9000, binding: true }, 1000).start).toEqual([])
})

const blocked = {
  verdict: { state: 'unknown', reason: 'blocked' },
  status: 403,
  retryAfterMs: null,
  periodMs: 10_000,
  random: 0.5,
} as const

test('a wall rests the host, longer each time, three hours at most', () => {
  const rests = [1, 2, 3, 4, 20].map((strikes) => restAfter({ ...blocked, strikes }))
  expect(rests.map((rest) => ('ms' in rest ? rest.ms : null))).toEqual([
    0,
    20_000,
    40_000,
    80_000,
    3 * 3_600_000,
  ])
})

test('Retry-After is obeyed as it was said', () => {
  const rest = restAfter({
    ...blocked,
    verdict: { state: 'unknown', reason: 'rate-limited' },
    status: 429,
    retryAfterMs: 35_000,
    strikes: 1,
  })
  expect(rest).toEqual({ scope: 'host', ms: 35_000, binding: true })
})

test('a page that fails alone rests alone', () => {
  const rest = restAfter({
    ...blocked,
    verdict: { state: 'unknown', reason: 'http-error' },
    status: 500,
    strikes: 3,
  })
  expect(rest).toEqual({ scope: 'watch', ms: 40_000 })
})
