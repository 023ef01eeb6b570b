import type { FakeEnvironment } from '../test/fake-environment.ts'

import { anything, assert, asyncProperty } from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'

import { fakeEnvironment } from '../test/fake-environment.ts'
import { senderOf } from '../sender.ts'
import { follow } from './follow.ts'
import { load } from './load.ts'
import { route } from './router.ts'

const OWN = { id: 'vigie', origin: 'chrome-extension://vigie' }
const page = { id: 'vigie', url: 'chrome-extension://vigie/popup.html', origin: 'chrome-extension://vigie' }
const inTab = (url: string) => ({ id: 'vigie', url, origin: new URL(url).origin, frameId: 0, tab: { id: 7 } })

let env: FakeEnvironment

beforeEach(() => {
  env = fakeEnvironment()
})

describe('who speaks', () => {
  test.each([
    ['our popup', page, 'own-page'],
    ['our page in a tab', { ...page, tab: { id: 3 } }, 'own-page'],
    ['our script in a page', inTab('https://billets.example/om'), 'tab'],
    ['another extension', { ...page, id: 'other', url: 'chrome-extension://other/x.html' }, 'stranger'],
    ['another extension that says it is us', { ...page, url: 'chrome-extension://other/x.html' }, 'stranger'],
    ['a page that claims our address', { ...inTab('https://a.example'), url: page.url }, 'stranger'],
    ['a frame in a page', { ...inTab('https://billets.example/om'), frameId: 4 }, 'stranger'],
    ['a page of no tab', { ...inTab('https://billets.example/om'), tab: undefined }, 'stranger'],
    ['a file', { ...inTab('https://a.example'), url: 'file:///etc/passwd', origin: undefined }, 'stranger'],
    ['nobody', {}, 'stranger'],
  ])('%s', (_, sender, kind) => {
    expect(senderOf(sender, OWN).kind).toBe(kind)
  })
})

const PRIVILEGED = [
  { type: 'follow', draft: { name: 'x', url: 'https://evil.example' } },
  { type: 'settings', change: { relay: 'https://evil.example' } },
  { type: 'pair', relay: 'https://evil.example' },
  { type: 'remove', id: 'f1' },
  { type: 'import', text: '[]' },
  { type: 'export' },
  { type: 'test-alert' },
]

test.each(PRIVILEGED)('a page cannot ask for $type', async (message) => {
  expect(await route(env, message, inTab('https://billets.example/om'))).toEqual({ refused: 'shape' })
  expect(await route(env, message, { ...page, id: 'other' })).toEqual({ refused: 'sender' })
  expect((await load(env)).follows).toEqual([])
})

test('our own page may', async () => {
  const draft = { name: 'Paris SG – OM', url: 'https://billets.example/om' }
  const answer = await route(env, { type: 'follow', draft }, page)
  expect(answer).toMatchObject({ kind: 'followed', follow: { name: 'Paris SG – OM' } })
  expect(await route(env, { type: 'follow', draft: { name: 'x', url: 'http://b.example' } }, page)).toEqual({
    kind: 'refused',
    refusal: { field: 'url', problem: 'not-https' },
  })
  expect(await route(env, { type: 'settings', change: { textSize: 150, relay: 7 } }, page)).toEqual({
    done: true,
  })
  expect((await load(env)).settings).toMatchObject({ textSize: 150, relay: null })
})

test('a script hears that its page is followed, by the address that the browser gives', async () => {
  const answer = await follow(env, { name: 'OM', url: 'https://billets.example/om' })
  if (answer.kind !== 'followed') throw new Error(answer.kind)
  const { id } = answer.follow
  const here = { type: 'here', url: 'https://billets.example/om' }
  expect(await route(env, here, inTab('https://billets.example/om'))).toMatchObject({
    followed: true,
    followId: id,
    options: { url: 'https://billets.example/om' },
  })
  // A single-page site knows its new address before the browser tells it.
  expect(await route(env, here, inTab('https://billets.example/start'))).toMatchObject({ followed: true })
  // Another site cannot pass for this one.
  expect(await route(env, here, inTab('https://evil.example/om'))).toEqual({ followed: false })
})

test('one site cannot speak for another', async () => {
  const answer = await follow(env, { name: 'OM', url: 'https://billets.example/om' })
  if (answer.kind !== 'followed') throw new Error(answer.kind)
  const picked = {
    type: 'picked',
    purpose: 'new',
    url: 'https://evil.example',
    pick: { selector: 'a', label: null, matches: 1, text: '', title: 'x', heading: null },
  }
  expect(await route(env, picked, inTab('https://evil.example/om'))).toEqual({ done: false })
  expect((await load(env)).follows).toHaveLength(1)
})

test('whatever is sent, it is answered and nothing is thrown', async () => {
  await assert(
    asyncProperty(anything(), anything(), async (message, more) => {
      const typed = { ...Object(more), type: message }
      for (const sender of [page, inTab('https://billets.example/om'), {}]) {
        expect(await route(env, message, sender)).toHaveProperty('refused')
        expect(await route(env, typed, sender)).toHaveProperty('refused')
      }
    }),
  )
})
