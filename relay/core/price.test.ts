import { expect, test } from 'vitest'

import { lowestPrice } from './price.ts'

test.each([
  ['45 €', 45],
  ['45,00\u00A0€', 45],
  ['€45.50', 45.5],
  ['1 234,50 €', 1234.5],
  ['1.234,50 €', 1234.5],
  ['£1,234.50', 1234.5],
  ['CHF 120', 120],
  ['de 45 € à 90 €', 45],
  ['90 € + 2,50 € de frais', 2.5],
  ['90 € dont frais : 2,50 €', 90],
  ['0 €', 0],
  ['12/12 à 10 h', null],
  ['2 places', null],
  ['', null],
])('"%s" → %s', (text, expected) => {
  expect(lowestPrice(text)).toBe(expected)
})
