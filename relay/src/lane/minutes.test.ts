import type { Context } from '../context.ts'

import { expect, test } from 'vitest'

import { NO_MINUTE } from '#core/minute.ts'

import { openSql } from '../../test/own-sqlite.ts'
import { openTables } from '../../test/sqlite-d1.ts'
import { readBrowserUse } from '../actions/browser-budget.ts'
import { MINUTES_KEPT_MS, foldHours, keepMetrics } from '../actions/keep-metrics.ts'
import {
  countedSince,
  deliveriesWithin,
  looksByHost,
  looksBySteps,
  reasonsWithin,
  relayBySteps,
} from '../store/dashboard.ts'
import { pruneMetrics, writeMinutes } from '../store/metrics.ts'
import { Minutes } from './minutes.ts'

/** From a lane's own rows to what the dashboard reads, on the SQLite that both are made of. */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOON = Date.UTC(2026, 10, 20, 12)
const none = { state: 'none', proof: { anchor: 'h1', kind: 'sold-out', detail: '' } } as const

const drawn = (at: number) => ({ at, host: 'a.example', minute: { ...NO_MINUTE, pageMs: 4000 } })

function stage() {
  const { db, sql } = openTables()
  const clock = { at: NOON }
  // oxlint-disable-next-line no-unsafe-type-assertion
  const context = { env: { DB: db }, now: () => clock.at, config: {} } as unknown as Context
  const count = (table: string) => sql.prepare(`SELECT count(*) AS count FROM ${table}`).get()?.['count']
  return { db, sql, clock, context, count }
}

test('a lane writes each minute once, when it is over, and again only when more was counted in it', async () => {
  const s = stage()
  const minutes = new Minutes(s.context, openSql())
  const look = () => minutes.countLook('a.example', { verdict: none, drawn: true, durationMs: 900 })
  look()
  await minutes.keep()
  expect(s.count('metrics_minutes')).toBe(0)
  expect(minutes.unwritten()).toHaveLength(1)
  s.clock.at += MINUTE
  await minutes.keep()
  expect(s.sql.prepare('SELECT none, drawn FROM metrics_minutes').all()).toEqual([{ none: 1, drawn: 1 }])
  expect(minutes.unwritten()).toEqual([])
  // The clock is put back: the same minute goes on.
  s.clock.at -= MINUTE
  look()
  s.clock.at += MINUTE
  await minutes.keep()
  expect(s.sql.prepare('SELECT none, drawn FROM metrics_minutes').all()).toEqual([{ none: 2, drawn: 2 }])
})

test('without D1 nothing counted is lost, and no look is held up', async () => {
  const s = stage()
  const batch = s.db.batch.bind(s.db)
  const minutes = new Minutes(s.context, openSql())
  minutes.countPage('a.example', 1200)
  s.clock.at += MINUTE
  s.db.batch = () => Promise.reject(new Error('D1 is away'))
  await minutes.keep()
  expect(minutes.unwritten()).toHaveLength(1)
  s.db.batch = batch
  await minutes.keep()
  expect(s.count('metrics_minutes')).toBe(1)
})

test('hours are the sum of their minutes, late ones included, and stay when the minutes go', async () => {
  const s = stage()
  const write = (minute: number, host: string, change: Partial<typeof NO_MINUTE>) =>
    writeMinutes(s.db, [{ at: NOON - HOUR + minute * MINUTE, host, minute: { ...NO_MINUTE, ...change } }])
  await write(0, 'a.example', { none: 2, unknown: 1, reasons: { queue: 1 }, pageMs: 4000, drawn: 2 })
  await write(1, 'a.example', { unknown: 3, reasons: { queue: 1, login: 2 } })
  await write(1, 'b.example', { available: 1, lookMs: 700 })
  await keepMetrics(s.context)
  const folded = { from: NOON - 24 * HOUR, folded: NOON, step: HOUR }
  const minutesOnly = { ...folded, folded: folded.from }
  for (const extent of [folded, minutesOnly]) {
    expect(await looksBySteps(s.db, extent)).toEqual([
      { at: NOON - HOUR, available: 1, none: 2, unknown: 4, drawn: 2, pageMs: 4000 },
    ])
    expect((await looksByHost(s.db, extent)).map(({ host, unknown }) => [host, unknown])).toEqual([
      ['a.example', 4],
      ['b.example', 0],
    ])
    const reasons = await reasonsWithin(s.db, extent)
    expect(reasons.toSorted((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual([
      { reason: 'login', count: 2 },
      { reason: 'queue', count: 2 },
    ])
    expect(await countedSince(s.db, extent)).toMatchObject({ looks: 7, activeMs: MINUTE + 700, hosts: 2 })
  }
  expect((await relayBySteps(s.db, folded)).at(-1)).toEqual({ at: NOON, minutes: 1, owed: 0, oldestMs: 0 })
  // A lane that was away brings a minute late.
  await write(5, 'b.example', { none: 10 })
  s.clock.at += HOUR
  await foldHours(s.context)
  expect((await looksByHost(s.db, { ...folded, folded: NOON + HOUR }))[1]).toMatchObject({ none: 10 })
  await s.db.batch(pruneMetrics(s.db, { minutesBefore: NOON + 2 * HOUR, hoursBefore: NOON - 24 * HOUR }))
  expect(s.count('metrics_minutes')).toBe(0)
  expect(await looksBySteps(s.db, { ...folded, folded: NOON + HOUR })).toHaveLength(1)
})

test('the browser’s month: added-up hours, minutes of now, and what a lane has not written yet', async () => {
  const s = stage()
  await writeMinutes(s.db, [drawn(NOON - HOUR), drawn(NOON - MINUTE)])
  await keepMetrics(s.context)
  const use = await readBrowserUse(s.context)
  // Three minutes each; the last of them reach into this hour.
  expect(use.usedMinutes).toBe(6)
  expect(use.days).toEqual([{ day: '2026-11-20', minutes: 6 }])
  expect(use.pace).toEqual({ minutes: 6, overMs: HOUR })
  s.clock.at += 10 * MINUTE
  expect((await readBrowserUse(s.context, [drawn(s.clock.at)])).usedMinutes).toBe(9)
  // Days later the minutes are gone, and the month is the same.
  s.clock.at = NOON + MINUTES_KEPT_MS
  await foldHours(s.context)
  await s.db.batch(pruneMetrics(s.db, { minutesBefore: s.clock.at, hoursBefore: 0 }))
  expect((await readBrowserUse(s.context)).usedMinutes).toBe(6)
  // Another month begins at nothing.
  s.clock.at = Date.UTC(2026, 11, 1, 3)
  expect((await readBrowserUse(s.context)).usedMinutes).toBe(0)
})

test('deliveries: the middle and the slowest twentieth, of each channel and each step; the log is nobody’s', async () => {
  const s = stage()
  const content = JSON.stringify({ kind: 'opened', seenAt: NOON })
  s.sql
    .prepare(`INSERT INTO contents (id, kind, about, content, created_at) VALUES ('c', 'opened', 'r', ?, ?)`)
    .run(content, NOON)
  const insert = s.sql.prepare(
    `INSERT INTO alerts (id, content_id, subscriber_id, channel, urgency, shuffle, state, next_at, created_at, sent_at)
     VALUES (?, 'c', ?, ?, 0, 0, 'sent', 0, ?, ?)`,
  )
  for (let one = 1; one <= 20; one += 1) insert.run(`t${one}`, `s${one}`, 'telegram', NOON, NOON + one * 100)
  insert.run('m', 'mail', 'email', NOON, NOON + 9000)
  insert.run('l', 'log', 'log', NOON, NOON + 1)
  insert.run('o', 'owed', 'telegram', NOON, null)
  const { all, channels, steps } = await deliveriesWithin(s.db, { from: NOON - HOUR, step: HOUR })
  expect(channels).toEqual([
    { channel: 'email', count: 1, medianMs: 9000, p95Ms: 9000, slowestMs: 9000 },
    { channel: 'telegram', count: 20, medianMs: 1000, p95Ms: 1900, slowestMs: 2000 },
  ])
  expect(all).toEqual({ count: 21, medianMs: 1100, p95Ms: 2000, slowestMs: 9000 })
  expect(steps.map(({ at, count }) => [at, count])).toEqual([[NOON, 21]])
  expect(await deliveriesWithin(s.db, { from: NOON + HOUR, step: HOUR })).toEqual({
    all: null,
    channels: [],
    steps: [],
  })
})
