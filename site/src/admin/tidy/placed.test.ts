import { expect, test } from 'vitest'

import { placed, pullAt, stepTo } from './placed.ts'

const ids = ['a', 'b', 'c']

test.each([
  ['c', 'a', 'cab'],
  ['a', 'c', 'bac'],
  ['a', null, 'bca'],
  ['b', 'b', 'abc'],
  ['b', 'gone', 'abc'],
])('%s before %s', (id, before, order) => {
  expect(placed(ids, id, before).join('')).toBe(order)
})

test.each([
  ['a', -1, undefined],
  ['b', -1, 'a'],
  ['a', 1, 'c'],
  ['b', 1, null],
  ['c', 1, undefined],
  ['c', -Infinity, 'a'],
  ['a', -Infinity, undefined],
  ['a', Infinity, null],
  ['c', Infinity, undefined],
  ['gone', 1, undefined],
] as const)('%s by %s stands before %s', (id, step, before) => {
  expect(stepTo(ids, id, step)).toBe(before)
})

const pull = (y: number) => pullAt(y, 800)

test('a row in hand scrolls the page near the edges of the window, the faster the nearer', () => {
  expect([pull(72), pull(400), pull(728)]).toEqual([0, 0, 0])
  expect(pull(60)).toBeLessThan(0)
  expect(pull(0)).toBeLessThan(pull(60))
  expect(pull(740)).toBeGreaterThan(0)
  expect(pull(800)).toBeGreaterThan(pull(740))
})
