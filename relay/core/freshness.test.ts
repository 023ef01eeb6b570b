import type { PublicWatch } from './status.ts'

import { expect, test } from 'vitest'

import { glanceAt, staleAfterMs } from './freshness.ts'

const NOW = 1_800_000_000_000

const seen: PublicWatch = {
  id: 'om',
  name: 'Paris SG – Marseille',
  url: 'https://club.example/om',
  verdict: { state: 'none', proof: { anchor: 'h1', kind: 'sold-out', detail: 'Complet' } },
  lastCheckAt: NOW - 1000,
  lastGoodCheckAt: NOW - 1000,
  checks: 1,
  releases: 0,
  reporters: [],
  blindSince: null,
  openSince: null,
  checkSeconds: 60,
}

test('a verdict holds for three checks, and for two minutes at least', () => {
  expect(staleAfterMs({ checkSeconds: 10 })).toBe(120_000)
  expect(staleAfterMs({ checkSeconds: 3600 })).toBe(3 * 3_600_000)
})

test('a verdict confirmed in time is told as it is', () => {
  expect(glanceAt(seen, NOW)).toEqual(seen.verdict)
  expect(glanceAt({ ...seen, lastGoodCheckAt: NOW - 180_000 }, NOW)).toEqual(seen.verdict)
})

test('a verdict that nobody confirmed in time is old, whatever was tried since', () => {
  const lastGoodCheckAt = NOW - 180_001
  expect(glanceAt({ ...seen, lastGoodCheckAt }, NOW)).toEqual({
    state: 'stale',
    last: 'none',
    since: lastGoodCheckAt,
  })
})

test('blindness is fresh for as long as someone keeps looking', () => {
  const verdict = { state: 'unknown', reason: 'queue' } as const
  const blind = { ...seen, verdict, lastGoodCheckAt: NOW - 3_600_000 }
  expect(glanceAt(blind, NOW)).toEqual(verdict)
  expect(glanceAt({ ...blind, lastGoodCheckAt: null }, NOW)).toEqual(verdict)
  const lastCheckAt = NOW - 180_001
  expect(glanceAt({ ...blind, lastCheckAt }, NOW)).toEqual({
    state: 'stale',
    last: 'unknown',
    since: lastCheckAt,
  })
})

test('a watch that was never looked at waits', () => {
  expect(glanceAt({ ...seen, lastCheckAt: null, lastGoodCheckAt: null }, NOW)).toEqual({ state: 'waiting' })
})
