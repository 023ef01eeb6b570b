import { DatabaseSync } from 'node:sqlite'
import { beforeEach, expect, test } from 'vitest'

import { forgetPauses, openJournal, pause, readPauses } from './outbox-journal.ts'

const NOW = 10_000_000
let db = new DatabaseSync(':memory:')
const exec = (query: string, ...values: (string | number)[]) => {
  if (values.length === 0) {
    db.exec(query)
    return { toArray: () => [] }
  }
  const rows = db.prepare(query).all(...values)
  return { toArray: () => rows }
}
// oxlint-disable-next-line no-unsafe-type-assertion
const sql = { exec } as unknown as Parameters<typeof openJournal>[0]

beforeEach(() => {
  db = new DatabaseSync(':memory:')
  openJournal(sql)
})

const flood = (subscriberId: string, scope: 'address' | 'channel' | null, at = NOW) =>
  pause(sql, { channel: 'telegram', subscriberId, scope, at, until: at + 9000 })

test('a 429 that names an address leaves all others in peace', () => {
  flood('a', 'address')
  flood('b', 'address', NOW + 10)
  const pauses = { channels: [], subscribers: ['a', 'b'], firstEnd: NOW + 9000 }
  expect(readPauses(sql, NOW + 20)).toEqual(pauses)
})

test('a 429 that names the channel stops it, until its time is over', () => {
  flood('a', 'channel')
  expect(readPauses(sql, NOW)).toEqual({ channels: ['telegram'], subscribers: [], firstEnd: NOW + 9000 })
  expect(readPauses(sql, NOW + 9000)).toEqual({ channels: [], subscribers: [], firstEnd: Infinity })
})

test('a 429 that names nothing is meant for its address, and for all once a second address has one', () => {
  flood('a', null)
  flood('a', null, NOW + 1000)
  expect(readPauses(sql, NOW + 2000)).toMatchObject({ channels: [], subscribers: ['a'] })
  flood('b', null, NOW + 3000)
  expect(readPauses(sql, NOW + 3000)).toMatchObject({ channels: ['telegram'] })
})

test('two that lie far apart have nothing to do with each other', () => {
  flood('a', null)
  flood('b', null, NOW + 6000)
  expect(readPauses(sql, NOW + 6000)).toMatchObject({ channels: [], subscribers: ['a', 'b'] })
  forgetPauses(sql, NOW + 60_000)
  expect(db.prepare('SELECT count(*) AS n FROM address_pauses').get()?.['n']).toBe(0)
})
