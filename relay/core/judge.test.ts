import type { Control, FailureKind, Observation, OfferRow, PageFacts, Settle } from './observation.ts'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { judge } from './judge.ts'
import { rowState } from './offers.ts'
import { REASONS } from './verdict.ts'

const text = fc.string({ unit: 'grapheme', maxLength: 30 })
const maybe = fc.option(text, { nil: null })
const href = fc.constantFrom(
  '/fr/acheter/1',
  'https://x.example/a?t=1',
  'javascript:alert(1)',
  'data:text/html,x',
  '#',
  '',
)

/** Mostly what a healthy page shows, so that the rare verdicts are reached from all sides. */
const mostly = <V>(usual: V, other: fc.Arbitrary<V>): fc.Arbitrary<V> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other })

const control: fc.Arbitrary<Control> = fc.record({
  text,
  says: fc.constantFrom('buy', 'plain', 'restricted', 'info', 'waitlist'),
  enabled: fc.boolean(),
  href: fc.option(href, { nil: null }),
})

const row: fc.Arbitrary<OfferRow> = fc.record({
  path: text,
  type: text,
  name: text,
  text,
  category: maybe,
  price: maybe,
  quantity: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null }),
  control: fc.option(control, { nil: null }),
  gone: mostly<string | null>(null, maybe),
  notYet: mostly<string | null>(null, maybe),
  restricted: maybe,
  drawn: mostly<OfferRow['drawn']>('drawn', fc.constantFrom('hidden', 'unknown')),
  hiddenBy: maybe,
  place: mostly<OfferRow['place']>('offers', fc.constantFrom('other-event', 'past', 'filter')),
  skeleton: mostly(false, fc.boolean()),
})

const settle: fc.Arbitrary<Settle> = fc.record({
  state: mostly<Settle['state']>('quiet', fc.constantFrom('static', 'positive', 'wall', 'deadline')),
  agreed: mostly(true, fc.constant(false)),
  waitedMs: fc.nat(),
  paintedAtMs: fc.option(fc.nat(), { nil: null }),
  scrollSteps: fc.nat(20),
})

const page: fc.Arbitrary<PageFacts> = fc.record({
  url: fc.oneof(text, fc.webUrl()),
  canonical: mostly(null, fc.option(fc.oneof(text, fc.webUrl()), { nil: null })),
  lang: maybe,
  title: text,
  headings: fc.array(text, { maxLength: 3 }),
  textLength: fc.nat(5000),
  elements: fc.nat(),
  scripts: fc.nat(9),
  complete: mostly(true, fc.boolean()),
  truncated: mostly(false, fc.boolean()),
  styled: fc.boolean(),
  anchor: fc.option(
    fc.record({ kind: fc.constantFrom('selector', 'offers', 'container', 'event', 'heading'), value: text }),
    { nil: null },
  ),
  area: mostly<PageFacts['area']>(
    { state: 'readable', detail: '' },
    fc.record({ state: fc.constantFrom('absent', 'loading', 'failed'), detail: text }),
  ),
  targets: fc.array(row, { maxLength: 4 }),
  targetCount: fc.nat(6),
  siblings: fc.array(fc.record({ type: text, count: fc.nat(3) }), { maxLength: 3 }),
  siblingCount: fc.nat(4),
  notice: fc.option(fc.record({ kind: fc.constantFrom('empty', 'sold-out', 'not-yet'), text }), {
    nil: null,
  }),
  event: mostly<PageFacts['event']>(null, fc.record({ asked: text, found: fc.boolean() })),
  past: mostly<string | null>(null, maybe),
  walls: mostly<PageFacts['walls']>(
    [],
    fc.array(
      fc.record({
        reason: fc.constantFrom(...REASONS),
        vendor: text,
        marker: text,
        grade: fc.constantFrom('hard', 'soft', 'weak'),
      }),
      { maxLength: 3 },
    ),
  ),
  consent: mostly(null, fc.option(fc.record({ marker: text, withholding: fc.boolean() }), { nil: null })),
  metadata: mostly(null, fc.constantFrom('in-stock', 'out-of-stock', null)),
  mention: mostly(
    null,
    fc.option(fc.record({ text, count: fc.option(fc.nat(5), { nil: null }) }), { nil: null }),
  ),
  shell: mostly<string | null>(null, maybe),
  unreadableFrames: mostly(0, fc.nat(2)),
  failedCalls: fc.array(fc.record({ path: text, status: fc.integer({ min: 400, max: 599 }) }), {
    maxLength: 2,
  }),
  settle,
})

const FAILURES: FailureKind[] = [
  'offline',
  'timeout',
  'private-address',
  'too-large',
  'too-many-redirects',
  'not-html',
  'cut-off',
  'robots',
  'budget',
  'browser',
  'reader',
]

const ADDRESS = 'https://billetterie.psg.fr/fr/catalogue/om-1'
const address = mostly(ADDRESS, fc.oneof(fc.webUrl(), text))

const observation: fc.Arbitrary<Observation> = fc.record({
  at: fc.nat(),
  durationMs: fc.nat(),
  url: address,
  finalUrl: address,
  chain: fc.array(address, { maxLength: 3 }),
  status: mostly<number | null>(200, fc.constantFrom(null, 202, 304, 401, 403, 404, 410, 418, 429, 500, 503)),
  headers: fc.dictionary(fc.constantFrom('cf-mitigated', 'age', 'server', 'x-dd-b', 'retry-after'), text, {
    maxKeys: 2,
  }),
  failure: mostly<Observation['failure']>(
    null,
    fc.record({ kind: fc.constantFrom(...FAILURES), detail: text }),
  ),
  rendered: fc.boolean(),
  page: fc.option(page, { nil: null, freq: 12 }),
  phases: fc.constant({}),
})

const target = fc.record(
  { selector: text, anchor: text, event: text, label: text },
  { requiredKeys: [], noNullPrototype: true },
)
const watch = fc.record({ url: address, target })

const many = { numRuns: 2000 }

describe('whatever was observed', () => {
  test('there is one verdict, of a known state and reason, in bounded words', () => {
    fc.assert(
      fc.property(watch, observation, (asked, seen) => {
        const verdict = judge(asked, seen)
        expect(['available', 'none', 'unknown']).toContain(verdict.state)
        if (verdict.state === 'unknown') expect(REASONS).toContain(verdict.reason)
        expect(JSON.stringify(verdict).length).toBeLessThan(20_000)
        expect(judge(asked, seen)).toEqual(verdict)
      }),
      many,
    )
  })

  test('none has seen the right page, whole and quiet, and something that says so', () => {
    let seenNone = 0
    fc.assert(
      fc.property(watch, observation, (asked, seen) => {
        const verdict = judge(asked, seen)
        if (verdict.state !== 'none') return
        seenNone += 1
        const facts = seen.page
        expect(facts).not.toBeNull()
        if (facts === null) return
        expect(seen.failure).toBeNull()
        expect(facts.complete && !facts.truncated && facts.area.state === 'readable').toBe(true)
        expect(facts.anchor).not.toBeNull()
        expect(facts.settle.agreed && (!seen.rendered || facts.settle.state === 'quiet')).toBe(true)
        expect(facts.event === null || facts.event.found).toBe(true)
        expect(asked.target.anchor === undefined || facts.anchor?.kind === 'selector').toBe(true)
        const states = facts.targets.map(rowState).map(({ state }) => state)
        expect(states.every((state) => state === 'gone' || state === 'absent')).toBe(true)
        const said =
          facts.siblingCount > 0 || states.includes('gone') || facts.notice !== null || facts.past !== null
        expect(said).toBe(true)
      }),
      { numRuns: 8000 },
    )
    expect(seenNone).toBeGreaterThan(20)
  })

  test('available has seen a drawn, open row of this match with a positive sign, in reads that agreed', () => {
    let seenAvailable = 0
    fc.assert(
      fc.property(watch, observation, (asked, seen) => {
        const verdict = judge(asked, seen)
        if (verdict.state !== 'available') return
        seenAvailable += 1
        const rows = seen.page?.targets.filter((each) => rowState(each).state === 'open') ?? []
        expect(rows.length).toBeGreaterThan(0)
        for (const each of rows) {
          expect([each.drawn, each.place, each.gone, each.notYet]).toEqual(['drawn', 'offers', null, null])
          expect(each.price !== null || (each.quantity ?? 0) > 0 || each.control?.enabled === true).toBe(true)
        }
        expect(seen.page?.settle.agreed).toBe(true)
        for (const { url } of verdict.offers) if (url !== undefined) expect(url).toMatch(/^https?:\/\//)
      }),
      { numRuns: 4000 },
    )
    expect(seenAvailable).toBeGreaterThan(20)
  })

  test('the order of rows changes no fingerprint', () => {
    const fixed = fc.constant(OPEN)
    const open = fc
      .tuple(fixed, fc.record({ name: text, category: maybe, type: text }))
      .map((parts): OfferRow => Object.assign({}, ...parts))
    fc.assert(
      fc.property(fc.array(open, { minLength: 1, maxLength: 5 }), page, (targets, facts) => {
        const seen = (rows: OfferRow[]): string[] => {
          const drawn = {
            ...facts,
            url: ADDRESS,
            canonical: null,
            event: null,
            walls: [],
            targets: rows,
            targetCount: rows.length,
          }
          const verdict = judge(
            { url: ADDRESS, target: {} },
            {
              ...BASE,
              page: { ...drawn, settle: { ...drawn.settle, agreed: true } },
            },
          )
          return verdict.state === 'available'
            ? verdict.offers.map(({ fingerprint }) => fingerprint).sort()
            : []
        }
        expect(seen(targets)).not.toEqual([])
        expect(seen(targets.toReversed())).toEqual(seen(targets))
      }),
      { numRuns: 500 },
    )
  })
})

const OPEN: OfferRow = {
  path: 'div',
  type: 'PMR',
  name: '',
  text: 'PMR',
  category: null,
  price: '45 €',
  quantity: 1,
  control: null,
  gone: null,
  notYet: null,
  restricted: null,
  drawn: 'drawn',
  hiddenBy: null,
  place: 'offers',
  skeleton: false,
}

const BASE: Observation = {
  at: 1,
  durationMs: 1,
  url: ADDRESS,
  finalUrl: ADDRESS,
  chain: [ADDRESS],
  status: 200,
  headers: {},
  failure: null,
  rendered: true,
  page: null,
  phases: {},
}

test.each([
  ['offline', 'offline'],
  ['timeout', 'offline'],
  ['private-address', 'wrong-page'],
  ['robots', 'blocked'],
  ['browser', 'needs-render'],
  ['too-many-redirects', 'http-error'],
] as const)('a look that ends with %s is unknown: %s', (kind, reason) => {
  const verdict = judge(
    { url: ADDRESS, target: {} },
    { ...BASE, status: null, failure: { kind, detail: 'why' } },
  )
  expect(verdict).toMatchObject({ state: 'unknown', reason })
})

const reasonOf = (status: number, headers: Record<string, string> = {}) => {
  const verdict = judge({ url: ADDRESS, target: {} }, { ...BASE, status, headers })
  return verdict.state === 'unknown' ? verdict.reason : verdict.state
}

test('a document without a page is judged by its status and its headers', () => {
  expect(reasonOf(429)).toBe('rate-limited')
  expect(reasonOf(429, { 'cf-mitigated': 'challenge' })).toBe('challenge')
  expect(reasonOf(403)).toBe('blocked')
  expect(reasonOf(403, { server: 'DataDome' })).toBe('captcha')
  expect(reasonOf(503)).toBe('maintenance')
  expect(reasonOf(404)).toBe('not-found')
  expect(reasonOf(200)).toBe('empty')
})
