import { expect, test } from 'vitest'

import { blindWatch, openWatch, publicWatch } from '../../../relay/test/public-watches.ts'
import { newsOf } from './news.ts'

const open = openWatch({ openSince: 1 })
const none = publicWatch()
const blind = blindWatch({ id: 'om' })

test.each([
  ['opened', none, open],
  ['opened', blind, open],
  ['opened', open, openWatch({ openSince: 2 })],
  ['closed', open, none],
  ['lost', open, blind],
  ['lost', none, blind],
  ['found', blind, none],
])('%s', (kind, before, after) => {
  expect(newsOf([before], [after])).toEqual([{ kind, watch: after }])
})

test('the same state again is no news, and neither is a new watch unless it is open', () => {
  expect([open, none, blind].flatMap((watch) => newsOf([watch], [watch]))).toEqual([])
  expect(newsOf([], [none])).toEqual([])
  expect(newsOf([], [open])).toEqual([{ kind: 'opened', watch: open }])
})
