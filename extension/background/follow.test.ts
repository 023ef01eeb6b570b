import type { FakeEnvironment } from '../test/fake-environment.ts'
import type { Verdict } from '#core/verdict.ts'

import { beforeEach, expect, test } from 'vitest'

import { FOLLOWS_MOST, listFollows } from '../db/follows.ts'
import { fakeEnvironment } from '../test/fake-environment.ts'
import { edit, exportAll, follow, importFollows, retirePast } from './follow.ts'
import { housekeep } from './housekeep.ts'
import { load } from './load.ts'
import { pause, resume } from './pause.ts'
import { record } from './record.ts'
import { removeFollow, undoRemove } from './remove.ts'
import { changeSettings, readSettings } from './settings.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const open: Verdict = { state: 'available', offers: [{ type: 'PMR', fingerprint: 'a', name: 'PMR' }] }

let env: FakeEnvironment

beforeEach(() => {
  env = fakeEnvironment()
})

async function added(name: string, more: object = {}) {
  const answer = await follow(env, { name, url: `https://billets.example/${name}`, ...more })
  if (answer.kind !== 'followed') throw new Error(JSON.stringify(answer))
  return answer.follow
}

const names = async () => (await listFollows(await env.db())).map(({ name }) => name)

const see = (followId: string, verdict: Verdict = open) =>
  record(env, { followId, reporter: 'me', kind: 'extension', verdict, at: env.world.now })

test('matches stand by their date, those without one last', async () => {
  await added('undated')
  await added('late', { date: '2027-05-01' })
  await added('soon', { date: '2026-12-01' })
  expect(await names()).toEqual(['soon', 'late', 'undated'])
  expect((await load(env)).follows.map(({ name }) => name)).toEqual(['soon', 'late', 'undated'])
})

test('a page is followed once', async () => {
  const first = await added('om')
  const again = await follow(env, { name: 'other', url: 'https://billets.example/om/?utm_source=mail#top' })
  expect(again).toMatchObject({ kind: 'already', follow: { id: first.id, name: 'om' } })
  expect(await names()).toEqual(['om'])
})

test('two presses at once follow once', async () => {
  const draft = { name: 'om', url: 'https://billets.example/om' }
  const kinds = (await Promise.all([follow(env, draft), follow(env, draft)])).map(({ kind }) => kind)
  expect(kinds.toSorted()).toEqual(['already', 'followed'])
})

test('there is an end to what one person follows, and it is told', async () => {
  const all = Array.from({ length: FOLLOWS_MOST + 3 }, (_, index) => ({
    nom: `${index}`,
    url: `https://billets.example/${index}`,
  }))
  const text = JSON.stringify(all)
  expect(await importFollows(env, text)).toEqual({
    added: FOLLOWS_MOST,
    already: 0,
    issues: [{ path: `${FOLLOWS_MOST}`, problem: 'too-many' }],
  })
  expect(await follow(env, { name: 'x', url: 'https://billets.example/x' })).toEqual({
    kind: 'full',
    most: FOLLOWS_MOST,
  })
})

test('a file goes out and comes in again without doubling anything', async () => {
  await added('om', { date: '2026-12-01' })
  const { text } = await exportAll(env)
  expect(await importFollows(env, text)).toEqual({ added: 0, already: 1, issues: [] })
  const other = fakeEnvironment()
  expect(await importFollows(other, text)).toEqual({ added: 1, already: 0, issues: [] })
  expect(await listFollows(await other.db())).toMatchObject([{ name: 'om', date: '2026-12-01' }])
})

test('another page, or another thing on it, has no past', async () => {
  const { id } = await added('om')
  await see(id)
  await edit(env, id, { name: 'Marseille', pace: 'hot' })
  expect((await load(env)).sights).toMatchObject([{ state: { checks: 1 } }])
  await edit(env, id, { target: { label: 'PMR' } })
  expect((await load(env)).sights).toMatchObject([{ state: { checks: 0, openRelease: null } }])
  expect((await load(env)).alerts).toMatchObject([{ goneAt: env.world.now }])
  env.pass(MINUTE)
  await see(id)
  expect(env.world.rung).toHaveLength(2)
})

test('a change that is refused changes nothing', async () => {
  const { id } = await added('om')
  await added('ol')
  expect(await edit(env, id, { url: 'http://billets.example/om' })).toEqual({
    kind: 'refused',
    refusal: { field: 'url', problem: 'not-https' },
  })
  expect(await edit(env, id, { url: 'https://billets.example/ol' })).toMatchObject({ kind: 'already' })
  expect(await edit(env, 'nobody', { name: 'x' })).toEqual({ kind: 'gone' })
  expect((await names()).toSorted()).toEqual(['ol', 'om'])
})

test('a match retires the day after, and is looked at no more', async () => {
  const { id } = await added('om', { date: '2026-11-20' })
  expect(await retirePast(env)).toBe(0)
  env.pass(DAY)
  expect(await retirePast(env)).toBe(1)
  await see(id)
  expect((await load(env)).alerts).toEqual([])
  expect((await load(env)).follows).toMatchObject([{ id, retiredAt: env.world.now }])
})

test('one is paused until a time, or all are', async () => {
  const { id } = await added('om')
  expect(await pause(env, id, { until: env.world.now + MINUTE })).toBe(true)
  expect((await load(env)).follows).toMatchObject([{ paused: { until: env.world.now + MINUTE } }])
  expect(await resume(env, id)).toBe(true)
  expect((await load(env)).follows).toMatchObject([{ paused: null }])
  expect(await pause(env, 'nobody', { until: null })).toBe(false)
  await pause(env, null, { until: null })
  expect((await readSettings(env)).pausedAll).toEqual({ until: null })
  await resume(env, null)
  expect((await readSettings(env)).pausedAll).toBeNull()
})

test('what is deleted is gone with its notification, and comes back with its past, silently', async () => {
  const { id } = await added('om')
  await see(id)
  expect(env.world.notices.size).toBe(1)
  expect(await removeFollow(env, id)).toBe(true)
  expect(env.world.notices.size).toBe(0)
  expect(await load(env)).toMatchObject({ follows: [], sights: [], alerts: [] })
  expect(await undoRemove(env, id)).toBe(true)
  expect(await load(env)).toMatchObject({
    follows: [{ id }],
    sights: [{ state: { checks: 1 } }],
    alerts: [{ followId: id }],
  })
  env.pass(1)
  await see(id)
  expect(env.world.rung).toHaveLength(1)
  expect(await undoRemove(env, id)).toBe(false)
})

test('after a while, or when the page is followed again, nothing comes back', async () => {
  const first = await added('om')
  await removeFollow(env, first.id)
  const second = await added('om')
  expect(await undoRemove(env, first.id)).toBe(false)
  await removeFollow(env, second.id)
  env.pass(11 * MINUTE)
  await housekeep(env)
  expect(await undoRemove(env, second.id)).toBe(false)
})

test('the old is forgotten, what stands open is not', async () => {
  const om = await added('om')
  const ol = await added('ol')
  await see(om.id)
  await see(ol.id)
  env.pass(1)
  await see(ol.id, { state: 'none', proof: { kind: 'sold-out', anchor: 'x', detail: 'complet' } })
  env.pass(100 * DAY)
  await housekeep(env)
  expect((await load(env)).alerts).toMatchObject([{ followId: om.id }])
})

test('settings that change at once are all kept', async () => {
  await Promise.all([
    changeSettings(env, { textSize: 150 }),
    changeSettings(env, { sound: { on: true, volume: 80 } }),
    changeSettings(env, { language: 'en' }),
  ])
  expect(await readSettings(env)).toMatchObject({
    textSize: 150,
    sound: { on: true, volume: 80 },
    language: 'en',
  })
})
