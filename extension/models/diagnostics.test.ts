import { expect, test } from 'vitest'

import { blind, follow, known, noRelay, relayWatch, sight } from '../test/known-samples.ts'
import { diagnosticsOf } from './diagnostics.ts'

const now = Date.UTC(2026, 10, 20, 14)

const all = known(now, {
  follows: [follow({ target: { event: 'Secret words' } })],
  sights: [sight({ verdict: blind('challenge'), at: now - 9000, nextLookAt: now + 30_000 })],
  settings: { relay: 'https://my-own-relay.example' },
  hosts: [
    {
      host: 'billetterie.psg.example',
      nextAt: 0,
      strikes: 2,
      restingUntil: now + 60_000,
      why: 'challenge',
      busyUntil: null,
    },
  ],
  relay: {
    ...noRelay,
    origin: 'https://my-own-relay.example',
    readAt: now - 5000,
    watches: [relayWatch()],
    pairing: {
      state: 'pending',
      userCode: 'BCDF-GHJK',
      approveUrl: 'https://my-own-relay.example/admin#BCDF-GHJK',
      fingerprint: '0123 4567 89AB CDEF',
      expiresAt: now + 1,
    },
  },
})

const text = diagnosticsOf(all, { version: '1.2.3', agent: 'Chrome 156', sites: 1, now })

test('says what helps', () => {
  expect(text).toContain('vigie 1.2.3\nbrowser Chrome 156\nat 2026-11-20T14:00:00.000Z')
  expect(text).toContain('match 1 at billetterie.psg.example: error, verdict unknown challenge, checks 1')
  expect(text).toContain('last try fetch unknown 9 s ago, next in 30 s')
  expect(text).toContain('pairing pending')
  expect(text).toContain('strikes 2, rest 60 s, why challenge')
})

test('holds no address of a page, no name, no relay, no code', () => {
  for (const secret of ['/fr/om', 'Marseille', 'my-own-relay', 'BCDF', 'Secret', 'admin']) {
    expect(text).not.toContain(secret)
  }
})

test('says so when nothing is linked or followed', () => {
  const empty = diagnosticsOf(known(now), { version: '1', agent: 'x', sites: 0, now })
  expect(empty).toContain('relay none')
  expect(empty).not.toContain('match')
})
