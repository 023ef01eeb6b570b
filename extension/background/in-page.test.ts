import type { FakeEnvironment } from '../test/fake-environment.ts'
import type { Call } from '../ports/scripting.ts'

import { beforeEach, expect, test } from 'vitest'

import { readStatic } from '#readers/static-document.ts'

import { MATCH_URL, psgPage } from '../../relay/test/psg-page.ts'
import { fakeEnvironment } from '../test/fake-environment.ts'
import { follow } from './follow.ts'
import { load } from './load.ts'
import { pause } from './pause.ts'
import { route } from './router.ts'

const page = { id: 'vigie', url: 'chrome-extension://vigie/popup.html' }
const tabAt = (url: string, id = 7) => ({ id: 'vigie', url, frameId: 0, tab: { id } })

let env: FakeEnvironment
let called: { tabId: number; file: string; ask: Call }[]

beforeEach(() => {
  env = fakeEnvironment()
  called = []
  env.scripting.call = async (tabId, file, ask) => {
    called.push({ tabId, file, ask })
    return { value: ask.name === 'mark' ? 2 : null }
  }
})

/** The person looks at this page. */
function stand(url: string, title = 'Paris SG – OM | Billetterie'): void {
  const tab = { id: 7, url, windowId: 1, active: true, discarded: false }
  env.world.tabs = [tab]
  env.tabs.current = async () => ({ ...tab, title })
}

const picked = (purpose: string, part: object = {}) => ({
  type: 'picked',
  purpose,
  url: MATCH_URL,
  pick: {
    selector: '[data-offer-type="PMR"]',
    label: 'Boulogne',
    matches: 1,
    text: 'Place PMR',
    title: 'Paris SG – OM',
    heading: 'Paris SG – OM',
  },
  ...part,
})

const ask = (message: object) => route(env, message, page)

test('what the person points at is followed, once, from the tab where they were asked', async () => {
  stand(MATCH_URL)
  expect(await ask({ type: 'pick', purpose: 'new' })).toEqual({ done: true })
  expect(called).toMatchObject([
    { tabId: 7, file: '/picker.js', ask: { argument: { words: { lang: 'fr' } } } },
  ])
  expect(await route(env, picked('new'), tabAt(MATCH_URL, 8))).toEqual({ done: false })
  expect(await route(env, picked('new'), tabAt(MATCH_URL))).toEqual({ done: true })
  expect(await route(env, picked('new'), tabAt(MATCH_URL))).toEqual({ done: false })
  expect((await load(env)).follows).toMatchObject([
    {
      name: 'Paris SG – OM',
      url: MATCH_URL,
      target: { selector: '[data-offer-type="PMR"]', label: 'Boulogne' },
    },
  ])
})

test('what is pointed at for a follow replaces what was looked for, and keeps the rest', async () => {
  stand(MATCH_URL)
  const target = { selector: '.old', label: 'old', places: 2 }
  const made = await follow(env, { name: 'OM', url: MATCH_URL, target })
  if (made.kind !== 'followed') throw new Error(made.kind)
  const { id } = made.follow
  await ask({ type: 'pick', purpose: id })
  const { pick } = picked(id)
  await route(env, picked(id, { pick: { ...pick, label: null } }), tabAt(MATCH_URL))
  expect((await load(env)).follows).toMatchObject([{ target: { selector: pick.selector, places: 2 } }])
  expect((await load(env)).follows[0]?.target).not.toHaveProperty('label')
})

test('what is pointed at on a page that is followed already is looked for there from now on', async () => {
  stand(MATCH_URL)
  await follow(env, { name: 'OM', url: MATCH_URL, target: { selector: '.old', label: 'old', places: 2 } })
  await ask({ type: 'pick', purpose: 'new' })
  expect(await route(env, picked('new'), tabAt(MATCH_URL))).toEqual({ done: true })
  const target = { selector: '[data-offer-type="PMR"]', label: 'Boulogne', places: 2 }
  expect((await load(env)).follows).toMatchObject([{ name: 'OM', target }])
})

test('who leaves, or takes too long, has chosen nothing', async () => {
  stand(MATCH_URL)
  await ask({ type: 'pick', purpose: 'new' })
  expect(await route(env, picked('new', { pick: null }), tabAt(MATCH_URL))).toEqual({ done: false })
  await ask({ type: 'pick', purpose: 'new' })
  env.pass(16 * 60_000)
  expect(await route(env, picked('new'), tabAt(MATCH_URL))).toEqual({ done: false })
  expect((await load(env)).follows).toEqual([])
})

test('a page is suggested with its own name and day, or as what it is already', async () => {
  stand(`${MATCH_URL}#places`)
  const facts = readStatic(psgPage({ offers: '' }), { url: MATCH_URL })
  env.scripting.call = async () => ({ value: facts })
  expect(await ask({ type: 'suggest' })).toMatchObject({
    kind: 'page',
    read: true,
    draft: { name: facts.headings[0], url: MATCH_URL, date: facts.when?.last ?? null },
  })
  env.scripting.call = async () => null
  expect(await ask({ type: 'suggest' })).toMatchObject({
    kind: 'page',
    read: false,
    draft: { name: 'Paris SG – OM' },
  })
  await follow(env, { name: 'OM', url: MATCH_URL })
  expect(await ask({ type: 'suggest' })).toMatchObject({ kind: 'already', follow: { name: 'OM' } })
  stand('chrome://settings')
  expect(await ask({ type: 'suggest' })).toEqual({ kind: 'none' })
})

test('offers are marked where the page stands open, at the person’s press', async () => {
  const made = await follow(env, { name: 'OM', url: MATCH_URL })
  if (made.kind !== 'followed') throw new Error(made.kind)
  const { id } = made.follow
  expect(await ask({ type: 'mark', id })).toEqual({ done: false })
  stand(MATCH_URL)
  expect(await ask({ type: 'mark', id })).toEqual({ done: true })
  expect(env.world.focused).toEqual([7])
  expect(called).toMatchObject([{ file: '/marks.js', ask: { name: 'mark' } }])
})

test('a pause until a time lets the page be read on, so that its end needs no telling; one without end does not', async () => {
  const made = await follow(env, { name: 'OM', url: MATCH_URL })
  if (made.kind !== 'followed') throw new Error(made.kind)
  const here = () => route(env, { type: 'here', url: MATCH_URL }, tabAt(MATCH_URL))
  await pause(env, made.follow.id, { until: env.world.now + 60_000 })
  expect(await here()).toMatchObject({ followed: true })
  await pause(env, made.follow.id, { until: null })
  expect(await here()).toEqual({ followed: false })
})
