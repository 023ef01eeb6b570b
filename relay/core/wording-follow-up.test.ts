import type { AlertContent, DigestEntry, Opening } from './alert.ts'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { wordAlert } from './wording.ts'

/** 14:02:11 in Paris, in winter. */
const AT = Date.UTC(2026, 10, 20, 13, 2, 11)
const MINUTE = 60_000

const opening: Opening = {
  watchId: 'w',
  releaseId: 'r',
  name: 'PSG – OM',
  url: 'https://billetterie.psg.fr/om',
  offers: [{ type: 'PMR', fingerprint: 'pmr', name: 'Place PMR', category: 'Borelli', quantity: 2 }],
  seenAt: AT,
  seenBy: 'relay-browser',
}
const say = (content: AlertContent, more: object = {}) =>
  wordAlert(content, {
    now: AT + 3 * MINUTE,
    publicUrl: 'https://vigie.example',
    alertId: '1b2c3d4e-5f60-4000-8000-000000000000',
    ...more,
  })

test('a repeat reads differently from the first: how long it has been there, and the how-manieth it is', () => {
  const ring: AlertContent = { ...opening, kind: 'ring', step: 2, firstAt: AT }
  const { title, lines } = say(ring)
  expect(title).toBe('Toujours là depuis 3 min, 2 places PMR : PSG – OM')
  expect(lines.slice(0, 2)).toEqual(['2ᵉ rappel : personne n’a encore répondu.', '• Borelli, 2 places'])
  expect(say({ ...ring, step: 1 }).lines[0]).toBe('1er rappel : personne n’a encore répondu.')
  expect(say(ring, { locale: 'en' }).title).toBe('Still there after 3 min, 2 PMR seats: PSG – OM')
})

test('who is turned to next reads why', () => {
  const { title, lines } = say({ ...opening, kind: 'escalated', firstAt: AT })
  expect(title).toBe('À vous de jouer, 2 places PMR : PSG – OM')
  expect(lines[0]).toBe('Là depuis 3 min ; la personne prévenue en premier n’a pas répondu.')
})

test('what has gone says when and for how long it was there, and leads nowhere', () => {
  const { watchId, releaseId, name, url } = opening
  const about = { watchId, releaseId, name, url }
  const gone: AlertContent = { kind: 'gone', ...about, openedAt: AT, closedAt: AT + 3 * MINUTE }
  expect(say(gone)).toMatchObject({
    title: 'Places parties : PSG – OM',
    lines: ['Parties à 14:05, restées 3 min.'],
    links: [{ label: 'État en direct' }],
  })
})

test('open, gone and open again is one story', () => {
  const again = { goneAt: AT - MINUTE, flaps: 1 }
  const { title, lines } = say({ ...opening, kind: 'opened', again })
  expect(title).toBe('De nouveau là, 2 places PMR : PSG – OM')
  expect(lines[0]).toBe('Parties à 14:01, revenues à 14:02.')
})

const entry = (name: string, closedAt: number | null = null): DigestEntry => ({
  ...opening,
  name,
  url: `https://billetterie.psg.fr/${encodeURIComponent(name)}`,
  closedAt,
})

test('a digest lists every match, says which have gone, and leads to those that are open', () => {
  const openings = [entry('PSG – OM'), entry('PSG – Lens', AT + MINUTE)]
  const { title, lines, links } = say({ kind: 'digest', id: 'd', step: 0, from: AT, to: AT, openings })
  expect(title).toBe('Places pour 2 matchs en même temps')
  expect(lines).toEqual([
    'De 14:02 à 14:02.',
    '• PSG – OM : 2 places PMR',
    '• PSG – Lens : 2 places PMR (parties à 14:03)',
  ])
  expect(links.map(({ label }) => label)).toEqual(['PSG – OM', 'État en direct'])
  const ring = say({ kind: 'digest', id: 'd', step: 1, from: AT, to: AT, openings: openings.slice(0, 1) })
  expect(ring.title).toBe('Toujours là depuis 3 min, places pour 1 match')
  const over = [entry('PSG – OM', AT + MINUTE), entry('PSG – Lens', AT + MINUTE)]
  const late = say({ kind: 'digest', id: 'd', step: 0, from: AT, to: AT, openings: over })
  expect(late.title).toBe('Places parties : 2 matchs')
})

test('no name of a match, however long or strange, keeps another out of a digest', () => {
  const names = fc.array(fc.string({ unit: 'binary', maxLength: 400 }), { minLength: 2, maxLength: 10 })
  fc.assert(
    fc.property(names, fc.constantFrom('fr', 'en'), (list, locale) => {
      const openings = list.map((name) => ({ ...entry('x'), name }))
      const { lines } = say({ kind: 'digest', id: 'd', step: 0, from: AT, to: AT, openings }, { locale })
      expect(lines.filter((line) => line.startsWith('• '))).toHaveLength(list.length)
      expect(lines.every((line) => !/[\n\r]/.test(line))).toBe(true)
      expect(lines.join('\n').length).toBeLessThan(2000)
    }),
  )
})
