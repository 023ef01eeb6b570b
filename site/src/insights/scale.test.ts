import { expect, test } from 'vitest'

import { lifeScale } from './scale.ts'

test('marks enclose the shortest and the longest life, in order', () => {
  const { marks, at } = lifeScale({ shortest: 14_000, longest: 50 * 60_000 })
  expect(marks).toEqual([10_000, 60_000, 600_000, 3_600_000])
  expect(marks.map((mark) => Math.round(at(mark)))).toEqual([0, 33, 67, 100])
  expect(at(14_000)).toBeGreaterThan(0)
  expect(at(14_000)).toBeLessThan(at(50 * 60_000))
})

test('lives that are all the same still have a scale, and nothing falls out of it', () => {
  const { marks, at } = lifeScale({ shortest: 0, longest: 0 })
  expect(marks).toEqual([1000, 10_000])
  expect(at(0)).toBe(0)
  const long = lifeScale({ shortest: 1, longest: 90 * 24 * 3_600_000 })
  expect(long.at(90 * 24 * 3_600_000)).toBe(100)
})
