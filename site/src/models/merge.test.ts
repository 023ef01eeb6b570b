import { expect, test } from 'vitest'

import { openWatch, publicWatch } from '../../../relay/test/public-watches.ts'
import { withEarlierMessage, withMessage } from './merge.ts'

const none = publicWatch({ lastCheckAt: 2 })
const open = openWatch({ lastCheckAt: 1 })

test('the feed puts in, replaces and removes', () => {
  const put = { type: 'watch', watch: open, previous: null } as const
  expect(withMessage([], put)).toEqual([open])
  expect(withMessage([none], put)).toEqual([open])
  expect(withMessage([open], { type: 'removed', id: 'om' })).toEqual([])
})

test('what an order does not name comes last, as it stood', () => {
  const [a, b] = [publicWatch({ id: 'a' }), publicWatch({ id: 'b' })]
  expect(withMessage([open, a, b], { type: 'order', ids: ['b', 'gone', 'a'] })).toEqual([b, a, open])
})

test('a status read meanwhile wins when it knows a later look, and only then', () => {
  expect(withEarlierMessage([none], { type: 'watch', watch: open, previous: 'none' })).toEqual([none])
  expect(withEarlierMessage([open], { type: 'watch', watch: none, previous: 'available' })).toEqual([none])
  expect(withEarlierMessage([none], { type: 'removed', id: 'om' })).toEqual([])
})
