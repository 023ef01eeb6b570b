import { expect, test } from 'vitest'

import { percent, whole } from './formats.ts'

const plain = (words: string) => words.replaceAll(/\s/g, ' ')

test.each(['fr-FR', 'en-GB'])('sets thousands apart and words shares as %s does', (locale) => {
  for (const value of [0, 7, 999, 1000, 12_408, 999_999, 1_000_000, 123_456_789])
    expect(whole(value, locale)).toBe(new Intl.NumberFormat(locale).format(value))
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  for (const value of [0, 0.004, 0.125, 0.5, 0.9996, 1])
    expect(plain(percent(value, locale))).toBe(plain(share.format(value)))
})
