import { expect, test } from 'vitest'

import { follow, known } from '../test/known-samples.ts'
import { changeOf, draftOfLink, typedOf, wrongOf } from './draft.ts'
import { readDraft } from './follow.ts'
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
  ['https://billetterie.example/match/paris-sg-saint-étienne', 'Paris sg saint étienne'],
  ['https://billetterie.example/match/100%-pmr', '100% pmr'],
])('%s is named %s', (link, name) => {
  expect(draftOfLink(link, '')).toMatchObject({ ok: true, draft: { name } })
  expect(draftOfLink(link, ' Le match ')).toMatchObject({ draft: { name: 'Le match' } })
})

test('a link whose last part is longer than any name is followed all the same', () => {
  const read = draftOfLink(`https://billetterie.example/${'paris-'.repeat(40)}`, '')
  expect(read.ok && readDraft(read.draft)).toMatchObject({ ok: true })
})

test.each([
  '',
  '   ',
  'javascript:alert(1)',
  'https://',
  'pas un lien',
  `https://a.example/${'a'.repeat(2048)}`,
])('%j is no page', (link) => {
  expect(draftOfLink(link, '')).toEqual({ ok: false, problem: 'not-a-page' })
})

test('a page that others could forge on its way is told apart', () => {
  expect(draftOfLink('http://billetterie.example/match', '')).toEqual({ ok: false, problem: 'not-private' })
})
