import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'

import { Pace } from './pace.ts'

const NOW = 10_000_000
const WINDOW = { most: 30, withinMs: 1050 }
const BUCKET = { burst: 3, everyMs: 1000 }

/** The one call of an object's own SQLite that a pace needs, over the same SQLite. */
function openSql() {
  const db = new DatabaseSync(':memory:')
  const exec = (query: string, ...values: (string | number)[]) => {
    const rows = db.prepare(query).all(...values)
    return Object.assign(rows, { toArray: () => rows })
  }
  // oxlint-disable-next-line no-unsafe-type-assertion
  return { exec } as unknown as ConstructorParameters<typeof Pace>[0]
}

test('a window lets thirty go at once, then one for each that is old enough, whatever the delays', () => {
  const pace = new Pace(openSql())
  const sent: number[] = []
  let now = NOW
  for (let n = 0; n < 300; n += 1) {
    // A busy machine comes late every so often.
    now = Math.max(now, pace.readyAt('all', WINDOW, { now })) + (n % 50 === 49 ? 400 : 0)
    pace.take('all', WINDOW, now)
    sent.push(now)
  }
  expect(sent[29]).toBe(NOW)
  for (const [index, at] of sent.entries())
    expect((sent[index + 30] ?? Infinity) - at).toBeGreaterThanOrEqual(1050)
  expect(now - NOW).toBeLessThan(300 * 36)
})

test('a window is counted from the answer on: what was late on its way makes it no narrower', () => {
  const pace = new Pace(openSql())
  const rule = { most: 2, withinMs: 1000 }
  pace.take('all', rule, NOW)
  pace.take('all', rule, NOW + 1)
  pace.landed('all', rule, { leftAt: NOW, now: NOW + 300 })
  expect(pace.readyAt('all', rule, { now: NOW + 300 })).toBe(NOW + 1001)
  pace.landed('all', rule, { leftAt: NOW + 1, now: NOW + 401 })
  expect(pace.readyAt('all', rule, { now: NOW + 401 })).toBe(NOW + 1300)
})

test('a bucket lets a burst go, then one in so long; a picture leaves one for a text', () => {
  const pace = new Pace(openSql())
  for (let n = 0; n < 2; n += 1) pace.take('a', BUCKET, NOW)
  expect(pace.readyAt('a', BUCKET, { now: NOW })).toBe(NOW)
  expect(pace.readyAt('a', BUCKET, { now: NOW, spare: 1 })).toBe(NOW + 1000)
  pace.take('a', BUCKET, NOW)
  expect(pace.readyAt('a', BUCKET, { now: NOW })).toBe(NOW + 1000)
  expect(pace.waiting(NOW)).toEqual([{ key: 'a', at: NOW + 1000 }])
  expect(pace.waiting(NOW + 1000)).toEqual([])
})

test('a restart remembers', () => {
  const sql = openSql()
  const before = new Pace(sql)
  for (let n = 0; n < 30; n += 1) before.take('all', WINDOW, NOW + n)
  for (let n = 0; n < 3; n += 1) before.take('a', BUCKET, NOW)
  const after = new Pace(sql)
  expect(after.readyAt('all', WINDOW, { now: NOW + 100 })).toBe(NOW + 1050)
  expect(after.readyAt('a', BUCKET, { now: NOW + 100 })).toBe(NOW + 1000)
})

test('a clock set back holds nobody back for longer than the rule does', () => {
  const pace = new Pace(openSql())
  for (let n = 0; n < 30; n += 1) pace.take('all', WINDOW, NOW)
  expect(pace.readyAt('all', WINDOW, { now: NOW - 3_600_000 })).toBe(NOW - 3_600_000 + 1050)
})
