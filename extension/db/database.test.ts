import type { Database } from './database.ts'
import type { Follow, Outgoing } from './types.ts'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { openDatabase } from './database.ts'
import { deviceKeyOf, mayReport } from './device-keys.ts'
import { newHost, pruneHosts, readHost } from './hosts.ts'
import { listOutgoing, pruneOutgoing } from './outgoing.ts'
import { changeSight, readSight } from './sights.ts'

const NOW = Date.UTC(2026, 10, 20, 11)
const HOUR = 3_600_000
const RELAY = 'https://vigie.example'

let name: string
let db: Database

beforeEach(async () => {
  name = crypto.randomUUID()
  db = await openDatabase(name)
})

afterEach(() => db.delete())

const follow: Follow = {
  id: 'f1',
  name: 'OM',
  url: 'https://billets.example/om',
  host: 'billets.example',
  target: {},
  date: null,
  pace: 'normal',
  relayWatchId: null,
  paused: null,
  window: false,
  retiredAt: null,
  createdAt: NOW,
  updatedAt: NOW,
}

const report = (id: string, at: number, relay = RELAY): Outgoing => ({
  id,
  relay,
  at,
  tries: 0,
  nextAt: at,
  body: {
    id,
    watchId: 'w1',
    at,
    verdict: { state: 'unknown', reason: 'challenge' },
    rung: 'fetch',
    evidence: null,
    version: '1',
  },
})

test('what was kept is there when it is opened again, and by two at once', async () => {
  await db.follows.add(follow)
  db.close()
  const [one, other] = await Promise.all([openDatabase(name), openDatabase(name)])
  expect(await one.follows.toArray()).toEqual([follow])
  expect(await other.follows.get('f1')).toEqual(follow)
  one.close()
  other.close()
  db = await openDatabase(name)
})

test('reports wait in the order in which they were made, and no longer than they mean anything', async () => {
  await db.outgoing.bulkAdd([
    report('old', NOW - 25 * HOUR),
    report('b', NOW - 2),
    report('a', NOW - 1),
    report('elsewhere', NOW, 'https://other.example'),
  ])
  await pruneOutgoing(db, NOW)
  expect((await listOutgoing(db, RELAY)).map(({ id }) => id)).toEqual(['b', 'a'])
  await expect(db.outgoing.add(report('a', NOW))).rejects.toThrow(/constraint/i)
})

test('so many reports wait and no more: the newest', async () => {
  await db.outgoing.bulkAdd(Array.from({ length: 510 }, (_, index) => report(`${index}`, NOW)))
  await pruneOutgoing(db, NOW)
  const left = await listOutgoing(db, RELAY)
  expect([left.length, left[0]?.id, left.at(-1)?.id]).toEqual([500, '10', '509'])
})

test('a site is forgotten when nothing of it is followed and it no longer rests', async () => {
  await db.follows.add(follow)
  await db.hosts.bulkPut([
    newHost('billets.example'),
    newHost('gone.example'),
    { ...newHost('resting.example'), restingUntil: NOW + HOUR },
  ])
  await pruneHosts(db, NOW)
  expect((await db.hosts.toArray()).map(({ host }) => host)).toEqual(['billets.example', 'resting.example'])
  expect(await readHost(db, 'gone.example')).toEqual(newHost('gone.example'))
})

test('nothing is kept of a follow that is gone', async () => {
  await changeSight(db, 'f1', { rung: 'fetch' })
  expect(await db.sights.toArray()).toEqual([])
  await db.follows.add(follow)
  await changeSight(db, 'f1', { rung: 'fetch' })
  expect(await readSight(db, 'f1')).toMatchObject({ rung: 'fetch', state: { checks: 0 } })
})

test('a key that cannot leave this browser is kept, and reports only once it may', async () => {
  const { privateKey } = await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify'])
  const key = { algorithm: 'Ed25519', privateKey, publicKey: 'x', createdAt: NOW } as const
  await db.deviceKeys.put({ relay: RELAY, ...key, device: null, scopes: [], pairedAt: null })
  expect(mayReport(await deviceKeyOf(db, RELAY))).toBe(false)
  await db.deviceKeys.update(RELAY, { device: 'd1', scopes: ['read'], pairedAt: NOW })
  expect(mayReport(await deviceKeyOf(db, RELAY))).toBe(false)
  await db.deviceKeys.update(RELAY, { scopes: ['report'] })
  const kept = await deviceKeyOf(db, RELAY)
  expect(mayReport(kept)).toBe(true)
  await expect(crypto.subtle.exportKey('pkcs8', kept?.privateKey ?? privateKey)).rejects.toThrow()
  expect(mayReport(await deviceKeyOf(db, 'https://other.example'))).toBe(false)
})
