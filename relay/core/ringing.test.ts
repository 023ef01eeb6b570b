import type { Link, RingStory, RingWishes } from './ringing.ts'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { isQuiet } from './quiet.ts'
import { escalationTarget, nextRing, RING_TIMES } from './ringing.ts'

const MINUTE = 60_000
const NOON = Date.parse('2026-11-20T11:00:00Z')
const LATE = Date.parse('2026-11-20T20:59:30Z')

const wishes: RingWishes = {
  loudness: 'ring',
  quiet: { from: '22:00', to: '07:00' },
  timeZone: 'Europe/Paris',
  always: ['final'],
  escalateTo: null,
}
const told = (at: number, more: Partial<RingStory> = {}): RingStory => ({
  watchId: 'match',
  firstSentAt: at,
  lastSentAt: at,
  rung: 0,
  closedAt: null,
  acknowledgedAt: null,
  ...more,
})
const next = (story: RingStory, more: Partial<RingWishes> = {}) =>
  nextRing(story, { ...wishes, ...more }, RING_TIMES)

test('rings one, two and five minutes after the first message, then turns to somebody else', () => {
  const first = next(told(NOON))
  expect(first).toEqual({ kind: 'ring', number: 1, at: NOON + MINUTE })
  expect(next(told(NOON, { rung: 1, lastSentAt: NOON + MINUTE + 800 }))).toEqual({
    kind: 'ring',
    number: 2,
    at: NOON + 2 * MINUTE,
  })
  const last = told(NOON, { rung: 3, lastSentAt: NOON + 5 * MINUTE })
  expect(next(last)).toEqual({ kind: 'rest', why: 'done' })
  expect(next(last, { escalateTo: 'friend' })).toEqual({ kind: 'escalate', at: NOON + 6 * MINUTE })
})

test('repeats that were late keep their distance', () => {
  const story = told(NOON, { rung: 1, lastSentAt: NOON + 30 * MINUTE })
  expect(next(story)).toEqual({ kind: 'ring', number: 2, at: NOON + 30 * MINUTE + 50_000 })
})

test('a repeat that would fall into the night waits for the morning, or somebody else is told', () => {
  expect(next(told(LATE))).toEqual({ kind: 'ring', number: 1, at: Date.parse('2026-11-21T06:00:00Z') })
  expect(next(told(LATE), { escalateTo: 'friend' })).toEqual({ kind: 'escalate', at: LATE + 6 * MINUTE })
  expect(next(told(LATE, { watchId: 'final' }))).toEqual({ kind: 'ring', number: 1, at: LATE + MINUTE })
})

test('an answer, the end of the seat and the wish for peace stop it', () => {
  expect(next(told(NOON, { acknowledgedAt: NOON + 5 }))).toEqual({ kind: 'rest', why: 'acknowledged' })
  expect(next(told(NOON, { closedAt: NOON + 5 }))).toEqual({ kind: 'rest', why: 'gone' })
  expect(next(told(NOON), { loudness: 'once' })).toEqual({ kind: 'rest', why: 'not-wanted' })
})

const anyWishes: fc.Arbitrary<RingWishes> = fc.record({
  loudness: fc.constantFrom('ring', 'ring', 'ring', 'once', 'silent'),
  quiet: fc.option(fc.constantFrom({ from: '22:00', to: '07:00' }, { from: '12:01', to: '12:03' })),
  timeZone: fc.constantFrom('Europe/Paris', 'America/New_York'),
  always: fc.constantFrom([], ['match']),
  escalateTo: fc.constantFrom(null, 'friend'),
})

test('whatever happens: never after an answer or the end, never at night but for what must, three rings and one more', () => {
  const minutes = fc.integer({ min: 0, max: 24 * 60 })
  const chances = fc.record({
    startsAt: minutes.map((after) => NOON + after * MINUTE),
    endsAfter: fc.option(fc.integer({ min: 0, max: 12 }), { nil: Infinity }),
    answerAfter: fc.option(fc.integer({ min: 0, max: 12 }), { nil: Infinity }),
    latency: fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 8, maxLength: 8 }),
  })
  fc.assert(
    fc.property(anyWishes, chances, (asked, { startsAt, endsAfter, answerAfter, latency }) => {
      const [closedAt, acknowledgedAt] = [startsAt + endsAfter * MINUTE, startsAt + answerAfter * MINUTE]
      const stopped = Math.min(closedAt, acknowledgedAt)
      let [rung, lastSentAt] = [0, startsAt]
      const steps: string[] = []
      for (const late of latency) {
        const known = (at: number) => (at <= lastSentAt ? at : null)
        const step = nextRing(
          told(startsAt, {
            rung,
            lastSentAt,
            closedAt: known(closedAt),
            acknowledgedAt: known(acknowledgedAt),
          }),
          asked,
          RING_TIMES,
        )
        // What falls due after the end is withdrawn by whoever brings the end about.
        if (step.kind === 'rest' || step.at >= stopped) break
        expect(asked.loudness).toBe('ring')
        expect(step.at).toBeGreaterThanOrEqual(lastSentAt)
        steps.push(step.kind)
        if (step.kind === 'escalate') break
        expect(isQuiet(asked, step.at, 'match')).toBe(false)
        rung = step.number
        lastSentAt = step.at + late
      }
      expect(steps.filter((kind) => kind === 'ring').length).toBeLessThanOrEqual(3)
      expect(steps.filter((kind) => kind === 'escalate').length).toBeLessThanOrEqual(
        asked.escalateTo === null ? 0 : 1,
      )
    }),
    { numRuns: 500 },
  )
})

const people = (...links: [id: string, to: string | null, reachable?: boolean][]) => {
  const known = new Map<string, Link>(
    links.map(([id, escalateTo, reachable = true]) => [id, { id, escalateTo, reachable }]),
  )
  return (id: string) => known.get(id)
}

test('who cannot be reached is passed over', () => {
  const find = people(['a', 'b'], ['b', 'c', false], ['c', null])
  expect(escalationTarget(['a'], find)).toBe('c')
  expect(escalationTarget(['a', 'c'], find)).toBeNull()
  expect(escalationTarget(['gone'], find)).toBeNull()
})

test('chains that bite their own tail, or never end, come to an end', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(11), fc.boolean()), { minLength: 12, maxLength: 12 }), (links) => {
      const find = people(...links.map(([to, ok], id) => [`${id}`, `${to}`, ok] as [string, string, boolean]))
      const path = ['0']
      for (
        let target = escalationTarget(path, find);
        target !== null;
        target = escalationTarget(path, find)
      ) {
        expect(path).not.toContain(target)
        path.push(target)
      }
      expect(path.length).toBeLessThanOrEqual(4)
    }),
  )
})
