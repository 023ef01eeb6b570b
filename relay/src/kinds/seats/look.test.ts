import type { IncomingMessage, ServerResponse } from 'node:http'

import { createServer } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'

import type { Observation, Settle } from '#core/observation.ts'
import type { Watch } from '#core/watch.ts'
import type { LookContext, LookMemory, Looked, RenderedLook } from '../kind.ts'

import { retryAfterMs } from '#core/answer-headers.ts'
import { readStatic } from '#readers/static-document.ts'

import { listen } from '../../../dev/free-port.ts'
import { GENERAL, HOSPITALITY, PMR_OPEN, psgPage } from '../../../test/psg-page.ts'
import { seats } from './look.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const html =
  (body: string, status = 200, headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(body)

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A site on loopback, and a browser that draws what the test says. */
async function startScene(answer: Answer) {
  const asked: { path: string; headers: IncomingMessage['headers'] }[] = []
  const scene = {
    answer,
    asked,
    /** What a browser would draw; `null`: there is no browser. */
    drawn: psgPage() as string | null,
    rendered: 0,
    /** What the browser was asked, and what it says of its waiting. */
    asks: [] as RenderedLook[],
    settle: { state: 'quiet', agreed: true, waitedMs: 1, paintedAtMs: 1, scrollSteps: 0 } as Settle,
    everyMs: 60_000,
    refuses: (_url: string): boolean => false,
    now: 1_800_000_000_000,
    memory: {} as LookMemory,
    url: '',
    async look(): Promise<Looked> {
      scene.now += scene.everyMs
      const looked = await seats.look(context, watch, scene.memory)
      scene.memory = structuredClone(looked.memory)
      return looked
    },
  }
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers })
    response.setHeader('date', new Date(scene.now).toUTCString())
    scene.answer(request, response)
  })
  const port = await listen(server, 0)
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  scene.url = `http://127.0.0.1:${port}/fr/catalogue/om-1`
  const watch: Watch = {
    id: 'om',
    kind: 'seats',
    name: 'Paris SG - OM',
    url: scene.url,
    host: `127.0.0.1:${port}`,
    target: {},
    checkSeconds: 60,
    public: true,
    createdAt: 0,
    updatedAt: 0,
  }
  const context: LookContext = {
    fetch: (url, init) => fetch(url, init),
    guard: (url) =>
      Promise.resolve(scene.refuses(url) ? { code: 'private', message: 'a private address' } : null),
    guardSync: () => null,
    allowedPrivateHosts: [],
    browser: {
      look: (request) => {
        scene.rendered += 1
        scene.asks.push(request)
        return Promise.resolve(drawnObservation(scene, scene.drawn))
      },
    },
    now: () => scene.now,
    userAgent: 'Vigie/test',
    signal: AbortSignal.timeout(30_000),
  }
  return scene
}

function drawnObservation(
  { url, now: at, settle }: { url: string; now: number; settle: Settle },
  drawn: string | null,
): Observation {
  const page = drawn === null ? null : { ...readStatic(drawn, { url }), settle }
  const failure = drawn === null ? ({ kind: 'browser', detail: 'no browser' } as const) : null
  const status = drawn === null ? null : 200
  return {
    at,
    durationMs: 1,
    url,
    finalUrl: url,
    chain: [url],
    status,
    headers: {},
    failure,
    rendered: true,
    page,
    phases: {},
  }
}

const told = ({ verdict, reporter }: Looked) =>
  `${verdict.state === 'unknown' ? verdict.reason : verdict.state} by ${reporter}`

describe('which look is done', () => {
  test('both at first; after three that agree the page as sent says none alone', async () => {
    const scene = await startScene(html(psgPage()))
    for (let check = 1; check <= 3; check += 1) {
      expect(told(await scene.look())).toBe('none by relay-browser')
      expect([scene.asked.length, scene.rendered]).toEqual([check, check])
    }
    expect(told(await scene.look())).toBe('none by relay-fetch')
    expect([scene.asked.length, scene.rendered]).toEqual([4, 3])
  })

  test('a page that only a browser fills is asked once a check, by the browser', async () => {
    const scene = await startScene(
      html('<html><body><div id="root"></div><script src="/a.js"></script></body></html>'),
    )
    expect(told(await scene.look())).toBe('none by relay-browser')
    expect(told(await scene.look())).toBe('none by relay-browser')
    expect([scene.asked.length, scene.rendered]).toEqual([1, 2])
  })

  test('a hint in the page as sent starts a browser in the same check', async () => {
    const head = '<link rel="stylesheet" href="/a.css">'
    const scene = await startScene(html(psgPage({ head })))
    for (let check = 0; check < 4; check += 1) await scene.look()
    expect(scene.rendered).toBe(3)
    scene.answer = html(psgPage({ head, offers: GENERAL + HOSPITALITY + PMR_OPEN }))
    scene.drawn = psgPage({ offers: GENERAL + HOSPITALITY + PMR_OPEN })
    expect(told(await scene.look())).toBe('available by relay-browser')
    // What was learnt before an opening is learnt again.
    scene.answer = html(psgPage({ head }))
    scene.drawn = psgPage()
    expect(told(await scene.look())).toBe('none by relay-browser')
  })

  test('what was learnt is checked again after a day, and when the page changes its build', async () => {
    const scene = await startScene(html(psgPage()))
    for (let check = 0; check < 4; check += 1) await scene.look()
    scene.now += 25 * 3_600_000
    expect(told(await scene.look())).toBe('none by relay-browser')
    expect(told(await scene.look())).toBe('none by relay-fetch')
    scene.answer = html(psgPage({ heading: '<h1>Nouvelle billetterie</h1>' }))
    expect(told(await scene.look())).toBe('none by relay-browser')
  })

  test('a wall for the fetch ends the check; the next one is the browser’s', async () => {
    const scene = await startScene(html('<h1>Forbidden</h1>', 403))
    expect(told(await scene.look())).toBe('blocked by relay-fetch')
    expect(scene.rendered).toBe(0)
    expect(told(await scene.look())).toBe('none by relay-browser')
    expect(told(await scene.look())).toBe('none by relay-browser')
    expect([scene.asked.length, scene.rendered]).toEqual([1, 2])
  })

  test('without a browser the page as sent proves no absence', async () => {
    const scene = await startScene(html(psgPage()))
    scene.drawn = null
    const { verdict } = await scene.look()
    expect(verdict).toMatchObject({ state: 'unknown', reason: 'needs-render', detail: 'browser: no browser' })
  })
})

const SCRIPTED = psgPage({ head: '<script src="/carousel.js"></script>' })

describe('what is learnt, and told', () => {
  test('a page with scripts is compared three times, a minute apart, while the browser’s word counts', async () => {
    const scene = await startScene(html(SCRIPTED))
    scene.drawn = SCRIPTED
    scene.everyMs = 10_000
    const seen: string[] = []
    for (let check = 0; check < 14; check += 1) {
      const looked = await scene.look()
      const { mode, why, of } = looked.how
      seen.push(`${told(looked)}: ${mode} ${why} ${of?.done ?? '-'}`)
    }
    const asked = [1, 7, 13].map(
      (at) =>
        `none by relay-browser: ${at === 13 ? 'static equal -' : `learning comparing ${at === 1 ? 1 : 2}`}`,
    )
    expect([seen[0], seen[6], seen[12], seen[13]]).toEqual([...asked, 'none by relay-fetch: static equal -'])
    // In between the site is asked once a check, by the browser.
    expect([scene.asked.length, scene.rendered]).toEqual([4, 13])
  })

  test('a long look at a page with scripts compares again', async () => {
    const scene = await startScene(html(SCRIPTED))
    scene.drawn = SCRIPTED
    for (let check = 0; check < 4; check += 1) await scene.look()
    expect(scene.rendered).toBe(3)
    scene.now += 3_600_000
    expect(told(await scene.look())).toBe('none by relay-browser')
    expect(scene.asks.at(-1)).toMatchObject({ patienceMs: 15_000 })
    expect(told(await scene.look())).toBe('none by relay-fetch')
  })

  test('the reason is that of the page', async () => {
    const scene = await startScene(
      html('<html><body><div id="root"></div><script src="/a.js"></script></body></html>'),
    )
    expect((await scene.look()).how).toMatchObject({ mode: 'rendered', why: 'empty-html' })
    scene.memory = {}
    scene.answer = html(psgPage({ offers: GENERAL }))
    expect((await scene.look()).how).toMatchObject({ mode: 'rendered', why: 'differs' })
    scene.memory = {}
    scene.answer = html(psgPage())
    scene.drawn = psgPage({ offers: GENERAL + PMR_OPEN })
    expect((await scene.look()).how).toMatchObject({
      mode: 'learning',
      why: 'after-opening',
      of: { done: 0, wanted: 3 },
    })
    scene.answer = html('<h1>Forbidden</h1>', 403)
    scene.now += 120_000
    expect((await scene.look()).how).toMatchObject({ why: 'wall' })
  })

  test('after a new layout it is learnt anew', async () => {
    const scene = await learnt(html(psgPage()))
    scene.answer = html(psgPage({ heading: '<h1>Nouvelle billetterie</h1>' }))
    expect((await scene.look()).how).toMatchObject({
      mode: 'learning',
      why: 'layout-changed',
      of: { done: 1 },
    })
  })

  test('the word in the data of a page is a hint that starts a browser', async () => {
    const scene = await learnt(html(SCRIPTED))
    expect(scene.rendered).toBe(3)
    scene.answer = html(`${SCRIPTED}<script type="application/json">{"offers":[{"type":"PMR"}]}</script>`)
    expect(told(await scene.look())).toBe('none by relay-browser')
    expect(scene.rendered).toBe(4)
  })

  test('the very same answer is not read again', async () => {
    const scene = await learnt(html(psgPage()))
    const [first, second] = [await scene.look(), await scene.look()]
    expect(told(second)).toBe('none by relay-fetch')
    expect(second.memory).toEqual(first.memory)
    scene.answer = html(psgPage({ offers: PMR_OPEN }))
    scene.drawn = psgPage({ offers: PMR_OPEN })
    expect(told(await scene.look())).toBe('available by relay-browser')
  })
})

describe('patience', () => {
  test('is long at first and once an hour, and what came late is waited for from then on', async () => {
    const scene = await startScene(html(SCRIPTED.replace(GENERAL, '')))
    await scene.look()
    expect(scene.asks[0]).toMatchObject({ deadlineMs: 35_000, patienceMs: 15_000, leastMs: 20_000 })
    scene.settle = { ...scene.settle, lateMs: 10_000 }
    expect((await scene.look()).how).toMatchObject({ mode: 'rendered', patienceMs: 13_500 })
    expect(scene.asks[1]).toMatchObject({ deadlineMs: 22_000, patienceMs: 2000, leastMs: 0 })
    scene.settle = { ...scene.settle, lateMs: 0 }
    await scene.look()
    expect(scene.asks[2]).toMatchObject({ deadlineMs: 33_500, patienceMs: 13_500 })
    scene.now += 3_600_000
    await scene.look()
    expect(scene.asks[3]).toMatchObject({ patienceMs: 15_000 })
  })

  test('knows the page’s data calls: those that bring offers, and those that never answer', async () => {
    const scene = await startScene(html(SCRIPTED.replace(GENERAL, '')))
    scene.settle = {
      ...scene.settle,
      calls: [
        { path: '/api/offers', did: 'led' },
        { path: '/api/wait', did: 'hung' },
      ],
    }
    for (let check = 0; check < 4; check += 1) await scene.look()
    expect(scene.asks.map(({ calls }) => calls)).toEqual([
      { led: [], idle: [] },
      { led: ['/api/offers'], idle: [] },
      { led: ['/api/offers'], idle: [] },
      { led: ['/api/offers'], idle: ['/api/wait'] },
    ])
    scene.settle = { ...scene.settle, calls: [{ path: '/api/wait', did: 'answered' }] }
    await scene.look()
    await scene.look()
    expect(scene.asks.at(-1)?.calls).toEqual({ led: ['/api/offers'], idle: [] })
  })
})

describe('without a browser', () => {
  const open = psgPage({ offers: GENERAL + PMR_OPEN })

  test('a seat in the page as sent counts when a second answer shows it too', async () => {
    const scene = await startScene(html(open))
    scene.drawn = null
    const looked = await scene.look()
    expect(told(looked)).toBe('available by relay-fetch')
    expect(scene.asked.length).toBe(2)
  })

  test('a seat that the second answer does not show is not told', async () => {
    const scene = await startScene((request, response) => {
      html(scene.asked.length === 1 ? open : psgPage())(request, response)
    })
    scene.drawn = null
    const { verdict } = await scene.look()
    expect(verdict).toMatchObject({ state: 'unknown', reason: 'needs-render' })
  })

  test('a seat that a style sheet may hide is not told', async () => {
    const head = '<link rel="stylesheet" href="/a.css">'
    const scene = await startScene(html(psgPage({ head, offers: GENERAL + PMR_OPEN })))
    scene.drawn = null
    expect((await scene.look()).verdict).toMatchObject({ state: 'unknown', reason: 'needs-render' })
  })
})

/** A site whose page as sent has been proven to be enough. */
async function learnt(answer: Answer) {
  const scene = await startScene(answer)
  for (let check = 0; check < 4; check += 1) await scene.look()
  return scene
}

describe('the fetch', () => {
  test('asks what it knows only when it changed, and takes "not modified" for what it was', async () => {
    const scene = await learnt(
      html(psgPage(), 200, { etag: '"one"', 'last-modified': 'Fri, 20 Nov 2026 08:00:00 GMT' }),
    )
    scene.answer = (_, response) => void response.writeHead(304).end()
    const looked = await scene.look()
    expect(scene.asked.at(-1)?.headers).toMatchObject({
      'if-none-match': '"one"',
      'if-modified-since': 'Fri, 20 Nov 2026 08:00:00 GMT',
    })
    expect(told(looked)).toBe('none by relay-fetch')
    expect(looked.observation.at).toBe(scene.now)
    expect(told(await scene.look())).toBe('none by relay-fetch')
  })

  test('says who asks, in which language', async () => {
    const scene = await startScene(html(psgPage()))
    await scene.look()
    expect(scene.asked[0]?.headers).toMatchObject({
      'user-agent': 'Vigie/test',
      'accept-language': 'fr-FR,fr;q=0.9,en;q=0.5',
    })
  })

  test('follows redirects hop by hop, each allowed first', async () => {
    const scene = await startScene((request, response) => {
      if (request.url === '/fr/catalogue/om-1')
        response.writeHead(302, { location: '/fr/catalogue/om-2' }).end()
      else html(psgPage())(request, response)
    })
    const { observation } = await scene.look()
    expect(scene.asked.map(({ path }) => path)).toEqual(['/fr/catalogue/om-1', '/fr/catalogue/om-2'])
    expect(observation.finalUrl).toContain('om-1')
    scene.refuses = (url) => url.endsWith('om-2')
    scene.memory = {}
    const before = scene.asked.length
    const { verdict } = await scene.look()
    expect(scene.asked.length).toBe(before + 1)
    expect(verdict.state).not.toBe('available')
  })

  test('gives up on a circle', async () => {
    const scene = await startScene(
      (_, response) => void response.writeHead(302, { location: scene.url }).end(),
    )
    expect(told(await scene.look())).toBe('http-error by relay-fetch')
    expect(scene.asked.length).toBe(6)
  })

  test('stops a page that does not end', async () => {
    let sent = 0
    const scene = await startScene((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' })
      const block = 'x'.repeat(256 * 1024)
      const send = () => {
        while (!response.destroyed && response.write(block)) sent += block.length
        if (!response.destroyed) response.once('drain', send)
      }
      send()
    })
    scene.drawn = null
    const { verdict } = await scene.look()
    expect(verdict).toMatchObject({ reason: 'needs-render' })
    expect(sent).toBeLessThan(60_000_000)
  })

  test('reads the characters that the page is written in', async () => {
    const latin = Buffer.from(psgPage({ offers: '<p>Aucune offre disponible (Épuisé)</p>' }), 'latin1')
    const scene = await startScene((_, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=iso-8859-1' })
      response.end(latin)
    })
    scene.drawn = null
    const { observation } = await scene.look()
    expect(observation.page?.notice?.text).toBe('Aucune offre disponible (Épuisé)')
  })

  test('a broken connection is never none', async () => {
    const scene = await learnt(html(psgPage()))
    scene.answer = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html', 'content-length': '100000' })
      response.write(psgPage())
      setTimeout(() => response.destroy(), 20)
    }
    scene.drawn = null
    expect(told(await scene.look())).toBe('not-settled by relay-fetch')
  })

  test('hands on what the site asks of its visitors', async () => {
    const scene = await startScene(html('slow down', 429, { 'retry-after': '120' }))
    const { verdict, upstream } = await scene.look()
    expect(verdict).toMatchObject({ reason: 'rate-limited' })
    expect(upstream).toEqual({ status: 429, retryAfterMs: 120_000 })
  })
})

test('Retry-After is seconds or a date', () => {
  const now = Date.parse('2026-11-20T08:00:00Z')
  expect(retryAfterMs('30', now)).toBe(30_000)
  expect(retryAfterMs('Fri, 20 Nov 2026 08:01:00 GMT', now)).toBe(60_000)
  expect(retryAfterMs('Fri, 20 Nov 2026 07:00:00 GMT', now)).toBe(0)
  expect(retryAfterMs('soon', now)).toBeNull()
  expect(retryAfterMs(undefined, now)).toBeNull()
})
