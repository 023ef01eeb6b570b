import type { Known } from '../known.ts'
import type { CardState, Todo } from './card.ts'
import type { Shown } from './view.ts'
import type { Reason } from '#core/verdict.ts'

import { expect, test } from 'vitest'

import {
  alert,
  available,
  blind,
  follow,
  known,
  none,
  noRelay,
  relayWatch,
  sight,
} from '../test/known-samples.ts'
import { viewOf } from './view.ts'

const now = Date.UTC(2026, 10, 20, 14)
const MINUTE = 60_000

function shown(of: Known): Shown {
  const view = viewOf(of, now)
  if (view.kind !== 'shown') throw new Error('nothing is shown')
  return view
}

const one = (part: Parameters<typeof known>[1]) =>
  shown(known(now, { follows: [follow()], ...part })).cards[0]

test('before anything was read, and with nothing followed', () => {
  expect(viewOf(null, now)).toEqual({ kind: 'loading', language: 'fr' })
  expect(shown(known(now))).toMatchObject({ mood: 'empty', heart: { kind: 'off' }, cards: [], alerts: [] })
})

type Case = [string, Parameters<typeof known>[1], Partial<CardState>, Todo]

const seenNow = sight({ verdict: none, at: now - MINUTE })
const openNow = sight({ verdict: available, at: now - MINUTE })
const opened = alert({ openedAt: now - 5 * MINUTE })

const CASES: Case[] = [
  ['nobody has looked yet', {}, { kind: 'loading' }, null],
  ['nothing there', { sights: [seenNow] }, { kind: 'ok', at: now - MINUTE }, null],
  [
    'an alert',
    { sights: [openNow], alerts: [opened] },
    { kind: 'alert', id: 'release-1', seenAt: null, old: false, confirmedAt: now - MINUTE },
    'go',
  ],
  [
    'an alert that nobody confirmed since',
    { sights: [sight({ verdict: available, at: now - 9 * MINUTE })], alerts: [opened] },
    { kind: 'alert', old: true, confirmedAt: now - 5 * MINUTE },
    'go',
  ],
  [
    'an opening whose alert was not kept',
    {
      sights: [
        {
          ...openNow,
          state: { ...openNow.state, openRelease: { id: 'kept', since: now - 3, told: [], flaps: 0 } },
        },
      ],
    },
    { kind: 'alert', id: 'kept', openedAt: now - 3 },
    'go',
  ],
  [
    'an alert is not hidden by a pause, a lost network or a lost access',
    {
      sights: [openNow],
      alerts: [opened],
      online: false,
      access: {},
      settings: { pausedAll: { until: null } },
      wokeAt: now - 60 * MINUTE,
    },
    { kind: 'alert' },
    'go',
  ],
  [
    'a false alarm',
    { sights: [openNow], alerts: [{ ...opened, falseAlarmAt: now - 2 }] },
    { kind: 'unconfirmed', why: 'false-alarm', at: now - 2 },
    'open-page',
  ],
  [
    'paused until then',
    { follows: [follow({ paused: { until: now + 5 } })], sights: [seenNow] },
    { kind: 'paused', until: now + 5, all: false },
    'resume',
  ],
  [
    'a pause that is over',
    { follows: [follow({ paused: { until: now } })], sights: [seenNow] },
    { kind: 'ok' },
    null,
  ],
  [
    'everything paused says so before the pause of its own',
    { follows: [follow({ paused: { until: now + 5 } })], settings: { pausedAll: { until: null } } },
    { kind: 'paused', until: null, all: true },
    'resume',
  ],
  ['access taken back', { access: {}, sights: [seenNow] }, { kind: 'needs-access' }, 'grant'],
  [
    'access taken back while the relay sees the page',
    { access: {}, sights: [sight({ verdict: none, at: now - MINUTE, by: 'relay' })] },
    { kind: 'ok' },
    null,
  ],
  [
    'access taken back and the relay blind too',
    { access: {}, sights: [sight({ verdict: blind('blocked'), at: now - MINUTE, by: 'relay' })] },
    { kind: 'needs-access' },
    'grant',
  ],
  [
    'one other browser has seen seats',
    {
      follows: [follow({ relayWatchId: 'watch-om' })],
      sights: [seenNow],
      relay: {
        ...noRelay,
        origin: 'https://vigie.example',
        skewMs: 1000,
        watches: [relayWatch({ reported: { at: now - MINUTE + 1000, devices: 1 } })],
      },
    },
    { kind: 'unconfirmed', why: 'reported', at: now - MINUTE, devices: 1 },
    'open-page',
  ],
  [
    'what this browser itself reported, and the person called false',
    {
      follows: [follow({ relayWatchId: 'watch-om' })],
      sights: [openNow],
      alerts: [{ ...opened, falseAlarmAt: now - 2 }],
      relay: { ...noRelay, watches: [relayWatch({ reported: { at: now - MINUTE, devices: 1 } })] },
    },
    { kind: 'unconfirmed', why: 'false-alarm', at: now - 2 },
    'open-page',
  ],
  [
    'what the person called false, and another browser sees too',
    {
      follows: [follow({ relayWatchId: 'watch-om' })],
      sights: [openNow],
      alerts: [{ ...opened, falseAlarmAt: now - 2 }],
      relay: { ...noRelay, watches: [relayWatch({ reported: { at: now - MINUTE, devices: 2 } })] },
    },
    { kind: 'unconfirmed', why: 'reported', at: now - MINUTE, devices: 2 },
    'open-page',
  ],
  [
    'what was reported long ago is not told any more',
    {
      follows: [follow({ relayWatchId: 'watch-om' })],
      sights: [seenNow],
      relay: {
        ...noRelay,
        watches: [relayWatch({ reported: { at: now - 11 * MINUTE, devices: 1 } })],
      },
    },
    { kind: 'ok' },
    null,
  ],
  [
    'something is there, and nobody knows what',
    { sights: [sight({ verdict: blind('ambiguous-offer'), at: now - MINUTE })] },
    { kind: 'unconfirmed', why: 'ambiguous' },
    'open-page',
  ],
  ['offline', { online: false, sights: [seenNow] }, { kind: 'offline', since: now - MINUTE }, null],
  ['offline from the start', { online: false }, { kind: 'offline', since: null }, null],
  [
    'asleep',
    { wokeAt: now - 20 * MINUTE, sights: [sight({ verdict: none, at: now - 20 * MINUTE })] },
    { kind: 'asleep', since: now - 20 * MINUTE },
    null,
  ],
  [
    'a proof grown old is not repeated',
    { sights: [sight({ verdict: none, at: now - 4 * MINUTE })] },
    { kind: 'stale', last: 'none', since: now - 4 * MINUTE },
    'check',
  ],
  [
    'blindness grown old',
    { sights: [sight({ verdict: blind('queue'), at: now - 4 * MINUTE })] },
    { kind: 'stale', last: 'unknown' },
    'check',
  ],
  ['retired', { follows: [follow({ retiredAt: now - 3 })] }, { kind: 'retired', at: now - 3 }, 'remove'],
]

test.each(CASES)('%s', (_, part, state, todo) => {
  const { cards, retired } = shown(known(now, { follows: [follow()], ...part }))
  const card = [...cards, ...retired][0]
  expect(card?.state).toMatchObject(state)
  expect(card?.todo).toBe(todo)
})

test.each<[Reason, Todo]>([
  ['challenge', 'open-page'],
  ['captcha', 'open-page'],
  ['queue', 'open-page'],
  ['login', 'open-page'],
  ['blocked', 'open-page'],
  ['needs-render', 'open-page'],
  ['layout-changed', 'show-page'],
  ['not-found', 'edit'],
  ['wrong-page', 'edit'],
  ['rate-limited', null],
  ['maintenance', null],
  ['http-error', null],
])('a page that cannot be read (%s) says what to do: %s', (reason, todo) => {
  const card = one({
    sights: [sight({ verdict: blind(reason), at: now - MINUTE, nextLookAt: now + 1000 })],
    hosts: [
      {
        host: 'billetterie.psg.example',
        nextAt: 0,
        strikes: 1,
        restingUntil: now + 5 * MINUTE,
        why: reason,
        busyUntil: null,
      },
    ],
  })
  expect(card?.state).toEqual({ kind: 'error', reason, retryAt: now + 5 * MINUTE })
  expect(card?.todo).toBe(todo)
  expect(card?.rest).toMatchObject({ restingUntil: now + 5 * MINUTE, why: reason })
})

test('an older pace takes longer to grow old, and the hot one is old after two minutes', () => {
  const sights = [sight({ verdict: none, at: now - 150_000 })]
  expect(one({ sights })?.state.kind).toBe('ok')
  expect(one({ sights, follows: [follow({ pace: 'hot' })] })?.state.kind).toBe('stale')
})

test('who looked last stands first, by this device’s clock', () => {
  const card = one({
    follows: [follow({ relayWatchId: 'watch-om' })],
    sights: [seenNow],
    relay: {
      ...noRelay,
      skewMs: 10_000,
      watches: [
        relayWatch({
          reporters: [
            { kind: 'relay-browser', verdict: none, at: now },
            { kind: 'extension', verdict: none, at: now - 5 * MINUTE },
            { kind: 'relay-fetch', verdict: blind('blocked'), at: now - 6 * MINUTE },
          ],
        }),
      ],
    },
  })
  expect(card?.said).toEqual([
    { who: 'cloud', state: 'none', at: now - 10_000 },
    { who: 'me', state: 'none', at: now - MINUTE },
    { who: 'people', state: 'none', at: now - 5 * MINUTE - 10_000 },
  ])
  expect(card?.inCloud).toBe(true)
})

test('seats that went are told for half a day, and false alarms never', () => {
  const gone = (goneAt: number, falseAlarmAt: number | null = null) =>
    one({ sights: [seenNow], alerts: [alert({ openedAt: now - 14 * 60 * MINUTE, goneAt, falseAlarmAt })] })
      ?.gone
  expect(gone(now - MINUTE)).toEqual({ openedAt: now - 14 * 60 * MINUTE, at: now - MINUTE })
  expect(gone(now - 13 * 60 * MINUTE)).toBeNull()
  expect(gone(now - MINUTE, now - 2)).toBeNull()
})

const gapTo = (to: number) => ({ ...seenNow, state: { ...seenNow.state, gap: { from: to - 9, to } } })

test('a span in which nobody looked is told for an hour', () => {
  expect(one({ sights: [gapTo(now - MINUTE)] })?.gap).toEqual({ from: now - MINUTE - 9, to: now - MINUTE })
  expect(one({ sights: [gapTo(now - 61 * MINUTE)] })?.gap).toBeNull()
})

const ids = (cards: Shown['cards']) => cards.map(({ id }) => id)

test('the newest alert is first, then what was seen, then the days in order; past matches stand apart', () => {
  const view = shown(
    known(now, {
      follows: [
        follow({ id: 'later', date: '2027-01-02' }),
        follow({ id: 'undated', date: null }),
        follow({ id: 'soon', date: '2026-11-22' }),
        follow({ id: 'old-alert' }),
        follow({ id: 'seen-alert' }),
        follow({ id: 'new-alert' }),
        follow({ id: 'past-1', retiredAt: 5, date: '2026-10-01' }),
        follow({ id: 'past-2', retiredAt: 5, date: '2026-11-01' }),
      ],
      alerts: [
        alert({ id: '1', followId: 'old-alert', openedAt: now - 9 }),
        alert({ id: '2', followId: 'seen-alert', openedAt: now - 1, seenAt: now }),
        alert({ id: '3', followId: 'new-alert', openedAt: now - 5 }),
      ],
    }),
  )
  expect(ids(view.cards)).toEqual(['new-alert', 'old-alert', 'seen-alert', 'soon', 'later', 'undated'])
  expect(ids(view.retired)).toEqual(['past-2', 'past-1'])
  expect(ids(view.alerts)).toEqual(['new-alert', 'old-alert'])
})

test('the heart beats, sleeps, rests', () => {
  const follows = [follow()]
  expect(shown(known(now, { follows })).heart).toEqual({ kind: 'beating', at: now - 20_000 })
  expect(shown(known(now, { follows, wokeAt: now - 151_000 })).heart).toMatchObject({ kind: 'asleep' })
  expect(shown(known(now, { follows, settings: { pausedAll: { until: 7 + now } } })).heart).toEqual({
    kind: 'paused',
    until: 7 + now,
  })
})

const each = (...untils: (number | null)[]) =>
  untils.map((until, index) => follow({ id: `f${index}`, paused: { until } }))

test('where every match is paused, a silent worker is no sleep; the first that resumes ends it', () => {
  const heart = (...untils: (number | null)[]) =>
    shown(known(now, { follows: each(...untils), wokeAt: now - 999_000 })).heart
  expect(heart(null, now + 9, now + 5)).toEqual({ kind: 'paused', until: now + 5 })
  expect(heart(null, null)).toEqual({ kind: 'paused', until: null })
  expect(heart(now + 5, now - 5)).toMatchObject({ kind: 'asleep' })
})

test('the relay: none, lost, or watching all of the matches, some or none of them', () => {
  expect(shown(known(now)).relay).toBe('none')
  const origin = 'https://vigie.example'
  const relay = { ...noRelay, origin, watches: [relayWatch()] }
  const watched = follow({ relayWatchId: 'watch-om' })
  const own = follow({ id: 'own' })
  expect(shown(known(now, { relay, follows: [watched] })).relay).toBe('linked')
  expect(shown(known(now, { relay, follows: [watched, own] })).relay).toBe('part')
  expect(shown(known(now, { relay, follows: [own] })).relay).toBe('apart')
  const problem = { kind: 'unreachable' } as const
  expect(shown(known(now, { relay: { ...noRelay, origin, problem } })).relay).toBe('lost')
})

test.each<[string, Parameters<typeof known>[1], Shown['mood']]>([
  ['all calm', { sights: [seenNow] }, 'calm'],
  ['first looks to come', {}, 'waiting'],
  ['open', { sights: [openNow], alerts: [opened] }, 'open'],
  [
    'open a while ago, and confirmed by nobody since',
    { alerts: [alert({ openedAt: now - 15 * MINUTE })] },
    'maybe',
  ],
  ['something to look at', { sights: [sight({ verdict: blind('ambiguous-offer'), at: now })] }, 'maybe'],
  ['a false alarm', { sights: [openNow], alerts: [{ ...opened, falseAlarmAt: now }] }, 'fog'],
  ['blind', { sights: [sight({ verdict: blind('queue'), at: now })] }, 'fog'],
  ['offline', { online: false }, 'offline'],
  ['asleep', { wokeAt: 0 }, 'asleep'],
  ['paused', { settings: { pausedAll: { until: null } } }, 'paused'],
])('the mood: %s', (_, part, mood) => {
  expect(shown(known(now, { follows: [follow()], ...part })).mood).toBe(mood)
})

test('one blind page among calm ones is mist, not fog', () => {
  const follows = [follow(), follow({ id: 'fcn' })]
  const sights = [seenNow, sight({ followId: 'fcn', verdict: blind('queue'), at: now })]
  expect(shown(known(now, { follows, sights })).mood).toBe('misty')
})
