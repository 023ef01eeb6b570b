import { readFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { beforeEach, expect, test } from 'vitest'

import { KEPT, forgetEvidence, latestPicture, listEvidence, staleEvidence } from './evidence.ts'

const NOW = 10_000_000
const db = new DatabaseSync(':memory:')
db.exec(await readFile(new URL('../../migrations/0001_spine.sql', import.meta.url), 'utf8'))
db.exec(await readFile(new URL('../../migrations/0002_evidence.sql', import.meta.url), 'utf8'))

/** The few calls of D1 that these statements need, over the same SQLite. */
const statement = (query: string, values: (string | number | null)[]) => ({
  all: () => Promise.resolve({ results: db.prepare(query).all(...values) }),
  first: () => Promise.resolve(db.prepare(query).get(...values) ?? null),
  run: () => Promise.resolve(db.prepare(query).run(...values)),
})
const prepare = (query: string) => ({
  bind: (...values: (string | number | null)[]) => statement(query, values),
})
// oxlint-disable-next-line no-unsafe-type-assertion
const d1 = { prepare } as unknown as Parameters<typeof staleEvidence>[0]

type Kept = { id: string; watch?: string; at?: number; cause?: string; bytes?: number; stored?: number }

function keep({ id, watch = 'w', at = NOW, cause = 'blind', bytes = 1000, stored = 1 }: Kept): void {
  db.prepare(
    `INSERT INTO evidence (id, watch_id, check_id, at, cause, state, reason, bytes, picture, stored)
     VALUES (?, ?, 'c', ?, ?, 'available', NULL, ?, '{}', ?)`,
  ).run(id, watch, at, cause, bytes, stored)
}

const stale = (before = 0) => staleEvidence(d1, { before, now: NOW })

beforeEach(() => {
  db.exec('DELETE FROM evidence; DELETE FROM watches')
  for (const id of ['w', 'other'])
    db.prepare(`INSERT INTO watches (id, kind, name, url, host, target, check_seconds, public, created_at, updated_at)
         VALUES (?, 'seats', '', '', '', '{}', 60, 1, 0, 0)`).run(id)
})

test('of one cause the newest are kept, those of another cause beside them', async () => {
  for (let n = 0; n < KEPT.ofCause + 2; n += 1) keep({ id: `b${n}`, at: NOW + n })
  keep({ id: 'seat', at: NOW - 5, cause: 'available' })
  keep({ id: 'elsewhere', at: NOW - 5, watch: 'other' })
  expect(await stale()).toEqual(['b0', 'b1'])
})

test('what is too old, too much, unfinished or of no watch is forgotten', async () => {
  keep({ id: 'old', at: 99 })
  keep({ id: 'young', at: 101 })
  expect(await stale(100)).toEqual(['old'])
  keep({ id: 'large', at: NOW, bytes: KEPT.bytes - 500 })
  expect(await stale(100)).toEqual(['old', 'young'])
  keep({ id: 'unfinished', at: NOW - 700_000, bytes: 0, stored: 0 })
  keep({ id: 'being written', at: NOW, bytes: 0, stored: 0 })
  keep({ id: 'orphan', watch: 'gone', bytes: 0 })
  expect(await stale(100)).toEqual(['old', 'young', 'unfinished', 'orphan'])
  await forgetEvidence(d1, ['old', 'young', 'unfinished', 'orphan'])
  expect(await stale(100)).toEqual([])
})

test('the list is newest first and shows what is wholly there', async () => {
  keep({ id: 'a', at: 1 })
  keep({ id: 'b', at: 2 })
  keep({ id: 'c', at: 3, stored: 0 })
  const rows = await listEvidence(d1, { watchId: 'w', limit: 10 })
  expect(rows.map(({ id }) => id)).toEqual(['b', 'a'])
  expect(await latestPicture(d1, { watchId: 'w', state: 'available', since: 2 })).toBe('b')
  expect(await latestPicture(d1, { watchId: 'w', state: 'available', since: 3 })).toBe(null)
})
