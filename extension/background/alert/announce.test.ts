import type { Follow, LocalAlert } from '../../db/types.ts'
import type { FakeEnvironment } from '../../test/fake-environment.ts'
import type { Offer, Verdict } from '#core/verdict.ts'

import { beforeEach, expect, test } from 'vitest'

import { fakeEnvironment } from '../../test/fake-environment.ts'
import { record } from '../record.ts'
import { announce, testAlert } from './announce.ts'
import { answerNotice, markSeen, visitAlert } from './answer.ts'
import { GROUP } from './plan.ts'

const MINUTE = 60_000
let env: FakeEnvironment

beforeEach(() => {
  env = fakeEnvironment()
})

const clock = (at: number) => new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short' }).format(at)

async function follow(name: string, change: Partial<Follow> = {}): Promise<Follow> {
  const one: Follow = {
    id: crypto.randomUUID(),
    name,
    url: `https://billets.example/${encodeURIComponent(name)}`,
    host: 'billets.example',
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

const offer = (fingerprint: string, more: Partial<Offer> = {}): Offer => ({
  type: 'PMR',
  fingerprint,
  name: 'Place PMR + accompagnateur, fauteuil roulant',
  price: '45,00 €',
  quantity: 2,
  ...more,
})

const open = (...offers: [Offer, ...Offer[]]): Verdict => ({ state: 'available', offers })
const none: Verdict = { state: 'none', proof: { kind: 'siblings', anchor: 'x', detail: 'ADULTE' } }

const see = (one: Follow, verdict: Verdict, reporter: 'me' | 'relay' = 'me') =>
  record(env, {
    followId: one.id,
    reporter,
    kind: reporter === 'me' ? 'extension' : 'relay-browser',
    verdict,
    at: env.world.now,
    rung: 'page',
  })

/** An alert that nobody was told of. */
const owed = (id: string, one: Follow, more: Partial<LocalAlert> = {}): LocalAlert => ({
  id,
  followId: one.id,
  openedAt: env.world.now,
  offers: [offer('a')],
  by: 'me',
  notifiedAt: null,
  seenAt: null,
  goneAt: null,
  falseAlarmAt: null,
  ...more,
})

const alertOf = async (one: Follow): Promise<LocalAlert> => {
  const [alert] = await (await env.db()).alerts.where('followId').equals(one.id).toArray()
  if (alert === undefined) throw new Error('no alert')
  return alert
}

test('an opening is one notification, in few words that say nothing of anybody’s health', async () => {
  const om = await follow('Paris SG – OM')
  await see(om, open(offer('a')))
  const { id } = await alertOf(om)
  expect([...env.world.notices]).toEqual([
    [
      id,
      {
        title: '2 places PMR : Paris SG – OM',
        message: `45,00 € · vu à ${clock(env.world.now)} par ce navigateur`,
        items: [],
        buttons: ['Ouvrir', 'Vu'],
        stays: true,
        silent: false,
      },
    ],
  ])
  expect(env.world.badge?.text).toBe('1')
  env.pass(MINUTE)
  await see(om, open(offer('a')))
  await announce(env)
  expect(env.world.rung).toHaveLength(1)
  expect((await alertOf(om)).notifiedAt).toBe(env.world.now - MINUTE)
})

test('what is new in the same release rings on the same notification; what goes is said quietly', async () => {
  const om = await follow('Paris SG – OM')
  await see(om, open(offer('a')))
  const opened = env.world.now
  env.pass(MINUTE)
  await see(om, open(offer('a'), offer('b', { price: '30,00 €', quantity: 1 })))
  expect(env.world.rung.map(({ title }) => title)).toEqual([
    '2 places PMR : Paris SG – OM',
    '3 places PMR : Paris SG – OM',
  ])
  expect(env.world.rung[1]?.message).toMatch(/^dès 30,00 € · /)
  expect(env.world.notices.size).toBe(1)
  env.pass(2 * MINUTE)
  await see(om, none)
  expect(env.world.rung).toHaveLength(2)
  const [gone] = [...env.world.notices.values()]
  expect(gone).toMatchObject({
    title: 'Places parties : Paris SG – OM',
    silent: true,
    stays: false,
    buttons: [],
  })
  expect(gone?.message).toBe(`Parties à ${clock(env.world.now)}, restées 3 min.`)
  expect(opened).toBe(env.world.now - 3 * MINUTE)
})

test('one that the person put away is not brought back to say that the seats are gone', async () => {
  const om = await follow('Paris SG – OM')
  await see(om, open(offer('a')))
  env.world.notices.clear()
  env.pass(MINUTE)
  await see(om, none)
  expect(env.world.notices.size).toBe(0)
})

test('seen by the relay and by me is one alert', async () => {
  const om = await follow('Paris SG – OM')
  await see(om, open(offer('a')), 'relay')
  expect(env.world.rung[0]?.message).toMatch(/par le relais$/)
  env.pass(30_000)
  await see(om, open(offer('a')))
  expect(env.world.rung).toHaveLength(1)
  expect([...env.world.notices.values()][0]?.message).toMatch(/par ce navigateur et le relais$/)
})

test('a worker that died before it could say so is followed by one that does, once', async () => {
  const om = await follow('Paris SG – OM')
  env.notifications.show = () => Promise.reject(new Error('the worker is ended'))
  env.warn = () => {}
  await see(om, open(offer('a')))
  expect(env.world.rung).toEqual([])
  env = env.restart()
  env.pass(5 * MINUTE)
  await announce(env)
  await announce(env)
  expect(env.world.rung).toHaveLength(1)
  expect(env.world.rung[0]?.message).toContain(`là depuis ${clock(env.world.now - 5 * MINUTE)}`)
})

test('what came and went while nobody could say so is told quietly, and old history not at all', async () => {
  const [om, real] = [await follow('OM'), await follow('Real')]
  const db = await env.db()
  const at = env.world.now
  await db.alerts.put(owed('one', om, { openedAt: at - 5 * MINUTE, goneAt: at - MINUTE }))
  await db.alerts.put(owed('two', real, { openedAt: at - 2000 * MINUTE, goneAt: at - 1999 * MINUTE }))
  await announce(env)
  expect(env.world.rung.map(({ id, silent, stays }) => ({ id, silent, stays }))).toEqual([
    { id: 'one', silent: true, stays: false },
  ])
})

test('many openings at once share one notification, and one sound', async () => {
  await env.set({ sound: { on: true, volume: 40 } })
  const all = []
  for (const name of ['A', 'B', 'C', 'D', 'E', 'F']) all.push(await follow(name))
  const db = await env.db()
  for (const [index, one] of all.entries())
    await db.alerts.put(owed(`r${index}`, one, { openedAt: env.world.now - 1000 + index }))
  await announce(env)
  expect(env.world.rung.map(({ id, title }) => [id, title])).toEqual([[GROUP, 'Places PMR pour 6 matchs']])
  expect(env.world.rung[0]?.message).toBe(
    'A : 2 places PMR\nB : 2 places PMR\nC : 2 places PMR\nD : 2 places PMR\net 2 autres matchs',
  )
  expect(env.world.sounds).toEqual([40])
  await announce(env)
  expect(env.world.rung).toHaveLength(1)
  await answerNotice(env, GROUP)
  await answerNotice(env, GROUP, 0)
  expect(env.world.tabs.map(({ url }) => url)).toEqual(['chrome-extension://vigie/popup.html?tab'])
  await markSeen(env, ['r0'])
  expect(env.world.notices.get(GROUP)?.title).toBe('Places PMR pour 5 matchs')
  await answerNotice(env, GROUP, 1)
  expect(env.world.notices.size).toBe(0)
  expect((await db.alerts.toArray()).every(({ seenAt }) => seenAt !== null)).toBe(true)
  expect(env.world.rung).toHaveLength(1)
})

test('one opening more than get a notification each is told in its own words, then with the next', async () => {
  const db = await env.db()
  for (const name of ['A', 'B', 'C', 'D', 'E']) {
    await db.alerts.put(owed(name, await follow(name)))
    await announce(env)
    env.pass(1000)
  }
  expect(env.world.rung.map(({ id, title }) => [id, title])).toEqual([
    ['A', '2 places PMR : A'],
    ['B', '2 places PMR : B'],
    ['C', '2 places PMR : C'],
    [GROUP, '2 places PMR : D'],
    [GROUP, 'Places PMR pour 2 matchs'],
  ])
})

test('in quiet hours it is shown without a sound, unless the match is to ring always', async () => {
  const [om, final] = [await follow('OM'), await follow('Finale')]
  await env.set({
    sound: { on: true, volume: 50 },
    quiet: { from: '00:00', to: '23:59' },
    always: [final.id],
  })
  await see(om, open(offer('a')))
  expect(env.world.rung.map(({ silent }) => silent)).toEqual([true])
  expect(env.world.sounds).toEqual([])
  await see(final, open(offer('a')))
  expect(env.world.rung.map(({ silent }) => silent)).toEqual([true, false])
  expect(env.world.sounds).toEqual([50])
})

test('a pause says nothing new; what is still there after it is said then', async () => {
  const om = await follow('OM')
  await see(om, open(offer('a')))
  const db = await env.db()
  const real = await follow('Real', { paused: { until: env.world.now + MINUTE } })
  await db.alerts.put(owed('paused', real))
  await announce(env)
  expect(env.world.rung).toHaveLength(1)
  env.pass(2 * MINUTE)
  await announce(env)
  expect(env.world.rung.map(({ id }) => id)).toContain('paused')
})

test('where notifications are off the icon still says it, and the alert that nobody was notified', async () => {
  env.world.allowed = false
  await env.set({ sound: { on: true, volume: 50 } })
  const om = await follow('OM')
  await see(om, open(offer('a')))
  await announce(env)
  expect(env.world.rung).toEqual([])
  expect(env.world.badge).toMatchObject({ text: '1' })
  expect(env.world.badge?.title).toContain('OM')
  expect(env.world.sounds).toEqual([50])
  expect((await alertOf(om)).notifiedAt).toBeNull()
  expect(await testAlert(env)).toEqual({ shown: false, sounded: true })
})

test('a press opens the page once: in its tab when it stands open, and only at the followed host', async () => {
  const om = await follow('OM')
  await see(om, open(offer('a', { url: 'https://evil.example/phish' })))
  const { id } = await alertOf(om)
  await Promise.all([answerNotice(env, id), answerNotice(env, id, 0)])
  expect(env.world.tabs.map(({ url }) => url)).toEqual([om.url])
  expect(env.world.focused).toEqual([env.world.tabs[0]?.id])
  expect(env.world.notices.size).toBe(0)
  expect((await alertOf(om)).seenAt).toBeNull()
  const real = await follow('Real')
  env.world.tabs.push({
    id: 7,
    url: `${real.url}/?utm_source=x#top`,
    windowId: 2,
    active: false,
    discarded: false,
  })
  await see(real, open(offer('b')))
  expect(await visitAlert(env, (await alertOf(real)).id)).toBe(true)
  expect(env.world.focused.at(-1)).toBe(7)
  expect(env.world.tabs).toHaveLength(2)
  const bad = await follow('Bad', { url: 'http://billets.example/x' })
  await see(bad, open(offer('c', { url: 'javascript:alert(1)' })))
  expect(await visitAlert(env, (await alertOf(bad)).id)).toBe(false)
  expect(env.world.tabs).toHaveLength(2)
})

test('"seen" lets go of notification and badge; seats beside those that were seen ring again', async () => {
  const om = await follow('OM')
  await see(om, open(offer('a')))
  await answerNotice(env, (await alertOf(om)).id, 1)
  expect(env.world.notices.size).toBe(0)
  expect(env.world.badge?.text).toBe('')
  env.pass(MINUTE)
  await see(om, open(offer('a')))
  expect(env.world.rung).toHaveLength(1)
  env.pass(MINUTE)
  await see(om, open(offer('a'), offer('b')))
  expect(env.world.rung.map(({ title }) => title)).toEqual(['2 places PMR : OM', '4 places PMR : OM'])
  expect(env.world.badge?.text).toBe('1')
  await markSeen(env, [(await alertOf(om)).id])
  env.pass(MINUTE)
  await see(om, none)
  expect(env.world.rung).toHaveLength(2)
  expect(env.world.notices.size).toBe(0)
})

test('something ambiguous is told softly, once, in words that promise nothing', async () => {
  const om = await follow('OM')
  const odd: Verdict = { state: 'unknown', reason: 'ambiguous-offer', detail: '« PMR : contactez-nous »' }
  await see(om, odd)
  env.pass(MINUTE)
  await see(om, odd)
  env.pass(MINUTE)
  await see(om, odd)
  expect(env.world.rung).toHaveLength(1)
  expect(env.world.rung[0]).toMatchObject({
    title: 'À vérifier, aucune place confirmée : OM',
    silent: true,
    stays: false,
  })
})

test('what was ambiguous and is said late is not said beside the seat that it turned out to be', async () => {
  const om = await follow('OM')
  await see(om, open(offer('a')))
  const event = { type: 'ambiguous', at: env.world.now, fingerprint: 'x' } as const
  await announce(env, [{ followId: om.id, event }])
  expect(env.world.rung.map(({ title }) => title)).toEqual(['2 places PMR : OM'])
})
