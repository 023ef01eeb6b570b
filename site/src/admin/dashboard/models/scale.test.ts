import { expect, test } from 'vitest'

import { markedSteps, roundUp, timeScale } from './scale.ts'

test('the top of a drawing is a round number that holds all', () => {
  expect([0, 0.4, 1, 3, 7, 10, 11, 4321].map(roundUp)).toEqual([1, 1, 1, 5, 10, 10, 20, 5000])
})

test('times stand between marks that people know, each ten times as long about as far', () => {
  const { marks, at } = timeScale([400, 2500, 30_000])
  expect(marks).toEqual([100, 1000, 10_000, 60_000])
  expect(at(100)).toBe(0)
  expect(at(60_000)).toBe(100)
  expect(at(1000)).toBeCloseTo(at(10_000) - at(1000), 0)
  // What lies outside stands at the edge.
  expect(at(1)).toBe(0)
  expect(timeScale([50, 50]).marks).toEqual([100, 1000])
  expect(timeScale([9e9]).marks.length).toBeGreaterThan(1)
})

test('words stand below the first and the last step, never twice', () => {
  expect(markedSteps(60, 5)).toEqual([0, 15, 30, 44, 59])
  expect(markedSteps(1, 5)).toEqual([0])
})
