import { expect, test } from 'vitest'

import { daysBetween, peakOf } from './habit.ts'

test('finds the busiest hour of the week, and none where nothing opened', () => {
  const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  expect(peakOf(hours)).toBeNull()
  hours[2]?.splice(9, 1, 3)
  hours[6]?.splice(23, 1, 3)
  expect(peakOf(hours)).toEqual({ weekday: 2, hour: 9, count: 3 })
})

test('counts whole days of history', () => {
  expect(daysBetween(null, null)).toBe(0)
  expect(daysBetween(0, 3.9 * 86_400_000)).toBe(3)
})
