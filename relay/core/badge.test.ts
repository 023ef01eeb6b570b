import { expect, test } from 'vitest'

import { badgeSvg } from './badge.ts'

test('says the state in words and by a sign, for eyes and for screen readers', () => {
  const svg = badgeSvg({ label: 'Paris – Lyon', state: 'available', locale: 'fr' })
  expect(svg).toContain('<title>Vigie, Paris – Lyon : places PMR disponibles</title>')
  expect(svg).toContain('▲ places PMR disponibles</text>')
  expect(badgeSvg({ label: 'x', state: 'stale', locale: 'en' })).toContain('⌀ no news')
})

test('a name full of markup stays text, and is bounded', () => {
  const svg = badgeSvg({
    label: `"><script>alert(1)</script>${'x'.repeat(500)}`,
    state: 'none',
    locale: 'en',
  })
  expect(svg).not.toContain('<script')
  expect(svg).toContain('&quot;&gt;&lt;script&gt;')
  expect(svg.length).toBeLessThan(2500)
})
