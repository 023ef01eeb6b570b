import { expect, test } from 'vitest'

import { isSamePage } from './page-key.ts'

const PAGE = 'https://billets.example/match/psg-om?id=12&lang=fr'

test.each([
  'https://billets.example/match/psg-om/?lang=fr&id=12',
  'https://billets.example/match/psg-om?id=12&lang=fr#offres',
  'https://BILLETS.example:443/match/psg-om?utm_source=x&id=12&gclid=1&lang=fr',
  'http://billets.example/match/psg-om?id=12&lang=fr',
])('%s is the same page', (address) => expect(isSamePage(PAGE, address)).toBe(true))

test.each([
  'https://billets.example/match/psg-om?id=13&lang=fr',
  'https://billets.example/match/psg-om',
  'https://billets.example.evil/match/psg-om?id=12&lang=fr',
  'https://billets.example/match/PSG-OM?id=12&lang=fr',
  'javascript:alert(1)',
  '',
])('%s is another one, or none', (address) => expect(isSamePage(PAGE, address)).toBe(false))
