import type { Follow } from '../db/types.ts'
import type { ReportBody } from '#core/reporter.ts'
import type { RelayLink } from '../environment.ts'
import type { FakeEnvironment } from '../test/fake-environment.ts'
import type { RelayDouble } from '../test/relay-double.ts'
import type { Verdict } from '#core/verdict.ts'

import { afterEach, beforeEach, describe, expect, test } from 'vitest'

import { openWatch, publicWatch } from '../../relay/test/public-watches.ts'
import { followsChanged } from '../background/changed.ts'
import { readSettings } from '../background/read-settings.ts'
import { record } from '../background/record.ts'
import { removeFollow } from '../background/remove.ts'
import { fakeEnvironment } from '../test/fake-environment.ts'
import { idsOf, startRelayDouble } from '../test/relay-double.ts'
import { makeKey } from './device-key.ts'
import { sayFalseAlarm } from './false-alarm.ts'
import { makeFeed, reconnectWaitMs } from './feed.ts'
import { loadLink } from './load-link.ts'
import { KEY_MS, PAIR_ALARM, pollPairing, startPairing, unpair } from './pairing.ts'
import { syncPush, takePush } from './push.ts'
import { readRelay } from './read-relay.ts'
import { batchOf, sendReports } from './send-reports.ts'
import { startLink, tickLink } from './tick-link.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
let env: FakeEnvironment
let relay: RelayDouble

beforeEach(async () => {
  env = fakeEnvironment()
  relay = await startRelayDouble(() => env.world.now)
  await env.set({ relay: relay.url })
})

afterEach(() => relay.stop())

const link = async (): Promise<RelayLink> => loadLink(env, await readSettings(env))
const pairing = async () => (await link()).pairing
const outgoing = async () => (await (await env.db()).outgoing.toArray()).map(({ body }) => body.id)
const reports = () =>
  relay.heard.filter(({ path }) => path === '/api/observations').map(({ body }) => idsOf(body))

async function follow(change: Partial<Follow> = {}): Promise<Follow> {
  const one: Follow = {
    id: crypto.randomUUID(),
    name: 'Paris SG – Marseille',
    url: 'https://billetterie.example/paris-sg-marseille',
    host: 'billetterie.example',
    target: {},
    date: null,
    pace: 'normal',
    relayWatchId: null,
    paused: null,
    window: false,
    retiredAt: null,
    createdAt: env.world.now,
    updatedAt: env.world.now,
    ...change,
  }
  await (await env.db()).follows.put(one)
  return one
}

async function pair(): Promise<void> {
  expect(await startPairing(env, relay.url)).toEqual({ done: true, problem: null })
  relay.pairing = { state: 'approved', device: 'device-1', scopes: ['report', 'read'] }
  env.world.now += 5 * SECOND
  await pollPairing(env)
  expect(await pairing()).toMatchObject({ state: 'approved', device: 'device-1' })
}

/** Puts a report in line without sending it. */
async function queue(watchId: string, verdict: ReportBody['verdict'], at = env.world.now): Promise<string> {
  const id = crypto.randomUUID()
  const body: ReportBody = { id, watchId, at, verdict, rung: 'page', evidence: null, version: '0.1.0' }
  await (await env.db()).outgoing.add({ id, relay: relay.url, body, at, tries: 0, nextAt: at })
  return id
}

const seat = { state: 'available', count: 2, prints: [] } satisfies ReportBody['verdict']
const nothing = { state: 'none', proof: 'siblings' } satisfies ReportBody['verdict']

const row = (id: string, verdict: ReportBody['verdict'], nextAt = 0) => ({
  id,
  relay: 'r',
  at: 0,
  tries: 0,
  nextAt,
  body: { id, watchId: 'w', at: 0, verdict, rung: 'page', evidence: null, version: '1' } as const,
})

const subscriptions = () => relay.heard.filter(({ path }) => path.startsWith('/api/subscriptions'))

const ticket = { endpoint: 'https://push.example/1', keys: { p256dh: 'p', auth: 'a' } }

const pushed = (url: string) => JSON.stringify({ title: '2 places PMR : OM', links: [{ label: 'x', url }] })

describe('reading the relay', () => {
  test('what it sees of a followed page is its word, found by address, and rings here', async () => {
    const om = await follow({ url: 'https://billetterie.example/paris-sg-marseille/?utm_source=x' })
    relay.watches = [
      openWatch({
        id: 'om',
        url: 'https://billetterie.example/paris-sg-marseille',
        lastCheckAt: env.world.now - SECOND,
        lastGoodCheckAt: env.world.now - SECOND,
      }),
      publicWatch({ id: 'fcn', url: 'https://billetterie.example/nantes' }),
    ]
    expect(await readRelay(env)).toBe(true)
    const kept = await (await env.db()).follows.get(om.id)
    expect(kept?.relayWatchId).toBe('om')
    expect(env.world.rung).toHaveLength(1)
    expect(env.world.rung[0]?.message).toContain('par le relais')
    expect((await link()).watches.map(({ id }) => id)).toEqual(['om', 'fcn'])
    env.pass(30 * SECOND)
    await readRelay(env)
    expect(env.world.rung).toHaveLength(1)
    expect(relay.status).toEqual({ asked: 2, unchanged: 1 })
  })

  test('its clock may be wrong: what it saw is dated by ours', async () => {
    const om = await follow()
    relay.now = () => 0
    const hour = 3_600_000
    const theirs = env.world.now + hour
    relay.answerNext('/status.json', {
      status: 200,
      body: {
        at: theirs,
        version: '1',
        totals: { checks: 0, alerts: 0, availabilityRate: 0, watches: 1 },
        watches: [
          publicWatch({ id: 'om', url: om.url, lastCheckAt: theirs - 5000, lastGoodCheckAt: theirs - 5000 }),
        ],
      },
    })
    await readRelay(env)
    const sight = await (await env.db()).sights.get(om.id)
    expect(sight?.state.reporters).toMatchObject([{ reporter: 'relay', at: env.world.now - 5000 }])
    expect((await link()).skewMs).toBe(hour)
  })

  test('the word on one page is not taken for another, whatever they were linked by', async () => {
    const moved = await follow({ url: 'https://billetterie.example/nantes', relayWatchId: 'om' })
    const at = env.world.now
    const url = 'https://billetterie.example/paris-sg-marseille'
    relay.watches = [openWatch({ id: 'om', url, lastCheckAt: at, lastGoodCheckAt: at })]
    await readRelay(env)
    expect(env.world.rung).toEqual([])
    expect((await (await env.db()).follows.get(moved.id))?.relayWatchId).toBeNull()
  })

  test('a page whose word cannot be kept keeps no other from being told', async () => {
    const faults: unknown[] = []
    env.warn = (error) => void faults.push(error)
    const names = ['a', 'b']
    const at = env.world.now
    relay.watches = names.map((id) =>
      openWatch({ id, url: `https://billetterie.example/${id}`, lastCheckAt: at, lastGoodCheckAt: at }),
    )
    for (const id of names) await follow({ id, url: `https://billetterie.example/${id}` })
    const { sights } = await env.db()
    sights.hook('creating', (key) => {
      if (key === 'a') throw new Error('disk full')
    })
    await readRelay(env)
    expect(faults).toHaveLength(1)
    expect(await sights.get('b')).toMatchObject({ state: { verdict: { state: 'available' } } })
  })

  test('nobody is asked without a relay, or when nothing is followed, unless somebody looks', async () => {
    await readRelay(env)
    expect(relay.status.asked).toBe(0)
    await readRelay(env, { eager: true })
    expect(relay.status.asked).toBe(1)
    await env.set({ relay: null })
    await readRelay(env, { eager: true })
    expect(relay.status.asked).toBe(1)
    expect(await link()).toMatchObject({ origin: null, watches: [] })
  })

  test('a relay that fails is left alone for longer each time, and its last word is kept as old as it is', async () => {
    await follow()
    relay.watches = [publicWatch()]
    await readRelay(env)
    const readAt = env.world.now
    for (let n = 0; n < 4; n += 1) relay.answerNext('/status.json', { status: 500, body: '' })
    const waits: number[] = []
    for (let minute = 0; minute < 8 * 60; minute += 1) {
      env.pass(10 * SECOND)
      const before = relay.heard.length
      await readRelay(env)
      if (relay.heard.length > before) waits.push(env.world.now)
      if (waits.length === 4) break
    }
    expect(waits.map((at, index) => at - (waits[index - 1] ?? at))).toEqual(
      [0, 30, 60, 120].map((s) => s * SECOND),
    )
    expect(await link()).toMatchObject({ problem: { kind: 'refused', status: 500 }, readAt })
    env.world.online = false
    await readRelay(env, { eager: true })
    expect((await link()).problem).toEqual({ kind: 'offline' })
    env.world.online = true
    relay.answerNext('/status.json', { status: 200, body: '<html>' })
    await readRelay(env, { eager: true })
    expect((await link()).problem).toEqual({ kind: 'unreadable' })
  })
})

test('a clock that was put back stops nothing', async () => {
  await pair()
  await follow({ relayWatchId: 'om' })
  await readRelay(env)
  env.world.online = false
  await queue('om', seat)
  await sendReports(env)
  env.world.online = true
  env.world.now -= 400 * MINUTE
  await (await env.db()).outgoing.clear()
  const id = await queue('om', seat)
  await sendReports(env)
  expect(reports()).toEqual([[id]])
  const { asked } = relay.status
  await readRelay(env)
  expect(relay.status.asked).toBe(asked + 1)
})

describe('the feed', () => {
  test('is open as long as a page of ours is, and what it says rings', async () => {
    const om = await follow({ relayWatchId: 'om' })
    relay.watches = [publicWatch({ id: 'om', url: om.url })]
    const feed = makeFeed(env)
    const [leave, leaveToo] = [feed.join(), feed.join()]
    await expect.poll(async () => (await link()).readAt).not.toBeNull()
    expect(env.world.sockets.map(({ url }) => url)).toEqual([`${relay.url.replace('http', 'ws')}/api/feed`])
    const [socket] = env.world.sockets
    socket?.say({ type: 'hello', at: env.world.now, cursor: 0, admin: false })
    socket?.say({ type: 'log', line: 'x' })
    socket?.say({ type: 'watch', watch: { id: 'om' } })
    env.pass(5 * SECOND)
    const at = env.world.now
    socket?.say({
      type: 'watch',
      previous: 'none',
      watch: openWatch({ id: 'om', url: om.url, lastCheckAt: at, lastGoodCheckAt: at }),
    })
    await expect.poll(() => env.world.rung.length).toBe(1)
    socket?.say({ type: 'removed', id: 'om' })
    await expect.poll(async () => (await link()).watches).toEqual([])
    leave()
    expect(socket?.isOpen).toBe(true)
    leaveToo()
    await expect.poll(() => socket?.isOpen).toBe(false)
  })

  test('comes back after a loss, slower each time, and reads what it missed', async () => {
    await follow()
    const leave = makeFeed(env).join()
    await expect.poll(() => env.world.sockets.length).toBe(1)
    await expect.poll(() => relay.status.asked).toBe(1)
    env.world.sockets[0]?.end()
    env.pass(751)
    expect(env.world.sockets).toHaveLength(2)
    env.world.sockets[1]?.end()
    env.pass(751)
    expect(env.world.sockets).toHaveLength(2)
    env.pass(751)
    expect(env.world.sockets).toHaveLength(3)
    env.world.sockets[2]?.say({ type: 'hello', at: env.world.now, cursor: 0, admin: false })
    await expect.poll(() => relay.status.asked).toBe(2)
    leave()
    expect(reconnectWaitMs(20, 1)).toBe(30_000)
  })
})

describe('pairing', () => {
  test('a code for the owner, a key that stays here, and an approval that outlives the popup and the worker', async () => {
    await startPairing(env, relay.url)
    const waiting = await pairing()
    expect(waiting).toEqual({
      state: 'pending',
      userCode: 'BCDF-GHJK',
      approveUrl: `${relay.url}/admin.html#/devices?code=BCDF-GHJK`,
      fingerprint: expect.stringMatching(/^[0-9A-F]{4}( [0-9A-F]{4}){3}$/),
      expiresAt: env.world.now + 600_000,
    })
    expect(env.world.alarms.get(PAIR_ALARM)?.periodMinutes).toBe(0.5)
    expect(JSON.stringify(relay.heard)).not.toContain('privateKey')
    const polls = () => relay.heard.filter(({ path }) => path.endsWith('/poll')).length
    await pollPairing(env)
    expect(polls()).toBe(0)
    env.pass(5 * SECOND)
    await expect.poll(polls).toBe(1)
    env = env.restart()
    relay.answerNext('/api/reporters/pair/poll', { status: 429, body: '', headers: { 'retry-after': '20' } })
    env.world.now += 30 * SECOND
    await startLink(env)
    expect(polls()).toBe(2)
    relay.pairing = { state: 'approved', device: 'device-1', scopes: ['report', 'read'] }
    env.world.now += 10 * SECOND
    await pollPairing(env)
    expect(polls()).toBe(2)
    env.world.now += 20 * SECOND
    await pollPairing(env)
    expect(await pairing()).toMatchObject({ state: 'approved', device: 'device-1', label: 'Chrome' })
    // Pages learn it too.
    expect(env.world.session.get('known')).toMatchObject({
      known: { relay: { pairing: { state: 'approved' } } },
    })
    expect(env.world.alarms.has(PAIR_ALARM)).toBe(false)
    const key = await (await env.db()).deviceKeys.get(relay.url)
    expect(key?.privateKey.extractable).toBe(false)
    if (key === undefined) throw new Error('no key')
    await expect(crypto.subtle.exportKey('jwk', key.privateKey)).rejects.toThrow()
    expect(JSON.stringify(await link())).not.toContain('secret-device-code')
  })

  test.each(['denied', 'expired'] as const)('%s: it is said, and the key is forgotten', async (state) => {
    await startPairing(env, relay.url)
    relay.pairing = { state }
    env.world.now += 6 * SECOND
    await pollPairing(env)
    expect(await pairing()).toEqual({ state, at: env.world.now })
    expect(await (await env.db()).deviceKeys.count()).toBe(0)
  })

  test('a relay that answers late takes nothing from the one that was chosen since', async () => {
    env.world.push.answer = { ok: true, ticket }
    await env.set({ push: true })
    await follow({ relayWatchId: 'om' })
    await syncPush(env)
    const other = await startRelayDouble(() => env.world.now)
    const { fetch } = env.net
    const hangs = Promise.withResolvers<void>()
    env.net.fetch = async (url, init) => {
      if (url.startsWith(relay.url)) await hangs.promise
      return await fetch(url, init)
    }
    await env.set({ relay: other.url })
    const leaving = syncPush(env)
    expect(await startPairing(env, other.url)).toEqual({ done: true, problem: null })
    hangs.resolve()
    await leaving
    await other.stop()
    expect(await pairing()).toMatchObject({ state: 'pending' })
  })

  test('a code that nobody answered ends by itself', async () => {
    await startPairing(env, relay.url)
    env.world.online = false
    env.world.now += 601 * SECOND
    await pollPairing(env)
    expect(await pairing()).toMatchObject({ state: 'pending' })
    env.world.now += 60 * MINUTE
    await pollPairing(env)
    expect(await pairing()).toMatchObject({ state: 'expired' })
    expect(env.world.alarms.has(PAIR_ALARM)).toBe(false)
  })

  test('a relay that is started anew behind its proxy ends no pairing; one that knows nothing of the code does', async () => {
    await startPairing(env, relay.url)
    const path = '/api/reporters/pair/poll'
    relay.answerNext(path, { status: 404, body: '<h1>404 page not found</h1>' })
    relay.answerNext(path, { status: 404, body: { error: { code: 'not-found', message: '' } } })
    for (const state of ['pending', 'expired']) {
      env.world.now += 30 * SECOND
      await pollPairing(env)
      expect(await pairing()).toMatchObject({ state })
    }
  })

  test('what was approved while this computer slept is learnt when it wakes, as soon as there is a network', async () => {
    await startPairing(env, relay.url)
    relay.pairing = { state: 'approved', device: 'device-1', scopes: ['report', 'read'] }
    env = env.restart()
    env.world.online = false
    env.world.now += 20 * MINUTE
    await pollPairing(env)
    env.world.online = true
    env.world.now += 30 * SECOND
    await pollPairing(env)
    expect(await pairing()).toMatchObject({ state: 'approved', device: 'device-1' })
  })

  test.each([
    ['another page than the relay’s', { approveUrl: 'javascript:alert(1)' }],
    ['a page without https, far away', { approveUrl: 'http://evil.example/admin' }],
    ['a code that is none', { userCode: '<b>' }],
    ['no device code', { deviceCode: 7 }],
  ])('%s is not taken', async (_, change) => {
    relay.answerNext('/api/reporters/pair', {
      status: 201,
      body: {
        deviceCode: 'x',
        userCode: 'BCDF-GHJK',
        expiresAt: env.world.now + 600_000,
        intervalSeconds: 5,
        approveUrl: `${relay.url}/admin.html`,
        ...change,
      },
    })
    expect(await startPairing(env, relay.url)).toEqual({ done: false, problem: { kind: 'unreadable' } })
    expect(await pairing()).toEqual({ state: 'none' })
  })

  test('who unlinks tells the relay with the key, and forgets it even when nobody hears', async () => {
    await pair()
    await queue('om', seat)
    await unpair(env)
    expect(relay.heard.at(-1)).toMatchObject({
      method: 'DELETE',
      path: '/api/reporters/me',
      device: 'device-1',
    })
    expect(await pairing()).toEqual({ state: 'none' })
    expect(await outgoing()).toEqual([])
    await pair()
    env.world.online = false
    await unpair(env)
    expect(await (await env.db()).deviceKeys.count()).toBe(0)
  })

  test('a key of 90 days gives way to a new one that the old one signed for', async () => {
    await pair()
    const db = await env.db()
    const before = await db.deviceKeys.get(relay.url)
    await tickLink(env)
    expect((await db.deviceKeys.get(relay.url))?.publicKey).toBe(before?.publicKey)
    env.world.now += KEY_MS
    await tickLink(env)
    const after = await db.deviceKeys.get(relay.url)
    expect(after?.publicKey).not.toBe(before?.publicKey)
    expect(after).toMatchObject({ device: 'device-1', createdAt: env.world.now })
    await queue('om', seat)
    await sendReports(env)
    expect(await outgoing()).toEqual([])
  })

  test('a new key that the relay took while this computer fell asleep is the one that counts when it wakes', async () => {
    await pair()
    const { fetch } = env.net
    env.net.fetch = async (url, init) => {
      const answer = await fetch(url, init)
      if (url.endsWith('/me/key')) throw new TypeError('asleep')
      return answer
    }
    env.world.now += KEY_MS
    await tickLink(env)
    env = env.restart()
    env.world.now += 3 * 24 * 60 * MINUTE
    await tickLink(env)
    await queue('om', seat)
    await sendReports(env)
    expect(await outgoing()).toEqual([])
    expect(await link()).toMatchObject({ pairing: { state: 'approved' }, trouble: null })
    const kept = await (await env.db()).deviceKeys.get(relay.url)
    expect(kept).toMatchObject({ device: 'device-1', createdAt: env.world.now })
    expect(kept?.next).toBeUndefined()
  })

  test('a browser without Ed25519 signs by P-256', async () => {
    expect(await makeKey(['P-256'])).toMatchObject({ algorithm: 'P-256' })
  })
})

describe('reports', () => {
  beforeEach(pair)

  test('what I see goes out by itself, without a word of the page', async () => {
    const om = await follow({ relayWatchId: 'om' })
    const verdict: Verdict = {
      state: 'available',
      offers: [
        { type: 'PMR', fingerprint: 'f1', name: 'Fauteuil secret', quantity: 2, price: '45 €', url: om.url },
      ],
    }
    const at = env.world.now
    await record(env, { followId: om.id, reporter: 'me', kind: 'extension', verdict, at, rung: 'page' })
    await expect.poll(reports).toHaveLength(1)
    const sent = JSON.stringify(relay.heard.at(-1)?.body)
    expect(sent).not.toMatch(/secret|€|billetterie/)
    expect(relay.heard.at(-1)?.body).toMatchObject({
      reports: [{ watchId: 'om', at, rung: 'page', verdict: { state: 'available', count: 2 } }],
    })
    await expect.poll(outgoing).toEqual([])
  })

  test('they wait while offline, and leave in order, each once', async () => {
    env.world.online = false
    const ids = [await queue('a', nothing), await queue('b', nothing), await queue('a', seat)]
    await sendReports(env)
    expect(await outgoing()).toEqual(ids)
    expect((await link()).waiting).toBe(3)
    env.world.online = true
    env = env.restart()
    env.world.now += 30 * SECOND
    await sendReports(env)
    await sendReports(env)
    expect(reports()).toEqual([ids])
    expect(await link()).toMatchObject({ waiting: 0, dropped: 0, trouble: null })
  })

  test('a relay that is back gets them at once', async () => {
    env.world.online = false
    const id = await queue('a', seat)
    for (let n = 0; n < 7; n += 1) {
      await sendReports(env)
      env.world.now += MINUTE
    }
    env.world.online = true
    await sendReports(env)
    expect(reports()).toEqual([])
    expect(await outgoing()).toEqual([id])
    await readRelay(env, { eager: true })
    await expect.poll(reports).toEqual([[id]])
  })

  test('20 at once, one per match and minute; what waits holds back what follows it', async () => {
    for (let n = 0; n < 25; n += 1) await queue(`watch-${n}`, nothing)
    const [first, second] = [await queue('busy', nothing), await queue('busy', nothing)]
    await sendReports(env)
    expect(reports().map((batch) => batch.length)).toEqual([20, 6])
    expect(reports().flat()).toContain(first)
    expect(await outgoing()).toEqual([second])
    env.world.now += MINUTE
    await sendReports(env)
    expect(reports().at(-1)).toEqual([second])
  })

  test('what is older than ten minutes is dropped, and counted', async () => {
    await queue('a', seat, env.world.now - 11 * MINUTE)
    const fresh = await queue('b', seat)
    await sendReports(env)
    expect(reports()).toEqual([[fresh]])
    expect((await link()).dropped).toBe(1)
  })

  test('a revoked browser stops, says so, and forgets', async () => {
    await queue('a', seat)
    relay.answerNext('/api/observations', {
      status: 401,
      body: { error: { code: 'revoked-device', message: '' } },
    })
    await sendReports(env)
    expect(await pairing()).toEqual({ state: 'revoked', at: env.world.now })
    expect(await outgoing()).toEqual([])
    expect(await (await env.db()).deviceKeys.count()).toBe(0)
  })

  test('a clock that is wrong is told by how much, and heals', async () => {
    const right = env.world.now
    relay.now = () => right
    await queue('a', seat)
    relay.answerNext('/api/observations', {
      status: 401,
      body: {
        error: {
          code: 'clock',
          message: '',
          issues: [{ path: 'x-vigie-time', message: String(right - 3_600_000) }],
        },
      },
    })
    await sendReports(env)
    expect((await link()).trouble).toEqual({ kind: 'clock', aheadMs: 3_600_000, at: right })
    env.world.now += 10 * SECOND
    await sendReports(env)
    expect(await link()).toMatchObject({ trouble: null, waiting: 0 })
  })

  test('too often: tried again a minute later; unknown there: never again', async () => {
    const [often, unknown] = [await queue('a', seat), await queue('b', seat)]
    relay.refuse.set(often, 'too-often').set(unknown, 'unknown-watch')
    await sendReports(env)
    expect(await outgoing()).toEqual([often])
    relay.refuse.clear()
    env.world.now += MINUTE
    await sendReports(env)
    expect(reports()).toEqual([[often, unknown], [often]])
  })

  test('what the relay can never read does not hold up the line for good', async () => {
    await queue('a', seat)
    for (let n = 0; n < 3; n += 1) {
      relay.answerNext('/api/observations', { status: 422, body: { error: { code: 'body', message: '' } } })
      await sendReports(env)
      expect((await link()).trouble).toMatchObject({ kind: 'refused', code: 'body' })
      env.world.now += MINUTE
    }
    expect(await outgoing()).toEqual([])
  })

  test('one report that an older relay cannot read holds up no seat, however long there was no network before', async () => {
    env.world.online = false
    const strange = await queue('a', { state: 'unknown', reason: 'stale' })
    const seats = [await queue('b', seat), await queue('c', seat)]
    for (let n = 0; n < 3; n += 1) {
      await sendReports(env)
      env.world.now += MINUTE
    }
    env.world.online = true
    const refused = { status: 400, body: { error: { code: 'invalid', message: '' } } }
    for (let n = 0; n < 2; n += 1) relay.answerNext('/api/observations', refused)
    await sendReports(env)
    env.world.now += 10 * SECOND
    const later = await queue('d', seat)
    await sendReports(env)
    expect(reports().slice(0, 5)).toEqual([[strange, ...seats], [strange], [later], [seats[0]], [seats[1]]])
  })

  test('nothing leaves when the person wants no reports', async () => {
    await env.set({ reports: false })
    await queue('a', seat)
    await sendReports(env)
    expect(reports()).toEqual([])
  })

  test('a seat may follow at once on another word about the same match', () => {
    const batch = (...rows: ReturnType<typeof row>[]) => batchOf(rows, 10).map(({ id }) => id)
    expect(batch(row('1', nothing), row('2', seat))).toEqual(['1', '2'])
    expect(batch(row('1', seat), row('2', seat))).toEqual(['1'])
    expect(batch(row('1', seat), row('2', nothing), row('3', seat))).toEqual(['1'])
    expect(batch(row('1', nothing, 99), row('2', seat))).toEqual([])
  })

  test('a false alarm is taken back here, and told once', async () => {
    const om = await follow({ relayWatchId: 'om' })
    const verdict: Verdict = { state: 'available', offers: [{ type: 'PMR', fingerprint: 'f', name: 'PMR' }] }
    await record(env, {
      followId: om.id,
      reporter: 'relay',
      kind: 'relay-browser',
      verdict,
      at: env.world.now,
    })
    const [alert] = await (await env.db()).alerts.toArray()
    expect(env.world.notices.size).toBe(1)
    expect(await sayFalseAlarm(env, alert?.id ?? '')).toBe(true)
    expect(await sayFalseAlarm(env, alert?.id ?? '')).toBe(true)
    expect(env.world.notices.size).toBe(0)
    const told = relay.heard.filter(({ path }) => path.endsWith('/false-alarm'))
    expect(told.map(({ body }) => body)).toEqual([{ watchId: 'om' }])
    expect(await sayFalseAlarm(env, 'no such')).toBe(false)
  })

  test('a false alarm about what this browser alone saw is nobody else’s business', async () => {
    const om = await follow({ relayWatchId: 'om' })
    const verdict: Verdict = { state: 'available', offers: [{ type: 'PMR', fingerprint: 'f', name: 'PMR' }] }
    await record(env, { followId: om.id, reporter: 'me', kind: 'extension', verdict, at: env.world.now })
    const [alert] = await (await env.db()).alerts.toArray()
    expect(await sayFalseAlarm(env, alert?.id ?? '')).toBe(true)
    expect(env.world.notices.size).toBe(0)
    expect(relay.heard.filter(({ path }) => path.endsWith('/false-alarm'))).toEqual([])
  })
})

describe('push', () => {
  test('subscribes for the followed watches, follows their change, and ends', async () => {
    env.world.push.answer = { ok: true, ticket }
    await env.set({ push: true })
    await syncPush(env)
    expect(subscriptions()).toEqual([])
    await follow({ relayWatchId: 'om' })
    await syncPush(env)
    await syncPush(env)
    expect(subscriptions().map(({ body }) => body)).toMatchObject([
      { channel: 'web-push', ...ticket, locale: 'fr', watches: ['om'] },
    ])
    expect((await link()).push).toEqual({ state: 'on', since: env.world.now })
    expect(JSON.stringify(await link())).not.toContain('abcdefghijklmnopqrstuv')
    await follow({ relayWatchId: 'fcn' })
    await syncPush(env)
    expect(subscriptions().at(-1)).toMatchObject({ method: 'PATCH', body: { watches: ['fcn', 'om'] } })
    await env.set({ push: false })
    await syncPush(env)
    expect(subscriptions().at(-1)).toMatchObject({ method: 'DELETE' })
    expect(env.world.push.current).toBeNull()
    expect((await link()).push).toEqual({ state: 'off' })
  })

  test('a relay that was set up anew, and knows nobody any more, is asked for wake-ups again within a day', async () => {
    env.world.push.answer = { ok: true, ticket }
    await env.set({ push: true })
    await follow({ relayWatchId: 'om' })
    await syncPush(env)
    const asked = subscriptions().length
    env.world.now += 23 * 60 * MINUTE
    await syncPush(env)
    expect(subscriptions()).toHaveLength(asked)
    const path = '/api/subscriptions/abcdefghijklmnopqrstuv'
    relay.answerNext(path, { status: 404, body: { error: { code: 'unknown-subscription', message: '' } } })
    env.world.now += 60 * MINUTE
    await syncPush(env)
    expect((await link()).push).toEqual({ state: 'off' })
    await syncPush(env)
    expect((await link()).push).toEqual({ state: 'on', since: env.world.now })
    expect(subscriptions().map(({ method }) => method)).toEqual(['POST', 'PATCH', 'POST'])
  })

  test('what was followed last and is no more wakes nobody', async () => {
    env.world.push.answer = { ok: true, ticket }
    await env.set({ push: true })
    const om = await follow({ relayWatchId: 'om' })
    await syncPush(env)
    await removeFollow(env, om.id)
    await followsChanged(env)
    await expect.poll(() => subscriptions().at(-1)).toMatchObject({ method: 'PATCH', body: { watches: [] } })
  })

  test('a browser that has none, or refuses, is told of as such, and not asked all the time', async () => {
    await follow({ relayWatchId: 'om' })
    await env.set({ push: true })
    await syncPush(env)
    expect((await link()).push).toEqual({ state: 'unavailable' })
    env.world.push.answer = { ok: false, why: 'refused' }
    await syncPush(env)
    expect((await link()).push).toMatchObject({ state: 'refused', by: 'browser' })
    env.world.push.answer = { ok: true, ticket }
    await syncPush(env)
    expect((await link()).push).toMatchObject({ state: 'refused' })
    relay.answerNext('/api/subscriptions', { status: 422, body: { error: { code: 'address', message: '' } } })
    await syncPush(env, { anew: true })
    expect((await link()).push).toMatchObject({ state: 'refused', by: 'relay' })
    await syncPush(env, { anew: true })
    expect((await link()).push).toMatchObject({ state: 'on' })
  })

  test('woken, it asks the relay what it saw', async () => {
    const om = await follow({ relayWatchId: 'om' })
    const at = env.world.now
    relay.watches = [openWatch({ id: 'om', url: om.url, lastCheckAt: at, lastGoodCheckAt: at })]
    await takePush(env, 'anything')
    await takePush(env, null)
    expect(env.world.rung).toHaveLength(1)
    expect(env.world.rung[0]?.message).toContain('par le relais')
  })

  test('when the relay does not answer, its message itself is shown, of a followed page only', async () => {
    const om = await follow({ relayWatchId: 'om' })
    env.world.online = false
    await takePush(env, pushed('https://evil.example/x'))
    await takePush(env, '{"title":')
    await takePush(env, null)
    expect(env.world.rung).toEqual([])
    await takePush(env, pushed(om.url))
    expect(env.world.rung).toMatchObject([{ title: '2 places PMR : OM', stays: true }])
    expect(env.world.rung[0]?.message).toContain('Ouvrez la page pour vérifier')
  })
})
