import type { Context } from '../context.ts'

import { expect, test } from 'vitest'

import { FIRST_CHOICES } from '#core/subscriber.ts'

import { openTables } from '../../test/sqlite-d1.ts'

import { upsertSubscriber } from '../store/subscribers.ts'
import { eachAlert, readAlertEvents, readAlertTrail } from './read-alerts.ts'
import { readPerson, readSubscribers } from './read-people.ts'

const NOON = Date.parse('2026-11-20T12:00:00Z')
const DAY = 86_400_000
const PEOPLE = 2500

/** 2500 people on the real tables: one opening for all, which every hundredth of them never got, and one for two. */
async function stage() {
  const { sql, db } = openTables()
  // Only the database and the clock are used.
  // oxlint-disable-next-line no-unsafe-type-assertion
  const context = { env: { DB: db }, now: () => NOON } as unknown as Context
  const watch = sql.prepare(
    `INSERT INTO watches (id, kind, name, url, host, target, check_seconds, public, created_at, updated_at)
     VALUES (?, 'seats', ?, '', 'a.fr', '{}', 60, ?, 0, 0)`,
  )
  watch.run('om', 'Paris SG – OM', 1)
  watch.run('own', 'À moi seul', 0)
  const content = sql.prepare(
    `INSERT INTO contents (id, kind, about, watch_id, content, created_at) VALUES (?, ?, ?, ?, ?, ?)`,
  )
  content.run('e1', 'opened', 'r1', 'om', JSON.stringify({ name: 'Paris SG – OM' }), NOON - 2 * DAY)
  content.run('e2', 'blind', 'om:1', 'om', JSON.stringify({ name: 'Paris SG – OM' }), NOON - DAY)
  content.run('e3', 'still-watching', '5', null, '{}', NOON)
  const alert = sql.prepare(
    `INSERT INTO alerts (id, content_id, subscriber_id, channel, urgency, shuffle, state, next_at, created_at, sent_at)
     VALUES (?, ?, ?, ?, 0, 0, ?, 0, ?, ?)`,
  )
  sql.exec('BEGIN')
  const base = {
    ...FIRST_CHOICES,
    options: {},
    role: 'reader',
    state: 'active',
    tokenHash: null,
    createdAt: 1,
  } as const
  for (let n = 0; n < PEOPLE; n += 1) {
    const id = `p${String(n).padStart(4, '0')}`
    const channel = n % 2 === 0 ? 'email' : 'web-push'
    const state = n % 50 === 7 ? 'disabled' : n % 50 === 8 ? 'pending' : 'active'
    const pausedUntil = n % 50 === 9 ? NOON + DAY : null
    const watches = n % 10 === 3 ? ['own'] : ('all' as const)
    const address = `Person${n}@exemple.fr`
    await upsertSubscriber(db, { ...base, id, channel, address, state, pausedUntil, watches })
    const missed = n % 100 === 0
    const sent = NOON - 2 * DAY + 800 + n
    alert.run(`a${id}`, 'e1', id, channel, missed ? 'given-up' : 'sent', NOON - 2 * DAY, missed ? null : sent)
  }
  sql.exec('COMMIT')
  sql
    .prepare('INSERT INTO deliveries VALUES (?, 1, ?, ?, ?, 50)')
    .run('ap0000', NOON - 2 * DAY + 100, 'refused', '550 no such box')
  alert.run('b0', 'e2', 'p0000', 'email', 'acknowledged', NOON - DAY, NOON - DAY + 400)
  alert.run('b1', 'e2', 'p0001', 'web-push', 'owed', NOON - DAY, null)
  sql.exec(`UPDATE alerts SET acknowledged_at = ${NOON - DAY + 9000} WHERE id = 'b0'`)
  sql.exec(`UPDATE subscribers SET escalate_to = 'p0000' WHERE id = 'p0001'`)
  return { context }
}

const ids = (rows: readonly { id: string }[]) => rows.map(({ id }) => id)

test('thousands are walked page by page, found by state, channel, watch, mark and whole address', async () => {
  const { context } = await stage()
  const first = await readSubscribers(context, { limit: 100 })
  expect([first.total, first.found, first.subscribers.length]).toEqual([PEOPLE, PEOPLE, 100])
  expect(first.counts).toEqual({ active: 2350, paused: 50, pending: 50, disabled: 50, missed: 25 })
  const seen = new Set<string>()
  let after = undefined as { at: number; id: string } | undefined
  for (;;) {
    const page = await readSubscribers(context, { limit: 500, after })
    for (const id of ids(page.subscribers)) {
      expect(seen.has(id)).toBe(false)
      seen.add(id)
    }
    if (page.next === null) break
    after = page.next
  }
  expect(seen.size).toBe(PEOPLE)

  const found = async (asked: Parameters<typeof readSubscribers>[1]) => {
    const page = await readSubscribers(context, asked)
    return { found: page.found, first: page.subscribers[0] }
  }
  expect((await found({ limit: 1, state: 'paused' })).found).toBe(50)
  expect((await found({ limit: 1, state: 'disabled', channel: 'email' })).found).toBe(0)
  const missed = await found({ limit: 1, state: 'missed' })
  expect(missed).toMatchObject({ found: 25, first: { last: { state: 'given-up', at: NOON - 2 * DAY } } })
  // A private watch is the operator's own, whatever people have chosen.
  expect((await found({ limit: 1, watchId: 'own' })).found).toBe(0)
  expect((await found({ limit: 1, watchId: 'om' })).found).toBe(2250)
  expect((await found({ limit: 500, mark: 'p000' })).found).toBe(10)
  const one = await found({ limit: 20, address: 'PERSON42@exemple.FR' })
  expect(one).toMatchObject({ found: 1, first: { id: 'p0042', address: 'P…@exemple.fr' } })
  expect(JSON.stringify(one)).not.toContain('erson42')
  expect((await found({ limit: 20, address: 'person4' })).found).toBe(0)
})

test('one person: what they got and missed, why, how soon, by day, and who turns to whom', async () => {
  const { context } = await stage()
  expect(await readPerson(context, 'p0000')).toMatchObject({
    subscriber: { id: 'p0000', escalateTo: null },
    record: {
      counts: { sent: 0, acknowledged: 1, 'given-up': 1, owed: 0 },
      owedSince: NOON - 2 * DAY,
      sentAt: NOON - DAY + 400,
      answeredAt: NOON - DAY + 9000,
      failure: { outcome: 'refused', detail: '550 no such box' },
      typicalMs: null,
      days: [
        { sent: 0, missed: 1, other: 0 },
        { sent: 1, missed: 0, other: 0 },
      ],
    },
    secondOf: ['p0001'],
  })
  const { subscriber, record } = (await readPerson(context, 'p0001')) ?? {}
  expect([subscriber?.escalateTo, record?.typicalMs, record?.counts.owed]).toEqual(['p0000', 801, 1])
  expect(await readPerson(context, 'nobody')).toBeNull()
})

test('a message to thousands is one line with what became of it; each of its alerts is found by state, time and name', async () => {
  const { context } = await stage()
  const all = await readAlertEvents(context, { limit: 30 })
  // Nobody is owed the third.
  expect(ids(all.events)).toEqual(['e2', 'e1'])
  expect(all.events[1]).toMatchObject({
    kind: 'opened',
    name: 'Paris SG – OM',
    counts: { sent: 2475, 'given-up': 25, owed: 0 },
    quickestMs: 801,
    slowestMs: 800 + PEOPLE - 1,
  })
  const first = await readAlertEvents(context, { limit: 1 })
  expect(ids(first.events)).toEqual(['e2'])
  const rest = await readAlertEvents(context, { limit: 1, after: first.next ?? undefined })
  expect([ids(rest.events), rest.next]).toEqual([['e1'], null])
  const byMail = await readAlertEvents(context, {
    limit: 30,
    channel: 'email',
    text: 'paris sg',
    to: NOON - DAY,
  })
  expect(byMail.events.map(({ id, counts }) => [id, counts.sent])).toEqual([['e1', 1225]])
  expect(ids((await readAlertEvents(context, { limit: 30, state: 'owed' })).events)).toEqual(['e2'])
  expect((await readAlertEvents(context, { limit: 30, text: '%' })).events).toEqual([])

  const trail = async (asked: Omit<Parameters<typeof readAlertTrail>[1], 'limit'>) =>
    (await readAlertTrail(context, { ...asked, limit: 500 })).alerts
  expect(await trail({ eventId: 'e1', state: 'given-up' })).toHaveLength(25)
  expect(ids(await trail({ from: NOON - DAY, to: NOON }))).toEqual(['b1', 'b0'])
  expect(ids(await trail({ text: 'om', channel: 'email', from: NOON - DAY }))).toEqual(['b0'])
  let told = 0
  for await (const piece of eachAlert(context, { eventId: 'e1', limit: 5000 })) told += piece.length
  expect(told).toBe(PEOPLE)
})

test('what nobody got is found without reading what everybody got', () => {
  const { sql } = openTables()
  const plan = sql
    .prepare(
      `EXPLAIN QUERY PLAN SELECT id FROM alerts WHERE alerts.state = 'given-up' ORDER BY alerts.created_at DESC, alerts.id DESC`,
    )
    .all()
  expect(JSON.stringify(plan)).toContain('alerts_given_up')
})
