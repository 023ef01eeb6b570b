import { expect, test } from 'vitest'

import { openTables } from '../../test/sqlite-d1.ts'
import { findKey, insertKey, listKeys, pruneKeys, revokeKey } from './api-keys.ts'
import { insertAudit, listAudit, pruneAudit } from './audit.ts'
import { insertChallenge, takeChallenge } from './challenges.ts'
import { countHalf, insertHalf, takeHalf } from './half-sessions.ts'
import { insertPasskey, usePasskey } from './passkeys.ts'
import { beginTotp, useStep } from './totp.ts'

/** What counts once, and until when, on the SQLite that D1 is made of. */

const NOW = 1_000_000_000_000
const MINUTE = 60_000

test('a challenge counts once, in time, and for whoever it was made for', async () => {
  const { db } = openTables()
  const add = (hash: string, session = '') =>
    insertChallenge(db, { hash, session, now: NOW, until: NOW + 5 * MINUTE })
  const take = (hash: string, { session = '', at = NOW } = {}) =>
    takeChallenge(db, { hash, session, now: at })
  await add('a')
  expect(await take('a', { session: 'mine' })).toBe(false)
  expect(await Promise.all([take('a'), take('a')])).toEqual([true, false])
  await add('b', 'mine')
  expect(await take('b')).toBe(false)
  expect(await take('b', { session: 'yours' })).toBe(false)
  expect(await take('b', { session: 'mine', at: NOW + 5 * MINUTE })).toBe(false)
  expect(await take('b', { session: 'mine', at: NOW + 5 * MINUTE - 1 })).toBe(true)
})

test('half a sign-in has five attempts and five minutes, and is taken once', async () => {
  const { db } = openTables()
  await insertHalf(db, { tokenHash: 'h', now: NOW, until: NOW + 5 * MINUTE })
  const count = (now = NOW) => countHalf(db, { tokenHash: 'h', now, most: 5 })
  expect(await count(NOW + 5 * MINUTE)).toBe(false)
  const counted: boolean[] = []
  for (let attempt = 0; attempt < 6; attempt += 1) counted.push(await count())
  expect(counted).toEqual([true, true, true, true, true, false])
  expect(await Promise.all([takeHalf(db, 'h'), takeHalf(db, 'h')])).toEqual([true, false])
})

test('the code of one step counts once, and none from before it', async () => {
  const { db } = openTables()
  expect(await beginTotp(db, 'first', NOW)).toBe(true)
  expect(await beginTotp(db, 'second', NOW)).toBe(true)
  const use = (step: number, secret = 'second') => useStep(db, { secret, step, confirmAt: NOW })
  expect(await use(100, 'first')).toBe(false)
  expect(await Promise.all([use(100), use(100), use(99), use(101)])).toEqual([true, false, false, true])
  expect(await beginTotp(db, 'third', NOW)).toBe(false)
})

test('a counter that does not grow is that of a copy; keys that never count are taken as they are', async () => {
  const { db } = openTables()
  const key = { name: 'n', rp: 'localhost', publicKey: '', transports: [], synced: false, createdAt: NOW }
  const add = (id: string, counter: number, most = 3) =>
    insertPasskey(db, { ...key, id, credential: id, counter, usedAt: null }, most)
  expect(await add('counts', 5)).toBe(true)
  expect(await add('counts', 5)).toBe(false)
  expect(await add('never', 0)).toBe(true)
  expect(await add('third', 0, 2)).toBe(false)
  const use = (id: string, counter: number) => usePasskey(db, { id, counter, at: NOW })
  expect(await Promise.all([use('counts', 6), use('counts', 6)])).toEqual([true, false])
  expect(await use('counts', 5)).toBe(false)
  expect(await use('counts', 0)).toBe(false)
  expect(await use('never', 0)).toBe(true)
  expect(await use('never', 0)).toBe(true)
})

test('a key ends at its time, is revoked once, and is forgotten long after', async () => {
  const { db } = openTables()
  const key = { name: 'n', hint: 'vigie_', scopes: ['read' as const], revokedAt: null, usedDay: null }
  const add = (id: string, expiresAt: number | null, most = 3) =>
    insertKey(db, { key: { ...key, id, createdAt: NOW, expiresAt }, hash: id, most })
  expect(await add('short', NOW + MINUTE)).toBe(true)
  expect(await add('long', null)).toBe(true)
  expect(await add('more', null, 2)).toBe(false)
  expect(await findKey(db, 'short', NOW + MINUTE - 1)).toMatchObject({ id: 'short', scopes: ['read'] })
  expect(await findKey(db, 'short', NOW + MINUTE)).toBeNull()
  expect([await revokeKey(db, 'long', NOW), await revokeKey(db, 'long', NOW)]).toEqual([true, false])
  expect(await findKey(db, 'long', NOW)).toBeNull()
  // There is room again.
  expect(await add('more', null, 2)).toBe(true)
  await pruneKeys(db, NOW + 1).run()
  expect((await listKeys(db)).map(({ id }) => id)).toEqual(['more', 'short'])
})

test('the record forgets what is old, and holds no more than it may', async () => {
  const { db, sql } = openTables()
  const write = (at: number, what: string) =>
    insertAudit(db, { at, who: { kind: 'relay', id: 'r', name: '' }, what, target: null, changes: [] })
  await write(NOW, 'old')
  await write(NOW + 1, 'new')
  await Promise.all(pruneAudit(db, NOW + 1).map((statement) => statement.run()))
  const all = await listAudit(db, { before: null, limit: 10 })
  expect(all.map(({ what }) => what)).toEqual(['new'])
  sql.exec('UPDATE sqlite_sequence SET seq = seq + 50000')
  await write(NOW + 2, 'newest')
  await Promise.all(pruneAudit(db, 0).map((statement) => statement.run()))
  expect((await listAudit(db, { before: null, limit: 10 })).map(({ what }) => what)).toEqual(['newest'])
})
