import { expect, test } from 'vitest'

import { daysBetween, peakOf, sumsOf } from './habit.ts'

test('finds what stands out, and nothing where several are alike', () => {
  expect(peakOf([0, 3, 1])).toEqual({ index: 1, count: 3 })
  expect(peakOf([2, 0, 2])).toBeNull()
  expect(peakOf([0, 0])).toBeNull()
  expect(peakOf([])).toBeNull()
})

test('sums hours and days of the week', () => {
  const hours = Array.from({ length: 7 }, () => Array.from({ length: 24 }, () => 0))
  hours[2]?.splice(9, 1, 3)
  hours[6]?.splice(9, 1, 2)
  const { byHour, byDay } = sumsOf(hours)
  expect(byHour[9]).toBe(5)
  expect(byDay).toEqual([0, 0, 3, 0, 0, 0, 2])
})

test('counts whole days of history', () => {
  expect(daysBetween(null, null)).toBe(0)
  expect(daysBetween(7, 7)).toBe(1)
  expect(daysBetween(0, 3.9 * 86_400_000)).toBe(3)
})
