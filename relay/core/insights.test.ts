import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { DAYS_SHOWN, insightsOf } from './insights.ts'

const at = (text: string) => Date.parse(text)
const MINUTE = 60_000
const DAY = 86_400_000
const NOW = at('2026-11-20T12:00:00+01:00')
const lived = (openedAt: number, minutes: number) => ({ openedAt, closedAt: openedAt + minutes * MINUTE })

describe('when seats appear', () => {
  test('hours and days are those of Paris, summer and winter', () => {
    const { hours, days } = insightsOf(
      [lived(at('2026-11-19T23:30:00Z'), 3), lived(at('2026-07-14T21:59:00Z'), 3)],
      NOW,
    )
    // Friday 20 November, half past midnight; Tuesday 14 July, 23:59.
    expect(hours[4]?.[0]).toBe(1)
    expect(hours[1]?.[23]).toBe(1)
    expect(days.at(-1)).toEqual({ day: '2026-11-20', count: 1 })
    expect(days).toHaveLength(DAYS_SHOWN)
    expect(days[0]?.day).toBe('2026-10-22')
  })

  test('few openings, or many of one day, tell no habit', () => {
    const many = (gap: number, count: number) =>
      Array.from({ length: count }, (_, index) => lived(NOW - index * gap, 2))
    expect(insightsOf(many(DAY, 19), NOW).hoursTell).toBe(false)
    expect(insightsOf(many(MINUTE, 50), NOW).hoursTell).toBe(false)
    expect(insightsOf(many(DAY, 20), NOW).hoursTell).toBe(true)
  })
})

describe('how long seats live', () => {
  test('the quartiles lie between the values; what is open still, or was not seen to end, is not counted', () => {
    const openings = [1, 2, 3, 4, 10].map((minutes) => lived(NOW - DAY, minutes))
    const { lives } = insightsOf(
      [
        ...openings,
        { openedAt: NOW, closedAt: null },
        { ...lived(NOW - DAY, 600), closedBy: 'paused' },
        { ...lived(NOW - DAY, 600), closedBy: 'removed' },
      ],
      NOW,
    )
    expect(lives).toEqual({
      count: 5,
      shortest: MINUTE,
      lowerQuartile: 2 * MINUTE,
      median: 3 * MINUTE,
      upperQuartile: 4 * MINUTE,
      longest: 10 * MINUTE,
    })
    expect(
      insightsOf(
        [1, 2, 3, 4].map((minutes) => lived(NOW, minutes)),
        NOW,
      ).lives,
    ).toBeNull()
  })

  test('nothing is lost or made up, whatever the order', () => {
    const opening = fc
      .record({ ago: fc.integer({ min: 0, max: 400 * DAY }), life: fc.option(fc.nat(DAY)) })
      .map(({ ago, life }) => ({ openedAt: NOW - ago, closedAt: life === null ? null : NOW - ago + life }))
    fc.assert(
      fc.property(fc.array(opening, { maxLength: 60 }), (openings) => {
        const found = insightsOf(openings, NOW)
        expect(found).toEqual(insightsOf(openings.toReversed(), NOW))
        expect(found.hours.flat().reduce((sum, count) => sum + count, 0)).toBe(openings.length)
        const { lives } = found
        if (lives === null) return
        const steps = [lives.shortest, lives.lowerQuartile, lives.median, lives.upperQuartile, lives.longest]
        expect(steps).toEqual(steps.toSorted((a, b) => a - b))
      }),
    )
  })
})
