import { anything, assert, property } from 'fast-check'
import { expect, test } from 'vitest'

import { openWatch } from '../relay/test/public-watches.ts'
import { DEFAULT_ADDRESS, parseKept } from './kept.ts'

const settings = { address: 'https://vigie.example.org', language: 'en', textSize: 150 }
const status = {
  at: 5,
  version: '0.1.0',
  totals: { checks: 1, alerts: 1, availabilityRate: 0, watches: 1 },
  watches: [openWatch()],
}
const reading = {
  address: settings.address,
  last: { status, readAt: 7 },
  problem: { kind: 'refused', status: 500 },
}

test('what was kept comes back', () => {
  expect(parseKept(settings, reading, ['fr'])).toEqual({ settings, reading })
})

test('a first day has the usual relay and the language of the browser', () => {
  expect(parseKept(undefined, undefined, ['de', 'en-GB'])).toEqual({
    settings: { address: DEFAULT_ADDRESS, language: 'en', textSize: 100 },
    reading: null,
  })
})

test('what another relay said is forgotten', () => {
  expect(parseKept({ ...settings, address: 'https://other.example.org' }, reading, []).reading).toBeNull()
})

test('no leftover whatever makes it throw', () => {
  assert(
    property(anything(), anything(), (one, other) => {
      parseKept(one, other, [])
      parseKept(settings, { ...reading, last: one, problem: other }, [])
    }),
  )
})
