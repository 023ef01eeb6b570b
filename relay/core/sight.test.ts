import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { sightShare } from './sight.ts'

const span = { from: 1000, to: 2000, createdAt: 0 }

test('without a dark span a watch could see all along', () => {
  expect(sightShare({ ...span, spans: [] })).toEqual({ sightedMs: 1000, blindMs: 0 })
})

test('dark spans are cut to the time asked for, and overlaps count once', () => {
  const spans = [
    { beganAt: 500, endedAt: 1100, reason: 'queue' as const },
    { beganAt: 1050, endedAt: 1300, reason: 'captcha' as const },
    { beganAt: 1900, endedAt: null, reason: 'offline' as const },
  ]
  expect(sightShare({ ...span, spans })).toEqual({ sightedMs: 600, blindMs: 400, reason: 'captcha' })
})

test('a young watch is judged from its beginning', () => {
  const spans = [{ beganAt: 1500, endedAt: 1600 }]
  expect(sightShare({ ...span, createdAt: 1500, spans })).toEqual({ sightedMs: 400, blindMs: 100 })
  expect(sightShare({ ...span, createdAt: 9000, spans })).toEqual({ sightedMs: 0, blindMs: 0 })
})

test('sight and blindness always make up the whole', () => {
  const time = fc.integer({ min: 0, max: 3000 })
  const dark = fc.record({ beganAt: time, endedAt: fc.option(time) })
  fc.assert(
    fc.property(fc.array(dark), time, (spans, createdAt) => {
      const { sightedMs, blindMs } = sightShare({ ...span, createdAt, spans })
      expect(sightedMs + blindMs).toBe(2000 - Math.max(1000, Math.min(createdAt, 2000)))
      expect(Math.min(sightedMs, blindMs)).toBeGreaterThanOrEqual(0)
    }),
  )
})
