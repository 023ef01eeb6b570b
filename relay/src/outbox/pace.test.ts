import { expect, test } from 'vitest'

import { openSql } from '../../test/own-sqlite.ts'
import { Pace } from './pace.ts'

const NOW = 10_000_000
const WINDOW = { most: 30, withinMs: 1050 }
const BUCKET = { burst: 3, everyMs: 1000 }

const open = () => new Pace(openSql(), NOW)

test('a window lets thirty go at once, then one for each that is old enough, whatever the delays', () => {
  const pace = open()
  const sent: number[] = []
  let now = NOW
  for (let n = 0; n < 300; n += 1) {
    // A busy machine comes late every so often.
    now = Math.max(now, pace.readyAt('all', WINDOW, { now })) + (n % 50 === 49 ? 400 : 0)
    pace.take('all', WINDOW, now)
    pace.landed('all', WINDOW, { leftAt: now, now })
    sent.push(now)
  }
  expect(sent[29]).toBe(NOW)
  for (const [index, at] of sent.entries())
    expect((sent[index + 30] ?? Infinity) - at).toBeGreaterThanOrEqual(1050)
  expect(now - NOW).toBeLessThan(300 * 36)
})

test('a window is counted from the answer on: what was late on its way makes it no narrower', () => {
  const pace = open()
  const rule = { most: 2, withinMs: 1000 }
  pace.take('all', rule, NOW)
  pace.take('all', rule, NOW + 1)
  pace.landed('all', rule, { leftAt: NOW, now: NOW + 300 })
  expect(pace.readyAt('all', rule, { now: NOW + 300 })).toBe(NOW + 1300)
  pace.landed('all', rule, { leftAt: NOW + 1, now: NOW + 401 })
  expect(pace.readyAt('all', rule, { now: NOW + 401 })).toBe(NOW + 1300)
})

test('what is not answered keeps its place, for longer than the window too', () => {
  const pace = open()
  const rule = { most: 2, withinMs: 1000 }
  pace.take('all', rule, NOW)
  pace.take('all', rule, NOW)
  expect(pace.readyAt('all', rule, { now: NOW + 5000 })).toBe(Infinity)
  pace.landed('all', rule, { leftAt: NOW, now: NOW + 5000 })
  expect(pace.readyAt('all', rule, { now: NOW + 5000 })).toBe(NOW + 6000)
  pace.take('all', rule, NOW + 6000)
  expect(pace.readyAt('all', rule, { now: NOW + 9000 })).toBe(Infinity)
})

test('a bucket lets a burst go, then one in so long; a picture leaves one for a text', () => {
  const pace = open()
  for (let n = 0; n < 2; n += 1) pace.take('a', BUCKET, NOW)
  expect(pace.readyAt('a', BUCKET, { now: NOW })).toBe(NOW)
  expect(pace.readyAt('a', BUCKET, { now: NOW, spare: 1 })).toBe(NOW + 1000)
  pace.take('a', BUCKET, NOW)
  expect(pace.readyAt('a', BUCKET, { now: NOW })).toBe(NOW + 1000)
  expect(pace.waiting(NOW)).toEqual([{ key: 'a', at: NOW + 1000 }])
  expect(pace.waiting(NOW + 1000)).toEqual([])
})

test('a restart remembers, and takes what was on its way for arrived', () => {
  const sql = openSql()
  const before = new Pace(sql, NOW)
  for (let n = 0; n < 30; n += 1) before.take('all', WINDOW, NOW + n)
  before.landed('all', WINDOW, { leftAt: NOW, now: NOW + 50 })
  for (let n = 0; n < 3; n += 1) before.take('a', BUCKET, NOW)
  const after = new Pace(sql, NOW + 90)
  expect(after.readyAt('all', WINDOW, { now: NOW + 100 })).toBe(NOW + 1100)
  expect(after.readyAt('all', WINDOW, { now: NOW + 100, spare: 1 })).toBe(NOW + 1140)
  expect(after.readyAt('a', BUCKET, { now: NOW + 100 })).toBe(NOW + 1000)
})

test('a clock set back holds nobody back for longer than the rule does', () => {
  const pace = open()
  for (let n = 0; n < 30; n += 1) {
    pace.take('all', WINDOW, NOW)
    pace.landed('all', WINDOW, { leftAt: NOW, now: NOW })
  }
  expect(pace.readyAt('all', WINDOW, { now: NOW - 3_600_000 })).toBe(NOW - 3_600_000 + 1050)
})
