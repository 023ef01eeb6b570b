import { expect, test } from 'vitest'

import { sightOfHosts, stepsOf, windowOf } from './dashboard.ts'
import { NO_MINUTE, activeMsOf, sortReasons, withLook, withPage } from './minute.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = Date.UTC(2026, 10, 20, 12, 7, 30)
const none = { state: 'none', proof: { anchor: 'h1', kind: 'sold-out', detail: '' } } as const
const queue = { state: 'unknown', reason: 'queue' } as const

test('a minute counts its looks by verdict and reason, and how long it kept the lane awake', () => {
  let minute = withLook(NO_MINUTE, { verdict: none, drawn: false, durationMs: 800 })
  expect(activeMsOf(minute)).toBe(800)
  minute = withLook(minute, { verdict: queue, drawn: true, durationMs: 4000 })
  minute = withLook(minute, { verdict: queue, drawn: true, durationMs: 4000 })
  minute = withPage(minute, 3000.4)
  expect(minute).toEqual({
    available: 0,
    none: 1,
    unknown: 2,
    drawn: 2,
    lookMs: 8800,
    pageMs: 3000,
    reasons: { queue: 2 },
  })
  expect(activeMsOf(minute)).toBe(MINUTE)
})

test('reasons stand with the most frequent first; what is none is left out', () => {
  const counts = [
    { reason: 'queue', count: 2 },
    { reason: 'login', count: 7 },
    { reason: 'sunshine', count: 9 },
  ]
  expect(sortReasons(counts)).toEqual([
    { reason: 'login', count: 7 },
    { reason: 'queue', count: 2 },
  ])
})

test('every step of the window is there, with what lanes have not written yet', () => {
  const window = windowOf('hour', NOW)
  expect(window.to - window.from).toBe(HOUR)
  const last = window.to - MINUTE
  const sum = { available: 0, none: 4, unknown: 1, drawn: 2, pageMs: 100 }
  const steps = stepsOf(window, {
    looks: [{ at: last, ...sum }],
    relay: [{ at: last, minutes: 1, owed: 3, oldestMs: 9000 }],
    reports: [{ at: window.from, count: 2 }],
    unwritten: [{ at: last, host: 'a', minute: { ...NO_MINUTE, none: 1, pageMs: 50 } }],
  })
  expect(steps).toHaveLength(60)
  expect(steps[0]).toMatchObject({ at: window.from, none: 0, awake: 0, reports: 2 })
  expect(steps.at(-1)).toMatchObject({ none: 5, unknown: 1, pageMs: 150, awake: 1, owed: 3, oldestMs: 9000 })
  expect(windowOf('day', NOW).from % (15 * MINUTE)).toBe(0)
})

test('blindness of a host: how long, why, now, and step by step; nothing before it was watched', () => {
  const window = windowOf('hour', NOW)
  const half = NOW - 30 * MINUTE
  const watches = [
    { id: 'a', host: 'clear.example', createdAt: 0 },
    { id: 'b', host: 'foggy.example', createdAt: 0 },
    { id: 'c', host: 'foggy.example', createdAt: half },
  ]
  const spans = [
    { watchId: 'b', beganAt: NOW - 20 * MINUTE, endedAt: NOW - 10 * MINUTE, reason: 'login' as const },
    { watchId: 'c', beganAt: NOW - 5 * MINUTE, endedAt: null, reason: 'queue' as const },
    { watchId: 'gone', beganAt: 0, endedAt: null, reason: 'queue' as const },
  ]
  const [foggy, clear] = sightOfHosts(watches, spans, { window, now: NOW })
  expect(foggy).toMatchObject({ host: 'foggy.example', watches: 2, blind: 1, blindMs: 15 * MINUTE })
  expect(foggy?.reasons).toEqual([
    { reason: 'login', ms: 10 * MINUTE },
    { reason: 'queue', ms: 5 * MINUTE },
  ])
  // Both are watched in the last step, one of them is blind.
  expect(foggy?.steps.at(-1)).toBe(0.5)
  expect(foggy?.steps[0]).toBe(0)
  expect(clear).toMatchObject({ blind: 0, paused: 0, blindMs: 0, watchedMs: NOW - window.from })
  const paused = { id: 'c', host: 'h', createdAt: 0, pausedAt: half }
  const [rest] = sightOfHosts([paused], spans, { window, now: NOW })
  expect(rest).toMatchObject({ blind: 0, paused: 1, blindMs: 0, watchedMs: half - window.from })
  expect(rest?.steps.at(-1)).toBeNull()
  const late = sightOfHosts([{ id: 'c', host: 'h', createdAt: half }], [], { window, now: NOW })
  expect(late[0]?.steps[0]).toBeNull()
})
