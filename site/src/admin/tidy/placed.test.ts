import { expect, test } from 'vitest'

import { placed, stepTo } from './placed.ts'

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
  ['gone', 1, undefined],
] as const)('%s by %s stands before %s', (id, step, before) => {
  expect(stepTo(ids, id, step)).toBe(before)
})
