import type { IncomingMessage, ServerResponse } from 'node:http'

import { build } from 'esbuild'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Connection } from 'puppeteer-core/internal/cdp/Connection.js'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import type { Watch } from '#core/watch.ts'
import type { Chromium } from '../../dev/chromium.ts'
import type { RenderedLook } from '../kinds/kind.ts'
import type { OpenRoom, RoomOptions } from './room.ts'

import { connectCdp } from '../../dev/cdp.ts'
import { startChromium } from '../../dev/chromium.ts'
import { listen } from '../../dev/free-port.ts'
import { eventually } from '../../test/eventually.ts'
import { makeSlots } from './limit.ts'
import { makeBrowserRoom } from './room.ts'

const SEAT = `<main><h1>Paris - Lyon</h1><section class="offers"><article data-offer-type="PMR">
  <h3>Place PMR</h3><span class="price">45,00 €</span><button>Ajouter au panier</button></article></section></main>`
const html = (body: string) =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Billetterie</title><body>${body}`

type Answer = string | ((request: IncomingMessage, response: ServerResponse) => void)
type Site = {
  port: number
  url: string
  asked: { path: string; headers: IncomingMessage['headers'] }[]
  routes: Record<string, Answer>
  close: () => void
}

async function startSite(routes: Record<string, Answer>): Promise<Site> {
  const asked: Site['asked'] = []
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push({ path, headers: request.headers })
    const answer = routes[path]
    if (typeof answer === 'function') return answer(request, response)
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(answer ?? html('<h1>Page introuvable</h1>'))
  })
  server.on('upgrade', (request, socket) => {
    asked.push({ path: request.url ?? '', headers: request.headers })
    socket.destroy()
  })
  const port = await listen(server, 0)
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { port, url: `http://127.0.0.1:${port}`, asked, routes, close }
}

const sends =
  (status: number, headers: Record<string, string>, body = ''): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body)

let reader = ''
let dataDir = ''
let chromium: Chromium
const leaving: (() => void)[] = []

beforeAll(async () => {
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, '../../readers/page.ts')],
    bundle: true,
    format: 'iife',
    write: false,
  })
  reader = bundle.outputFiles[0]?.text ?? ''
  dataDir = await mkdtemp(join(tmpdir(), 'vigie-browser-'))
  chromium = await startChromium({ dataDir })
})

afterEach(() => {
  for (const leave of leaving.splice(0)) leave()
})

afterAll(async () => {
  await chromium.stop()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

function openRoom(options: Partial<RoomOptions> = {}): OpenRoom {
  const room = makeBrowserRoom({ connect: () => connectCdp(chromium.cdpUrl), reader, ...options })
  leaving.push(room.close)
  return room
}

async function open(routes: Record<string, Answer>): Promise<Site> {
  const site = await startSite(routes)
  leaving.push(site.close)
  return site
}

/** Only the site itself may be private; the rest of the rule is the caller's, so a simple one stands in. */
function lookAt(site: Site, path: string, more: Partial<RenderedLook> = {}): RenderedLook {
  const url = new URL(path, site.url)
  const watch: Watch = {
    id: 'w',
    kind: 'seats',
    name: 'Paris - Lyon',
    url: url.href,
    host: url.host,
    target: {},
    checkSeconds: 60,
    public: true,
    createdAt: 0,
    updatedAt: 0,
  }
  const allowed = `127.0.0.1:${site.port}`
  return {
    watch,
    allowedPrivateHosts: [allowed],
    guard: (asked) =>
      new URL(asked).host === allowed ? null : { code: 'address-private', message: `${asked} is private` },
    now: Date.now,
    signal: new AbortController().signal,
    deadlineMs: 20_000,
    ...more,
  }
}

async function connectHere(cdpUrl = chromium.cdpUrl): Promise<Connection> {
  return new Connection('', await connectCdp(cdpUrl), 0, 5000, false, undefined, () => undefined)
}

async function census(cdpUrl = chromium.cdpUrl): Promise<{ contexts: number; pages: number }> {
  const connection = await connectHere(cdpUrl)
  const { browserContextIds } = await connection.send('Target.getBrowserContexts')
  const { targetInfos } = await connection.send('Target.getTargets')
  connection.dispose()
  return {
    contexts: browserContextIds.length,
    pages: targetInfos.filter(
      ({ type, browserContextId = '' }) => type === 'page' && browserContextIds.includes(browserContextId),
    ).length,
  }
}

/** Until so many contexts with one page each are open: those that a room holds ready. */
async function left(ready: number): Promise<void> {
  await eventually(async () => {
    const { contexts, pages } = await census()
    return contexts === ready && pages === ready
  }, `${ready} pages left`)
}

describe('a page that sells', () => {
  test('is read as it is drawn, without its pictures, in French, as the honest browser it is', async () => {
    const site = await open({
      '/match': html(`<img src="/crest.png"><video src="/film.mp4"></video>
        <style>@font-face{font-family:f;src:url(/f.woff2)} body{font-family:f}</style>
        <script src="/draw.js"></script>`),
      '/draw.js': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/javascript' })
        response.end(
          `setTimeout(() => document.body.insertAdjacentHTML('beforeend', ${JSON.stringify(SEAT)}), 300)`,
        )
      },
    })
    const seen = await openRoom().look(lookAt(site, '/match'))
    expect(seen).toMatchObject({ failure: null, status: 200, rendered: true, finalUrl: `${site.url}/match` })
    expect(seen.page).toMatchObject({ targetCount: 1, title: 'Billetterie', settle: { state: 'positive' } })
    expect(Object.keys(seen.phases)).toEqual(['queue', 'connect', 'context', 'document', 'settle'])
    expect(site.asked.map(({ path }) => path)).toEqual(['/match', '/draw.js'])
    expect(site.asked[0]?.headers).toMatchObject({ 'accept-language': 'fr-FR,fr;q=0.9' })
    expect(site.asked[0]?.headers['user-agent']).toContain('HeadlessChrome')
  })

  test('keeps nothing from one look to the next', async () => {
    const site = await open({
      '/match': sends(200, { 'set-cookie': 'seen=1', 'cache-control': 'max-age=600' }, html(SEAT)),
    })
    const room = openRoom()
    await room.look(lookAt(site, '/match'))
    await room.look(lookAt(site, '/match'))
    expect(site.asked).toHaveLength(2)
    expect(site.asked[1]?.headers['cookie']).toBeUndefined()
  })

  test('cannot change what the reader calls or answers', async () => {
    const site = await open({
      '/match': html(`${SEAT}<script>
        Array.prototype.map = Array.prototype.filter = Object.keys = () => { throw new Error('mine') }
        Object.defineProperty(Object.prototype, 'failure', { value: 'mine' })
        document.querySelectorAll = document.getElementsByTagName = () => { throw new Error('mine') }
        window.getComputedStyle = () => { throw new Error('mine') }
        JSON.stringify = () => '"mine"'
        Object.defineProperty(window, 'vigieLook', { value: () => ({ targetCount: 99 }) })
      </script>`),
    })
    const seen = await openRoom().look(lookAt(site, '/match'))
    expect(seen).toMatchObject({ failure: null, page: { targetCount: 1, settle: { state: 'positive' } } })
  })

  test('is read even when it opens dialogs and popups and asks before it is left', async () => {
    const other = await startChromium({
      dataDir: join(dataDir, 'popups'),
      flags: ['--disable-popup-blocking'],
    })
    leaving.push(() => void other.kill())
    const site = await open({
      '/match': html(`<script>
        alert('a'); confirm('b'); prompt('c'); addEventListener('beforeunload', (event) => event.preventDefault())
        const popups = [1, 2, 3].map(() => window.open('/popup'))
        // Sells only when they did open, and are closed again.
        const timer = setInterval(() => {
          if (!popups.every((popup) => popup !== null && popup.closed)) return
          clearInterval(timer)
          document.body.innerHTML = ${JSON.stringify(SEAT)}
        }, 20)
      </script>`),
      '/popup': html('popup'),
    })
    const room = openRoom({ connect: () => connectCdp(other.cdpUrl) })
    expect(await room.look(lookAt(site, '/match'))).toMatchObject({ failure: null, page: { targetCount: 1 } })
  })

  test('is read again when a check page gives way to it', async () => {
    const site = await open({
      '/match': (request, response) => {
        const passed = request.headers.cookie === 'passed=1'
        const headers = { 'content-type': 'text/html', ...(passed ? {} : { 'cf-mitigated': 'challenge' }) }
        response.writeHead(passed ? 200 : 403, headers)
        response.end(
          passed
            ? html(SEAT)
            : html(`<script>document.title = 'Just a moment...'
                setTimeout(() => { document.cookie = 'passed=1'; location.reload() }, 1500)</script>`),
        )
      },
    })
    const seen = await openRoom().look(lookAt(site, '/match'))
    expect(seen).toMatchObject({ status: 200, headers: {}, failure: null, page: { targetCount: 1 } })
    expect(site.asked).toHaveLength(2)
  })
})

describe('a page that does not sell', () => {
  test.each([403, 404, 429, 503])('tells its status %i and what marks a wall', async (status) => {
    const site = await open({
      '/match': sends(status, { 'Retry-After': '120', 'X-Other': 'no' }, html('<h1>Non</h1>')),
    })
    const seen = await openRoom().look(lookAt(site, '/match'))
    expect(seen).toMatchObject({ status, headers: { 'retry-after': '120' }, failure: null })
    expect(seen.page?.headings).toEqual(['Non'])
  })

  test.each<[string, Answer, object]>([
    ['a refusal without words', sends(403, {}), { status: 403, failure: { kind: 'not-html' } }],
    ['no content', sends(204, {}), { status: 204, failure: { kind: 'not-html' } }],
    [
      'data',
      sends(200, { 'content-type': 'application/json' }, '{}'),
      { status: 200, failure: { kind: 'not-html' } },
    ],
    [
      'a download',
      sends(200, { 'content-disposition': 'attachment', 'content-type': 'application/zip' }, 'PK'),
      { failure: { kind: 'not-html' } },
    ],
    ['a circle', sends(302, { location: '/match' }), { failure: { kind: 'too-many-redirects' } }],
    [
      'a connection reset',
      (request) => void request.socket.resetAndDestroy(),
      { status: null, failure: { kind: 'offline' } },
    ],
  ])('answers with %s: no page, and why', async (_, answer, expected) => {
    const site = await open({ '/match': answer })
    expect(await openRoom().look(lookAt(site, '/match'))).toMatchObject({ page: null, ...expected })
  })

  test('whose host does not exist is offline', async () => {
    const site = await open({})
    const seen = await openRoom().look(lookAt(site, 'http://no-such-host.invalid/', { guard: () => null }))
    expect(seen).toMatchObject({
      status: null,
      failure: { kind: 'offline', detail: 'net::ERR_NAME_NOT_RESOLVED' },
    })
  })

  test('that breaks off in the middle is said to be cut off', async () => {
    const site = await open({
      '/match': (request, response) => {
        response.writeHead(200, { 'content-type': 'text/html', 'content-length': '99999' })
        response.write(html(SEAT), () => setTimeout(() => request.socket.destroy(), 50))
      },
    })
    const seen = await openRoom().look(lookAt(site, '/match'))
    expect(seen).toMatchObject({ status: 200, failure: { kind: 'cut-off' }, page: { targetCount: 1 } })
  })

  test('that never answers costs its deadline and no more', async () => {
    const site = await open({ '/match': () => {} })
    const seen = await openRoom().look(lookAt(site, '/match', { deadlineMs: 1000 }))
    expect(seen).toMatchObject({ status: null, page: null, failure: { kind: 'timeout' } })
  })

  test('that never stops computing is left, and the next look is fine', async () => {
    const site = await open({
      '/at-once': html('<script>for (;;);</script>'),
      '/later': html('<h1>Paris - Lyon</h1><script>setTimeout(() => { for (;;); }, 200)</script>'),
      '/match': html(SEAT),
    })
    const room = openRoom({ graceMs: 500 })
    const hung = ['/at-once', '/later'].map((path) => room.look(lookAt(site, path, { deadlineMs: 1500 })))
    for (const seen of await Promise.all(hung)) {
      expect(seen).toMatchObject({
        status: 200,
        page: null,
        failure: { kind: 'timeout', detail: 'the page does not answer' },
      })
    }
    expect(await room.look(lookAt(site, '/match'))).toMatchObject({ failure: null })
    await left(1)
  })

  test('can be called off', async () => {
    const site = await open({ '/match': () => {} })
    const caller = new AbortController()
    const looking = openRoom().look(lookAt(site, '/match', { signal: caller.signal }))
    await eventually(() => site.asked.length === 1, 'asked')
    caller.abort()
    expect(await looking).toMatchObject({ page: null, failure: { kind: 'timeout', detail: 'called off' } })
  })
})

describe('private addresses', () => {
  test('are not asked, whatever leads there', async () => {
    const inner = await open({})
    const site = await open({
      '/match': html(`<script>
        const inner = 'http://127.0.0.1:${inner.port}'
        fetch(inner + '/fetch', { mode: 'no-cors' }); navigator.sendBeacon(inner + '/beacon')
        fetch('http://localhost:${inner.port}/name', { mode: 'no-cors' })
        fetch('http://2130706433:${inner.port}/number', { mode: 'no-cors' })
        fetch('http://[::ffff:127.0.0.1]:${inner.port}/mapped', { mode: 'no-cors' })
        new Worker(URL.createObjectURL(new Blob(["fetch('" + inner + "/worker', { mode: 'no-cors' })"])))
        document.write('<script src="' + inner + '/script"><\\/script><iframe src="' + inner + '/frame"></iframe>')
        document.write('<link rel="stylesheet" href="' + inner + '/style"><img src="' + inner + '/image">')
        document.write('<iframe src="/nested"></iframe>')
      </script>${SEAT}`),
      '/nested': sends(302, { location: `http://127.0.0.1:${inner.port}/redirected-frame` }),
    })
    expect(await openRoom().look(lookAt(site, '/match'))).toMatchObject({
      failure: null,
      page: { targetCount: 1 },
    })
    expect(inner.asked).toEqual([])
  })

  test('end the look when the page itself leads there', async () => {
    const inner = await open({ '/secret': html(SEAT) })
    const site = await open({
      '/moved': sends(302, { location: `${inner.url}/secret` }),
      '/leaves': html(`<script>location = '${inner.url}/secret'</script>`),
    })
    for (const path of ['/moved', '/leaves']) {
      const seen = await openRoom().look(lookAt(site, path))
      expect(seen).toMatchObject({
        page: null,
        failure: { kind: 'private-address' },
      })
      expect(seen.chain).toEqual([`${site.url}${path}`, `${inner.url}/secret`])
    }
    expect(inner.asked).toEqual([])
  })

  test('are dropped when an innocent name turns out to lead there', async () => {
    const other = await startChromium({
      dataDir: join(dataDir, 'rebound'),
      flags: ['--host-resolver-rules=MAP billets.example 127.0.0.1'],
    })
    leaving.push(() => void other.kill())
    const site = await open({ '/match': html(SEAT) })
    const url = `http://billets.example:${site.port}/match`
    const connect = () => connectCdp(other.cdpUrl)
    const seen = await openRoom({ connect }).look(lookAt(site, url, { guard: () => null }))
    expect(seen).toMatchObject({
      page: null,
      failure: { kind: 'private-address', detail: expect.stringContaining('127.0.0.1') },
    })
    // Browser Run hides the real address behind its own network.
    const hidden = openRoom({ connect: async () => Object.assign(await connect(), { ownNetwork: false }) })
    expect(await hidden.look(lookAt(site, url, { guard: () => null }))).toMatchObject({ failure: null })
  })
})

describe('Chromium itself', () => {
  test('refuses what cannot be paused or looks innocent: sockets and names that lead from outside to inside', async () => {
    const [site, inner] = [await open({}), await open({})]
    const other = await startChromium({
      dataDir: join(dataDir, 'outside'),
      flags: [
        `--ip-address-space-overrides=127.0.0.1:${site.port}=public`,
        '--host-resolver-rules=MAP inner.example 127.0.0.1',
      ],
    })
    leaving.push(() => void other.kill())
    site.routes['/match'] = html(`<script>
      const asks = ['127.0.0.1', 'inner.example'].flatMap((host) => [
        new Promise((done) => { new WebSocket('ws://' + host + ':${inner.port}/socket').onclose = done }),
        fetch('http://' + host + ':${inner.port}/fetch', { mode: 'no-cors' }).catch(() => {}),
      ])
      Promise.all(asks).then(() => { document.body.innerHTML = ${JSON.stringify(SEAT)} })
    </script>`)
    const room = openRoom({ connect: () => connectCdp(other.cdpUrl) })
    const seen = await room.look(lookAt(site, '/match', { guard: () => null }))
    expect(seen).toMatchObject({ failure: null, page: { targetCount: 1 } })
    expect(inner.asked).toEqual([])
  })
})

describe('the browser', () => {
  test('is shared by many looks at once, some of which wait, and is left as it was found', async () => {
    const site = await open({ '/match': html(SEAT) })
    const room = openRoom({ slots: makeSlots(2) })
    const looks = Array.from({ length: 9 }, () => room.look(lookAt(site, '/match')))
    for (const seen of await Promise.all(looks))
      expect(seen).toMatchObject({ failure: null, page: { targetCount: 1 } })
    await left(1)
    room.close()
    await left(0)
    expect(await room.look(lookAt(site, '/match'))).toMatchObject({ failure: null })
  })

  test('that has too many pages already says so instead of waiting for ever', async () => {
    const site = await open({ '/slow': () => {}, '/match': html(SEAT) })
    const room = openRoom({ slots: makeSlots(1) })
    const first = room.look(lookAt(site, '/slow', { deadlineMs: 3000 }))
    const second = await room.look(lookAt(site, '/match', { deadlineMs: 500 }))
    expect(second).toMatchObject({
      failure: { kind: 'browser', detail: 'all pages of the browser are busy' },
    })
    await first
    expect(await room.look(lookAt(site, '/match'))).toMatchObject({ failure: null })
  })

  test('is left alone when nobody looks', async () => {
    const site = await open({ '/match': html(SEAT) })
    await openRoom({ idleMs: 50 }).look(lookAt(site, '/match'))
    await left(0)
  })

  test('may crash, hang and come back: the look says so, the next one sees', async () => {
    const profile = join(dataDir, 'mortal')
    let mortal = await startChromium({ dataDir: profile })
    const { port } = mortal
    leaving.push(() => void mortal.kill())
    const site = await open({ '/slow': () => {}, '/match': html(SEAT) })
    const room = openRoom({
      connect: () => connectCdp(`http://127.0.0.1:${port}`),
      commandMs: 1000,
      connectMs: 1000,
    })
    expect(await room.look(lookAt(site, '/match'))).toMatchObject({ failure: null })

    const looking = room.look(lookAt(site, '/slow'))
    await eventually(() => site.asked.some(({ path }) => path === '/slow'), 'asked')
    await mortal.kill()
    expect(await looking).toMatchObject({ page: null, failure: { kind: 'browser' } })
    expect(await room.look(lookAt(site, '/match'))).toMatchObject({
      page: null,
      failure: { kind: 'browser' },
    })

    mortal = await startChromium({ dataDir: profile, port })
    expect(await room.look(lookAt(site, '/match'))).toMatchObject({ failure: null, page: { targetCount: 1 } })

    process.kill(mortal.pid, 'SIGSTOP')
    expect(await room.look(lookAt(site, '/match', { deadlineMs: 1500 }))).toMatchObject({ page: null })
    expect(await room.look(lookAt(site, '/match'))).toMatchObject({ failure: { kind: 'browser' } })
    process.kill(mortal.pid, 'SIGCONT')
    await eventually(async () => (await room.look(lookAt(site, '/match'))).failure === null, 'it sees again')
  })

  test('loses one page to a crash and keeps the others', async () => {
    const site = await open({
      '/dying': html('<script>fetch("/drawn")</script>'),
      '/match': html(SEAT),
    })
    const room = openRoom()
    const looking = room.look(lookAt(site, '/dying'))
    await eventually(() => site.asked.some(({ path }) => path === '/drawn'), 'drawn')
    const connection = await connectHere()
    const { targetInfos } = await connection.send('Target.getTargets')
    const targetId = targetInfos.find(({ url }) => url.endsWith('/dying'))?.targetId ?? ''
    const { sessionId } = await connection.send('Target.attachToTarget', { targetId, flatten: true })
    connection
      .session(sessionId)
      ?.send('Page.crash')
      .catch(() => {})
    expect(await looking).toMatchObject({
      page: null,
      failure: { kind: 'browser', detail: 'the page crashed' },
    })
    connection.dispose()
    expect(await room.look(lookAt(site, '/match'))).toMatchObject({ failure: null })
  })

  test('whose reader answers nonsense is not believed', async () => {
    const site = await open({ '/match': html(SEAT) })
    for (const [told, detail] of [
      ['({ title: "x" })', 'nonsense'],
      ['null', 'nonsense'],
      ['{ throw new Error("broken reader") }', 'broken reader'],
    ]) {
      const room = openRoom({ reader: `globalThis.vigieLook = async () => ${told}` })
      const seen = await room.look(lookAt(site, '/match'))
      expect(seen).toMatchObject({
        page: null,
        failure: { kind: 'reader', detail: expect.stringContaining(detail ?? '') },
      })
    }
  })
})
