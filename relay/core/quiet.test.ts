import type { Peace } from './quiet.ts'

import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { isQuiet, isTimeZone, parseTimeOfDay, ringableFrom } from './quiet.ts'

const night: Peace = { quiet: { from: '22:00', to: '07:00' }, timeZone: 'Europe/Paris', always: ['final'] }
const at = (text: string) => Date.parse(text)
const iso = (time: number) => new Date(time).toISOString()

test('a night over midnight, on the clock of Paris', () => {
  expect(isQuiet(night, at('2026-11-20T20:59:59Z'))).toBe(false)
  expect(isQuiet(night, at('2026-11-20T21:00:00Z'))).toBe(true)
  expect(isQuiet(night, at('2026-11-21T05:59:59Z'))).toBe(true)
  expect(isQuiet(night, at('2026-11-21T06:00:00Z'))).toBe(false)
})

test('what must always ring is never quiet', () => {
  expect(isQuiet(night, at('2026-11-21T02:00:00Z'), 'final')).toBe(false)
  expect(isQuiet(night, at('2026-11-21T02:00:00Z'), 'other')).toBe(true)
  expect(isQuiet({ ...night, quiet: null }, at('2026-11-21T02:00:00Z'))).toBe(false)
})

test('the morning comes an hour earlier or later when the clocks change', () => {
  // Clocks go forward on 29 March 2026 at 01:00 UTC, and back on 25 October 2026 at 01:00 UTC.
  expect(iso(ringableFrom(night, at('2026-03-28T22:30:00Z')))).toBe('2026-03-29T05:00:00.000Z')
  expect(iso(ringableFrom(night, at('2026-10-24T22:30:00Z')))).toBe('2026-10-25T06:00:00.000Z')
  // An end within the hour that is left out: the wall shows 03:00 next, and that is after it.
  const early = { ...night, quiet: { from: '22:00', to: '02:30' } }
  expect(iso(ringableFrom(early, at('2026-03-29T00:10:20Z')))).toBe('2026-03-29T01:00:00.000Z')
})

test('a time of day and a time zone are told from other words', () => {
  expect(['00:00', '07:30', '23:59'].map(parseTimeOfDay)).toEqual([0, 450, 1439])
  expect(['24:00', '7:00', '07:60', '', 'noon'].map(parseTimeOfDay)).toEqual([null, null, null, null, null])
  expect(['Europe/Paris', 'America/Montreal', 'Mars/Base', ''].map(isTimeZone)).toEqual([
    true,
    true,
    false,
    false,
  ])
})

const time = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const zone = fc.constantFrom(
  'Europe/Paris',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
)
const instant = fc.integer({ min: at('2025-01-01T00:00:00Z'), max: at('2028-01-01T00:00:00Z') })

test('the first ringable time is not quiet, comes within a day and a bit, and everything before it is quiet', () => {
  fc.assert(
    fc.property(time, time, zone, instant, (from, to, timeZone, now) => {
      const peace: Peace = { quiet: { from, to }, timeZone, always: [] }
      const then = ringableFrom(peace, now)
      const isLong = ((parseTimeOfDay(from) ?? 0) - (parseTimeOfDay(to) ?? 0) + 1440) % 1440 < 120
      if (isLong) return
      expect(isQuiet(peace, then)).toBe(false)
      expect(then).toBeGreaterThanOrEqual(now)
      expect(then - now).toBeLessThanOrEqual(26 * 3_600_000)
      for (let step = now; step < then; step += 600_000) expect(isQuiet(peace, step)).toBe(true)
    }),
    { numRuns: 300 },
  )
})
