import type { Delivery, ReleaseSpan } from './delivery.ts'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { retryDelay, settle, settleLightly, TRY_MS } from './delivery.ts'

const AT = 1_795_161_600_000
const HOUR = 3_600_000
const alert = { attempts: 1, repeat: false, createdAt: AT - 1000 }
const open: ReleaseSpan = { closedAt: null }
const after = (delivery: Delivery, over: Partial<typeof alert> = {}, release: ReleaseSpan = open) =>
  settle({ ...alert, ...over }, { delivery, at: AT }, { release, chance: 0.5 })

test('the first retry comes after a second, then twice as long each time', () => {
  expect([1, 2, 3, 4].map((failures) => retryDelay(failures, true, 0.5))).toEqual([1000, 2000, 4000, 8000])
})

test('retries stay within a minute while the seat is there, and within an hour after', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (failures, chance) => {
        expect(retryDelay(failures, true, chance)).toBeLessThanOrEqual(60_000 * 1.2)
        expect(retryDelay(failures, false, chance)).toBeLessThanOrEqual(HOUR * 1.2)
        expect(retryDelay(failures, true, chance)).toBeGreaterThanOrEqual(800)
      },
    ),
  )
})

test('sent keeps the message id', () => {
  expect(after({ kind: 'sent', messageId: '7' })).toMatchObject({ state: 'sent', messageId: '7', sentAt: AT })
})

test('a flood is obeyed to the millisecond', () => {
  const settled = after({ kind: 'rate-limited', retryAfterMs: 35_000 })
  expect(settled).toMatchObject({ state: 'owed', nextAt: AT + 35_000, repeat: false })
})

test('a lost answer is followed by one marked repeat, and by nothing when that is lost too', () => {
  const lost: Delivery = { kind: 'retry', detail: 'lost', ambiguous: true }
  expect(after(lost)).toMatchObject({ state: 'owed', outcome: 'ambiguous', repeat: true })
  expect(after(lost, { repeat: true })).toMatchObject({ state: 'given-up', outcome: 'ambiguous-twice' })
})

test('a repeat that surely did not leave may be tried again', () => {
  const failed: Delivery = { kind: 'retry', detail: '502', ambiguous: false }
  expect(after(failed, { repeat: true })).toMatchObject({ state: 'owed', outcome: 'failed', repeat: true })
})

test('a refusal ends it', () => {
  const refused: Delivery = { kind: 'refused', detail: '403 blocked', permanent: true }
  expect(after(refused)).toMatchObject({ state: 'given-up', outcome: 'refused', detail: '403 blocked' })
})

test('a refusal of our own login is sat out: nobody has to be told anew', () => {
  const refused: Delivery = { kind: 'refused', detail: '401', permanent: true, scope: 'channel' }
  expect(after(refused)).toMatchObject({ state: 'owed', outcome: 'failed', detail: '401', repeat: false })
})

function light(attempts: number, ambiguous: boolean, kind: 'picture' | 'gone' = 'picture'): string {
  const delivery: Delivery = { kind: 'retry', detail: '502', ambiguous }
  return settleLightly({ ...alert, attempts, content: { kind } }, { delivery, at: AT }, 0.5).state
}

test('what is worth little is tried a few times, and never again once it may have arrived', () => {
  expect([light(1, false), light(4, false), light(5, false), light(1, true)]).toEqual([
    'owed',
    'owed',
    'given-up',
    'given-up',
  ])
  expect([light(8, false, 'gone'), light(9, false, 'gone')]).toEqual(['owed', 'given-up'])
})

test('a time to wait with a fraction ends on a whole millisecond', () => {
  expect(after({ kind: 'rate-limited', retryAfterMs: 350.4 }).nextAt).toBe(AT + 351)
})

test('an outage is sat out for as long as the seat is there, and for a day after', () => {
  const failed: Delivery = { kind: 'retry', detail: '502', ambiguous: false }
  const old = { createdAt: AT - 30 * TRY_MS, attempts: 500 }
  expect(after(failed, old, open).state).toBe('owed')
  expect(after(failed, old, { closedAt: AT - TRY_MS + 2 * HOUR }).state).toBe('owed')
  expect(after(failed, old, { closedAt: AT - TRY_MS })).toMatchObject({
    state: 'given-up',
    outcome: 'expired',
  })
  expect(after(failed, old, null)).toMatchObject({ state: 'given-up', outcome: 'expired' })
})
