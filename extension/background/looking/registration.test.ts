import { beforeEach, expect, test } from 'vitest'

import type { Fake } from './fake-browser.ts'

import { follow } from '../../test/known-samples.ts'
import { fakeBrowser } from './fake-browser.ts'
import { patternOf, reachOpenTabs, syncWatcher } from './registration.ts'
import { startLooking } from './start.ts'

const SITE = follow().host
const at = (id: string, host: string) => follow({ id, host, url: `https://${host}/fr/${id}` })

let fake: Fake

beforeEach(() => {
  fake = fakeBrowser()
})

const keep = async (...follows: ReturnType<typeof follow>[]) => {
  const db = await fake.env.db()
  await db.follows.clear()
  await db.follows.bulkPut(follows)
}
const matches = () => fake.registered.get('watcher')?.matches

test('the watcher stands on the sites that are followed and allowed, by their exact names, once', async () => {
  await keep(at('om', SITE), at('ol', SITE), at('fcn', 'billetterie.fcn.example'), at('far', 'far.example'))
  fake.allowed = new Set([SITE, 'billetterie.fcn.example'])
  await syncWatcher(fake.env)
  expect([...fake.registered.keys()]).toEqual(['watcher'])
  expect(matches()).toEqual(['https://billetterie.fcn.example/*', `https://${SITE}/*`])
  expect(fake.registered.get('watcher')?.file).toBe('/watcher.js')
})

test('it goes with the follow and with the permission, and comes back with either', async () => {
  await keep(at('om', SITE))
  await startLooking(fake.env, 'follows')
  expect(matches()).toEqual([`https://${SITE}/*`])
  fake.allowed = new Set()
  await startLooking(fake.env, 'access')
  expect(matches()).toBeUndefined()
  fake.allowed = null
  await startLooking(fake.env, 'access')
  expect(matches()).toEqual([`https://${SITE}/*`])
  await keep({ ...at('om', SITE), retiredAt: 1 })
  await startLooking(fake.env, 'follows')
  expect(matches()).toBeUndefined()
})

test('an update clears it: the next start registers it again and reaches the tabs that stood open', async () => {
  await keep(at('om', SITE))
  const tab = { windowId: 1, active: false, discarded: false }
  fake.tabs = [
    { ...tab, id: 1, url: `https://${SITE}/fr/om` },
    { ...tab, id: 2, url: `https://${SITE}/fr/om`, discarded: true },
    { ...tab, id: 3, url: 'https://elsewhere.example/' },
  ]
  await startLooking(fake.env, 'installed')
  expect(matches()).toEqual([`https://${SITE}/*`])
  expect(fake.injected.filter(({ file }) => file === '/watcher.js').map(({ tabId }) => tabId)).toEqual([1])
})

test('no site is touched without its permission', async () => {
  await keep(at('om', SITE))
  fake.tabs = [{ id: 1, url: `https://${SITE}/fr/om`, windowId: 1, active: true, discarded: false }]
  fake.allowed = new Set()
  await reachOpenTabs(fake.env)
  expect(fake.injected).toEqual([])
})

test('a worker that merely wakes asks nobody for anything', async () => {
  await keep(at('om', SITE))
  await startLooking(fake.env, 'woke')
  expect(fake.asked).toEqual([])
  expect(fake.alarms.get('tick')?.periodMinutes).toBe(1)
})

test('a pattern names the host alone: Firefox knows no ports in it', () => {
  expect(patternOf('http://localhost:8321/match/om?x=1')).toBe('http://localhost/*')
})

test('a window that a worker of before left behind is taken up, and closed when nobody wants it', async () => {
  await keep(at('om', SITE))
  const [windowId, tabId] = [31, 32]
  fake.tabs = [{ id: tabId, url: `https://${SITE}/fr/om`, windowId, active: true, discarded: false }]
  await fake.env.local.set({ window: { windowId, tabId, host: SITE } })
  await startLooking(fake.env, 'installed')
  expect(fake.windows.closed).toEqual([windowId])
})

test('after a restart of the browser its numbers may be another window’s: that one is left alone', async () => {
  await keep(at('om', SITE))
  const [windowId, tabId] = [31, 32]
  fake.tabs = [{ id: tabId, url: 'https://mail.example/', windowId, active: true, discarded: false }]
  await fake.env.local.set({ window: { windowId, tabId, host: SITE } })
  await startLooking(fake.env, 'browser-started')
  expect(fake.windows.closed).toEqual([])
  expect(await fake.env.local.get('window')).toBeUndefined()
})
