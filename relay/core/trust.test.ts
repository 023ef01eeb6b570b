import type { Admission, Sighting } from './trust.ts'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import {
  addPoints,
  admit,
  CONFIRMED_POINTS,
  CONTRADICTED_POINTS,
  HOURLY_MOST,
  HOURLY_QUIET_MOST,
  PAIR_MS,
  relaySight,
  REPORT_MS,
  scoreAt,
  seconded,
  seenAt,
  settle,
  weigh,
} from './trust.ts'

const NOW = 1_795_000_000_000
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const usual: Admission = {
  at: NOW - 2000,
  now: NOW,
  state: 'available',
  watch: 'here',
  known: false,
  lastHour: 0,
  lastMinute: null,
  repeated: false,
}

describe('a report is taken', () => {
  test.each([
    ['usually', {}, 'taken'],
    ['once', { known: true }, 'duplicate'],
    ['ten minutes after it was seen', { at: NOW - REPORT_MS }, 'taken'],
    ['not later', { at: NOW - REPORT_MS - 1 }, { refused: 'late' }],
    ['not before it was seen', { at: NOW + 5000 }, { refused: 'ahead' }],
    ['about the catalogue only', { watch: 'unknown' }, { refused: 'unknown-watch' }],
    ['where reports are heard', { watch: 'switched-off' }, { refused: 'switched-off' }],
    ['once a minute', { lastMinute: { state: 'available' } }, { refused: 'too-often' }],
    ['a seat at once after nothing', { lastMinute: { state: 'none' } }, 'taken'],
    ['nothing after nothing', { state: 'none', lastMinute: { state: 'unknown' } }, { refused: 'too-often' }],
    ['thirty an hour', { lastHour: HOURLY_MOST }, { refused: 'too-many' }],
    ['a seat after much nothing', { lastHour: HOURLY_QUIET_MOST }, 'taken'],
    [
      'not the same seat again and again',
      { repeated: true, lastHour: HOURLY_QUIET_MOST },
      { refused: 'too-many' },
    ],
    ['not more nothing', { state: 'none', lastHour: HOURLY_QUIET_MOST }, { refused: 'too-many' }],
  ] as const)('%s', (_what, change, answer) => expect(admit({ ...usual, ...change })).toEqual(answer))

  test('and its time is corrected by the clock that signed it', () => {
    expect(seenAt({ at: 1000 }, 4000, NOW)).toBe(NOW - 3000)
  })
})

describe('the score', () => {
  const scored = fc.record({
    score: fc.double({ min: -10, max: 10, noNaN: true }),
    scoredAt: fc.constant(NOW),
  })

  test('fades towards nothing, never past it', () => {
    fc.assert(
      fc.property(scored, fc.nat(1000 * DAY), fc.nat(1000 * DAY), (one, sooner, later) => {
        const [a, b] = [scoreAt(one, NOW + sooner), scoreAt(one, NOW + sooner + later)]
        expect(Math.abs(b)).toBeLessThanOrEqual(Math.abs(a))
        expect(a * one.score).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('stays within its bounds whatever happens', () => {
    const points = fc.array(fc.constantFrom(CONFIRMED_POINTS, CONTRADICTED_POINTS), { maxLength: 60 })
    fc.assert(
      fc.property(points, (list) => {
        const score = list.reduce((sum, one) => addPoints({ score: sum, scoredAt: NOW }, one, NOW), 0)
        expect(Math.abs(score)).toBeLessThanOrEqual(10)
      }),
    )
  })

  test('one contradiction silences a new device for three days, and no longer', () => {
    const score = addPoints({ score: 0, scoredAt: NOW }, CONTRADICTED_POINTS, NOW)
    const device = { state: 'active', score, scoredAt: NOW } as const
    expect(weigh(device, NOW)).toBe('shadow')
    expect(weigh(device, NOW + 3 * DAY - 1)).toBe('shadow')
    expect(weigh(device, NOW + 3 * DAY)).toBe('counts')
    expect(weigh({ ...device, state: 'muted', score: 10 }, NOW)).toBe('shadow')
  })
})

const sorted = (list: Sighting[]) => list.map((one) => JSON.stringify(one)).toSorted()

describe('two browsers stand for one eye', () => {
  const one: Sighting = { reporter: 'a', owner: 'Anne', network: 'n1', at: NOW }
  const two: Sighting = { reporter: 'b', owner: 'Bruno', network: 'n2', at: NOW - MINUTE }

  test('when owner and network differ', () => expect(seconded([one, two], NOW)).toEqual([one, two]))
  test.each([
    ['one owner', { owner: ' ANNE ' }],
    ['one network', { network: 'n1' }],
    ['a network nobody knows', { network: null }],
    ['one device', { reporter: 'a' }],
    ['too far apart', { at: NOW - PAIR_MS - 1 }],
  ])('not with %s', (_what, change) => expect(seconded([one, { ...two, ...change }], NOW)).toEqual([]))

  const sightings = fc.array(
    fc.record({
      reporter: fc.constantFrom('a', 'b', 'c', 'd'),
      owner: fc.constantFrom('Anne', 'anne', 'Bruno'),
      network: fc.constantFrom('n1', 'n2', null),
      at: fc.integer({ min: NOW - 2 * PAIR_MS, max: NOW }),
    }),
    { maxLength: 8 },
  )

  test('whatever is said, never one owner alone and never one network alone', () => {
    fc.assert(
      fc.property(sightings, (said) => {
        const pair = seconded(said, NOW)
        if (pair.length === 0) return
        expect(new Set(pair.map(({ owner }) => owner.toLowerCase())).size).toBeGreaterThan(1)
        expect(new Set(pair.map(({ network }) => network)).size).toBeGreaterThan(1)
        expect(pair.every(({ network, at }) => network !== null && NOW - at <= PAIR_MS)).toBe(true)
      }),
    )
  })

  test('in whatever order they come', () => {
    fc.assert(
      fc.property(sightings, (said) => {
        expect(sorted(seconded(said.toReversed(), NOW))).toEqual(sorted(seconded(said, NOW)))
      }),
    )
  })
})

describe('the relay looks', () => {
  const report = { at: NOW, receivedAt: NOW + 200 }
  test.each([
    ['and sees it', 'available', 500, 'confirmed'],
    ['and proves that nothing is there', 'none', 500, 'contradicted'],
    ['too late to prove anything', 'none', 61_000, 'pending'],
    ['as it began before the report came', 'none', 100, 'pending'],
    ['and cannot see', 'unknown', 500, 'pending'],
    ['ten minutes later and sees another seat', 'available', REPORT_MS + 1, 'pending'],
  ] as const)('%s', (_what, state, after, answer) =>
    expect(settle(report, { state, startedAt: NOW + after })).toBe(answer),
  )

  test.each([
    [{ state: 'available', offers: [{ type: '', fingerprint: '', name: '' }] }, 0, 'open'],
    [{ state: 'none', proof: { anchor: '', kind: 'siblings', detail: '' } }, 0, 'clear'],
    [{ state: 'none', proof: { anchor: '', kind: 'siblings', detail: '' } }, 180_001, 'blind'],
    [{ state: 'unknown', reason: 'captcha' }, 0, 'blind'],
  ] as const)('%j, %i ms ago: %s', (verdict, ago, sight) => {
    expect(relaySight({ verdict, at: NOW - ago }, NOW, 180_000)).toBe(sight)
  })
  test('a relay that never looked is blind', () => expect(relaySight(undefined, NOW, 1)).toBe('blind'))
})
