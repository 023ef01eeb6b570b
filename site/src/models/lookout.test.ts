import { expect, test } from 'vitest'

import { blindWatch, openWatch, publicWatch, staleWatch } from '../../../relay/test/public-watches.ts'
import { offersLeadApart, orderAt, overviewAt } from './lookout.ts'

const now = Date.now()

test.each([
  ['open', [openWatch(), blindWatch()]],
  ['calm', [publicWatch()]],
  ['misty', [publicWatch(), blindWatch()]],
  ['fog', [blindWatch(), staleWatch()]],
  ['empty', []],
])('the mood is %s', (mood, watches) => {
  expect(overviewAt({ watches, syncedAt: now }, now).mood).toBe(mood)
})

test('what was seen is no news to a page that has not heard of the relay for minutes', () => {
  const rare = { checkSeconds: 600 }
  const watches = [openWatch(rare), publicWatch(rare), blindWatch(rare)]
  expect(overviewAt({ watches, syncedAt: now - 100_000 }, now)).toMatchObject({ mood: 'open', none: 1 })
  expect(overviewAt({ watches, syncedAt: now - 130_000 }, now)).toMatchObject({ mood: 'fog', unseen: 3 })
})

test('what is open comes first, an old opening does not, and the rest keeps its order', () => {
  const watches = [
    staleWatch({ id: 'a' }),
    publicWatch({ id: 'b' }),
    openWatch({ id: 'c' }),
    blindWatch({ id: 'd' }),
  ]
  expect(orderAt({ watches, syncedAt: now }, now).map((watch) => watch.id)).toEqual(['c', 'a', 'b', 'd'])
})

test('offers that lead to one place share one link', () => {
  const offer = { type: 'PMR', fingerprint: 'a', name: 'PMR' }
  const watch = publicWatch()
  expect(offersLeadApart(watch, [offer, { ...offer, url: watch.url }])).toBe(false)
  expect(offersLeadApart(watch, [offer, { ...offer, url: `${watch.url}?b` }])).toBe(true)
})
