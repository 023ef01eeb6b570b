import { expect, test } from 'vitest'

import { addressesOf, badgeOf } from './addresses.ts'

const origin = 'https://vigie.example'

test('all watches, or one of them, in the reader’s language', () => {
  const all = addressesOf({ origin, watchId: '', language: 'fr' })
  expect(all.atom).toBe('https://vigie.example/openings.atom?lang=fr')
  expect(all.webcal).toBe('webcal://vigie.example/openings.ics?lang=fr')
  const one = addressesOf({ origin, watchId: 'psg-om', language: 'en' })
  expect(one.rss).toBe('https://vigie.example/openings.rss?watch=psg-om&lang=en')
  expect(one.json).toBe('https://vigie.example/status.json')
})

test('a name full of markup stays text on the page that shows the badge', () => {
  const { snippet } = badgeOf({ origin, watchId: 'om', language: 'fr', alt: '"><script>alert(1)</script>&' })
  expect(snippet).toBe(
    '<a href="https://vigie.example/?lang=fr"><img src="https://vigie.example/badge/om.svg?lang=fr" height="24" alt="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"></a>',
  )
})
