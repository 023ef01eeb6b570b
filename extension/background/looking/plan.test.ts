import { describe, expect, test } from 'vitest'

import type { HostRest, Sight } from '../../db/types.ts'
import type { Situation } from './plan.ts'

import { newHost } from '../../db/hosts.ts'
import { newSight } from '../../db/sights.ts'
import { follow } from '../../test/known-samples.ts'
import { FRESH, writeMemory } from './memory.ts'
import { GAP_MS, planTick, resumesAt, tickMsOf } from './plan.ts'

const NOON = 1_795_000_000_000
const MINUTE = 60_000

const due = (followId: string, nextLookAt: number | null): Sight => ({ ...newSight(followId), nextLookAt })
const at = (host: string, part: Partial<HostRest>): HostRest => ({ ...newHost(host), ...part })

const plan = (part: Partial<Situation>) =>
  planTick({
    follows: [],
    sights: [],
    hosts: [],
    pausedAll: null,
    now: NOON,
    tickMs: MINUTE,
    random: () => 0,
    ...part,
  })
const until = (id: string, end: number | null) => follow({ id, paused: { until: end } })
const idsOf = (part: Partial<Situation>) =>
  plan(part).flatMap(({ starts }) => starts.map(({ followId }) => followId))

describe('what a tick starts', () => {
  test('what was never looked at, and what is due before the middle of the next tick', () => {
    const follows = ['new', 'now', 'soon', 'later'].map((id) => follow({ id, host: id }))
    const sights = [due('now', NOON), due('soon', NOON + 29_000), due('later', NOON + 31_000)]
    expect(idsOf({ follows, sights })).toEqual(['new', 'now', 'soon'])
  })

  test('nothing that is paused, for good or for a while, or over', () => {
    const follows = [
      follow({ id: 'paused', paused: { until: null } }),
      follow({ id: 'for-a-while', paused: { until: NOON + 1 } }),
      follow({ id: 'over', retiredAt: NOON - 1 }),
      follow({ id: 'resumed', paused: { until: NOON } }),
    ]
    expect(idsOf({ follows })).toEqual(['resumed'])
    expect(idsOf({ follows, pausedAll: { until: null } })).toEqual([])
  })

  test('nothing at a site that rests or is being asked, nor a page that rests by itself', () => {
    const follows = ['rests', 'busy', 'free', 'alone'].map((id) => follow({ id, host: id }))
    const hosts = [
      at('rests', { restingUntil: NOON + 1 }),
      at('busy', { busyUntil: NOON + 1 }),
      at('free', { restingUntil: NOON - 1, busyUntil: NOON }),
    ]
    const memory = writeMemory({ ...FRESH, restingUntil: NOON + 1 })
    expect(idsOf({ follows, hosts, sights: [{ ...due('alone', null), memory }] })).toEqual(['free'])
  })

  test('one look after the other at a site, sites side by side, each a little off the tick', () => {
    const follows = [
      follow({ id: 'a', host: 'one' }),
      follow({ id: 'b', host: 'one' }),
      follow({ id: 'c', host: 'two' }),
    ]
    const hosts = [at('two', { nextAt: NOON + 10_000 })]
    expect(plan({ follows, hosts, random: () => 0.5 })).toEqual([
      {
        host: 'one',
        starts: [
          { followId: 'a', afterMs: 1500, planned: null },
          { followId: 'b', afterMs: 1500 + GAP_MS, planned: null },
        ],
      },
      { host: 'two', starts: [{ followId: 'c', afterMs: 10_000, planned: null }] },
    ])
  })

  test('hot first, then by date, then by how long it waits', () => {
    const follows = [
      follow({ id: 'undated', date: null }),
      follow({ id: 'june', date: '2027-06-01' }),
      follow({ id: 'may-waits', date: '2027-05-01' }),
      follow({ id: 'may', date: '2027-05-01' }),
      follow({ id: 'hot', date: '2027-07-01', pace: 'hot' }),
    ]
    const sights = follows.map(({ id }) => due(id, id === 'may-waits' ? NOON - 20_000 : NOON))
    expect(idsOf({ follows, sights })).toEqual(['hot', 'may-waits', 'may', 'june', 'undated'])
  })

  test('what waited for long goes before all others, so that nobody waits for ever', () => {
    const follows = [follow({ id: 'hot', pace: 'hot' }), follow({ id: 'last', date: null })]
    const sights = [due('hot', NOON), due('last', NOON - 4 * MINUTE)]
    expect(idsOf({ follows, sights })).toEqual(['last', 'hot'])
  })

  test('no more than a tick can hold: the rest is left to the next one', () => {
    const follows = Array.from({ length: 50 }, (_, n) => follow({ id: String(n) }))
    const starts = plan({ follows }).flatMap((turn) => turn.starts)
    expect(starts).toHaveLength(MINUTE / GAP_MS)
    expect(Math.max(...starts.map(({ afterMs }) => afterMs))).toBeLessThan(MINUTE)
  })
})

test('a clock that was put back keeps nobody waiting', () => {
  const hours = 3 * 60 * MINUTE
  const follows = ['planned', 'busy', 'asked'].map((id) => follow({ id, host: id }))
  const sights = [due('planned', NOON + hours)]
  const hosts = [at('busy', { busyUntil: NOON + hours }), at('asked', { nextAt: NOON + hours })]
  expect(idsOf({ follows, sights, hosts }).toSorted()).toEqual(['asked', 'busy', 'planned'])
})

describe('how often the worker wakes', () => {
  test('each minute, each half minute while something hot is followed, never for nothing', () => {
    const hot = follow({ id: 'hot', pace: 'hot' })
    expect(tickMsOf([follow()], null, NOON)).toBe(MINUTE)
    expect(tickMsOf([follow(), hot], null, NOON)).toBe(MINUTE / 2)
    expect(tickMsOf([follow(), { ...hot, paused: { until: null } }], null, NOON)).toBe(MINUTE)
    expect(tickMsOf([{ ...hot, retiredAt: NOON }], null, NOON)).toBeNull()
    expect(tickMsOf([hot], { until: NOON + 1 }, NOON)).toBeNull()
    expect(tickMsOf([], null, NOON)).toBeNull()
  })

  test('once, when the first pause ends', () => {
    expect(resumesAt([until('a', NOON + 5), until('b', NOON + 3)], null, NOON)).toBe(NOON + 3)
    expect(resumesAt([until('a', null)], null, NOON)).toBeNull()
    expect(resumesAt([{ ...until('a', NOON + 3), retiredAt: NOON }], null, NOON)).toBeNull()
    expect(resumesAt([until('a', NOON + 3)], { until: NOON + 9 }, NOON)).toBe(NOON + 9)
    expect(resumesAt([follow()], { until: null }, NOON)).toBeNull()
  })
})
