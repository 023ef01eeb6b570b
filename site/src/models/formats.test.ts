import { expect, test } from 'vitest'

import { whole } from './formats.ts'

test.each(['fr-FR', 'en-GB'])('sets thousands apart as %s does', (locale) => {
  for (const value of [0, 7, 999, 1000, 12_408, 999_999, 1_000_000, 123_456_789])
    expect(whole(value, locale)).toBe(new Intl.NumberFormat(locale).format(value))
})
