import { expect, test } from 'vitest'

import { NEW_DRAFT, addressOf, draftOf, isAddress, trialOf, watchOf } from './draft.ts'

test('a draft says only what was typed, numbers as people write them', () => {
  const target = { ...NEW_DRAFT.target, anchor: ' .offers ', priceMost: '49,90', places: '2' }
  const draft = { ...NEW_DRAFT, url: ' billetterie.example/match ', name: ' OM ', target }
  expect(watchOf(draft)).toEqual({
    name: 'OM',
    url: 'https://billetterie.example/match',
    target: { anchor: '.offers', priceMost: 49.9, places: 2 },
    public: true,
  })
  expect(trialOf({ ...draft, name: '' })).toEqual({
    url: 'https://billetterie.example/match',
    target: { anchor: '.offers', priceMost: 49.9, places: 2 },
  })
})

test('a stored watch becomes a draft and back without a change', () => {
  const watch = {
    id: 'om',
    kind: 'seats' as const,
    name: 'OM',
    url: 'https://billetterie.example/om',
    host: 'billetterie.example',
    target: { selector: '.pmr', places: 2, date: '2026-12-12' },
    checkSeconds: 45,
    public: false,
    createdAt: 0,
    updatedAt: 0,
  }
  const { name, url, target, checkSeconds } = watch
  expect(watchOf(draftOf(watch))).toEqual({ name, url, target, checkSeconds, public: false })
})

test.each([
  ['billetterie.example/om', 'https://billetterie.example/om', true],
  ['http://127.0.0.1:8788/om', 'http://127.0.0.1:8788/om', true],
  [' https://a.example ', 'https://a.example', true],
  ['javascript:alert(1)', 'javascript:alert(1)', false],
  ['paris', 'https://paris', false],
  ['', '', false],
])('%s', (typed, address, whole) => {
  expect(addressOf(typed)).toBe(address)
  expect(isAddress(typed)).toBe(whole)
})
