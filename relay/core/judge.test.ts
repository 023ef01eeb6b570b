import type { Verdict } from './verdict.ts'
import type { Control, FailureKind, Observation, OfferRow, PageFacts, Settle } from './observation.ts'

import type { SeatsTarget } from './watch.ts'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { judge } from './judge.ts'
import { endOf } from './judge-rows.ts'
import { hasOpened, rowState } from './offers.ts'
import { REASONS } from './verdict.ts'
import { WALL_ORDER } from './wall-signs.ts'

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
  unread: mostly<string | null>(null, maybe),
  date: mostly<string | null>(null, fc.constantFrom('2026-12-12', '2026-12-13')),
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
  when: mostly<PageFacts['when']>(
    null,
    fc.record({
      day: fc.constantFrom('1969-12-31', '2026-12-12'),
      last: fc.constantFrom('1969-12-31', '2026-12-12'),
      text,
      at: fc.option(fc.nat(), { nil: null }),
    }),
  ),
  moved: mostly<string | null>(null, maybe),
  past: mostly<string | null>(null, maybe),
  session: mostly<string | null>(null, maybe),
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
  evidence: fc.constant(null),
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
  {
    selector: text,
    anchor: text,
    event: text,
    label: text,
    empty: text,
    places: fc.integer({ min: 1, max: 9 }),
    priceMost: fc.nat(200),
    date: fc.constantFrom('2026-12-12', '1969-12-31'),
  },
  { requiredKeys: [], noNullPrototype: true },
)
const watch = fc.record({ url: address, target })

const many = { numRuns: 2000 }

const told = (verdict: Verdict) => [
  verdict.state,
  verdict.state === 'unknown' ? verdict.reason : null,
  verdict.state === 'unknown' ? verdict.fingerprint : null,
  verdict.state === 'available' ? verdict.offers.map(({ fingerprint }) => fingerprint).toSorted() : [],
]

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
        const { date } = asked.target
        const days = new Set([undefined, facts.when?.day, date])
        const ofDay = facts.targets.filter((each) => date === undefined || days.has(each.date ?? undefined))
        const states = ofDay.map((each) => rowState(each, seen.at).state)
        const over = endOf(facts, seen.at) !== null
        const dear = verdict.proof.kind === 'price' && asked.target.priceMost !== undefined
        expect(over || dear || states.every((state) => ['gone', 'absent'].includes(state))).toBe(true)
        const said =
          facts.siblingCount > 0 || states.includes('gone') || facts.notice !== null || over || dear
        expect(said).toBe(true)
        const hard = facts.walls.some((mark) => mark.grade === 'hard' && WALL_ORDER.includes(mark.reason))
        const shown = facts.targetCount + facts.siblingCount > 0 || facts.notice !== null || over
        expect(hard && !shown).toBe(false)
        expect((seen.status ?? 0) < 500 && facts.session === null).toBe(true)
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
        const rows = seen.page?.targets.filter((each) => rowState(each, seen.at).state === 'open') ?? []
        expect(rows.length).toBeGreaterThan(0)
        for (const each of rows) {
          expect([each.drawn, each.place, each.gone]).toEqual(['drawn', 'offers', null])
          expect(each.notYet === null || hasOpened(each.notYet, seen.at)).toBe(true)
          expect(each.price !== null || (each.quantity ?? 0) > 0 || each.control?.enabled === true).toBe(true)
        }
        expect(seen.page?.settle.agreed).toBe(true)
        expect(seen.status ?? 0).toBeLessThan(500)
        for (const { url } of verdict.offers) if (url !== undefined) expect(url).toMatch(/^https?:\/\//)
      }),
      { numRuns: 4000 },
    )
    expect(seenAvailable).toBeGreaterThan(20)
  })

  test('the order of rows changes neither the verdict nor the set of offers', () => {
    fc.assert(
      fc.property(watch, observation, (asked, seen) => {
        if (seen.page === null) return
        const turned = { ...seen, page: { ...seen.page, targets: seen.page.targets.toReversed() } }
        expect(told(judge(asked, turned))).toEqual(told(judge(asked, seen)))
      }),
      many,
    )
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
            when: null,
            past: null,
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
  unread: null,
  date: null,
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

const offersOf = (page: Partial<PageFacts>, target: SeatsTarget = {}) => {
  const verdict = judge({ url: ADDRESS, target }, { ...BASE, at: NOW, page: { ...HEALTHY, ...page } })
  return verdict
}
/** Friday 20 November 2026, 11:00 in Paris. */
const NOW = Date.parse('2026-11-20T10:00:00Z')

const HEALTHY: PageFacts = {
  url: ADDRESS,
  canonical: null,
  lang: 'fr',
  title: 'Paris SG - OM',
  headings: ['Paris SG - OM'],
  textLength: 900,
  elements: 90,
  scripts: 0,
  complete: true,
  truncated: false,
  styled: true,
  anchor: { kind: 'offers', value: 'GP × 2' },
  area: { state: 'readable', detail: '3 offers' },
  targets: [],
  targetCount: 0,
  siblings: [{ type: 'GP', count: 2 }],
  siblingCount: 2,
  notice: null,
  event: null,
  when: null,
  moved: null,
  past: null,
  session: null,
  walls: [],
  consent: null,
  metadata: null,
  mention: null,
  shell: null,
  unreadableFrames: 0,
  failedCalls: [],
  settle: { state: 'quiet', agreed: true, waitedMs: 1, paintedAtMs: 1, scrollSteps: 1 },
  evidence: null,
}
const rows = (...targets: Partial<OfferRow>[]) => ({
  targets: targets.map((row): OfferRow => ({ ...OPEN, ...row })),
  targetCount: targets.length,
})

describe('what a person should know beside the verdict', () => {
  test('a seat that opens later says when, in Paris', () => {
    expect(offersOf(rows({ notYet: 'Ouverture le 12/12 à 10 h' }))).toMatchObject({
      state: 'none',
      proof: { kind: 'not-yet' },
      notes: [{ kind: 'opensAt', text: 'Ouverture le 12/12 à 10 h', at: Date.parse('2026-12-12T09:00:00Z') }],
    })
  })

  test('an opening that has come closes nothing', () => {
    const control: Control = { text: 'Réserver', says: 'buy', enabled: true, href: null }
    const words = 'Ouverture le 10/11/2026 à 10 h'
    expect(offersOf(rows({ notYet: words, control })).state).toBe('available')
    expect(offersOf(rows({ notYet: words, price: null, quantity: null })).state).toBe('unknown')
  })

  test('a seat above the price limit is none for this watch, and says so', () => {
    expect(offersOf(rows({ price: '120,00 €' }), { priceMost: 60 })).toMatchObject({
      state: 'none',
      proof: { kind: 'price', detail: '120,00 €' },
      notes: [{ kind: 'priceOver', text: '120,00 €' }],
    })
    const both = offersOf(rows({ price: '120,00 €' }, {}), { priceMost: 60 })
    expect(both.state === 'available' && both.offers.map(({ price }) => price)).toEqual(['45 €'])
  })

  test('fewer places than wanted are told', () => {
    expect(offersOf(rows({ quantity: 1 }), { places: 2 }).notes).toEqual([
      { kind: 'quantity', text: '1 / 2' },
    ])
    expect(offersOf(rows({ quantity: 1 }, { quantity: null }), { places: 2 }).notes).toBeUndefined()
  })

  test('a limit is told when every offer has it', () => {
    const limited = {
      control: { text: 'Me connecter', says: 'restricted', enabled: true, href: null },
    } as const
    expect(offersOf(rows(limited)).notes).toEqual([{ kind: 'restricted', text: 'Me connecter' }])
    expect(offersOf(rows(limited, {})).notes).toBeUndefined()
  })

  test('data that says otherwise, and another day, are told', () => {
    expect(offersOf({ ...rows({}), metadata: 'out-of-stock' }).notes).toMatchObject([{ kind: 'conflict' }])
    const when = { day: '2026-12-19', last: '2026-12-19', text: '19 décembre 2026', at: null }
    expect(offersOf({ when }, { date: '2026-12-12' })).toMatchObject({
      state: 'none',
      notes: [{ kind: 'date', text: '19 décembre 2026' }],
    })
    expect(offersOf({ when }, { date: '2026-12-19' }).notes).toBeUndefined()
  })
})

describe('the event’s own day', () => {
  const when = { day: '2026-11-19', last: '2026-11-19', text: '19 novembre 2026', at: null }
  test('a past event is none, even when it still lists a seat', () => {
    expect(offersOf({ ...rows({}), when })).toMatchObject({ state: 'none', proof: { kind: 'past' } })
    expect(offersOf({ ...rows({}), past: 'Match terminé' })).toMatchObject({ proof: { kind: 'past' } })
  })
  test('not one that was moved, is today, or ends later', () => {
    expect(offersOf({ ...rows({}), when, moved: 'reporté' }).state).toBe('available')
    expect(offersOf({ ...rows({}), when: { ...when, day: '2026-11-20', last: '2026-11-20' } }).state).toBe(
      'available',
    )
    expect(offersOf({ ...rows({}), when: { ...when, last: '2026-11-21' } }).state).toBe('available')
    expect(
      offersOf({ ...rows({}), when: { ...when, last: '2026-12-21' }, past: 'Match aller terminé' }).state,
    ).toBe('available')
  })
  test('rows of other days do not count where the wanted day is shown', () => {
    const two = rows({ date: '2026-12-12', gone: 'épuisé' }, { date: '2026-12-13' })
    expect(offersOf(two, { date: '2026-12-12' }).state).toBe('none')
    expect(offersOf(two).state).toBe('available')
    expect(offersOf(rows({ date: '2026-12-13' }), { date: '2026-12-12' }).state).toBe('available')
  })
})

const prints = (verdict: Verdict) =>
  verdict.state === 'available' ? verdict.offers.map(({ fingerprint }) => fingerprint) : []

describe('fingerprints', () => {
  test('a second same seat beside the first is a second offer, whatever the order', () => {
    const [first, ...others] = prints(offersOf(rows({}, { price: '60 €' }, {})))
    expect(others).toHaveLength(2)
    expect(others).toContain(`${first}#2`)
    expect(prints(offersOf(rows({}, {}, { price: '60 €' }))).toSorted()).toEqual(
      [first ?? '', ...others].toSorted(),
    )
  })
  test('something ambiguous keeps its own while the page shows the same', () => {
    const unclear = { price: null, quantity: null, text: 'PMR' }
    const one = offersOf(rows(unclear))
    expect(one).toMatchObject({ state: 'unknown', reason: 'ambiguous-offer' })
    expect(offersOf(rows({ ...unclear, text: 'PMR !' }))).toMatchObject({
      fingerprint: one.state === 'unknown' ? one.fingerprint : '',
    })
  })
})

const old = (headers: Record<string, string>) =>
  judge({ url: ADDRESS, target: {} }, { ...BASE, at: NOW, headers, page: HEALTHY })

test('a copy that a cache kept for an hour proves nothing', () => {
  expect(old({ age: '3600' })).toMatchObject({ reason: 'stale' })
  expect(old({ date: 'Fri, 20 Nov 2026 09:00:00 GMT' })).toMatchObject({ reason: 'stale' })
  expect(old({ date: 'Fri, 20 Nov 2026 09:59:50 GMT', age: '5' }).state).toBe('none')
  expect(old({ date: 'nonsense', age: 'x' }).state).toBe('none')
})

test('rows that only ask to log in prove no absence', () => {
  expect(offersOf({ session: 'Me connecter' })).toMatchObject({ state: 'unknown', reason: 'login' })
  expect(offersOf({ ...rows({}), session: 'Me connecter' }).state).toBe('available')
})

test.each([
  ['/acheter/1?cat=2', '/acheter/1?cat=2'],
  ['/acheter/1?session=abc&cat=2', '/acheter/1?cat=2'],
  ['/acheter/1?cat=2&PHPSESSID=abc', '/acheter/1?cat=2'],
  ['/acheter/1;jsessionid=abc?x=1#y', '/acheter/1?x=1#y'],
  ['/acheter/1?sid=abc', '/acheter/1'],
])('a link leaves the visit behind that it was found in: %s', (href, expected) => {
  const verdict = offersOf(rows({ control: { text: 'Réserver', says: 'buy', enabled: true, href } }))
  expect(verdict.state === 'available' && verdict.offers[0].url).toBe(`https://billetterie.psg.fr${expected}`)
})
