import type { Verdict } from '#core/verdict.ts'
import type { Moment } from './ends.ts'

import { expect, test } from 'vitest'

import { endOf, wantsScroll } from './ends.ts'

const offer = { type: 'PMR', fingerprint: 'a', name: 'PMR' }
const available: Verdict = { state: 'available', offers: [offer] }
const none: Verdict = { state: 'none', proof: { anchor: 'offers', kind: 'siblings', detail: 'GP × 2' } }
const unknown = (
  reason: 'challenge' | 'blocked' | 'ambiguous-offer' | 'layout-changed' | 'not-found',
): Verdict => ({
  state: 'unknown',
  reason,
})

/** Everything stands still for long, the page has been walked down, and nothing is on its way. */
const CALM: Moment = {
  verdict: none,
  spent: 10_000,
  deadlineMs: 22_000,
  age: 10_000,
  positiveFor: null,
  verdictFor: 9000,
  quietFor: 9000,
  signFor: 9000,
  answerFor: 9000,
  owedFor: null,
  isWaiting: false,
  isPending: false,
  isLoaded: true,
  isInert: false,
  patienceMs: 2000,
  leastMs: 0,
  scrolls: 1,
  scrolledFor: 5000,
  repainted: false,
  grown: false,
  isRefused: false,
}
const at = (change: Partial<Moment>) => endOf({ ...CALM, ...change })
const walks = (change: Partial<Moment>) => wantsScroll({ ...CALM, ...change })

test('a seat is out after half a second, whatever else is still moving', () => {
  const busy = { verdict: available, quietFor: 0, signFor: 0, isWaiting: true, isLoaded: false, scrolls: 0 }
  expect(at({ ...busy, positiveFor: 499 })).toBeNull()
  expect(at({ ...busy, positiveFor: 500 })).toBe('positive')
  expect(at({ ...busy, positiveFor: 100, spent: 22_499 })).toBeNull()
  expect(at({ ...busy, positiveFor: 100, spent: 22_500 })).toBe('deadline')
})

test('none waits for quiet, the walk down, patience and the calls that matter', () => {
  expect(at({})).toBe('quiet')
  expect(at({ quietFor: 700 })).toBeNull()
  expect(at({ scrolls: 0 })).toBeNull()
  expect(at({ scrolledFor: 1400 })).toBeNull()
  expect(at({ verdictFor: 400 })).toBeNull()
  expect(at({ signFor: 1900 })).toBeNull()
  expect(at({ patienceMs: 15_000 })).toBeNull()
  expect(at({ leastMs: 20_000 })).toBeNull()
  expect(at({ isWaiting: true })).toBeNull()
  expect(at({ answerFor: 1000 })).toBeNull()
  expect(at({ owedFor: 2900 })).toBeNull()
  expect(at({ isLoaded: false })).toBeNull()
  expect(at({ spent: 22_000, isWaiting: true })).toBe('deadline')
})

test('what stirs beside the offers holds it up for ten seconds at most', () => {
  expect(at({ signFor: 11_900, answerFor: 0, isWaiting: true })).toBeNull()
  expect(at({ signFor: 12_000, answerFor: 0, isWaiting: true })).toBe('quiet')
})

test('a page that can draw nothing by itself is believed after two reads', () => {
  const inert = { isInert: true, patienceMs: 0, scrolls: 0, scrolledFor: Infinity, leastMs: 20_000 }
  expect(at({ ...inert, quietFor: 500, verdictFor: 500 })).toBe('quiet')
  expect(at({ ...inert, quietFor: 499, verdictFor: 499 })).toBeNull()
  expect(at({ ...inert, verdict: unknown('layout-changed') })).toBe('quiet')
})

test('a check may give way for fifteen seconds, over all its documents; a wall stays', () => {
  const check = { verdict: unknown('challenge'), quietFor: 0 }
  expect(at({ ...check, verdictFor: 8000, age: 14_900 })).toBeNull()
  expect(at({ ...check, verdictFor: 8000, age: 15_000 })).toBe('wall')
  expect(at({ verdict: unknown('blocked'), verdictFor: 1000, quietFor: 1000, isRefused: true })).toBe('wall')
  expect(at({ verdict: unknown('blocked'), verdictFor: 3900, quietFor: 3900 })).toBeNull()
  expect(at({ verdict: unknown('not-found'), verdictFor: 0, quietFor: 0 })).toBe('wall')
})

test('a page that shows nothing known has eight seconds, and as long as a call is on its way', () => {
  const blank = { verdict: unknown('layout-changed') }
  expect(at(blank)).toBe('quiet')
  expect(at({ ...blank, quietFor: 7900 })).toBeNull()
  expect(at({ ...blank, isPending: true })).toBeNull()
  expect(at({ verdict: unknown('ambiguous-offer'), quietFor: 2000, verdictFor: 2000 })).toBe('quiet')
})

test('the page is walked down once, again when it was painted anew, and three times at most', () => {
  expect(walks({ scrolls: 0 })).toBe(true)
  expect(walks({ scrolls: 0, quietFor: 100 })).toBe(false)
  expect(walks({})).toBe(false)
  expect(walks({ repainted: true })).toBe(true)
  expect(walks({ grown: true })).toBe(true)
  expect(walks({ grown: true, signFor: 0 })).toBe(false)
  expect(walks({ repainted: true, scrolls: 3 })).toBe(false)
  expect(walks({ verdict: available, scrolls: 0 })).toBe(false)
  expect(walks({ verdict: unknown('blocked'), scrolls: 0 })).toBe(false)
})
