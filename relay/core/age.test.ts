import { expect, test } from 'vitest'

import { ago } from './age.ts'

test.each([
  [-5000, 'il y a 0 s'],
  [59_999, 'il y a 59 s'],
  [60_000, 'il y a 1 min'],
  [3_599_999, 'il y a 59 min'],
  [3_600_000, 'il y a 1 h'],
  [172_800_000, 'il y a 2 j'],
])('%d ms is %s', (ms, words) => {
  expect(ago(ms, 'fr-FR').replaceAll(/\s/g, ' ')).toBe(words)
})

test('speaks the language it is asked', () => {
  expect(ago(180_000, 'en-GB')).toBe('3 min ago')
})
