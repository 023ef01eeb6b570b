import { expect, test } from 'vitest'

import { checksStopped } from './health.ts'

const NOW = 10_000_000
const MINUTE = 60_000
const pulse = { restingUntil: null, lastCheckAt: NOW - 10 * MINUTE, oldestDueAt: NOW - 9 * MINUTE }

test('a check that is due for minutes while none came means that checks have stopped', () => {
  expect(checksStopped(pulse, NOW)).toBe(true)
  expect(checksStopped({ ...pulse, lastCheckAt: null }, NOW)).toBe(true)
})

test('a host at rest, a check that is only late, and a slow cadence are well', () => {
  expect(checksStopped({ ...pulse, restingUntil: NOW + MINUTE }, NOW)).toBe(false)
  expect(checksStopped({ ...pulse, lastCheckAt: NOW - MINUTE }, NOW)).toBe(false)
  expect(checksStopped({ ...pulse, oldestDueAt: NOW + MINUTE }, NOW)).toBe(false)
  expect(checksStopped({ ...pulse, oldestDueAt: null }, NOW)).toBe(false)
})
