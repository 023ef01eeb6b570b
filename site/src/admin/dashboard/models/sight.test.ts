import { expect, test } from 'vitest'

import { sightNow, sightOfAll } from './sight.ts'

const [seen, dark, half, still] = [
  { watches: 2, blind: 0, paused: 0 },
  { watches: 2, blind: 1, paused: 1 },
  { watches: 2, blind: 0, paused: 1 },
  { watches: 2, blind: 0, paused: 2 },
]

test('where all is paused nobody looks, and nothing is said to be seen', () => {
  expect([seen, dark, half, still].map(sightNow)).toEqual(['seeing', 'blind', 'seeing', 'paused'])
  expect(sightOfAll([still, still])).toBe('paused')
  expect(sightOfAll([seen, still])).toBe('partly')
  expect(sightOfAll([half])).toBe('partly')
  expect(sightOfAll([seen, dark, still])).toBe('blind')
  expect(sightOfAll([seen])).toBe('seeing')
  expect(sightOfAll([])).toBe('nowhere')
})
