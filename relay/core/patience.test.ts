import { expect, test } from 'vitest'

import { FIRST_PATIENCE, learnPatience, nextLook } from './patience.ts'

const HOUR = 3_600_000
const LONG = 15_000
const start = Date.parse('2026-11-20T08:00:00Z')
const done = { at: start, long: true, whole: true, lateMs: 0 }

test('the first look and one an hour are long, the others short', () => {
  expect(nextLook(FIRST_PATIENCE, LONG, start)).toEqual({ long: true, patienceMs: 15_000, leastMs: 20_000 })
  const known = learnPatience(FIRST_PATIENCE, done)
  expect(nextLook(known, LONG, start + 1000)).toEqual({ long: false, patienceMs: 2000, leastMs: 0 })
  expect(nextLook(known, LONG, start + HOUR)).toMatchObject({ long: true })
})

test('a long look that ended early was none', () => {
  const known = learnPatience(FIRST_PATIENCE, { ...done, whole: false })
  expect(nextLook(known, LONG, start + 1000)).toMatchObject({ long: true })
})

test('what came late is waited for in every later look, with room to spare, and within bounds', () => {
  const known = learnPatience(FIRST_PATIENCE, { ...done, lateMs: 10_000 })
  expect(nextLook(known, LONG, start + 1000)).toMatchObject({ long: false, patienceMs: 13_500 })
  const later = learnPatience(known, { ...done, long: false, lateMs: 19_000 })
  expect(nextLook(later, LONG, start + 1000)).toMatchObject({ patienceMs: 20_000 })
  expect(nextLook(later, LONG, start + HOUR)).toMatchObject({ long: true, patienceMs: 20_000 })
})

test('patience is lost slowly, by days of long looks alone', () => {
  let known = learnPatience(FIRST_PATIENCE, { ...done, lateMs: 10_000 })
  const looks = (days: number, lateMs = 0) => {
    for (let n = 0; n < days * 24; n += 1)
      known = learnPatience(known, { at: known.longAt + HOUR, long: true, whole: true, lateMs })
    return known.usualMs
  }
  expect(looks(2.9)).toBe(13_500)
  expect(looks(0.3)).toBe(10_800)
  expect(looks(30)).toBe(2000)
  known = learnPatience(known, { at: known.longAt, long: false, whole: true, lateMs: 10_000 })
  // What still comes after 6 s keeps what it needs.
  expect(looks(30, 6000)).toBe(8500)
  for (let n = 0; n < 100; n += 1)
    known = learnPatience(known, { at: known.longAt + n * HOUR, long: false, whole: true, lateMs: 0 })
  expect(known.usualMs).toBe(8500)
})
