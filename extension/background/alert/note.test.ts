import type { LocalAlert } from '../../db/types.ts'
import type { Offer } from '#core/verdict.ts'

import { expect, test } from 'vitest'

import { noteOf } from './note.ts'

const NOW = Date.UTC(2026, 10, 20, 13, 4)

function said(offers: Offer[], language: 'fr' | 'en' = 'fr', name = 'OM') {
  const alert: LocalAlert = {
    id: 'r',
    followId: 'f',
    openedAt: NOW,
    offers,
    by: 'me',
    notifiedAt: null,
    seenAt: null,
    goneAt: null,
    falseAlarmAt: null,
  }
  return noteOf({ alert, follow: { name } }, { language, now: NOW, silent: false })
}

const offer = (more: Partial<Offer>): Offer => ({
  type: 'PMR',
  fingerprint: String(Math.random()),
  name: 'x',
  ...more,
})

test.each([
  [[offer({ price: '45,00 €', quantity: 1 })], '1 place PMR : OM', /^45,00 € · vu à /],
  [[offer({ price: '45,00 €' })], 'Places PMR : OM', /^45,00 € · vu à /],
  [
    [offer({ price: 'Tarif 60,00 € frais inclus', quantity: 1 }), offer({ price: '45 €', quantity: 3 })],
    '4 places PMR : OM',
    /^dès 45 € · /,
  ],
  [[offer({ price: 'offert' })], 'Places PMR : OM', /^vu à /],
])('%j', (offers, title, message) => {
  expect(said(offers)).toMatchObject({ title })
  expect(said(offers).message).toMatch(message)
})

test('what a page writes about a person’s health never reaches a screen that others see', () => {
  const health = 'réservé aux personnes handicapées, carte d’invalidité'
  const note = said([
    offer({ name: health, category: health, restricted: health, type: health, price: `45 € ${health}` }),
  ])
  expect(JSON.stringify(note)).not.toMatch(/handicap|invalid/i)
  expect(note.message).toMatch(/^45 € · /)
})

test('a name with line breaks and direction marks is one plain line', () => {
  expect(said([offer({})], 'en', 'PSG\n\u202Eevil\u0000').title).toBe('PMR seats: PSG evil')
})
