import type { Verdict } from '#core/verdict.ts'

import { expect, test } from 'vitest'

import { wished } from './wished.ts'

const none: Verdict = { state: 'none', proof: { anchor: 'offers', kind: 'siblings', detail: 'ADULTE × 2' } }
const offer = (part: object) => ({
  type: 'PMR',
  fingerprint: JSON.stringify(part),
  name: 'Place PMR',
  ...part,
})
const open: Verdict = {
  state: 'available',
  offers: [
    offer({ category: 'Tribune Boulogne', price: '45,00 €', quantity: 1 }),
    offer({ category: 'Tribune Présidentielle', price: '120,00 €', quantity: 2 }),
    offer({ category: 'Auteuil' }),
  ],
}
const categories = (verdict: Verdict | null) =>
  verdict?.state === 'available' ? verdict.offers.map(({ category }) => category) : verdict

test('who looks for what the relay looks for takes its word', () => {
  expect(wished({}, none)).toBe(none)
  expect(wished({ event: 'Paris SG OM', date: '2026-12-12' }, open)).toBe(open)
})

test('that the relay sees none of its own proves nothing of another wish', () => {
  for (const target of [{ selector: '.b' }, { label: 'Boulogne' }, { places: 2 }, { priceMost: 50 }])
    expect(wished(target, none)).toBeNull()
})

test('of what it sees that counts which fits; what is not stated does not speak against it', () => {
  expect(categories(wished({ priceMost: 50 }, open))).toEqual(['Tribune Boulogne', 'Auteuil'])
  expect(categories(wished({ places: 2 }, open))).toEqual(['Tribune Présidentielle', 'Auteuil'])
  expect(categories(wished({ label: 'presidentielle' }, open))).toEqual(['Tribune Présidentielle'])
  expect(wished({ label: 'Paris' }, open)).toBeNull()
  expect(wished({ selector: '.own' }, open)).toBeNull()
})

test('that it cannot see is true whatever is looked for', () => {
  const blind: Verdict = { state: 'unknown', reason: 'queue' }
  expect(wished({ label: 'x' }, blind)).toBe(blind)
})
