import fc from 'fast-check'
import { expect, test } from 'vitest'

import type { Evidence } from './evidence.ts'
import type { Observation, OfferRow } from './observation.ts'
import type { Offer, Verdict } from './verdict.ts'

import { cleanEvidence, EVIDENCE_BYTES_MOST, evidenceCause, glimpseOf } from './evidence.ts'

const offer = (fingerprint: string): Offer => ({ type: 'PMR', fingerprint, name: 'Place PMR' })
const available = (...prints: [string, ...string[]]): Verdict => {
  const [first, ...others] = prints
  return { state: 'available', offers: [offer(first), ...others.map(offer)] }
}
const none: Verdict = {
  state: 'none',
  proof: { anchor: 'offers: ADULTE', kind: 'siblings', detail: 'ADULTE × 1' },
}
const unknown = (reason: Extract<Verdict, { state: 'unknown' }>['reason']): Verdict => ({
  state: 'unknown',
  reason,
})
const unclear = (fingerprint: string): Verdict => ({
  state: 'unknown',
  reason: 'ambiguous-offer',
  fingerprint,
})

test.each<[string, Verdict | null, Verdict, string | null]>([
  ['the first look finds a seat', null, available('a'), 'available'],
  ['a seat comes', none, available('a'), 'available'],
  ['the same seat', available('a', 'b'), available('b', 'a'), null],
  ['one of two left', available('a', 'b'), available('b'), null],
  ['a second seat', available('a'), available('a', 'b'), 'available'],
  ['nothing', available('a'), none, null],
  ['the first look meets a wall', null, unknown('queue'), 'blind'],
  ['sight is lost', available('a'), unknown('captcha'), 'blind'],
  ['the streak goes on', unknown('captcha'), unknown('captcha'), null],
  ['the streak goes on behind another wall', unknown('captcha'), unknown('blocked'), null],
  ['something unclear', none, unknown('ambiguous-offer'), 'ambiguous'],
  ['something unclear behind a wall', unknown('queue'), unknown('ambiguous-offer'), 'ambiguous'],
  ['still unclear', unknown('ambiguous-offer'), unknown('ambiguous-offer'), null],
  ['something else unclear', unclear('a'), unclear('b'), 'ambiguous'],
  ['the same unclear thing', unclear('a'), unclear('a'), null],
  ['another build', none, unknown('layout-changed'), 'layout-changed'],
])('%s', (_, before, after, cause) => {
  expect(evidenceCause(before === null ? null : glimpseOf(before), after)).toBe(cause)
})

const row = (text: string): OfferRow => ({
  path: 'main > article.offer',
  type: 'PMR',
  name: text,
  text,
  category: text,
  price: '45,00 €',
  quantity: 1,
  control: {
    text: 'Réserver',
    says: 'buy',
    enabled: true,
    href: `https://club.fr/panier?token=${'s'.repeat(40)}`,
  },
  gone: null,
  notYet: null,
  restricted: null,
  drawn: 'drawn',
  hiddenBy: null,
  place: 'offers',
  skeleton: false,
  unread: null,
  date: null,
})

const observation = (text: string, rows: number): Observation => ({
  at: 1,
  durationMs: 1,
  url: 'https://club.fr/match?sid=0a1b2c3d4e5f6a7b8c9d',
  finalUrl: 'https://club.fr/match?sid=0a1b2c3d4e5f6a7b8c9d',
  chain: ['https://jean:secret@club.fr/', 'https://club.fr/match?sid=0a1b2c3d4e5f6a7b8c9d'],
  status: 200,
  headers: { server: text },
  failure: null,
  rendered: true,
  phases: {},
  page: {
    url: 'https://club.fr/match',
    canonical: null,
    lang: 'fr',
    title: text,
    headings: [text],
    textLength: 1,
    elements: 1,
    scripts: 0,
    complete: true,
    truncated: false,
    styled: true,
    anchor: { kind: 'offers', value: 'PMR' },
    area: { state: 'readable', detail: text },
    targets: Array.from({ length: rows }, () => row(text)),
    targetCount: rows,
    siblings: Array.from({ length: 20 }, () => ({ type: text, count: 1 })),
    siblingCount: 20,
    notice: null,
    event: null,
    when: null,
    moved: null,
    past: null,
    session: null,
    evidence: {
      rows: Array.from({ length: rows }, () => ({ path: 'article', html: text, ownText: text, box: null })),
      anchors: [text],
      areaHash: null,
      data: null,
    },
    walls: [],
    consent: null,
    metadata: null,
    mention: null,
    shell: null,
    unreadableFrames: 0,
    failedCalls: [{ path: '/api/offers?email=jean@example.fr', status: 500 }],
    settle: { state: 'positive', agreed: true, waitedMs: 1, paintedAtMs: 1, scrollSteps: 0 },
  },
})

const evidence = (text: string, rows: number): Evidence => ({
  id: 'e1',
  watchId: 'w1',
  checkId: 'c1',
  at: 1,
  cause: 'available',
  verdict: available('a', 'b'),
  observation: observation(text, rows),
  picture: null,
})

test('what opens something or names someone is not kept, whatever else is', () => {
  const text = 'Bonjour Jean Dupont (jean@example.fr), Place PMR'
  const kept = cleanEvidence(evidence(text, 2), ['Place'])
  const written = JSON.stringify(kept)
  for (const secret of ['Dupont', 'jean@', 'jean:secret', '0a1b2c3d', 'sssss', 'Place'])
    expect(written).not.toContain(secret)
  expect(kept.observation.chain).toEqual(['https://club.fr/', 'https://club.fr/match?sid=***'])
  expect(kept.observation.page?.targets[0]?.control?.href).toBe('https://club.fr/panier?token=***')
})

test('small evidence is kept whole', () => {
  const small = evidence('Place PMR', 3)
  expect(cleanEvidence(small).observation.page?.targets).toHaveLength(3)
  expect(cleanEvidence(small).observation.page?.failedCalls).toHaveLength(1)
})

test('evidence of any page fits, is whole JSON, and keeps the verdict and the last address', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 2048 }),
      fc.integer({ min: 0, max: 20 }),
      (text, rows) => {
        const kept = cleanEvidence(evidence(text, rows))
        const written = JSON.stringify(kept)
        expect(new TextEncoder().encode(written).length).toBeLessThanOrEqual(EVIDENCE_BYTES_MOST)
        const read: Evidence = JSON.parse(written)
        expect(read.verdict.state).toBe('available')
        expect(read.observation.finalUrl).toBe('https://club.fr/match?sid=***')
      },
    ),
    { numRuns: 25 },
  )
})

test('the matched rows go last', () => {
  const kept = cleanEvidence(evidence('é'.repeat(2048), 20))
  expect(kept.observation.page?.failedCalls).toEqual([])
  expect(kept.observation.page?.targets.length).toBeGreaterThan(0)
})
