import type { WaitingOpening } from './digest.ts'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { planDigest, TOGETHER_MOST } from './digest.ts'

const NOW = 1_800_000_000_000
const openings = (count: number, createdAt = NOW): WaitingOpening[] =>
  Array.from({ length: count }, (_, index) => ({ id: `a${index}`, createdAt }))

test('up to three openings leave at once and on their own', () => {
  expect(planDigest(openings(1), { now: NOW, recent: 0 })).toEqual({
    alone: ['a0'],
    together: [],
    until: null,
  })
  expect(planDigest(openings(2), { now: NOW, recent: 1 }).alone).toEqual(['a0', 'a1'])
})

test('ten at once are one message, without a wait', () => {
  const plan = planDigest(openings(10), { now: NOW, recent: 0 })
  expect(plan.alone).toEqual([])
  expect(plan.together.map((list) => list.length)).toEqual([10])
  expect(plan.until).toBeNull()
})

test('what follows a burst waits for those about to open, for seconds at most', () => {
  const late = planDigest(openings(2), { now: NOW + 100, recent: 3 })
  expect(late).toEqual({ alone: [], together: [], until: NOW + 1500 })
  expect(planDigest(openings(2), { now: NOW + 1500, recent: 3 }).together).toEqual([['a0', 'a1']])
  // One that nobody joined is told as itself.
  expect(planDigest(openings(1), { now: NOW + 1500, recent: 3 }).alone).toEqual(['a0'])
})

/** Runs the plan as the outbox does: looks as soon as something opens and whenever the plan asks for it. */
function tell(opened: readonly WaitingOpening[]) {
  const messages: { at: number; ids: string[] }[] = []
  const told = new Set<string>()
  const times = opened.map(({ createdAt }) => createdAt)
  for (;;) {
    const now = Math.min(...times)
    if (now === Infinity) return messages
    for (let at = times.indexOf(now); at >= 0; at = times.indexOf(now)) times.splice(at, 1)
    const waiting = opened.filter(({ id, createdAt }) => createdAt <= now && !told.has(id))
    const recent = messages
      .filter(({ at }) => at > now - 10_000)
      .reduce((sum, { ids }) => sum + ids.length, 0)
    const plan = planDigest(waiting, { now, recent })
    for (const ids of [...plan.alone.map((id) => [id]), ...plan.together]) {
      messages.push({ at: now, ids })
      for (const id of ids) told.add(id)
    }
    if (plan.until !== null) times.push(plan.until)
  }
}

const bursts = fc
  .array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 60 })
  .map((offsets) => offsets.map((offset, index) => ({ id: `a${index}`, createdAt: NOW + offset })))

test('nothing is lost and nothing is doubled: each opening is in exactly one message, within seconds', () => {
  fc.assert(
    fc.property(bursts, (opened) => {
      const messages = tell(opened)
      const ids = messages.flatMap((message) => message.ids)
      expect(ids.toSorted()).toEqual(opened.map(({ id }) => id).toSorted())
      for (const message of messages) {
        expect(message.ids.length).toBeLessThanOrEqual(TOGETHER_MOST)
        for (const id of message.ids) {
          const { createdAt = 0 } = opened.find((one) => one.id === id) ?? {}
          expect(message.at - createdAt).toBeLessThanOrEqual(4000)
        }
      }
    }),
  )
})

test('ten that open together within ten seconds are no burst of messages', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 10, maxLength: 10 }), (offsets) => {
      const messages = tell(offsets.map((offset, index) => ({ id: `a${index}`, createdAt: NOW + offset })))
      // Three alone, and from then on one in 1.5 s at most.
      expect(messages.length).toBeLessThanOrEqual(3 + 9000 / 1500)
      const later = messages.slice(3).map(({ at }) => at)
      for (const [index, at] of later.entries())
        expect(at - (later[index - 1] ?? -Infinity)).toBeGreaterThanOrEqual(1500)
    }),
    { numRuns: 2000 },
  )
})
