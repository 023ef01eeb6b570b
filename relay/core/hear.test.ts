import type { Report, WatchState } from './state.ts'
import type { Offer, Verdict } from './verdict.ts'
import type { Watch } from './watch.ts'

import { describe, expect, test } from 'vitest'

import { hear, letGoOfOld } from './hear.ts'
import { RELAY, toPublicWatch } from './public-watch.ts'
import { newState } from './new-state.ts'
import { advance } from './state.ts'

const LIMITS = { blindMs: 900_000, freshMs: 180_000, cadenceMs: 60_000 }
const MINUTE = 60_000
const watch: Watch = {
  id: 'w',
  kind: 'seats',
  name: 'Paris – Lyon',
  url: 'https://a.example/',
  host: 'a.example',
  target: {},
  checkSeconds: 60,
  public: true,
  createdAt: 0,
  updatedAt: 0,
}

const nothing: Verdict = { state: 'none', proof: { anchor: '', kind: 'siblings', detail: '' } }
const wall: Verdict = { state: 'unknown', reason: 'captcha' }
const whole = (one: Partial<Offer>): Offer => ({ type: 'PMR', fingerprint: 'f1', name: 'PMR', ...one })
const seen = (...offers: Partial<Offer>[]): Verdict => {
  const [first = {}, ...rest] = offers
  return { state: 'available', offers: [whole(first), ...rest.map(whole)] }
}
const look = (verdict: Verdict, at: number, more: Partial<Report> = {}): Report => ({
  reporter: RELAY,
  kind: 'relay-fetch',
  verdict,
  at,
  releaseId: `r${at}`,
  ...more,
})
const byBrowser = (reporter: string, verdict: Verdict, at: number) =>
  look(verdict, at, { reporter, kind: 'extension' })
const after = (state: WatchState, ...reports: Report[]) =>
  reports.reduce(
    (step, report) => {
      const next = advance(step.state, report, LIMITS)
      return { state: next.state, events: [...step.events, ...next.events.map(({ type }) => type)] }
    },
    { state, events: [] as string[] },
  )

describe('a browser that nobody bears out', () => {
  const blind = after(newState('w'), look(wall, MINUTE)).state

  test('changes neither verdict nor release, whatever it says', () => {
    for (const verdict of [seen(), nothing, wall]) {
      const heard = hear(blind, { reporter: 'a', verdict, at: 2 * MINUTE })
      expect({ ...heard, reporters: [] }).toEqual({ ...blind, reporters: [] })
      const next = after(heard, look(wall, 3 * MINUTE))
      expect(next.events).toEqual([])
      expect(next.state.verdict).toEqual(wall)
    }
  })

  test('is shown as something to look at, until the relay has seen for itself or ten minutes have passed', () => {
    const one = hear(blind, { reporter: 'a', verdict: seen(), at: 2 * MINUTE })
    const two = hear(one, { reporter: 'b', verdict: seen(), at: 3 * MINUTE })
    const shown = (state: WatchState, at: number) => toPublicWatch(watch, state, at).reported
    expect(shown(one, 2 * MINUTE)).toEqual({ at: 2 * MINUTE, devices: 1 })
    expect(shown(two, 3 * MINUTE)).toEqual({ at: 3 * MINUTE, devices: 2 })
    expect(shown(two, 14 * MINUTE)).toBeUndefined()
    expect(shown(after(two, look(nothing, 4 * MINUTE)).state, 4 * MINUTE)).toBeUndefined()
    expect(shown(after(two, look(wall, 4 * MINUTE)).state, 4 * MINUTE)).toEqual({
      at: 3 * MINUTE,
      devices: 2,
    })
    expect(toPublicWatch(watch, two, 3 * MINUTE).reporters).toEqual([
      { kind: 'relay-fetch', verdict: wall, at: MINUTE },
    ])
  })

  test('that sees nothing is shown among those who looked while the relay is blind, and then no more', () => {
    const heard = hear(blind, { reporter: 'a', verdict: nothing, at: 2 * MINUTE })
    const kinds = (state: WatchState) =>
      toPublicWatch(watch, state, 3 * MINUTE).reporters.map(({ kind, verdict }) => `${kind} ${verdict.state}`)
    expect(kinds(heard).toSorted()).toEqual(['extension none', 'relay-fetch unknown'])
    expect(kinds(after(heard, look(nothing, 3 * MINUTE)).state)).toEqual(['relay-fetch none'])
  })

  test('is heard in order, and only the newest twenty of the day are kept', () => {
    const heard = hear(blind, { reporter: 'a', verdict: nothing, at: 2 * MINUTE })
    expect(hear(heard, { reporter: 'a', verdict: seen(), at: 2 * MINUTE })).toBe(heard)
    const many = Array.from({ length: 40 }, (_, index) => index).reduce(
      (state, index) => hear(state, { reporter: `b${index}`, verdict: nothing, at: (3 + index) * MINUTE }),
      heard,
    )
    const names = many.reporters.map(({ reporter }) => reporter)
    expect(names).toHaveLength(21)
    expect(names).toContain(RELAY)
    expect(names).not.toContain('a')
  })

  test('counts from the moment on that it is borne out', () => {
    const heard = hear(blind, { reporter: 'a', verdict: seen(), at: 2 * MINUTE })
    const open = after(heard, byBrowser('a', seen(), 2 * MINUTE), byBrowser('b', seen(), 2.5 * MINUTE))
    expect(open.events).toEqual(['opened', 'blind-ended'])
    expect(open.state.verdict.state).toBe('available')
  })
})

describe('an open release that browsers alone know of', () => {
  const blind = after(newState('w'), look(wall, MINUTE)).state
  const open = after(blind, byBrowser('a', seen(), 2 * MINUTE), byBrowser('b', seen(), 2 * MINUTE)).state
  const again = (state: WatchState, at: number) =>
    after(state, look(wall, at - 1), byBrowser('a', seen(), at)).events.filter((type) => type === 'more')

  test('is closed by none of them', () => {
    const heard = ['a', 'b', 'c'].reduce(
      (state, reporter) => hear(state, { reporter, verdict: nothing, at: 9 * MINUTE }),
      open,
    )
    expect(heard.openRelease?.id).toBe(open.openRelease?.id)
  })

  test('is told again when all had lost it from sight before', () => {
    expect(again(open, 9 * MINUTE)).toEqual([])
    const one = hear(open, { reporter: 'a', verdict: nothing, at: 4 * MINUTE })
    expect(again(one, 9 * MINUTE)).toEqual([])
    const gone = hear(one, { reporter: 'b', verdict: nothing, at: 4 * MINUTE })
    expect(again(gone, 5 * MINUTE)).toEqual([])
    expect(again(gone, 9 * MINUTE)).toEqual(['more'])
  })

  test('is told again after half an hour in which nobody saw it', () => {
    expect(again(letGoOfOld(open, 20 * MINUTE), 20 * MINUTE)).toEqual([])
    expect(again(letGoOfOld(open, 40 * MINUTE), 40 * MINUTE)).toEqual(['more'])
  })

  test('stays the relay’s to let go once the relay has seen it', () => {
    const both = after(open, look(seen(), 3 * MINUTE), look(wall, 4 * MINUTE)).state
    const heard = ['a', 'b'].reduce(
      (state, reporter) => hear(state, { reporter, verdict: nothing, at: 12 * MINUTE }),
      both,
    )
    expect(again(letGoOfOld(heard, 50 * MINUTE), 50 * MINUTE)).toEqual([])
  })
})

describe('one seat in two wordings rings once', () => {
  const base = after(newState('w'), look(nothing, MINUTE)).state
  const byRelay = look(seen({ fingerprint: 'long', quantity: 2 }), 2 * MINUTE)

  test('when the browser gave its print and the relay names it', () => {
    const open = after(base, byBrowser('a', seen({ fingerprint: 'aa00' }), 2 * MINUTE)).state
    const prints = new Map([['long', 'aa00']])
    const both = after(open, { ...byRelay, at: 9 * MINUTE, prints }, { ...byRelay, at: 10 * MINUTE, prints })
    expect(both.state.reporters.map(({ reporter }) => reporter).toSorted()).toEqual(['a', RELAY])
    expect(both.events.filter((type) => type === 'more')).toEqual([])
    expect(both.state.openRelease?.told).toEqual([{ fingerprint: 'long', leftAt: null }])
  })

  test.each([
    ['of the same type and count', { quantity: 2 }, 3 * MINUTE, []],
    ['whose count only one gives', {}, 3 * MINUTE, []],
    ['of another type', { type: 'VIP' }, 3 * MINUTE, ['more']],
    ['of another count', { quantity: 1 }, 3 * MINUTE, ['more']],
    ['later than two minutes', { quantity: 2 }, 4 * MINUTE + 1, ['more']],
  ])('when a second reporter first sees one %s', (_what, offer, at, events) => {
    const open = after(base, byRelay).state
    const second = byBrowser('a', seen({ fingerprint: 'short', ...offer }), at)
    expect(after(open, second).events.filter((type) => type === 'more')).toEqual(events)
  })

  test('and a second seat beside it is news all the same', () => {
    const open = after(base, byRelay).state
    const offers = [
      { fingerprint: 's1', quantity: 2 },
      { fingerprint: 's2', quantity: 2 },
    ]
    expect(after(open, byBrowser('a', seen(...offers), 3 * MINUTE)).events).toEqual(['more'])
  })

  test('but what the same reporter sees later is news', () => {
    const open = after(base, byRelay).state
    const second = look(seen({ fingerprint: 'other', quantity: 2 }), 3 * MINUTE)
    expect(after(open, second).events).toEqual(['more'])
  })
})
