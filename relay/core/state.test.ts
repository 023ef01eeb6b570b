import type { Report, WatchState } from './state.ts'
import type { Reason, Verdict } from './verdict.ts'

import fc from 'fast-check'
import { expect, test } from 'vitest'

import { advance, merge, newState, tick } from './state.ts'
import { REASONS } from './verdict.ts'

const LIMITS = { blindMs: 900_000, freshMs: 180_000 }
const MINUTE = 60_000

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

const anyVerdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.constant(seat),
  fc.constant(nothing),
  fc.constantFrom(...REASONS).map(wall),
)

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

test('the order of reporters does not change the merged truth', () => {
  const reporters = fc.array(
    fc.record({
      reporter: fc.string(),
      kind: fc.constant('extension' as const),
      verdict: anyVerdict,
      at: fc.integer({ min: 0, max: 1_000_000 }),
    }),
    { minLength: 1, maxLength: 6 },
  )
  fc.assert(
    fc.property(reporters, (list) => {
      const state = (order: typeof list) => merge(order, 1_000_000, 500_000)?.state
      expect(state(list.toReversed())).toBe(state(list))
    }),
  )
})
