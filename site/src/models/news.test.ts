import type { PublicWatch } from '#core/status.ts'

import { signal } from '@preact/signals'
import { expect, test } from 'vitest'

import { blindWatch, openWatch, publicWatch } from '../../../relay/test/public-watches.ts'
import { fr } from '../locales/fr.ts'
import { AnnouncerModel } from './announcer.ts'
import { newsOf } from './news.ts'

const open = openWatch({ openSince: 1 })
const none = publicWatch()
const blind = blindWatch({ id: 'om' })
const seat = (fingerprint: string) => ({ type: 'PMR', fingerprint, name: 'Place PMR' })
const pair = openWatch({ openSince: 1, verdict: { state: 'available', offers: [seat('a'), seat('b')] } })
const turned = openWatch({ openSince: 1, verdict: { state: 'available', offers: [seat('b'), seat('a')] } })
const single = openWatch({ openSince: 1, verdict: { state: 'available', offers: [seat('b')] } })

test.each([
  ['opened', none, open],
  ['opened', blind, open],
  ['opened', open, openWatch({ openSince: 2 })],
  ['more', single, pair],
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

test('a watch that its operator changed is not lost from sight before anybody has looked', () => {
  expect(newsOf([open], [blindWatch({ id: 'om', reporters: [] })])).toEqual([])
})

test('another order, and one seat less, are no news', () => {
  expect(newsOf([pair], [turned])).toEqual([])
  expect(newsOf([pair], [single])).toEqual([])
})

test('each seat of a release is said once, whatever flickers or stands in between', () => {
  const announcer = new AnnouncerModel(signal(fr))
  const said: string[] = []
  const stop = announcer.urgent.subscribe((one) => void (one !== null && said.push(one.sentence)))
  const wall = blindWatch({ id: 'om', openSince: 1 })
  const story = [none, single, wall, single, pair, single, turned, wall, pair]
  story.reduce<PublicWatch[] | null>((before, watch) => {
    announcer.witness(before, [watch])
    return [watch]
  }, null)
  stop()
  expect(said).toHaveLength(2)
  expect(said[0]).toMatch(/^Places disponibles/)
  expect(said[1]).toMatch(/^Encore une place/)
})
