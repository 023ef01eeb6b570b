import fc from 'fast-check'
import { expect, test } from 'vitest'

import { parisDay, parisTime, readWhen } from './when.ts'

/** Friday 20 November 2026, 11:00 in Paris. */
const NOW = Date.parse('2026-11-20T10:00:00Z')

test.each([
  ['Ouverture le 12/12 à 10 h', '2026-12-12T09:00:00Z'],
  ['Ouverture le 12/12/2026 à 10h30', '2026-12-12T09:30:00Z'],
  ['Mise en vente le samedi 12 décembre 2026 à 10h00', '2026-12-12T09:00:00Z'],
  ['à partir du 1er mars à 9 heures', '2027-03-01T08:00:00Z'],
  ['en vente demain à 10 h', '2026-11-21T09:00:00Z'],
  ['à 18 h le 2 juin', '2027-06-02T16:00:00Z'],
  ['le 12 décembre à midi', '2026-12-12T11:00:00Z'],
  ['On sale Saturday 12 December 2026 at 10:00', '2026-12-12T09:00:00Z'],
  ['On sale from Dec 12, 10am', '2026-12-12T09:00:00Z'],
  ['on sale 12th December at 6.30 p.m.', '2026-12-12T17:30:00Z'],
  ['Verkaufsstart: 12. Dezember 2026, 10 Uhr', '2026-12-12T09:00:00Z'],
  ['Vorverkaufsstart am 12.12.2026 um 10:00 Uhr', '2026-12-12T09:00:00Z'],
  ['A la venta el 12 de diciembre de 2026 a las 10:00', '2026-12-12T09:00:00Z'],
  ['In vendita dal 12 dicembre alle ore 10.00', '2026-12-12T09:00:00Z'],
  ['2026-07-12T10:00:00+02:00', '2026-07-12T08:00:00Z'],
])('"%s" is an exact time', (text, expected) => {
  expect(new Date(readWhen(text, NOW)?.at ?? Number.NaN).toISOString()).toBe(new Date(expected).toISOString())
})

test.each([
  ['Ouverture le 12/12', '2026-12-12'],
  ['Ouverture le 10/11', '2026-11-10'],
  ['le 12 décembre, tarif 45,00 €', '2026-12-12'],
  ['December 12, 2026', '2026-12-12'],
])('"%s" names a day and no hour', (text, day) => {
  expect(readWhen(text, NOW)).toEqual({ day, at: null })
})

test.each(['45,00 €', '12.50 €', 'bientôt', 'rang 12', '31/02', '45/99', ''])('"%s" names no day', (text) => {
  expect(readWhen(text, NOW)).toBeNull()
})

test('Paris keeps its summer time', () => {
  expect(parisDay(Date.parse('2026-07-11T22:30:00Z'))).toBe('2026-07-12')
  expect(parisDay(Date.parse('2026-12-11T22:30:00Z'))).toBe('2026-12-11')
  expect(parisTime('2026-10-25', 10, 0)).toBe(Date.parse('2026-10-25T09:00:00Z'))
  expect(parisTime('2026-03-29', 10, 0)).toBe(Date.parse('2026-03-29T08:00:00Z'))
})

test('no words and no clock make it throw', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.double(), (text, now) => {
      const when = readWhen(`${text} demain le 3 mai`, now)
      if (when !== null) expect(when.day).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      expect(parisDay(now)).toMatch(/^[+-]?\d{4,6}-/)
    }),
  )
})
