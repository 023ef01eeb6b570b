import type { FakeEnvironment } from '../test/fake-environment.ts'
import type { Follow } from '../db/types.ts'
import type { Seen } from './record.ts'
import type { Offer, Verdict } from '#core/verdict.ts'

import { array, assert, asyncProperty, boolean, constantFrom, integer, record as recordOf } from 'fast-check'
import { beforeEach, expect, test } from 'vitest'

import { listAlerts } from '../db/alerts.ts'
import { listOutgoing } from '../db/outgoing.ts'
import { fakeEnvironment } from '../test/fake-environment.ts'
import { announce } from './alert/announce.ts'
import { follow } from './follow.ts'
import { pause, resume } from './pause.ts'
import { record } from './record.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND

let env: FakeEnvironment

beforeEach(() => {
  env = fakeEnvironment()
})

async function followed(name = 'Paris SG – OM', world = env): Promise<Follow> {
  const answer = await follow(world, { name, url: `https://billets.example/${encodeURIComponent(name)}` })
  if (answer.kind !== 'followed') throw new Error(answer.kind)
  return answer.follow
}

const offer = (fingerprint: string): Offer => ({ type: 'PMR', fingerprint, name: 'Place PMR' })
const open = (...prints: [string, ...string[]]): Verdict => {
  const [first, ...rest] = prints
  return { state: 'available', offers: [offer(first), ...rest.map(offer)] }
}
const none: Verdict = { state: 'none', proof: { kind: 'siblings', anchor: 'x', detail: 'ADULTE × 2' } }
const dark: Verdict = { state: 'unknown', reason: 'challenge' }

const seenBy = (one: Follow, verdict: Verdict, more: Partial<Seen> = {}, world = env): Seen => ({
  followId: one.id,
  reporter: 'me',
  kind: 'extension',
  verdict,
  at: world.world.now,
  ...more,
})

test('one alert per release, whichever eye saw it first', async () => {
  const one = await followed()
  await record(env, seenBy(one, open('a')))
  env.pass(SECOND)
  await record(env, seenBy(one, open('a', 'b'), { reporter: 'relay', kind: 'relay-browser' }))
  const [alert, ...others] = await listAlerts(await env.db())
  expect(others).toEqual([])
  expect(alert).toMatchObject({ followId: one.id, by: 'both', goneAt: null })
  expect(alert?.offers.map(({ fingerprint }) => fingerprint)).toEqual(['a', 'b'])
})

test('what cannot be seen neither closes an alert nor makes a new one', async () => {
  const one = await followed()
  await record(env, seenBy(one, open('a')))
  for (const verdict of [dark, open('a'), dark, open('a')]) {
    env.pass(MINUTE)
    await record(env, seenBy(one, verdict))
  }
  expect(await listAlerts(await env.db())).toMatchObject([{ goneAt: null }])
  expect(env.world.rung).toHaveLength(1)
})

test('what is gone is said quietly, and what comes back rings again', async () => {
  const one = await followed()
  await record(env, seenBy(one, open('a')))
  env.pass(10 * MINUTE)
  await record(env, seenBy(one, none))
  const goneAt = env.world.now
  expect(await listAlerts(await env.db())).toMatchObject([{ goneAt }])
  expect(env.world.rung).toHaveLength(1)
  env.pass(10 * MINUTE)
  await record(env, seenBy(one, open('a')))
  expect(await listAlerts(await env.db())).toMatchObject([{ goneAt: null }, { goneAt }])
  expect(env.world.rung).toHaveLength(2)
})

test('two tabs and an alarm that see the same at once ring once', async () => {
  const one = await followed()
  await Promise.all([
    record(env, seenBy(one, open('a'))),
    record(env, seenBy(one, open('a'))),
    record(env, seenBy(one, open('a'), { reporter: 'relay', kind: 'relay-fetch' })),
  ])
  expect(await listAlerts(await env.db())).toHaveLength(1)
  expect(env.world.rung).toHaveLength(1)
})

test('a worker that dies before it could say anything says it at its next start', async () => {
  const one = await followed()
  await record(dying(env, 'early'), seenBy(one, open('a')))
  expect(await listAlerts(await env.db())).toMatchObject([{ notifiedAt: null }])
  expect(env.world.rung).toEqual([])
  const next = env.restart()
  await announce(next)
  await announce(next)
  expect(next.world.rung).toHaveLength(1)
  expect(await listAlerts(await next.db())).toMatchObject([{ notifiedAt: next.world.now }])
})

test('what opens while it is paused rings at the first look after the pause', async () => {
  const one = await followed()
  await pause(env, one.id, { until: env.world.now + MINUTE })
  await record(env, seenBy(one, open('a')))
  expect(await listAlerts(await env.db())).toEqual([])
  env.pass(2 * MINUTE)
  await record(env, seenBy(one, open('a')))
  expect(env.world.rung).toHaveLength(1)
  await pause(env, null, { until: null })
  env.pass(MINUTE)
  await record(env, seenBy(one, none))
  expect(await listAlerts(await env.db())).toMatchObject([{ goneAt: null }])
  await resume(env, null)
  await record(env, seenBy(one, none))
  expect(await listAlerts(await env.db())).toMatchObject([{ goneAt: env.world.now }])
})

test('a clock that is put back shuts nobody out', async () => {
  const one = await followed()
  env.world.now += 3 * 3_600_000
  await record(env, seenBy(one, none))
  env.world.now -= 3 * 3_600_000
  await record(env, seenBy(one, open('a')))
  expect(env.world.rung).toHaveLength(1)
})

test('a look that is dated ahead counts as of now', async () => {
  const one = await followed()
  await record(env, seenBy(one, none, { at: env.world.now + 3_600_000 }))
  env.pass(MINUTE)
  await record(env, seenBy(one, open('a')))
  expect(env.world.rung).toHaveLength(1)
})

test('a follow that is gone takes nothing', async () => {
  const one = await followed()
  await (await env.db()).follows.delete(one.id)
  expect(await record(env, seenBy(one, open('a')))).toEqual([])
  expect(await (await env.db()).sights.toArray()).toEqual([])
})

const full = (): never => {
  throw new Error('the disk is full')
}

test('a seat that cannot be kept is told all the same, once, and kept when there is room again', async () => {
  const one = await followed()
  const db = await env.db()
  db.alerts.hook('creating', full)
  for (let looks = 0; looks < 3; looks += 1) {
    await expect(record(env, seenBy(one, open('a')))).rejects.toThrow('full')
    env.pass(MINUTE)
  }
  expect(env.world.rung).toMatchObject([{ title: expect.stringContaining('Paris SG – OM'), stays: true }])
  db.alerts.hook('creating').unsubscribe(full)
  await record(env, seenBy(one, open('a')))
  expect(await listAlerts(db)).toHaveLength(1)
})

const RELAY = 'http://localhost:1'

async function paired(): Promise<Follow> {
  await env.set({ relay: RELAY })
  env.world.online = false
  const one = await followed()
  const db = await env.db()
  await db.follows.update(one.id, { relayWatchId: 'om' })
  const { privateKey } = await crypto.subtle.generateKey({ name: 'Ed25519' }, false, ['sign', 'verify'])
  await db.deviceKeys.put({
    relay: RELAY,
    algorithm: 'Ed25519',
    privateKey,
    publicKey: 'x',
    device: 'd1',
    scopes: ['report'],
    createdAt: 0,
    pairedAt: 0,
  })
  return one
}

test('what is new is reported to the paired relay, without a word of the page', async () => {
  const one = await paired()
  await record(env, seenBy(one, open('PMR Tribune Boulogne 45 €'), { rung: 'fetch', evidence: 'ab' }))
  env.pass(SECOND)
  await record(env, seenBy(one, open('PMR Tribune Boulogne 45 €')))
  env.pass(SECOND)
  await record(env, seenBy(one, none, { reporter: 'relay', kind: 'relay-browser' }))
  const waiting = await listOutgoing(await env.db(), RELAY)
  expect(waiting).toMatchObject([
    {
      body: {
        watchId: 'om',
        verdict: { state: 'available', count: null, prints: [expect.stringMatching(/^[0-9a-f]{16}$/)] },
        rung: 'fetch',
        evidence: 'ab',
        version: '0.1.0',
      },
    },
  ])
  expect(JSON.stringify(waiting)).not.toContain('Boulogne')
})

test('who asked for no reports, or is not paired, reports nothing', async () => {
  const one = await paired()
  await env.set({ reports: false })
  await record(env, seenBy(one, open('a')))
  await env.set({ reports: true })
  await (await env.db()).deviceKeys.clear()
  env.pass(SECOND)
  await record(env, seenBy(one, none))
  expect(await listOutgoing(await env.db(), RELAY)).toEqual([])
})

const VERDICTS = { none, dark, a: open('a'), b: open('b'), ab: open('a', 'b') }

const step = recordOf({
  what: constantFrom<keyof typeof VERDICTS>('none', 'dark', 'a', 'b', 'ab'),
  relay: boolean(),
  /** Minutes since the step before, so that some come at once and some after a long silence. */
  wait: constantFrom(0, 0, 1, 3, 30),
  copies: integer({ min: 1, max: 3 }),
  /** The worker dies while it announces; `late`: the notification was drawn already. */
  dies: constantFrom('no', 'no', 'no', 'early', 'late'),
})

/** A worker that dies when it would say something: before anybody heard it, or just after. */
function dying(world: FakeEnvironment, when: 'early' | 'late'): FakeEnvironment {
  const { show } = world.notifications
  return {
    ...world,
    notifications: {
      ...world.notifications,
      async show(id, notification) {
        if (when === 'late') await show(id, notification)
        throw new Error('dead')
      },
      change: () => Promise.reject(new Error('dead')),
    },
    warn() {},
  }
}

test('whatever the order, the copies and the deaths: one alert per release, each announced, none twice', async () => {
  await assert(
    asyncProperty(array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      let world = fakeEnvironment()
      const one = await followed('OM', world)
      const db = await world.db()
      let late = 0
      for (const { what, relay, wait, copies, dies } of steps) {
        world.pass(wait * MINUTE + 1)
        const who = relay
          ? { reporter: 'relay' as const, kind: 'relay-browser' as const }
          : { reporter: 'me' as const }
        const seen = seenBy(one, VERDICTS[what], who, world)
        const life = dies === 'no' ? world : dying(world, dies)
        await Promise.all(Array.from({ length: copies }, () => record(life, seen)))
        if (dies !== 'no') world = world.restart()
        if (dies === 'late') late += copies
      }
      await announce(world)
      const alerts = await listAlerts(db)
      expect(alerts).toHaveLength((await db.sights.get(one.id))?.state.releases ?? -1)
      expect(alerts.filter(({ goneAt }) => goneAt === null).length).toBeLessThanOrEqual(1)
      for (const { id, said, goneAt } of alerts) {
        expect(said).toMatchObject({ gone: goneAt !== null })
        const rings = world.world.rung.filter((shown) => shown.id === id && shown.stays).length
        // It rings for the opening and for offers that come beside; a death may repeat what came beside.
        expect(rings).toBeLessThanOrEqual((said?.prints.length ?? 0) + (said?.prints.length === 1 ? 0 : late))
      }
    }),
    { numRuns: 60 },
  )
})
