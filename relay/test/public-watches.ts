import type { PublicWatch } from '#core/status.ts'
import type { Note, Offer } from '#core/verdict.ts'

const MINUTE = 60_000

/** A watch that was just checked and saw the right page without the seat. */
export function publicWatch(overrides: Partial<PublicWatch> = {}): PublicWatch {
  const now = Date.now()
  return {
    id: 'om',
    name: 'Paris SG – Marseille',
    url: 'https://billetterie.example/paris-sg-marseille',
    verdict: {
      state: 'none',
      proof: { anchor: '.offers', kind: 'siblings', detail: '3 autres offres' },
    },
    lastCheckAt: now - 8000,
    lastGoodCheckAt: now - 8000,
    checks: 12_408,
    releases: 3,
    reporters: [
      {
        kind: 'relay-browser',
        verdict: { state: 'none', proof: { anchor: '.offers', kind: 'siblings', detail: '3 autres offres' } },
        at: now - 8000,
      },
    ],
    blindSince: null,
    openSince: null,
    checkSeconds: 20,
    how: { mode: 'static', why: 'equal', of: { done: 3, wanted: 3 }, patienceMs: 2000 },
    ...overrides,
  }
}

export function openWatch(overrides: Partial<PublicWatch> = {}): PublicWatch {
  const now = Date.now()
  const offer: Offer = {
    type: 'PMR',
    fingerprint: 'pmr-boulogne',
    name: 'Place PMR + accompagnateur',
    category: 'Tribune Boulogne',
    price: '45,00 €',
    quantity: 2,
    url: 'https://billetterie.example/paris-sg-marseille#pmr',
  }
  const notes: Note[] = [
    { kind: 'quantity', text: '2 / 3' },
    { kind: 'restricted', text: 'Sur justificatif' },
  ]
  return publicWatch({
    verdict: { state: 'available', offers: [offer], notes },
    reporters: [{ kind: 'relay-browser', verdict: { state: 'available', offers: [offer] }, at: now - 4000 }],
    lastCheckAt: now - 4000,
    lastGoodCheckAt: now - 4000,
    openSince: now - 95_000,
    how: { mode: 'rendered', why: 'after-opening', patienceMs: 15_000 },
    ...overrides,
  })
}

/** A watch that a queue hides since a quarter of an hour. */
export function blindWatch(overrides: Partial<PublicWatch> = {}): PublicWatch {
  const now = Date.now()
  return publicWatch({
    id: 'rm',
    name: 'Paris SG – Real Madrid',
    verdict: {
      state: 'unknown',
      reason: 'queue',
      detail: 'waitingroom',
      notes: [{ kind: 'partial', text: 'relay-browser' }],
    },
    reporters: [
      { kind: 'extension', verdict: { state: 'unknown', reason: 'queue' }, at: now - 12_000 },
      {
        kind: 'relay-browser',
        verdict: { state: 'none', proof: { anchor: 'h1', kind: 'sold-out', detail: 'Épuisé' } },
        at: now - 70_000,
      },
    ],
    how: { mode: 'learning', why: 'comparing', of: { done: 2, wanted: 3 }, patienceMs: 4500 },
    gap: { from: now - 20 * MINUTE, to: now - 16 * MINUTE },
    reported: { at: now - 40_000, devices: 1 },
    lastCheckAt: now - 12_000,
    lastGoodCheckAt: now - 15 * MINUTE,
    blindSince: now - 15 * MINUTE,
    ...overrides,
  })
}

/** A watch that nobody has confirmed for twenty minutes, although it was open then. */
export function staleWatch(overrides: Partial<PublicWatch> = {}): PublicWatch {
  const at = Date.now() - 20 * MINUTE
  return openWatch({ id: 'ol', name: 'Paris SG – Lyon', lastCheckAt: at, lastGoodCheckAt: at, ...overrides })
}
