import type { AlertContent } from '#core/alert.ts'
import type { Subscriber } from '#core/subscriber.ts'

import { readFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import * as fc from 'fast-check'
import { beforeEach, expect, test } from 'vitest'

import { FIRST_CHOICES, LOG_ID, wants } from '#core/subscriber.ts'

import { leaseAlerts, readWaiting, returnAlerts } from './alerts.ts'
import { selectOutcomes, settleAlerts } from './deliveries.ts'
import { oweAfter, oweToAll, oweToSome } from './fan-out.ts'
import { disableSubscriber, eraseSubscriber, patchSubscriber, upsertSubscriber } from './subscribers.ts'
import { isSomebodysSecond } from './subscriber-counts.ts'
import { moveSubscriber, refusedChat, settleEnvironmentChat } from './subscriber-upkeep.ts'

/** Rules of the tables, on the SQLite that D1 is made of. */

const NOW = 10_000_000
const MIGRATIONS = [
  '0001_spine',
  '0002_evidence',
  '0003_samples',
  '0004_told',
  '0005_subscribers',
  '0012_watch_list',
]
const scripts = await Promise.all(
  MIGRATIONS.map((name) => readFile(new URL(`../../migrations/${name}.sql`, import.meta.url), 'utf8')),
)

type Value = string | number | null
let db = new DatabaseSync(':memory:')
const statement = (query: string, values: Value[]) => ({
  all: () => Promise.resolve({ results: db.prepare(query).all(...values) }),
  first: () => Promise.resolve(db.prepare(query).get(...values) ?? null),
  run: () => Promise.resolve(db.prepare(query).run(...values)),
  bind: (...given: Value[]) => statement(query, given),
})
const batch = async (list: ReturnType<typeof oweToAll>) => {
  const results = []
  for (const one of list) results.push(await one.all())
  return results
}
// oxlint-disable-next-line no-unsafe-type-assertion
const d1 = { prepare: (query: string) => statement(query, []), batch } as unknown as Parameters<
  typeof oweToAll
>[0]

function open(count: number): void {
  db = new DatabaseSync(':memory:')
  db.exec('PRAGMA foreign_keys = ON')
  for (const script of scripts.slice(0, count)) db.exec(script)
}

beforeEach(() => {
  open(MIGRATIONS.length)
  const watch = db.prepare(
    `INSERT INTO watches (id, kind, name, url, host, target, check_seconds, public, created_at, updated_at)
     VALUES (?, 'seats', ?, 'https://a.fr', 'a.fr', '{}', 60, ?, 0, 0)`,
  )
  watch.run('open', 'Open', 1)
  watch.run('hidden', 'Hidden', 0)
})

const opened = (watchId = 'open') => openingOf('opened', watchId)
const openingOf = (kind: 'opened' | 'more', watchId = 'open'): AlertContent => ({
  kind,
  watchId,
  releaseId: 'r1',
  name: 'PSG – OM',
  url: 'https://a.fr',
  offers: [],
  seenAt: NOW,
  seenBy: 'relay-fetch',
})
const blind: AlertContent = {
  kind: 'blind',
  watchId: 'open',
  name: 'PSG – OM',
  url: 'https://a.fr',
  since: NOW,
  reason: 'queue',
}
const owing = (content: AlertContent, contentId = 'c1') => ({ contentId, content, at: NOW })

async function subscribe(id: string, changes: Partial<Subscriber> = {}): Promise<Subscriber> {
  const base = { channel: 'telegram', address: id, options: {}, role: 'reader', state: 'active' } as const
  return await upsertSubscriber(d1, {
    ...base,
    ...FIRST_CHOICES,
    ...changes,
    id,
    tokenHash: null,
    createdAt: NOW,
  })
}

const rows = (query: string) =>
  db
    .prepare(query)
    .all()
    .map((row) => Object.values(row))

const owed = () => rows('SELECT subscriber_id FROM alerts ORDER BY subscriber_id').flat()
const due = async () =>
  await readWaiting(d1, {
    now: NOW,
    leasesUntil: 0,
    leftAlone: { channels: [], subscribers: [] },
    most: 100,
  })

test('alerts of before keep their story: content, deliveries, picture, and the chat under its new address', () => {
  open(4)
  db.prepare(`INSERT INTO settings VALUES ('moved:telegram:-5', '-1005')`).run()
  const old = db.prepare(
    `INSERT INTO alerts (id, kind, about, subscriber_id, channel, content, state, attempts, next_at, created_at)
     VALUES (?, ?, ?, 'telegram:-5', 'telegram', ?, ?, 1, 1, 5)`,
  )
  old.run('a1', 'opened', 'r1', JSON.stringify(opened()), 'sent')
  old.run('a2', 'picture', 'a1', JSON.stringify({ kind: 'picture', watchId: 'open', textId: 'a1' }), 'owed')
  db.prepare(`INSERT INTO deliveries VALUES ('a1', 1, 5, 'sent', NULL, 3)`).run()
  db.exec(scripts[4] ?? '')
  expect(rows('SELECT id, follows, urgency, state, attempts FROM alerts ORDER BY id')).toEqual([
    ['a1', null, 0, 'sent', 1],
    ['a2', 'a1', 3, 'owed', 1],
  ])
  expect(rows('SELECT kind, release_id, reached FROM contents ORDER BY id')).toEqual([
    ['opened', 'r1', 1],
    ['picture', null, 0],
  ])
  expect(db.prepare('SELECT count(*) AS n FROM deliveries').get()?.['n']).toBe(1)
  const chat = db.prepare(`SELECT address, role FROM subscribers WHERE id = 'telegram:-5'`).get()
  expect({ ...chat }).toEqual({ address: '-1005', role: 'operator' })
})

test('everyone who wants it is owed it once, however often it is asked for', async () => {
  await subscribe('all')
  await subscribe('other', { watches: ['hidden'] })
  await subscribe('paused', { pausedUntil: NOW + 1 })
  await subscribe('pending', { state: 'pending' })
  await batch(oweToAll(d1, owing(opened()), 'everyone'))
  const before = db.prepare('SELECT id FROM alerts').all()
  await batch(oweToAll(d1, owing(opened(), 'c2'), 'everyone'))
  expect(owed()).toEqual(['all'])
  expect(db.prepare('SELECT id FROM alerts').all()).toEqual(before)
  expect(db.prepare('SELECT count(*) AS n FROM contents').get()?.['n']).toBe(1)
})

test('the log gets what nobody else gets', async () => {
  await batch(oweToAll(d1, owing(opened()), 'everyone'))
  expect(owed()).toEqual([LOG_ID])
})

test('what is said of a page that is not public stays among operators', async () => {
  await subscribe('reader')
  await subscribe('operator', { role: 'operator' })
  await batch(oweToAll(d1, owing(opened('hidden')), 'everyone'))
  expect(owed()).toEqual(['operator'])
})

test('the tables choose as the rule does', async () => {
  const some = fc.record({
    watches: fc.constantFrom<Subscriber['watches']>('all', ['open'], ['hidden'], []),
    pausedUntil: fc.constantFrom(null, NOW - 1, NOW, NOW + 1),
    role: fc.constantFrom('reader' as const, 'operator' as const),
    state: fc.constantFrom('pending' as const, 'active' as const, 'disabled' as const),
  })
  await fc.assert(
    fc.asyncProperty(
      fc.array(some, { maxLength: 6 }),
      fc.constantFrom(opened(), blind),
      async (list, content) => {
        db.exec(`DELETE FROM alerts; DELETE FROM contents; DELETE FROM subscribers WHERE id <> 'log'`)
        const people = await Promise.all(list.map((choices, index) => subscribe(`s${index}`, choices)))
        const audience = content.kind === 'opened' ? 'everyone' : 'operators'
        await batch(oweToAll(d1, owing(content), audience))
        const wanting = people.filter((one) => wants(one, content, NOW)).map(({ id }) => id)
        expect(owed()).toEqual(wanting.length === 0 ? [LOG_ID] : wanting)
      },
    ),
  )
})

test('what follows goes to whoever was told, once, behind the first of theirs', async () => {
  await subscribe('a')
  await subscribe('b')
  await subscribe('new', { pausedUntil: NOW + 10 })
  await batch(oweToAll(d1, owing(opened()), 'everyone'))
  const more = openingOf('more')
  await batch(oweToAll(d1, { ...owing(more, 'c2'), at: NOW + 5 }, 'everyone'))
  db.exec('UPDATE subscribers SET paused_until = NULL')
  const gone: AlertContent = {
    kind: 'gone',
    watchId: 'open',
    releaseId: 'r1',
    name: 'PSG – OM',
    url: 'https://a.fr',
    openedAt: NOW,
    closedAt: NOW + 9,
  }
  await batch(oweAfter(d1, owing(gone, 'c3'), { kinds: ['opened', 'more'], releaseId: 'r1' }))
  const followed = `SELECT a.subscriber_id, t.content_id FROM alerts a JOIN alerts t ON t.id = a.follows
    WHERE a.content_id = 'c3' ORDER BY 1`
  expect(rows(followed)).toEqual([
    ['a', 'c1'],
    ['b', 'c1'],
  ])
})

test('the order among people is chance, and seats go before all else', async () => {
  const ids = Array.from({ length: 40 }, (_, index) => `s${index}`)
  for (const id of ids) await subscribe(id, { role: 'operator' })
  await batch(oweToAll(d1, owing(blind, 'c0'), 'operators'))
  await batch(oweToAll(d1, owing(opened()), 'everyone'))
  const order = (await due()).due
  expect(order.slice(0, 40).every(({ content }) => content.kind === 'opened')).toBe(true)
  expect(order.slice(0, 40).map((one) => one.subscriberId)).not.toEqual(ids)
  expect(order.slice(0, 40).map((one) => one.subscriberId)).not.toEqual(
    order.slice(40).map((one) => one.subscriberId),
  )
})

test('leased in bulk by one only; given back as if nothing had been', async () => {
  await subscribe('a')
  await subscribe('b')
  await batch(oweToAll(d1, owing(opened()), 'everyone'))
  const { due: first } = await due()
  expect((await leaseAlerts(d1, first, NOW + 5)).size).toBe(2)
  expect((await leaseAlerts(d1, first, NOW + 5)).size).toBe(0)
  expect((await due()).due).toEqual([])
  await returnAlerts(
    d1,
    first.map(({ id }) => ({ id, attempts: 1 })),
  )
  expect((await due()).due.map(({ attempts, state }) => [attempts, state])).toEqual([
    [0, 'owed'],
    [0, 'owed'],
  ])
})

test('outcomes are settled in bulk, each once', async () => {
  await subscribe('a')
  await subscribe('b')
  await batch(oweToAll(d1, owing(opened()), 'everyone'))
  const { due: list } = await due()
  await leaseAlerts(d1, list, NOW + 5)
  const settled = list.map(({ id: alertId, channel }, index) => ({
    attempt: {
      alertId,
      channel,
      attempt: 1,
      at: NOW,
      durationMs: 3,
      delivery: { kind: 'sent', messageId: '7' } as const,
    },
    settlement: {
      state: index === 0 ? ('sent' as const) : ('owed' as const),
      outcome: index === 0 ? ('sent' as const) : ('failed' as const),
      detail: null,
      repeat: false,
      nextAt: NOW + 9,
      messageId: index === 0 ? '7' : null,
      sentAt: index === 0 ? NOW : null,
    },
  }))
  for (let time = 0; time < 2; time += 1) await batch(settleAlerts(d1, settled))
  const outcomes = await selectOutcomes(
    d1,
    settled.map(({ attempt }) => attempt),
  ).all<{ outcome: string }>()
  expect(outcomes.results.map((row: { outcome: string }) => row.outcome)).toEqual(['sent', 'failed'])
  expect(rows('SELECT state, message_id FROM alerts ORDER BY state')).toEqual([
    ['owed', null],
    ['sent', '7'],
  ])
  expect(db.prepare('SELECT reached FROM contents').get()?.['reached']).toBe(1)
})

test('who is disabled or erased is owed nothing more', async () => {
  await subscribe('a')
  await subscribe('b', { escalateTo: 'a' })
  await batch(oweToAll(d1, owing(opened()), 'everyone'))
  await batch(disableSubscriber(d1, { id: 'b', why: '403', at: NOW }))
  expect((await due()).due.map((one) => one.subscriberId)).toEqual(['a'])
  await batch(eraseSubscriber(d1, 'a'))
  expect(owed()).toEqual(['b'])
  expect(db.prepare(`SELECT escalate_to FROM subscribers WHERE id = 'b'`).get()?.['escalate_to']).toBeNull()
})

test('an address that moves takes its alerts along, and ends where another stands already', async () => {
  await subscribe('a')
  await subscribe('b')
  await batch(oweToAll(d1, owing(opened()), 'everyone'))
  await batch(moveSubscriber(d1, { id: 'a', to: 'new', at: NOW }))
  expect(new Set((await due()).due.map((one) => one.subscriber?.address))).toEqual(new Set(['b', 'new']))
  await batch(moveSubscriber(d1, { id: 'a', to: 'b', at: NOW }))
  expect((await due()).due.map((one) => one.subscriber?.address)).toEqual(['b'])
})

const chats = () => rows(`SELECT id, role, state FROM subscribers WHERE id <> 'log' ORDER BY id`)

test('the chat of the environment is an operator; another one there takes its place', async () => {
  await batch(settleEnvironmentChat(d1, { chatId: '1', at: NOW }))
  await batch(settleEnvironmentChat(d1, { chatId: '2', at: NOW }))
  await batch(settleEnvironmentChat(d1, { chatId: '2', at: NOW }))
  expect(chats()).toEqual([
    ['telegram:1', 'operator', 'disabled'],
    ['telegram:2', 'operator', 'active'],
  ])
  await batch(settleEnvironmentChat(d1, { chatId: '1', at: NOW }))
  expect(chats()).toEqual([
    ['telegram:1', 'operator', 'active'],
    ['telegram:2', 'operator', 'disabled'],
  ])
})

test('a start does not write again to a chat that has refused us', async () => {
  const start = async () => await batch(settleEnvironmentChat(d1, { chatId: '1', at: NOW }))
  const disable = async (why: string) =>
    await batch(disableSubscriber(d1, { id: 'telegram:1', why, at: NOW }))
  await start()
  expect(await refusedChat(d1, '1')).toBeNull()
  await disable('403 Forbidden: bot was blocked by the user')
  await start()
  expect(rows(`SELECT state, disabled_why FROM subscribers WHERE id = 'telegram:1'`)).toEqual([
    ['disabled', '403 Forbidden: bot was blocked by the user'],
  ])
  expect(await refusedChat(d1, '1')).toEqual({ id: 'telegram:1', address: '1' })
  // What the operator has ended is not asked.
  await patchSubscriber(d1, 'telegram:1', { state: 'active', at: NOW })
  await disable('by the operator')
  expect(await refusedChat(d1, '1')).toBeNull()
})

test('whoever is told when another does not answer is somebody’s second', async () => {
  await subscribe('a')
  await subscribe('b')
  await patchSubscriber(d1, 'a', { escalateTo: 'b', at: NOW })
  expect([await isSomebodysSecond(d1, 'a'), await isSomebodysSecond(d1, 'b')]).toEqual([false, true])
})

test('owed to these means to those of them who can be reached', async () => {
  await subscribe('a')
  await subscribe('b', { state: 'disabled' })
  const to = [{ subscriberId: 'a', follows: 'x' }, { subscriberId: 'b' }, { subscriberId: LOG_ID }]
  await batch(oweToSome(d1, owing(opened()), to))
  expect(owed()).toEqual(['a', LOG_ID])
})
