import { expect, test } from 'vitest'

import { ago, soon, span } from './age.ts'

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

const plain = (words: string) => words.replaceAll(/\s/g, ' ')

test('says what is to come, in seconds or in minutes', () => {
  expect(plain(soon(40_000, 'fr-FR'))).toBe('dans 40 s')
  expect(plain(soon(-40_000, 'en-GB'))).toBe('in 1 sec')
  expect(plain(soon(7_200_000, 'en-GB'))).toBe('in 120 min')
})

/** The words are those that browsers know, without what these cost. */
test.each(['fr-FR', 'en-GB'])('words lengths and ages as Intl does: %s', (locale) => {
  const relative = new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'always' })
  const units = { second: 1000, minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const
  for (const unit of ['second', 'minute', 'hour', 'day'] as const) {
    const length = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short' })
    for (const count of unit === 'second' ? [0, 1, 2, 59] : [1, 2, 23]) {
      expect(plain(ago(count * units[unit], locale))).toBe(plain(relative.format(-count, unit)))
      expect(plain(span(count * units[unit], locale))).toBe(plain(length.format(count)))
    }
  }
  expect(plain(soon(90_000, locale))).toBe(plain(relative.format(2, 'minute')))
})
