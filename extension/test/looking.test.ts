import type { browser as WebExtension } from 'wxt/browser'
import type { Office } from '../../relay/dev/office/office.ts'
import type { Sight } from '../db/types.ts'
import type { FollowDraft } from '../messages.ts'
import type { Stage } from './harness.ts'
import type { Reason, Verdict } from '#core/verdict.ts'

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { startOffice } from '../../relay/dev/office/office.ts'
import { checkOf } from '../background/looking/memory.ts'
import { builtExtension } from './built.ts'
import { eventually, hasChromium, HOW_TO_HAVE_CHROMIUM, startStage } from './harness.ts'

/** What the extension's own pages know by this name. */
declare const chrome: typeof WebExtension

const WAIT = 30_000

// A headless shell cannot load extensions: said by name, and a failure where everything must run.
if (!hasChromium) {
  test.skipIf(process.env['CI'] !== 'true')(HOW_TO_HAVE_CHROMIUM, () => {
    throw new Error(HOW_TO_HAVE_CHROMIUM)
  })
}

describe.runIf(hasChromium)('looking, in a real Chromium', () => {
  let stage: Stage
  let profile: string
  let folder: string
  let office: Office
  let url: string
  let slug: string

  beforeAll(async () => {
    profile = await mkdtemp(join(tmpdir(), 'vigie-profile-'))
    folder = await builtExtension()
    stage = await startStage({ profile, folder })
  })

  afterAll(async () => {
    await stage.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  })

  beforeEach(async () => {
    office = await startOffice({ by: 'static', delayMs: 50 })
    const [match] = office.matches
    if (match === undefined) throw new Error('an office without a match')
    ;({ url, slug } = match)
  })

  afterEach(async () => {
    stage.expectQuiet()
    for (const { id } of (await stage.known())?.follows ?? []) await stage.ask({ type: 'remove', id })
    await stage.reset()
    await office.stop()
  })

  const follow = async (part: Partial<FollowDraft> = {}) => {
    const rest = { name: 'Match', target: {}, date: null, pace: 'normal', relayWatchId: null } as const
    const answer = await stage.ask({ type: 'follow', draft: { ...rest, url, window: false, ...part } })
    if (answer.kind !== 'followed') throw new Error(`not followed: ${answer.kind}`)
    return answer.follow.id
  }
  const sightOf = async (id: string): Promise<Sight | null> =>
    (await stage.known())?.sights.find(({ followId }) => followId === id) ?? null
  const alertsOf = async (id: string) =>
    (await stage.known())?.alerts.filter(({ followId }) => followId === id) ?? []
  const asked = () => office.requests().filter(({ kind }) => kind === 'document')
  /** A fetch of ours, not a visit. */
  const fetched = () => asked().filter(({ headers }) => headers['sec-fetch-dest'] === 'empty')

  const says = (id: string, state: Verdict['state'], reason?: Reason): Promise<Sight> =>
    eventually(
      async () => {
        const sight = await sightOf(id)
        const verdict = sight?.state.verdict
        const fits = verdict?.state === state && (verdict.state !== 'unknown' || verdict.reason === reason)
        return fits ? sight : null
      },
      `${state} ${reason ?? ''}`,
      WAIT,
    ).catch(async (error: unknown) => {
      throw new Error(`${String(error)}; it is ${JSON.stringify(await sightOf(id))}`, { cause: error })
    })
  /** Lets the alarm ring when the look's time has come, and waits for its end. */
  const ring = async (id: string): Promise<Sight> => {
    const before = (await sightOf(id))?.lastTry?.at ?? 0
    await due(id)
    await stage.ring('tick')
    return await eventually(
      async () => {
        const sight = await sightOf(id)
        return (sight?.lastTry?.at ?? 0) > before ? sight : null
      },
      'a look that the alarm began',
      WAIT,
    )
  }
  /** As if its time had come: a minute is long for a story. */
  const due = (id: string) =>
    stage.door.evaluate(async (followId) => {
      const opened = indexedDB.open('vigie')
      await new Promise((resolve) => (opened.onsuccess = resolve))
      const store = opened.result.transaction('sights', 'readwrite').objectStore('sights')
      const got = store.get(followId)
      await new Promise((resolve) => (got.onsuccess = resolve))
      const put = store.put({ ...got.result, nextLookAt: null })
      await new Promise((resolve) => (put.onsuccess = resolve))
      opened.result.close()
    }, id)

  test('the alarm wakes a worker that was dead, which looks and says what it saw', async () => {
    const id = await follow()
    await says(id, 'unknown', 'needs-render')
    const before = fetched().length
    await eventually(async () => checkOf((await sightOf(id))?.memory ?? {})?.endedAt, 'its end')
    await stage.killWorker()
    const sight = await ring(id)
    expect(sight.rung).toBe('fetch')
    expect(fetched().length).toBe(before + 1)
    expect(await stage.door.evaluate(async () => (await chrome.alarms.get('tick'))?.periodInMinutes)).toBe(1)
  })

  test('nothing followed: no alarm stands, nothing wakes', async () => {
    const id = await follow()
    await stage.ask({ type: 'remove', id })
    expect(await stage.door.evaluate(async () => await chrome.alarms.getAll())).toEqual([])
    expect(await stage.door.evaluate(() => chrome.scripting.getRegisteredContentScripts())).toEqual([])
  })

  test('an open page tells of nothing, then of a seat, without a request of ours', async () => {
    office.control({ action: 'draw', by: 'script' })
    const id = await follow()
    await says(id, 'unknown', 'needs-render')
    const before = fetched().length
    const page = await stage.openWeb(url)
    const sight = await says(id, 'none')
    expect(sight.state.verdict).toMatchObject({ proof: { kind: 'siblings' } })
    office.control({ action: 'release', match: slug })
    await page.reload()
    await says(id, 'available')
    expect(await alertsOf(id)).toMatchObject([{ by: 'me', goneAt: null }])
    expect(fetched().length).toBe(before)
  })

  test('a tab that nobody sees says nothing of what is not there; a seat in it counts', async () => {
    office.control({ action: 'draw', by: 'script' })
    const id = await follow()
    await says(id, 'unknown', 'needs-render')
    const page = await stage.openWeb(url, { hidden: true })
    expect(await page.evaluate(() => document.visibilityState)).toBe('hidden')
    await page.waitForSelector('[data-offers][aria-busy=false]')
    office.control({ action: 'release', match: slug })
    await page.reload()
    const sight = await says(id, 'available')
    // The first drawing, without a seat, was never taken for a look.
    expect(sight.state.checks).toBe(2)
  })

  test('a page that was seen drawn is fetched from then on, and may say that there is nothing', async () => {
    const id = await follow()
    await says(id, 'unknown', 'needs-render')
    const page = await stage.openWeb(url)
    await says(id, 'none')
    await ring(id)
    await page.close()
    const sight = await ring(id)
    expect(sight).toMatchObject({ rung: 'fetch', rungWhy: 'static-agrees' })
    expect(sight.lastTry?.verdict).toMatchObject({ state: 'none' })
    office.control({ action: 'release', match: slug })
    await due(id)
    await stage.ring('tick')
    await says(id, 'available')
    expect(await alertsOf(id)).toHaveLength(1)
  })

  test('a tab of the site is asked before the background: its session goes along', async () => {
    await stage.openWeb(office.url)
    const id = await follow()
    const sight = await says(id, 'unknown', 'needs-render')
    expect(sight).toMatchObject({ rung: 'tab-fetch', rungWhy: 'site-open' })
    expect(fetched().map(({ headers }) => headers['sec-fetch-site'])).toEqual(['same-origin'])
  })

  test('a wall stops it; the person who opens the page is the way out', async () => {
    office.control({ action: 'mode', mode: 'challenge' })
    const id = await follow()
    const stopped = await says(id, 'unknown', 'challenge')
    expect(stopped).toMatchObject({ rung: 'by-hand', rungWhy: 'wall', nextLookAt: null })
    expect(fetched()).toHaveLength(1)
    office.control({ action: 'mode', mode: 'normal' })
    await stage.openWeb(url)
    await says(id, 'none')
    const sight = await ring(id)
    expect(sight.rung).toBe('tab-fetch')
    expect(fetched()).toHaveLength(2)
  })

  test('a site that names a time is left alone until then', async () => {
    office.control({ action: 'mode', mode: 'rate-limited', retryAfter: 3600 })
    const id = await follow()
    await says(id, 'unknown', 'rate-limited')
    await stage.ask({ type: 'check-now', id })
    expect(fetched()).toHaveLength(1)
  })

  test('a site that is away is told as that, and found again', async () => {
    const id = await follow()
    await says(id, 'unknown', 'needs-render')
    office.control({ action: 'mode', mode: 'reset' })
    await due(id)
    await stage.ring('tick')
    await says(id, 'unknown', 'offline')
    office.control({ action: 'mode', mode: 'normal' })
    await due(id)
    await stage.ring('tick')
    await says(id, 'unknown', 'needs-render')
  })

  test('offline nothing is asked and nothing is said; back again the next alarm looks', async () => {
    const id = await follow()
    const before = await says(id, 'unknown', 'needs-render')
    const [targetId = ''] = await stage.workers()
    const session = await stage.browser.target().createCDPSession()
    const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: true })
    const worker = session.connection()?.session(sessionId)
    const network = (offline: boolean) =>
      worker?.send('Network.emulateNetworkConditions', {
        offline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      })
    await worker?.send('Network.enable')
    await network(true)
    const asleep = (await stage.known())?.wokeAt ?? 0
    await due(id)
    await stage.ring('tick')
    await eventually(async () => ((await stage.known())?.wokeAt ?? 0) > asleep, 'a tick', WAIT)
    expect((await stage.known())?.online).toBe(false)
    expect(fetched()).toHaveLength(1)
    expect((await sightOf(id))?.lastTry).toEqual(before.lastTry)
    await network(false)
    await stage.ring('tick')
    await eventually(() => fetched().length === 2, 'a look once online', WAIT)
    await session.send('Target.detachFromTarget', { sessionId })
    await session.detach()
  })

  test('the small window draws what a fetch cannot, takes no focus, and is closed when nobody wants it', async () => {
    office.control({ action: 'draw', by: 'script' })
    const windows = () => stage.door.evaluate(async () => await chrome.windows.getAll({ populate: true }))
    const before = (await windows()).length
    const id = await follow({ window: true })
    await says(id, 'unknown', 'needs-render')
    expect(await ring(id)).toMatchObject({ rung: 'window', rungWhy: 'window-chosen' })
    await says(id, 'none')
    const small = (await windows()).find(({ type }) => type === 'popup')
    expect(small).toMatchObject({ focused: false, state: 'normal' })
    office.control({ action: 'release', match: slug })
    await due(id)
    await stage.ring('tick')
    await says(id, 'available')
    expect((await windows()).length).toBe(before + 1)
    await stage.ask({ type: 'remove', id })
    await eventually(async () => (await windows()).length === before, 'the window to be closed')
  })

  test('a permission that is taken back is told, and looking goes on when it is given again', async () => {
    const id = await follow()
    await says(id, 'unknown', 'needs-render')
    const before = asked().length
    await allow('ON_CLICK')
    await eventually(
      async () => (await stage.known())?.access[id] === false,
      'the permission to be gone',
      WAIT,
    )
    expect(await stage.door.evaluate(() => chrome.scripting.getRegisteredContentScripts())).toEqual([])
    await due(id)
    await stage.ring('tick')
    await eventually(async () => (await sightOf(id))?.rungWhy === 'no-access', 'no access', WAIT)
    expect(asked().length).toBe(before)
    await allow('ON_ALL_SITES')
    await eventually(
      async () => (await stage.known())?.access[id] === true,
      'the permission to be back',
      WAIT,
    )
    expect((await ring(id)).rung).toBe('fetch')
  })

  /** What the person does on the browser's own page of extensions. */
  const allow = async (hostAccess: 'ON_CLICK' | 'ON_ALL_SITES') => {
    const own = await stage.browser.newPage()
    await own.goto('chrome://extensions/')
    const extensionId = stage.id
    await own.evaluate(
      async (change) => {
        type Private = { updateExtensionConfiguration: (change: object) => Promise<void> }
        const own: Private = Reflect.get(chrome, 'developerPrivate')
        await own.updateExtensionConfiguration(change)
      },
      { extensionId, hostAccess },
    )
    await own.close()
  }

  test('after a restart of the browser it goes on where it was', async () => {
    const id = await follow()
    await says(id, 'unknown', 'needs-render')
    const before = fetched().length
    await due(id)
    await stage.close()
    stage = await startStage({ profile, folder })
    await eventually(() => fetched().length > before, 'a look after the restart', WAIT)
    await eventually(async () => (await sightOf(id))?.rung === 'fetch', 'its sight', WAIT)
    expect(await stage.door.evaluate(async () => (await chrome.alarms.get('tick'))?.periodInMinutes)).toBe(1)
  })
})
