import { expect, test } from 'vitest'

import { follow, known } from '../test/known-samples.ts'
import { changeOf, draftOfLink, typedOf, wrongOf } from './draft.ts'
import { viewOf } from './view.ts'

const now = Date.UTC(2026, 10, 20, 14)

function cardOf(part: Parameters<typeof follow>[0]) {
  const view = viewOf(known(now, { follows: [follow(part)] }), now)
  const card = view.kind === 'shown' ? view.cards[0] : undefined
  if (card === undefined) throw new Error('no card')
  return card
}

test('a form that nobody touched changes nothing of what is looked for', () => {
  const card = cardOf({ target: { anchor: '.offers', selector: '.pmr', label: 'Boulogne', places: 2 } })
  const change = changeOf(typedOf(card), card)
  expect(change).toEqual({ name: card.name, url: card.url, date: '2026-12-12' })
})

test('what is looked for changes part by part; what the form does not show stays', () => {
  const card = cardOf({ target: { anchor: '.offers', label: 'Boulogne', places: 2 } })
  expect(changeOf({ ...typedOf(card), label: ' Auteuil ', places: '', date: '' }, card)).toEqual({
    name: card.name,
    url: card.url,
    date: null,
    target: { anchor: '.offers', label: 'Auteuil' },
  })
})

test('a refusal is told beside its field', () => {
  expect(wrongOf({ field: 'url', problem: 'not-https' })).toEqual({ field: 'url', problem: 'not-https' })
  expect(wrongOf({ field: 'target', part: 'places', problem: 'not-a-number' }).field).toBe('places')
  expect(wrongOf({ field: 'target', part: 'anchor', problem: 'not-a-selector' }).field).toBe('selector')
  expect(wrongOf({ field: 'pace', problem: 'unknown' }).field).toBe('name')
})

test.each([
  ['https://billetterie.example/match/paris-sg_marseille.html', 'Paris sg marseille'],
  ['billetterie.example/2026/12', 'billetterie.example'],
  ['http://localhost:8090/match', 'Match'],
])('%s is named %s', (link, name) => {
  expect(draftOfLink(link, '')?.name).toBe(name)
  expect(draftOfLink(link, ' Le match ')?.name).toBe('Le match')
})

test.each(['', '   ', 'javascript:alert(1)', 'file:///etc/passwd', 'https://'])('%j is no page', (link) => {
  expect(draftOfLink(link, '')).toBeNull()
})
