import type { Known } from '../known.ts'
import type { Suggested } from '../messages.ts'

import { alert, available, blind, follow, known, none, noRelay, relayWatch, sight } from './known-samples.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** What a page of ours is shown: what is known, and what the person's own tab holds. */
export type Scene = { known: Known | null; here?: Suggested }

const ORIGIN = 'https://vigie.example.org'
const linked = { ...noRelay, origin: ORIGIN, readAt: 1 }
const OM = [follow()]

type Part = Parameters<typeof known>[1]

const of = (now: number, part: Part): Scene => ({ known: known(now, { follows: OM, ...part }) })

const checked = (now: number) => sight({ verdict: none, at: now - 2 * MINUTE, nextLookAt: now + 40 * SECOND })
const open = (now: number) => sight({ verdict: available, at: now - 30 * SECOND })

/** Every state of EXTENSION.md 5.1, as the list of matches shows it. `now` is epoch ms. */
export const LIST_SCENES: Record<string, (now: number) => Scene> = {
  loading: () => ({ known: null }),
  empty: (now) => ({ known: known(now) }),
  'first look to come': (now) => of(now, {}),
  ok: (now) => of(now, { sights: [checked(now)] }),
  alert: (now) => of(now, { sights: [open(now)], alerts: [alert({ openedAt: now - 30 * SECOND })] }),
  'alert, on its page': (now) => ({
    ...of(now, { sights: [open(now)], alerts: [alert({ openedAt: now - 30 * SECOND })] }),
    here: { kind: 'already', follow: follow() },
  }),
  'alert, seen': (now) =>
    of(now, {
      sights: [open(now)],
      alerts: [alert({ openedAt: now - 5 * MINUTE, seenAt: now - 2 * MINUTE, by: 'both' })],
    }),
  'alert, not confirmed since': (now) =>
    of(now, {
      sights: [sight({ verdict: available, at: now - 12 * MINUTE })],
      alerts: [alert({ openedAt: now - 14 * MINUTE })],
    }),
  gone: (now) =>
    of(now, {
      sights: [checked(now)],
      alerts: [alert({ openedAt: now - 40 * MINUTE, goneAt: now - 33 * MINUTE })],
    }),
  error: (now) =>
    of(now, {
      sights: [sight({ verdict: blind('http-error'), at: now - MINUTE, nextLookAt: now + 5 * MINUTE })],
    }),
  wall: (now) =>
    of(now, {
      sights: [
        sight({
          verdict: blind('challenge'),
          at: now - MINUTE,
          rung: 'by-hand',
          rungWhy: 'wall',
          nextLookAt: null,
        }),
      ],
      hosts: [
        {
          host: 'billetterie.psg.example',
          nextAt: 0,
          strikes: 2,
          restingUntil: now + 20 * MINUTE,
          why: 'challenge',
          busyUntil: null,
        },
      ],
    }),
  'needs access': (now) => of(now, { sights: [checked(now)], access: {} }),
  'access gone, the relay sees': (now) =>
    of(now, {
      access: {},
      follows: [follow({ relayWatchId: 'watch-om' })],
      sights: [
        sight({ verdict: none, at: now - MINUTE, by: 'relay', rung: 'by-hand', rungWhy: 'no-access' }),
      ],
      relay: { ...linked, watches: [relayWatch()] },
    }),
  offline: (now) => of(now, { sights: [checked(now)], online: false }),
  asleep: (now) =>
    of(now, { sights: [sight({ verdict: none, at: now - 3 * HOUR })], wokeAt: now - 3 * HOUR }),
  'back from sleep': (now) => {
    const seen = checked(now)
    return of(now, {
      sights: [{ ...seen, state: { ...seen.state, gap: { from: now - 3 * HOUR, to: now - 2 * MINUTE } } }],
    })
  },
  paused: (now) =>
    of(now, { follows: [follow({ paused: { until: now + 2 * HOUR } })], sights: [checked(now)] }),
  'all paused': (now) => of(now, { sights: [checked(now)], settings: { pausedAll: { until: null } } }),
  unconfirmed: (now) =>
    of(now, {
      follows: [follow({ relayWatchId: 'watch-om' })],
      sights: [checked(now)],
      relay: {
        ...linked,
        watches: [relayWatch({ reported: { at: now - MINUTE, devices: 1 } })],
      },
    }),
  ambiguous: (now) => of(now, { sights: [sight({ verdict: blind('ambiguous-offer'), at: now - MINUTE })] }),
  'false alarm': (now) =>
    of(now, {
      sights: [open(now)],
      alerts: [
        alert({ openedAt: now - 9 * MINUTE, seenAt: now - 8 * MINUTE, falseAlarmAt: now - 8 * MINUTE }),
      ],
    }),
  stale: (now) => of(now, { sights: [sight({ verdict: none, at: now - 12 * MINUTE })] }),
  retired: (now) => of(now, { follows: [follow({ date: '2026-11-01', retiredAt: now - 24 * HOUR })] }),
  'relay lost': (now) =>
    of(now, { sights: [checked(now)], relay: { ...linked, problem: { kind: 'unreachable' } } }),
  'a page to follow': (now) => ({
    ...of(now, { sights: [checked(now)] }),
    here: {
      kind: 'page',
      sight: 'page',
      read: true,
      draft: {
        name: 'Paris SG – Real Madrid',
        url: 'https://billetterie.psg.example/fr/paris-sg-real-madrid',
        target: {},
        date: '2026-12-19',
        pace: 'normal',
        relayWatchId: null,
        window: false,
      },
    },
  }),
  'a whole lookout': (now) => ({ known: lookout(now) }),
  'fifty matches': (now) => ({ known: fifty(now) }),
}

function lookout(now: number): Known {
  return known(now, {
    follows: [
      follow(),
      follow({ id: 'fcn', name: 'Paris SG – Nantes', date: '2026-12-05' }),
      follow({ id: 'rma', name: 'Paris SG – Real Madrid', date: '2026-12-19' }),
      follow({
        id: 'rg',
        name: 'Roland-Garros, court Philippe-Chatrier, demi-finales messieurs, session du soir',
        date: '2027-06-04',
        host: 'tickets.rolandgarros.example',
        url: 'https://tickets.rolandgarros.example/fr/ticket/rg',
      }),
      follow({ id: 'past', name: 'Paris SG – Lens', date: '2026-11-01', retiredAt: now - 24 * HOUR }),
    ],
    sights: [
      open(now),
      sight({ followId: 'fcn', verdict: none, at: now - 20 * SECOND, nextLookAt: now + 40 * SECOND }),
      sight({
        followId: 'rma',
        verdict: blind('queue'),
        at: now - 40 * SECOND,
        nextLookAt: now + 5 * MINUTE,
      }),
      sight({
        followId: 'rg',
        verdict: none,
        at: now - 50 * SECOND,
        rung: 'by-hand',
        rungWhy: 'needs-render',
      }),
    ],
    alerts: [alert({ openedAt: now - 30 * SECOND })],
    relay: { ...linked, watches: [relayWatch()] },
  })
}

function fifty(now: number): Known {
  const follows = Array.from({ length: 50 }, (_, index) =>
    follow({ id: `match-${index}`, name: `Paris SG – Match ${index + 1}`, createdAt: index }),
  )
  return known(now, {
    follows,
    sights: follows.map(({ id }) => sight({ followId: id, verdict: none, at: now - 30 * SECOND })),
  })
}

/** The states of the relay's part of the settings. */
export const OPTION_SCENES: Record<string, (now: number) => Scene> = {
  alone: (now) => ({ known: known(now) }),
  'sound and quiet hours': (now) => ({
    known: known(now, {
      settings: { sound: { on: true, volume: 70 }, quiet: { from: '22:00', to: '07:00' } },
    }),
  }),
  'relay, not paired': (now) => ({ known: withRelay(now, {}) }),
  'relay, unreachable': (now) => ({ known: withRelay(now, { problem: { kind: 'unreachable' } }) }),
  'pairing, pending': (now) => ({
    known: withRelay(now, {
      pairing: {
        state: 'pending',
        userCode: 'BCDF-GHJK',
        approveUrl: `${ORIGIN}/admin/devices#BCDF-GHJK`,
        fingerprint: '0123 4567 89AB CDEF',
        expiresAt: now + 9 * MINUTE,
      },
    }),
  }),
  'pairing, approved': (now) => ({
    known: withRelay(now, {
      waiting: 2,
      push: { state: 'on', since: now },
      trouble: { kind: 'clock', aheadMs: 7 * MINUTE, at: now },
      pairing: {
        state: 'approved',
        device: 'd1',
        label: 'Chrome sur Linux',
        scopes: ['report', 'read'],
        since: now - 24 * HOUR,
      },
    }),
  }),
  'pairing, revoked': (now) => ({ known: withRelay(now, { pairing: { state: 'revoked', at: now } }) }),
}

function withRelay(now: number, part: Partial<Known['relay']>): Known {
  return known(now, {
    settings: { relay: ORIGIN, push: true },
    relay: { ...linked, watches: [relayWatch()], ...part },
  })
}

export const WELCOME_SCENES: Record<string, (now: number) => Scene> = {
  start: (now) => ({ known: known(now, { settings: { welcomed: false } }) }),
  'one match, not allowed': (now) => ({
    known: known(now, { follows: OM, access: {}, settings: { welcomed: false } }),
  }),
  'one match, allowed': (now) => ({ known: known(now, { follows: OM, settings: { welcomed: false } }) }),
}
