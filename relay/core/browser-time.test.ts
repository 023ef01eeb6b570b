import fc from 'fast-check'
import { expect, test } from 'vitest'

import { browserMinutes, capAt, forecastMinutes, monthOf } from './browser-time.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOON = Date.UTC(2026, 10, 20, 12)
const drawn = (minute: number, pageMs = 4000) => ({ at: NOON + minute * MINUTE, pageMs })
const hour = { from: NOON, to: NOON + HOUR }

test('a page keeps its browser for its own minute and the two after it, however many pages share it', () => {
  expect(browserMinutes([], hour)).toBe(0)
  expect(browserMinutes([drawn(0)], hour)).toBe(3)
  expect(browserMinutes([drawn(0), drawn(0), drawn(1)], hour)).toBe(4)
  expect(browserMinutes([drawn(0), drawn(30)], hour)).toBe(6)
  // Nothing was drawn, nothing is paid for.
  expect(browserMinutes([drawn(0, 0)], hour)).toBe(0)
})

test('what was kept from the hour before counts in this one, what lies outside does not', () => {
  expect(browserMinutes([drawn(-1)], hour)).toBe(2)
  expect(browserMinutes([drawn(59)], hour)).toBe(1)
  expect(browserMinutes([drawn(-3), drawn(60)], hour)).toBe(0)
})

test('more pages than one browser takes need another one', () => {
  expect(browserMinutes([drawn(0, 9 * MINUTE)], hour)).toBe(6)
})

test('hours add up to the day, however it is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 179 }), { maxLength: 80 }), (minutes) => {
      const all = minutes.map((minute) => drawn(minute))
      const whole = browserMinutes(all, { from: NOON, to: NOON + 4 * HOUR })
      const parts = [0, 1, 2, 3].map((at) =>
        browserMinutes(all, { from: NOON + at * HOUR, to: NOON + (at + 1) * HOUR }),
      )
      expect(parts.reduce((sum, one) => sum + one, 0)).toBe(whole)
    }),
  )
})

test('a month goes on as the last day did, and says nothing after a few minutes', () => {
  expect(monthOf(NOON)).toEqual({ from: Date.UTC(2026, 10, 1), to: Date.UTC(2026, 11, 1) })
  const pace = { minutes: 240, overMs: 24 * HOUR }
  // Ten and a half days at four hours each.
  expect(forecastMinutes(600, { pace, now: NOON })).toBe(600 + 10.5 * 240)
  expect(forecastMinutes(600, { pace: { minutes: 3, overMs: 5 * MINUTE }, now: NOON })).toBeNull()
})

test('when the cap is reached: now, on some day of this month, or not in this month', () => {
  const pace = { minutes: 240, overMs: 24 * HOUR }
  expect(capAt(600, { capMinutes: 600, pace, now: NOON })).toBe(NOON)
  expect(capAt(600, { capMinutes: 840, pace, now: NOON })).toBe(NOON + 24 * HOUR)
  expect(capAt(600, { capMinutes: 6000, pace, now: NOON })).toBeNull()
  expect(capAt(0, { capMinutes: 60, pace: { minutes: 0, overMs: 24 * HOUR }, now: NOON })).toBeNull()
})
