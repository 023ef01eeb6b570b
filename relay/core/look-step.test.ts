import { expect, test } from 'vitest'

import { queueOf } from './look-step.ts'

const free = {
  restingUntil: 0,
  binding: false,
  lastStartAt: 0,
  gapMs: 500,
  inFlight: 0,
  inFlightMost: 2,
}

test('whoever asks for a check is told what it waits for', () => {
  expect(queueOf(free, false, 10_000)).toEqual({ step: 'queued', why: 'free', until: null })
  const rested = { ...free, restingUntil: 40_000 }
  expect(queueOf(rested, false, 10_000).why).toBe('free')
  expect(queueOf({ ...rested, binding: true }, false, 10_000)).toMatchObject({ why: 'rest', until: 40_000 })
  expect(queueOf({ ...free, lastStartAt: 9800 }, false, 10_000)).toMatchObject({ why: 'turn', until: 10_300 })
  expect(queueOf({ ...free, inFlight: 2 }, false, 10_000).why).toBe('busy')
  expect(queueOf(free, true, 10_000).why).toBe('busy')
})
