import type { Report, WatchState } from './state.ts'
import type { Offer, Reason, Verdict } from './verdict.ts'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { merge } from './merge.ts'
import { newState } from './new-state.ts'
import { advance, tick } from './state.ts'
import { REASONS } from './verdict.ts'

const LIMITS = { blindMs: 900_000, freshMs: 180_000, cadenceMs: 60_000 }
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const seat: Verdict = {
  state: 'available',
  offers: [{ type: 'PMR', fingerprint: 'pmr-1', name: 'Place PMR', price: '15,00 €' }],
}
const nothing: Verdict = {
  state: 'none',
  proof: { anchor: '.offers', kind: 'siblings', detail: '3 autres offres' },
}
const wall = (reason: Reason): Verdict => ({ state: 'unknown', reason })

/** Plays verdicts a minute apart and answers the kinds of events that came out. */
function play(verdicts: Verdict[], from = newState('w')): { state: WatchState; events: string[] } {
  let state = from
  const events: string[] = []
  for (const [index, verdict] of verdicts.entries()) {
    const step = advance(state, report(verdict, (index + 1) * MINUTE, `r${index}`), LIMITS)
    state = step.state
    events.push(...step.events.map((event) => event.type))
  }
  return { state, events }
}

function report(verdict: Verdict, at: number, releaseId = 'r'): Report {
  return { reporter: 'relay', kind: 'relay-browser', verdict, at, releaseId }
}

test('a seat at the first look is told once, and not again while it stays', () => {
  expect(play([seat, seat, seat]).events).toEqual(['opened'])
})

test('a seat that comes back after being gone is told again, even when it is the same one', () => {
  expect(play([nothing, seat, nothing, seat]).events).toEqual(['opened', 'closed', 'opened'])
})

test('a wall in between neither clears nor re-arms', () => {
  const { events, state } = play([seat, wall('captcha'), wall('queue'), seat])
  expect(events).toEqual(['opened', 'blind-began', 'blind-ended'])
  expect(state.releases).toBe(1)
})

test('blindness is told once after its limit, and sight once when it returns', () => {
  const walls = Array.from({ length: 40 }, () => wall('blocked'))
  const told = play([nothing, ...walls, nothing])
  expect(told.events).toEqual(['blind-began', 'blind-told', 'blind-ended'])
})

test('checks that stop coming are blindness too', () => {
  const { state } = play([nothing])
  const silent = tick({ state, events: [] }, 2 * MINUTE + LIMITS.freshMs, LIMITS)
  expect(silent.events.map((event) => event.type)).toEqual(['blind-began'])
  expect(silent.state.verdict).toMatchObject({ state: 'unknown', reason: 'stale' })
})

test('a gap without checks was blindness, known afterwards', () => {
  const { state } = play([nothing])
  const back = advance(state, report(nothing, MINUTE + 60 * MINUTE), LIMITS)
  expect(back.events).toEqual([
    { type: 'blind-began', at: MINUTE, reason: 'stale' },
    { type: 'blind-ended', since: MINUTE, at: MINUTE + 60 * MINUTE, told: false },
  ])
})

test('a late word of the same reporter is not taken for news', () => {
  const { state } = play([nothing, seat])
  expect(advance(state, report(nothing, MINUTE), LIMITS).events).toEqual([])
})

const seats = (...prints: string[]): Verdict => {
  const [first, ...rest] = prints.map((fingerprint): Offer => ({
    type: 'PMR',
    fingerprint,
    name: 'Place PMR',
    price: '15,00 €',
  }))
  if (first === undefined) throw new Error('no seat')
  return { state: 'available', offers: [first, ...rest] }
}
const unclear = (detail: string): Verdict => ({ state: 'unknown', reason: 'ambiguous-offer', detail })

/** Plays reports of the relay at given minutes, and answers what was told: offers in brackets. */
function told(script: readonly (readonly [minute: number, verdict: Verdict, twice?: boolean])[]): string[] {
  let state = newState('w')
  return script.flatMap(([minute, verdict, twice = false]) => {
    const step = advance(state, { ...report(verdict, minute * MINUTE), twice }, LIMITS)
    state = step.state
    return step.events.flatMap((event) => {
      if (event.type === 'more') return [`more [${event.offers.map((one) => one.fingerprint).join(' ')}]`]
      return event.type === 'opened' || event.type === 'ambiguous' ? [event.type] : []
    })
  })
}

test('a second seat beside the first is told, a reordered list is not', () => {
  const script = [seats('a'), seats('a', 'b'), seats('b', 'a'), seats('c', 'b', 'd', 'a')] as const
  expect(told(script.map((verdict, minute) => [minute, verdict] as const))).toEqual([
    'opened',
    'more [b]',
    'more [c d]',
  ])
})

test('a seat that flickers within two minutes is not told twice, later it is', () => {
  const start = [
    [0, seats('a', 'b')],
    [1, seats('a')],
  ] as const
  expect(told([...start, [2, seats('a')], [3, seats('a', 'b')]])).toEqual(['opened'])
  expect(told([...start, [2, seats('a')], [3, seats('a')], [4, seats('a', 'b')]])).toEqual([
    'opened',
    'more [b]',
  ])
})

test('walls hide no seat: one that is still there behind them is no news, whatever time goes by', () => {
  const walls = Array.from({ length: 9 }, (_, index) => [index + 1, wall('queue')] as const)
  expect(told([[0, seats('a', 'b')], ...walls, [10, seats('b', 'a')]])).toEqual(['opened'])
})

test('something ambiguous is told once, when two looks or two reads of one look agree', () => {
  expect(
    told([
      [0, unclear('PMR 1')],
      [1, unclear('PMR 2')],
      [2, unclear('PMR 3')],
    ]),
  ).toEqual(['ambiguous'])
  expect(told([[0, unclear('PMR'), true]])).toEqual(['ambiguous'])
  expect(told([[0, unclear('PMR')]])).toEqual([])
  expect(
    told([
      [0, unclear('PMR'), true],
      [1, unclear('Parvis'), true],
      [2, unclear('PMR'), true],
    ]),
  ).toEqual(['ambiguous', 'ambiguous'])
})

test('something ambiguous is told again after two looks at nothing or a day, not after walls', () => {
  const first = [0, unclear('PMR'), true] as const
  const back = (minute: number) => [minute, unclear('PMR'), true] as const
  expect(told([first, [1, nothing], [2, unclear('PMR')], [3, nothing], back(4)])).toEqual(['ambiguous'])
  expect(told([first, [1, nothing], [2, wall('queue')], [3, nothing], back(4)])).toEqual(['ambiguous'])
  expect(told([first, [1, wall('queue')], [2, wall('queue')], back(3)])).toEqual(['ambiguous'])
  expect(told([first, [1, nothing], [2, nothing], back(3)])).toEqual(['ambiguous', 'ambiguous'])
  expect(told([first, back(23 * 60), back(24 * 60)])).toEqual(['ambiguous', 'ambiguous'])
})

test('something ambiguous that turns into a seat is an opening, and says nothing softly beside it', () => {
  expect(
    told([
      [0, unclear('PMR'), true],
      [1, seats('a')],
    ]),
  ).toEqual(['ambiguous', 'opened'])
})

test('a gap between two looks is said once a run, and where blindness says it already not at all', () => {
  const gaps = (minutes: readonly number[], verdict: Verdict) => {
    let state = newState('w')
    const events = minutes.flatMap((minute) => {
      const step = advance(state, report(verdict, minute * MINUTE), LIMITS)
      state = step.state
      return step.events.filter(({ type }) => type === 'gap')
    })
    return { events, gap: state.gap }
  }
  expect(gaps([0, 1, 2, 3], nothing)).toEqual({ events: [], gap: null })
  expect(gaps([0, 1, 3, 5, 6], nothing)).toEqual({
    events: [{ type: 'gap', from: MINUTE, to: 3 * MINUTE }],
    gap: { from: 3 * MINUTE, to: 5 * MINUTE },
  })
  expect(gaps([0, 30], nothing).events).toEqual([])
  expect(gaps([0, 2.5], wall('blocked')).events).toEqual([])
})

test.each([
  { cadence: 10, late: 25 },
  { cadence: 30, late: 45 },
  { cadence: 60, late: 90 },
  { cadence: 3600, late: 5400 },
])('every $cadence s: $late s from one look to the next are no gap, more are', ({ cadence, late }) => {
  const gapAfter = (seconds: number) => {
    const limits = { ...LIMITS, freshMs: DAY, cadenceMs: cadence * 1000 }
    const first = advance(newState('w'), report(nothing, MINUTE), limits).state
    const [from, startedAt] = [MINUTE, MINUTE + seconds * 1000]
    // However long the look itself takes: it is no time without one.
    const next = { ...report(nothing, startedAt + 50_000), startedAt }
    const { events, state } = advance(first, next, limits)
    expect(state.gap).toEqual(events.length === 0 ? null : { from, to: startedAt })
    return events.map(({ type }) => type)
  }
  expect(gapAfter(late)).toEqual([])
  expect(gapAfter(late + 1)).toEqual(['gap'])
})

/** What the relay and an extension say, a minute ago; the extension saw the page `sightedAgo` before. */
const side = (verdict: Verdict, sightedAgo: number | null = null) => ({
  reporter: 'phone',
  kind: 'extension' as const,
  verdict,
  at: 10 * DAY,
  sightedAt: sightedAgo === null ? null : 10 * DAY - sightedAgo,
})
const relay = (verdict: Verdict) => ({ ...side(verdict), reporter: 'relay', kind: 'relay-fetch' as const })

const said = (...all: Parameters<typeof merge>[0]) => merge(all, 10 * DAY, LIMITS.freshMs)

test('who sees better and can see is not overridden by the nothing of a weaker one', () => {
  expect(said(relay(nothing), side(seat))).toEqual(seat)
  expect(said(relay(nothing), side(wall('login'), MINUTE))).toEqual({
    ...wall('login'),
    notes: [{ kind: 'partial', text: 'relay-fetch' }],
  })
  expect(said(relay(nothing), side(wall('login'), 2 * DAY))).toEqual({
    ...nothing,
    notes: [{ kind: 'partial', text: 'extension' }],
  })
  expect(said(relay(wall('blocked')), side(nothing, 0))).toEqual(nothing)
  const asleep = { ...side(nothing, 0), at: 9 * DAY }
  expect(said(relay(wall('blocked')), asleep)).toEqual(wall('blocked'))
})

test('among equals a nothing with its proof stands, and at the same instant the order is the same for all', () => {
  const [phone, tablet] = [side(wall('login'), MINUTE), { ...side(nothing, 0), reporter: 'tablet' }]
  expect(said(phone, tablet)).toEqual(nothing)
  const pair = [side(seats('a', 'b'), 0), { ...side(seats('c'), 0), reporter: 'tablet' }]
  expect(said(...pair.toReversed())).toEqual(said(...pair))
})

test('something unclear to one reporter is told once beside the nothing of a better one, and not beside its seat', () => {
  const among = (other: Verdict) => {
    let state = newState('w')
    return Array.from({ length: 12 }, (_, index) => index).flatMap((index) => {
      const isRelay = index % 4 === 0
      const one = { ...report(isRelay ? unclear('PMR') : other, index * 15_000), twice: true }
      const own: Report = isRelay ? one : { ...one, reporter: 'phone', kind: 'extension' }
      const step = advance(state, own, LIMITS)
      state = step.state
      return step.events.map(({ type }) => type).filter((type) => type === 'ambiguous')
    })
  }
  expect(among(nothing)).toEqual(['ambiguous'])
  const open = advance(
    newState('w'),
    { ...report(seat, MINUTE), reporter: 'phone', kind: 'extension' },
    LIMITS,
  ).state
  const beside = advance(open, { ...report(unclear('PMR'), MINUTE + 1), twice: true }, LIMITS)
  expect(beside.events).toEqual([])
})

test('what two reporters see is one list, each offer once', () => {
  const both = merge([relay(seats('a', 'b')), side(seats('b', 'c'), 0)], 10 * DAY, LIMITS.freshMs)
  expect(both).toEqual(seats('b', 'c', 'a'))
})

const print = fc.constantFrom('a', 'b', 'c', 'd')
const anyVerdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.uniqueArray(print, { minLength: 1 }).map((prints) => seats(...prints)),
  fc.constant(nothing),
  fc.constantFrom(...REASONS).map(wall),
  print.map(unclear),
)
const anyReporter = fc.record({
  reporter: fc.constantFrom('relay', 'phone', 'tablet', 'desk'),
  verdict: anyVerdict,
  at: fc.integer({ min: 1, max: 12 }).map((minute) => minute * MINUTE),
  twice: fc.boolean(),
})
type AnyReporter = typeof anyReporter extends fc.Arbitrary<infer One> ? One : never

function reportOf({ reporter, ...rest }: AnyReporter, index: number): Report {
  return {
    reporter,
    kind: reporter === 'relay' ? 'relay-browser' : 'extension',
    ...rest,
    releaseId: `r${index}`,
  }
}

test('whatever is seen, releases alternate and unknown never closes one', () => {
  fc.assert(
    fc.property(fc.array(anyVerdict, { maxLength: 40 }), (verdicts) => {
      const edges = play(verdicts).events.filter((type) => type === 'opened' || type === 'closed')
      for (const [index, type] of edges.entries()) expect(type).toBe(index % 2 === 0 ? 'opened' : 'closed')
      const sighted = verdicts.filter((verdict) => verdict.state !== 'unknown')
      expect(play(sighted).events.filter((type) => type === 'opened')).toHaveLength(
        edges.filter((type) => type === 'opened').length,
      )
    }),
  )
})

test('unknown never ends, changes or re-arms a release, whoever says it', () => {
  fc.assert(
    fc.property(fc.array(anyReporter, { maxLength: 20 }), fc.constantFrom(...REASONS), (reports, reason) => {
      let state = newState('w')
      for (const [index, one] of reports.entries()) state = advance(state, reportOf(one, index), LIMITS).state
      const blind = { ...report(wall(reason), 13 * MINUTE), reporter: 'nobody' }
      const step = advance(state, blind, LIMITS)
      const types = step.events.map(({ type }) => type)
      if (step.state.verdict.state !== 'unknown') return
      expect(step.state.openRelease).toEqual(state.openRelease)
      expect(types).not.toContain('closed')
      expect(types).not.toContain('opened')
      expect(types).not.toContain('more')
    }),
  )
})

test('the order of reporters does not change the merged truth, in a list or in their coming', () => {
  const reporters = fc.uniqueArray(anyReporter, { minLength: 1, selector: ({ reporter }) => reporter })
  fc.assert(
    fc.property(
      reporters,
      fc.array(fc.nat()),
      fc.option(fc.integer({ min: 0, max: 2 * DAY })),
      (list, mix, ago) => {
        const spoken = list.map((one, index) => reportOf(one, index))
        const known = spoken.map((one) => ({ ...one, sightedAt: ago === null ? null : one.at - ago }))
        const mixed = <One>(all: readonly One[]) =>
          all.toSorted((a, b) => (mix[all.indexOf(a)] ?? 0) - (mix[all.indexOf(b)] ?? 0)).toReversed()
        expect(merge(mixed(known), 12 * MINUTE, LIMITS.freshMs)).toEqual(
          merge(known, 12 * MINUTE, LIMITS.freshMs),
        )
        const truth = (order: readonly Report[]) =>
          order.reduce((state, one) => advance(state, one, LIMITS).state, newState('w')).verdict
        expect(truth(mixed(spoken))).toEqual(truth(spoken))
      },
    ),
  )
})

test('a report that comes twice changes nothing, and nobody hears of it', () => {
  fc.assert(
    fc.property(fc.array(anyReporter, { minLength: 1, maxLength: 20 }), fc.nat(), (reports, pick) => {
      let state = newState('w')
      for (const [index, one] of reports.entries()) state = advance(state, reportOf(one, index), LIMITS).state
      const index = pick % reports.length
      const again = reports.map(reportOf)[index]
      if (again === undefined) throw new Error('no report')
      expect(advance(state, again, LIMITS)).toEqual({ state, events: [] })
    }),
  )
})

test('a nothing without proof cannot be written down', () => {
  // @ts-expect-error the type asks for the proof
  const bare: Verdict = { state: 'none' }
  // @ts-expect-error and an opening for an offer
  const empty: Verdict = { state: 'available', offers: [] }
  expect([bare, empty]).toHaveLength(2)
})
