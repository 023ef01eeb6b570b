import type { ReportedVerdict, Reporter } from '#core/reporter.ts'
import type { PublicKey } from '#core/signature.ts'
import type { Key } from '../../test/devices.ts'
import type { Context } from '../context.ts'

import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'

import { SIGNED_HEADERS, signedText } from '#core/signature.ts'

import { makeKey } from '../../test/devices.ts'
import { openTables } from '../../test/sqlite-d1.ts'
import { readConfig } from '../config.ts'
import { getReporter } from '../store/devices.ts'
import { insertReport, reportFacts } from '../store/reports.ts'
import { hearSigned } from './hear-signed.ts'
import { revokeReporter, rotateKey } from './manage-reporters.ts'
import { forgetNetworks, nameNetwork, ofToday } from './network-name.ts'
import { beginPairing, decidePairing, pollCode, readPairing } from './pair.ts'
import { endReports } from './settle-reports.ts'

/** What time does to codes, keys, nonces and networks: on the real tables, with a clock of the story's own. */

const NOON = Date.parse('2026-11-20T12:00:00Z')
const [SECOND, MINUTE, HOUR] = [1000, 60_000, 3_600_000]

let clock: number
let context: Context
let sql: ReturnType<typeof openTables>['sql']

beforeEach(() => {
  const tables = openTables()
  sql = tables.sql
  clock = NOON
  let ids = 0
  const room = { log: async () => {} }
  // Only these bindings are used.
  // oxlint-disable-next-line no-unsafe-type-assertion
  const env = { DB: tables.db, FEED: { getByName: () => room } } as unknown as Context['env']
  context = {
    env,
    config: readConfig({}).config,
    now: () => clock,
    newId: () => `d${(ids += 1)}`,
    random: () => 0.5,
  }
})

async function begin(key?: PublicKey) {
  const wish = { client: '203.0.113.7', label: 'Firefox', version: '1' }
  const begun = await beginPairing(context, { ...wish, key: key ?? (await makeKey()).public })
  if (begun.kind !== 'begun') throw new Error(begun.kind)
  return begun
}

const decide = (code: string, owner = 'Jeanne') =>
  decidePairing(context, { session: 's', code, approve: true, owner, own: false })

async function paired(owner = 'Jeanne'): Promise<{ key: Key; reporter: Reporter }> {
  const key = await makeKey()
  const decided = await decide((await begin(key.public)).userCode, owner)
  if (decided.kind !== 'approved') throw new Error(decided.kind)
  const reporter = await getReporter(context.env.DB, decided.device)
  if (reporter === null) throw new Error('a device')
  return { key, reporter }
}

describe('a code', () => {
  test('is forgotten after ten minutes', async () => {
    const { userCode, deviceCode } = await begin()
    clock += 10 * MINUTE - 1
    expect((await readPairing(context, { session: 's', code: userCode })).kind).toBe('waiting')
    expect((await pollCode(context, deviceCode)).kind).toBe('pending')
    clock += 1
    expect((await readPairing(context, { session: 's', code: userCode })).kind).toBe('unknown')
    expect((await decide(userCode)).kind).toBe('unknown')
    expect((await pollCode(context, deviceCode)).kind).toBe('expired')
  })

  test('that was approved in time is told to a browser that asks late', async () => {
    const { userCode, deviceCode } = await begin()
    clock += 9 * MINUTE
    await decide(userCode)
    clock += 30 * MINUTE
    expect((await pollCode(context, deviceCode)).kind).toBe('approved')
  })

  test('is not given without end to one who has many IPv6 addresses, and others still get theirs', async () => {
    const { public: key } = await makeKey()
    const ask = async (client: string) =>
      (await beginPairing(context, { client, key, label: 'Firefox', version: '1' })).kind
    const many = Array.from({ length: 12 }, (_, index) => `2001:db8:7:${index}::${index + 1}`)
    const answers: string[] = []
    for (const client of many) answers.push(await ask(client))
    expect(answers.filter((kind) => kind === 'begun')).toHaveLength(10)
    expect(answers.at(-1)).toBe('too-many')
    expect(await ask('2001:db8:8::1')).toBe('begun')
  })

  test('stands nowhere in clear, and no address either', async () => {
    const { userCode, deviceCode } = await begin()
    const kept = JSON.stringify(
      ['pairings', 'login_attempts', 'settings', 'trust_log'].map((table) =>
        sql.prepare(`SELECT * FROM ${table}`).all(),
      ),
    )
    for (const secret of [userCode, userCode.replace('-', ''), deviceCode, '203.0.113'])
      expect(kept).not.toContain(secret)
  })

  test('of a sixth device of one owner waits for the next hour', async () => {
    for (let index = 0; index < 5; index += 1)
      expect((await decide((await begin()).userCode)).kind).toBe('approved')
    clock += 11 * MINUTE
    const { userCode } = await begin()
    expect((await decide(userCode)).kind).toBe('too-many-devices')
    // It was not used up by that.
    expect((await decide(userCode, 'Somebody else')).kind).toBe('approved')
    clock += HOUR
    expect((await decide((await begin()).userCode)).kind).toBe('approved')
  })
})

async function call(reporter: Reporter, key: Key, { nonce = 'A'.repeat(22), time = clock } = {}) {
  const bodyHash = createHash('sha256').update('').digest('hex')
  const request = { method: 'GET', path: '/api/reporters/me', device: reporter.id, time, nonce }
  const headers: Record<string, string> = {
    [SIGNED_HEADERS.device]: reporter.id,
    [SIGNED_HEADERS.time]: String(time),
    [SIGNED_HEADERS.nonce]: nonce,
    [SIGNED_HEADERS.signature]: await key.sign(signedText({ ...request, bodyHash })),
  }
  const heard = await hearSigned(context, {
    method: 'GET',
    path: '/api/reporters/me',
    header: (name) => headers[name] ?? null,
    body: new ArrayBuffer(0),
    scope: 'read',
  })
  return heard.kind
}

describe('a signed call', () => {
  test('is heard once for as long as it is in time, and its nonce is forgotten afterwards', async () => {
    const { key, reporter } = await paired()
    const time = clock + 5 * MINUTE
    expect(await call(reporter, key, { time })).toBe('heard')
    clock += 10 * MINUTE - 1
    expect(await call(reporter, key, { time })).toBe('replayed')
    clock += 1
    expect(await call(reporter, key, { time })).toBe('replayed')
    clock += 1
    expect(await call(reporter, key, { time })).toBe('clock')
    expect(await call(reporter, key, { nonce: 'B'.repeat(22) })).toBe('heard')
    expect(sql.prepare('SELECT nonce FROM nonces').all()).toMatchObject([{ nonce: 'B'.repeat(22) }])
  })

  test('by an old key is heard for a day after the change, and never after the device was unpaired', async () => {
    const { key, reporter } = await paired()
    const next = await makeKey()
    await rotateKey(context, reporter, next.public)
    clock += 24 * HOUR - SECOND
    expect(await call(reporter, key)).toBe('heard')
    clock += SECOND
    expect(await call(reporter, key, { nonce: 'B'.repeat(22) })).toBe('wrong-signature')
    expect(await call(reporter, next, { nonce: 'C'.repeat(22) })).toBe('heard')
    await revokeReporter(context, reporter.id, 'operator')
    expect(await call(reporter, next, { nonce: 'D'.repeat(22) })).toBe('revoked-device')
  })
})

test('two looks that judge one device at once each count', async () => {
  const { reporter } = await paired()
  const report = (id: string) => {
    const { owner, state, score, scoredAt } = reporter
    const said: ReportedVerdict = { state: 'available', count: 1, prints: [] }
    sql
      .prepare(
        `INSERT INTO reports (id, reporter_id, watch_id, at, received_at, state, verdict, rung, shadow, outcome)
         VALUES (?, ?, 'w', ?, ?, 'available', ?, 'page', 0, 'confirming')`,
      )
      .run(id, reporter.id, clock, clock, JSON.stringify(said))
    const rest = { verdict: said, rung: 'page', evidence: null, network: null, releaseId: null } as const
    const times = { at: clock, receivedAt: clock, shadow: false, outcome: 'confirming' } as const
    const device = { owner, state, score, scoredAt }
    return { id, reporterId: reporter.id, watchId: 'w', ...times, ...rest, device }
  }
  const judge = (id: string, outcome: 'confirmed' | 'contradicted') =>
    endReports(context, [{ report: report(id), outcome }], { who: 'relay', subject: 'c' })
  await Promise.all([judge('r1', 'contradicted'), judge('r2', 'contradicted'), judge('r3', 'confirmed')])
  const after = await getReporter(context.env.DB, reporter.id)
  expect(after).toMatchObject({ contradicted: 2, confirmed: 1, score: -5 })
})

test('a report is the same again when its browser said so last, and news when it said another thing between', async () => {
  const { reporter } = await paired()
  const about = { reporterId: reporter.id, watchId: 'w' }
  const seat: ReportedVerdict = { state: 'available', count: 1, prints: ['0'.repeat(16)] }
  const nothing: ReportedVerdict = { state: 'none', proof: 'siblings' }
  let ids = 0
  const say = async (verdict: ReportedVerdict) => {
    const id = `r${(ids += 1)}`
    const { repeated } = await reportFacts(context.env.DB, { id, ...about, verdict }, clock)
    const rest = { rung: 'page', evidence: null, network: null, shadow: false, releaseId: null } as const
    const times = { at: clock, receivedAt: clock, outcome: 'noted' } as const
    expect(await insertReport(context.env.DB, { id, ...about, verdict, ...times, ...rest })).toBe(true)
    clock += 2 * MINUTE
    return repeated
  }
  const said = [seat, seat, { ...seat, count: 2 }, nothing, nothing, seat]
  const repeats: boolean[] = []
  for (const verdict of said) repeats.push(await say(verdict))
  expect(repeats).toEqual([false, true, false, false, true, false])
  clock += HOUR
  expect(await say(seat)).toBe(false)
})

describe('a network', () => {
  test('has one name a day, and another the next', async () => {
    const name = await nameNetwork(context, '203.0.113.7')
    expect(await nameNetwork(context, '203.0.113.99')).toBe(name)
    expect(await nameNetwork(context, '203.0.114.7')).not.toBe(name)
    expect(await nameNetwork(context, 'nowhere')).toBeNull()
    clock += 12 * HOUR
    const next = await nameNetwork(context, '203.0.113.7')
    expect(next?.split(':')[1]).not.toBe(name?.split(':')[1])
    expect([ofToday(name, clock), ofToday(next, clock)]).toEqual([null, next])
  })

  test('is kept a quarter of an hour, and its salt no longer than the day', async () => {
    const network = await nameNetwork(context, '203.0.113.7')
    sql
      .prepare(
        `INSERT INTO reports (id, reporter_id, watch_id, at, received_at, state, verdict, rung, network, shadow, outcome)
         VALUES ('r', 'd', 'w', 0, ?, 'available', '{}', 'page', ?, 0, 'confirming')`,
      )
      .run(clock, network)
    const kept = () => sql.prepare('SELECT network FROM reports').get()?.['network']
    const salt = () => sql.prepare(`SELECT value FROM settings WHERE key = 'network.salt'`).get()
    clock += 15 * MINUTE
    await forgetNetworks(context)
    expect(kept()).toBe(network)
    clock += 1
    await forgetNetworks(context)
    expect(kept()).toBeNull()
    expect(salt()).toBeDefined()
    clock += 12 * HOUR
    await forgetNetworks(context)
    expect(salt()).toBeUndefined()
  })
})
