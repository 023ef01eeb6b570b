import type { Lookout, Watched } from '../../relay/test/lookout.ts'
import type { Known } from '../environment.ts'
import type { Stage } from './harness.ts'

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { build } from 'wxt'

import { ROOT } from '../../relay/dev/paths.ts'
import { firstSlug, startLookout, watchMatch } from '../../relay/test/lookout.ts'
import { eventually, hasChromium, HOW_TO_HAVE_CHROMIUM, startStage } from './harness.ts'
import { quiet } from './quiet.ts'

const WAIT = 45_000

// A headless shell cannot load extensions: said by name, and a failure where everything must run.
if (!hasChromium) {
  test.skipIf(process.env['CI'] !== 'true')(HOW_TO_HAVE_CHROMIUM, () => {
    throw new Error(HOW_TO_HAVE_CHROMIUM)
  })
}

const post = (lookout: Lookout, path: string, body: unknown) =>
  lookout.admin.fetch(path, { method: 'POST', body: JSON.stringify(body) })

describe.runIf(hasChromium)('the link to a real relay, in a real Chromium', { timeout: 180_000 }, () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await startStage()
  })
  afterEach(async () => {
    stage.expectQuiet()
    await stage.reset()
  })
  afterAll(() => stage.close())

  type Scene = {
    lookout: Lookout
    watch: Watched
    slug: string
    relay: () => Promise<Known['relay']>
    /** The match's page, opened or loaded anew. */
    visit: () => Promise<void>
    state: () => Promise<string | undefined>
  }

  /** A browser that follows a match, and a relay that watches it, but only when it is asked to. */
  async function begin(): Promise<Scene> {
    // One of the stories kills it.
    const lookout = await startLookout({ allow: [/SQLite alarm overdue/] })
    const watch = await watchMatch(lookout)
    const [match] = lookout.office.matches
    if (match === undefined) throw new Error('an office without a match')
    await stage.set({ relay: lookout.relay.url, language: 'fr' })
    const rest = { target: {}, date: null, pace: 'normal', relayWatchId: null, window: false } as const
    const answer = await stage.ask({ type: 'follow', draft: { ...rest, name: match.nom, url: match.url } })
    if (answer.kind !== 'followed') throw new Error(`not followed: ${answer.kind}`)
    const known = async (): Promise<Known> => {
      const published = await stage.known()
      if (published === null) throw new Error('nothing was published')
      return published
    }
    await stage.ask({ type: 'refresh' })
    await eventually(
      async () => (await known()).follows[0]?.relayWatchId === watch.id,
      'the watch to be found',
    )
    return {
      lookout,
      watch,
      slug: firstSlug(lookout),
      relay: async () => (await known()).relay,
      async visit() {
        const pages = await stage.browser.pages()
        const page = pages.find((one) => one.url() === match.url)
        await (page === undefined ? stage.openWeb(match.url) : page.reload())
      },
      state: async () => {
        const sight = (await known()).sights.find(({ followId }) => followId === answer.follow.id)
        return sight?.state.reporters.find(({ reporter }) => reporter === 'me')?.verdict.state
      },
    }
  }

  type Reporter = {
    id: string
    owner: string
    label: string
    state: string
    taken: number
    confirmed: number
  }
  const reporters = async ({ admin }: Lookout): Promise<Reporter[]> => {
    const answer: { reporters: Reporter[] } = await (await admin.fetch('/api/reporters')).json()
    return answer.reporters
  }

  /** Asks, is approved by the operator, and learns it; the worker dies in between. */
  async function pair({ lookout, relay }: Pick<Scene, 'lookout' | 'relay'>, on = stage): Promise<void> {
    expect(await on.ask({ type: 'pair', relay: lookout.relay.url })).toEqual({ done: true, problem: null })
    const { pairing } = await relay()
    if (pairing.state !== 'pending') throw new Error(`not pending but ${pairing.state}`)
    expect(pairing.approveUrl).toBe(`${lookout.relay.url}/admin.html#/devices?code=${pairing.userCode}`)
    await on.killWorker()
    const asked = await lookout.admin.fetch(`/api/reporters/pairings/${pairing.userCode}`)
    expect(await asked.json()).toMatchObject({ label: 'Chrome', fingerprint: pairing.fingerprint })
    const approved = await post(lookout, `/api/reporters/pairings/${pairing.userCode}`, {
      approve: true,
      owner: 'Jeanne',
    })
    expect(approved.status).toBe(200)
    await on.ask({ type: 'suggest' })
    await eventually(async () => (await relay()).pairing.state === 'approved', 'the approval', WAIT)
  }

  test('what my page shows rings here at once, makes the relay look, and reaches everybody', async () => {
    const scene = await begin()
    const { lookout, relay } = scene
    await pair(scene)
    expect(await reporters(lookout)).toMatchObject([{ owner: 'Jeanne', label: 'Chrome', state: 'active' }])
    lookout.office.control({ action: 'release', match: scene.slug, places: 2 })
    await scene.visit()
    await eventually(async () => (await stage.notices()).length === 1, 'my own notification', WAIT)
    const message = await lookout.telegram.waitFor(({ text }) => text.includes('PMR'), 'the Telegram message')
    expect(message.text).toContain('2 places PMR')
    await eventually(
      async () => (await reporters(lookout))[0]?.confirmed === 1,
      'the report to be confirmed',
      WAIT,
    )
    await eventually(async () => (await relay()).waiting === 0, 'nothing to wait')
    expect(await stage.notices()).toHaveLength(1)
    await stage.ask({ type: 'refresh' })
    expect(await stage.notices()).toHaveLength(1)
  })

  test('cut off by the relay’s owner: it is told, and nothing is sent any more', async () => {
    const scene = await begin()
    const { lookout, relay } = scene
    await pair(scene)
    const [device] = await reporters(lookout)
    await lookout.admin.fetch(`/api/reporters/${device?.id}`, { method: 'DELETE' })
    await scene.visit()
    await eventually(async () => (await relay()).pairing.state === 'revoked', 'the end to be known', WAIT)
    expect((await relay()).waiting).toBe(0)
  })

  test('cut off by the person: the relay knows it at once', async () => {
    const scene = await begin()
    const { lookout, relay } = scene
    await pair(scene)
    await stage.ask({ type: 'unpair' })
    expect((await relay()).pairing).toEqual({ state: 'none' })
    expect((await reporters(lookout))[0]?.state).toBe('revoked')
  })

  test('reports wait while the relay is away, and arrive in order, once', async () => {
    const scene = await begin()
    const { lookout, relay, watch } = scene
    await pair(scene)
    await lookout.relay.kill()
    await scene.visit()
    await eventually(async () => (await scene.state()) === 'none', 'nothing there', WAIT)
    lookout.office.control({ action: 'release', match: scene.slug, places: 2 })
    await scene.visit()
    await eventually(async () => (await scene.state()) === 'available', 'a seat', WAIT)
    await eventually(async () => (await relay()).waiting === 2, 'two reports in line', WAIT)
    const line = await stage.rows('outgoing')
    expect(line).toMatchObject([
      { body: { watchId: watch.id, verdict: { state: 'none' } } },
      { body: { watchId: watch.id, verdict: { state: 'available', count: 2 } } },
    ])
    await stage.killWorker()
    await lookout.relay.restart()
    await stage.ask({ type: 'refresh' })
    await eventually(async () => (await relay()).waiting === 0, 'the line to be empty', WAIT)
    expect(await relay()).toMatchObject({ dropped: 0, trouble: null })
    await lookout.telegram.waitFor(({ text }) => text.includes('2 places PMR'), 'the Telegram message')
    expect(lookout.telegram.messages.filter(({ text }) => text.includes('2 places PMR'))).toHaveLength(1)
  })

  test('while a page of ours is open, what the relay sees rings here as it sees it', async () => {
    const { lookout, watch, slug } = await begin()
    await stage.openOwn('popup')
    lookout.office.control({ action: 'release', match: slug, places: 2 })
    await watch.lookUntil('available')
    await eventually(async () => (await stage.notices()).length === 1, 'a notification by the feed')
  })

  test('a relay whose site was never allowed lets the extension in by its own word', async () => {
    const outDir = await mkdtemp(join(tmpdir(), 'vigie-as-sold-'))
    onTestFinished(() => rm(outDir, { recursive: true, force: true }))
    await build({ root: ROOT, outDir, browser: 'chrome', logger: quiet })
    const lookout = await startLookout()
    const own = await startStage({ folder: join(outDir, 'chrome-mv3') })
    onTestFinished(() => own.close())
    const relay = async () => {
      const known = await own.known()
      if (known === null) throw new Error('nothing was published')
      return known.relay
    }
    await own.set({ relay: lookout.relay.url })
    expect(await own.ask({ type: 'refresh' })).toEqual({ done: true })
    await pair({ lookout, relay }, own)
    await own.ask({ type: 'unpair' })
    expect((await reporters(lookout))[0]?.state).toBe('revoked')
    for (const [path, method] of [
      ['/api/push-key', 'GET'],
      ['/api/subscriptions', 'POST'],
      ['/api/subscriptions/abcdefghijklmnopqrstuv', 'PATCH'],
    ] as const) {
      const asked = await fetch(`${lookout.relay.url}${path}`, {
        method: 'OPTIONS',
        headers: {
          origin: own.url('/').slice(0, -1),
          'access-control-request-method': method,
          'access-control-request-headers': 'content-type',
        },
      })
      expect(asked.headers.get('access-control-allow-origin')).toBe('*')
      expect(asked.headers.get('access-control-allow-methods')).toContain(method)
    }
    own.expectQuiet()
  })
})
