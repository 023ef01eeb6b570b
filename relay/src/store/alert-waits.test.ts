import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { openTables } from '../../test/sqlite-d1.ts'
import { readWaits } from './alert-waits.ts'

/** When a line counts as standing still, on the SQLite that D1 is made of. */

const NOW = 1_000_000_000
const SECOND = 1000
const MINUTE = 60 * SECOND

/** A line of alerts by one channel, owed at `NOW`; `n` is the place in it. */
function open(count: number, channel = 'telegram') {
  const { sql, db } = openTables()
  sql.exec(
    `INSERT INTO contents (id, kind, about, content, created_at) VALUES ('c', 'opened', 'r', '{}', ${NOW})`,
  )
  const insert = sql.prepare(
    `INSERT INTO alerts (id, content_id, subscriber_id, channel, urgency, shuffle, state, next_at, created_at)
     VALUES (?1, 'c', ?1, ?2, 0, ?3, 'owed', ?4, ?4)`,
  )
  for (let n = 0; n < count; n += 1) insert.run(`a${n}`, channel, n, NOW)
  const end = sql.prepare(`UPDATE alerts SET state = ?, attempts = 1, lease_until = ? WHERE id = ?`)
  const deliver = sql.prepare(
    `INSERT INTO deliveries (alert_id, attempt, at, outcome, duration_ms) VALUES (?, 1, ?, ?, 50)`,
  )
  return {
    sql,
    lease: (n: number, at: number) => end.run('leased', at + MINUTE, `a${n}`),
    settle(n: number, at: number, outcome: 'sent' | 'refused' = 'sent') {
      end.run(outcome === 'sent' ? 'sent' : 'given-up', null, `a${n}`)
      deliver.run(`a${n}`, at, outcome)
    },
    /** For how long the line has stood still, seconds; 0 without one. */
    async overdue(at: number, by = channel) {
      const { overdueSince } = await readWaits(db, at)
      const since = overdueSince.find((one) => one.channel === by)?.since
      return since === undefined ? 0 : (at - since) / SECOND
    },
  }
}

test('a broadcast that leaves at its channel’s pace is never overdue, however long it takes', async () => {
  const line = open(600)
  // One a second: ten minutes for all, of which what is leased ahead is sent.
  for (let n = 0; n < 600; n += 1) {
    const at = NOW + n * SECOND
    if (n % 60 === 0) for (let ahead = n; ahead < Math.min(600, n + 60); ahead += 1) line.lease(ahead, at)
    line.settle(n, at, n % 7 === 0 ? 'refused' : 'sent')
    if (n % 20 === 0) expect(await line.overdue(at + SECOND / 2)).toBeLessThan(61)
  }
  expect(await line.overdue(NOW + 900 * SECOND)).toBe(0)
})

test('a line that stands still is overdue since it last moved', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(39), fc.integer({ min: 2, max: 60 }), async (sent, minutes) => {
      const line = open(40)
      for (let n = 0; n < sent; n += 1) line.settle(n, NOW + n * SECOND)
      const movedAt = sent === 0 ? NOW : NOW + (sent - 1) * SECOND
      expect(await line.overdue(movedAt + minutes * MINUTE)).toBe(minutes * 60)
    }),
    { numRuns: 30 },
  )
})

test('what is passed over is overdue although those behind it arrive, and other channels’ lines are not', async () => {
  const line = open(200)
  for (let n = 1; n < 100; n += 1) line.settle(n, NOW + n * 5 * SECOND)
  expect(await line.overdue(NOW + 500 * SECOND)).toBe(500)
  expect(await line.overdue(NOW + 500 * SECOND, 'email')).toBe(0)
})

test('what was taken by somebody who never came back is overdue too', async () => {
  const line = open(2)
  line.settle(0, NOW)
  line.lease(1, NOW)
  expect(await line.overdue(NOW + 50 * SECOND)).toBe(0)
  expect(await line.overdue(NOW + 10 * MINUTE)).toBe(600)
})

test('what waits for its time, for its text, or is a picture, is not overdue', async () => {
  const line = open(4)
  line.settle(0, NOW)
  line.lease(1, NOW + 10 * MINUTE)
  line.sql.exec(`UPDATE alerts SET next_at = ${NOW + 3600 * SECOND} WHERE id = 'a2'`)
  line.sql.exec(`UPDATE alerts SET follows = 'a1' WHERE id = 'a3'`)
  expect(await line.overdue(NOW + 10 * MINUTE)).toBe(0)
  line.sql.exec(`UPDATE alerts SET follows = NULL, urgency = 3 WHERE id = 'a3'`)
  expect(await line.overdue(NOW + 10 * MINUTE)).toBe(0)
  line.sql.exec(`UPDATE alerts SET urgency = 2 WHERE id = 'a3'`)
  expect(await line.overdue(NOW + 10 * MINUTE)).toBe(600)
})
