import type { browser as WebExtension } from 'wxt/browser'
import type { Server } from 'node:http'
import type { StandIn } from '../../relay/test/stand-in.ts'
import type { Stage } from './harness.ts'
import type { PublicWatch } from '#core/status.ts'

import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { listen } from '../../relay/dev/free-port.ts'
import { openWatch, publicWatch } from '../../relay/test/public-watches.ts'
import { startStandIn } from '../../relay/test/stand-in.ts'
import { eventually, hasChromium, HOW_TO_HAVE_CHROMIUM, startStage } from './harness.ts'
import { inWorker, listenToNotices, press, saidNotices } from './in-worker.ts'

/** What the extension's own pages know by this name. */
declare const chrome: typeof WebExtension

const WAIT = 30_000

// A headless shell cannot load extensions: said by name, and a failure where everything must run.
if (!hasChromium) {
  test.skipIf(process.env['CI'] !== 'true')(HOW_TO_HAVE_CHROMIUM, () => {
    throw new Error(HOW_TO_HAVE_CHROMIUM)
  })
}

describe.runIf(hasChromium)('alerting, in a real Chromium', () => {
  let stage: Stage
  let profile: string
  let relay: StandIn
  let site: Server
  let origin: string
  let opened = 0

  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), 'vigie-alerting-'))
    stage = await startStage({ profile })
    // A site that says nothing about seats: what is told here is the relay's.
    site = createServer((request, response) => {
      if (request.headers['sec-fetch-mode'] === 'navigate') opened += 1
      response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Paris SG – Marseille</h1>')
    })
    origin = `http://127.0.0.1:${await listen(site, 0)}`
  })

  afterAll(async () => {
    await stage.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    site.closeAllConnections()
    site.close()
  })

  beforeEach(async () => {
    relay = await startStandIn(null)
    opened = 0
    await stage.set({ relay: relay.url, language: 'fr' })
  })

  afterEach(async () => {
    stage.expectQuiet()
    await stage.reset()
    await relay.away()
  })

  const follow = async (path: string, name: string) => {
    const rest = { target: {}, date: null, pace: 'normal', relayWatchId: null, window: false } as const
    const answer = await stage.ask({ type: 'follow', draft: { ...rest, name, url: `${origin}/${path}` } })
    if (answer.kind !== 'followed') throw new Error(`not followed: ${answer.kind}`)
    return answer.follow.id
  }
  const says = async (...watches: PublicWatch[]) => {
    relay.watches = watches
    await stage.ask({ type: 'refresh' })
  }
  const open = (path: string, at = Date.now()) =>
    openWatch({ id: path, url: `${origin}/${path}`, lastCheckAt: at, lastGoodCheckAt: at })
  const none = (path: string) => {
    const at = Date.now()
    return publicWatch({ id: path, url: `${origin}/${path}`, lastCheckAt: at, lastGoodCheckAt: at })
  }
  /** Of releases. */
  const notices = async () => (await stage.notices()).filter((id) => !id.startsWith('vigie-'))
  const tabs = async () => (await stage.browser.pages()).filter((page) => page.url().startsWith(origin))

  test('a release is one notification: told, changed when it is gone, and opened in one tab', async () => {
    await follow('om', 'Paris SG – Marseille')
    await listenToNotices(stage)
    await says(open('om'))
    const [id = ''] = await eventually(async () => {
      const all = await notices()
      return all.length === 1 ? all : null
    }, 'one notification')
    const [told] = await saidNotices(stage)
    expect(told).toMatchObject({
      name: 'create',
      id,
      title: '2 places PMR : Paris SG – Marseille',
      silent: false,
    })
    expect(told?.message).toMatch(/^45,00 € · vu à \d\d:\d\d par le relais$/)
    await eventually(async () => (await stage.badge()).text === '1', 'the number')
    expect((await stage.badge()).title).toContain('Paris SG – Marseille')

    await says(open('om', Date.now() + 1))
    expect(await notices()).toEqual([id])
    await press(stage, id)
    await eventually(async () => (await tabs()).length === 1, 'the page of the match')
    await press(stage, id)
    await press(stage, id, 0)
    await stage.ask({ type: 'suggest' })
    expect((await tabs()).map((page) => page.url())).toEqual([`${origin}/om`])
    expect(opened).toBe(1)
  })

  test('gone is said on the same notification, without a sound', async () => {
    await follow('om', 'Paris SG – Marseille')
    await listenToNotices(stage)
    await says(open('om'))
    const [id = ''] = await notices()
    await says(none('om'))
    await eventually(async () => (await saidNotices(stage)).length >= 2, 'a second word')
    const last = (await saidNotices(stage)).at(-1)
    expect(last).toMatchObject({
      name: 'update',
      id,
      title: 'Places parties : Paris SG – Marseille',
      silent: true,
    })
    expect(last?.message).toMatch(/^Parties à \d\d:\d\d, restées \d+ s\.$/)
    expect(await notices()).toEqual([id])
  })

  test('"seen" puts notification and badge away', async () => {
    await follow('om', 'Paris SG – Marseille')
    await says(open('om'))
    const [id = ''] = await notices()
    await press(stage, id, 1)
    await eventually(async () => (await notices()).length === 0, 'no notification')
    await eventually(async () => (await stage.badge()).text === '', 'no number')
  })

  test('a worker that died before it told is followed by one that does, once, whatever dies then', async () => {
    const followId = await follow('om', 'Paris SG – Marseille')
    await stage.killWorker()
    // As a worker leaves it that dies between keeping and telling.
    await stage.door.evaluate(
      async (alert) => {
        const asked = indexedDB.open('vigie')
        await new Promise((resolve) => (asked.onsuccess = resolve))
        const put = asked.result.transaction('alerts', 'readwrite').objectStore('alerts').put(alert)
        await new Promise((resolve) => (put.onsuccess = resolve))
        asked.result.close()
      },
      {
        id: 'owed',
        followId,
        openedAt: Date.now(),
        offers: [{ type: 'PMR', fingerprint: 'x', name: 'PMR' }],
        by: 'me',
        notifiedAt: null,
        seenAt: null,
        goneAt: null,
        falseAlarmAt: null,
      },
    )
    await stage.ring('tick')
    await eventually(async () => (await notices()).includes('owed'), 'what was owed', WAIT)
    await stage.door.evaluate(() => chrome.notifications.clear('owed'))
    // A death in the very moment between showing and noting it would show it again.
    const noted = async () => JSON.stringify(await stage.rows('alerts')).includes('"said":')
    await eventually(noted, 'what was said to be kept', WAIT)
    await stage.killWorker()
    await stage.ask({ type: 'suggest' })
    await eventually(async () => (await stage.badge()).text === '1', 'the number')
    expect(await notices()).toEqual([])
    await stage.close()
    stage = await startStage({ profile })
    await stage.ask({ type: 'suggest' })
    await eventually(
      async () => (await stage.badge()).text === '1',
      'the badge after a restart of the browser',
    )
    expect(await notices()).toEqual([])
  })

  test('the sound plays when it was asked for, in a document that goes away by itself', async () => {
    const player = () =>
      stage.door.evaluate(
        async () =>
          (await chrome.runtime.getContexts({ contextTypes: ['OFFSCREEN_DOCUMENT'] }))[0]?.contextId,
      )
    await stage.set({ sound: { on: false, volume: 5 } })
    expect(await stage.ask({ type: 'test-alert' })).toEqual({ shown: true, sounded: false })
    expect(await player()).toBeUndefined()
    await stage.set({ sound: { on: true, volume: 5 } })
    expect(await stage.ask({ type: 'test-alert' })).toEqual({ shown: true, sounded: true })
    const first = await eventually(player, 'the document that plays')
    await stage.ask({ type: 'test-alert' })
    await eventually(async () => ![first, undefined].includes(await player()), 'the sound from its start')
    await eventually(async () => (await player()) === undefined, 'silence', WAIT)
    await stage.set({ sound: { on: false, volume: 5 } })
  })

  test('a push wakes the worker, which asks the relay and tells', async () => {
    await follow('om', 'Paris SG – Marseille')
    await says(none('om'))
    relay.watches = [open('om')]
    await stage.killWorker()
    const session = await stage.door.createCDPSession()
    const registrationId = new Promise<string>((resolve) => {
      session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
        const own = registrations.find(({ scopeURL }) => stage.door.url().startsWith(scopeURL))
        if (own !== undefined) resolve(own.registrationId)
      })
    })
    await session.send('ServiceWorker.enable')
    const { protocol, host } = new URL(stage.door.url())
    await session.send('ServiceWorker.deliverPushMessage', {
      origin: `${protocol}//${host}/`,
      registrationId: await registrationId,
      data: '{"title":"2 places PMR","links":[]}',
    })
    await eventually(async () => (await notices()).length === 1, 'a notification after a push', WAIT)
    await eventually(async () => (await stage.badge()).text === '1', 'the number')
    await session.detach()
  })

  test('what a relay says about another host’s page never opens it', async () => {
    await follow('om', 'Paris SG – Marseille')
    const evil = open('om')
    await says({
      ...evil,
      verdict: {
        state: 'available',
        offers: [{ type: 'PMR', fingerprint: 'e', name: 'PMR', url: 'https://evil.example/' }],
      },
    })
    const [id = ''] = await notices()
    await press(stage, id)
    await eventually(async () => (await tabs()).length === 1, 'the followed page')
    expect(
      await inWorker(stage, '(await chrome.tabs.query({})).map((tab) => tab.url ?? tab.pendingUrl ?? "")'),
    ).not.toContain('https://evil.example/')
  })
})
