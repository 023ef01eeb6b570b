import type { IncomingMessage, ServerResponse } from 'node:http'

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import type { Watch } from '#core/watch.ts'
import type { RenderedLook } from '../src/kinds/kind.ts'
import type { OpenRoom } from '../src/browser/room.ts'

import { judge } from '#core/judge.ts'

import { connectCdp } from '../dev/cdp.ts'
import { listen } from '../dev/free-port.ts'
import { ROOT } from '../dev/paths.ts'
import { makeSlots } from '../src/browser/limit.ts'
import { makeBrowserRoom } from '../src/browser/room.ts'
import { GENERAL, HOSPITALITY, PMR_OPEN, offer, psgPage } from './psg-page.ts'

/** How a look waits: on pages of a real Chromium, through the room that the relay uses. */

type Route = (request: IncomingMessage, response: ServerResponse, asked: number) => void
type Scene = { page: string | Route; routes?: Record<string, Route> } & Partial<RenderedLook>

const scenes = new Map<string, { scene: Scene; asked: Map<string, number> }>()
let room: OpenRoom
let origin = ''
let host = ''
let close = () => {}

const sends = (html: string, headers: Record<string, string> = {}, status = 200): Route => {
  return (_, response) =>
    void response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html)
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const [, name = '', part = ''] = (request.url ?? '').split(/[/?]/)
  const found = scenes.get(name)
  const before = found?.asked.get(part) ?? 0
  found?.asked.set(part, before + 1)
  const { page = '', routes = {} } = found?.scene ?? {}
  const route = part === 'match' ? (typeof page === 'string' ? sends(page) : page) : routes[part]
  if (route === undefined) return void response.writeHead(404).end()
  route(request, response, before)
}

beforeAll(async () => {
  const server = createServer(answer)
  const port = await listen(server, 0)
  host = `127.0.0.1:${port}`
  origin = `http://${host}`
  const reader = await readFile(join(ROOT, 'relay/src/browser/reader.page.js'), 'utf8')
  const cdpUrl = inject('cdpUrl')
  // The scenes run side by side and have deadlines of their own: none waits for another's page.
  room = makeBrowserRoom({ connect: () => connectCdp(cdpUrl), reader, slots: makeSlots(32) })
  close = () => {
    room.close()
    server.closeAllConnections()
    server.close()
  }
})

afterAll(() => close())

async function lookAt({ page, routes = {}, ...request }: Scene) {
  const name = `scene-${scenes.size}`
  scenes.set(name, { scene: { page, routes }, asked: new Map() })
  const about = { checkSeconds: 60, public: false, createdAt: 0, updatedAt: 0 }
  const watch: Watch = {
    id: name,
    kind: 'seats',
    name,
    url: `${origin}/${name}/match`,
    host,
    target: {},
    ...about,
  }
  const observation = await room.look({
    watch,
    guard: () => null,
    allowedPrivateHosts: [host],
    now: Date.now,
    signal: AbortSignal.timeout(55_000),
    deadlineMs: 22_000,
    ...request,
  })
  const verdict = judge(watch, observation)
  const { settle } = observation.page ?? {}
  const told = verdict.state === 'unknown' ? `unknown:${verdict.reason}` : verdict.state
  return { told, settle, why: JSON.stringify({ verdict, settle, failure: observation.failure }) }
}

const SIBLINGS = GENERAL + HOSPITALITY
const quoted = (html: string) => JSON.stringify(html).replaceAll('<', '\\u003c')
const script = (code: string) => `<script>${code}</script>`
const paint = (html: string) =>
  `document.querySelector('.psgMatchOffersLytList').insertAdjacentHTML('beforeend', ${quoted(html)})`
const later =
  (html: string, ms: number): Route =>
  (_, response) =>
    void setTimeout(() => response.end(html), ms)
const never: Route = () => {}

const FURNITURE = `<div id="clock"></div><ul id="carousel"><li>1</li><li>2</li></ul>${script(`
  setInterval(() => { clock.textContent = performance.now() }, 50)
  setInterval(() => carousel.append(carousel.firstElementChild), 120)
  setInterval(() => fetch('collect?' + Math.random()), 300)
  setInterval(() => fetch('state'), 400)
  fetch('chat')`)}`

const rows = (change: string) =>
  Array.from({ length: 60 }, (_, at) =>
    at === 40 ? change : offer('GP', `<h3>Rang ${at}</h3>85,00 € <button>Réserver</button>`),
  )
const virtual = (change: string) =>
  `<div id="list" style="height:500px;overflow:auto"><div></div></div>${script(
    `const rows = ${JSON.stringify(rows(change)).replaceAll('<', '\\u003c')}, list = document.querySelector('#list')
  const draw = () => {
    const first = Math.floor(list.scrollTop / 100)
    list.firstElementChild.innerHTML = '<div style="height:' + first * 100 + 'px"></div>' +
      rows.slice(first, first + 6).map((row) => '<div style="height:100px">' + row + '</div>').join('') +
      '<div style="height:' + Math.max(0, 54 - first) * 100 + 'px"></div>'
  }
  list.addEventListener('scroll', draw)
  draw()`,
  )}`

const CHECK = '<title>Un instant</title><p>Encore un instant.</p>'
const again = (ms: number) => script(`setTimeout(() => location.reload(), ${ms})`)

describe.concurrent('a look waits', () => {
  test('not for clocks, carousels, analytics, tickers and chats beside the offers', async () => {
    const routes = { collect: sends(''), state: sends(''), chat: never }
    const { told, settle, why } = await lookAt({
      page: psgPage({ after: FURNITURE }),
      routes,
      deadlineMs: 15_000,
    })
    expect(told, why).toBe('none')
    expect(settle).toMatchObject({ state: 'quiet' })
  })

  test('not for a ticker among the offers', async () => {
    const ticker = `<p id="ticker"></p>${script(
      `setInterval(() => { ticker.innerHTML = '<b>'.repeat(1 + performance.now() % 5) }, 300)`,
    )}`
    const { told, why } = await lookAt({ page: psgPage({ offers: GENERAL + ticker + HOSPITALITY }) })
    expect(told, why).toBe('none')
  })

  test('not at all on a page that can draw nothing by itself', async () => {
    const { told, settle, why } = await lookAt({ page: psgPage(), patienceMs: 15_000, leastMs: 20_000 })
    expect(told, why).toBe('none')
    expect(settle).toMatchObject({ state: 'quiet', patienceMs: 0, scrollSteps: 0 })
  })

  test('for a script that took itself out of the document', async () => {
    const after = script(`setTimeout(() => ${paint(PMR_OPEN)}, 1500); document.currentScript.remove()`)
    const { told, why } = await lookAt({ page: psgPage({ after }) })
    expect(told, why).toBe('available')
  })

  test('for what a style sheet alone shows later', async () => {
    const head = `<style>@keyframes come { from { opacity: 0 } to { opacity: 1 } }
      .late { opacity: 0; animation: come 100ms 1500ms forwards }</style>`
    const { told, why } = await lookAt({
      page: psgPage({ head, offers: `${SIBLINGS}<div class="late">${PMR_OPEN}</div>` }),
    })
    expect(told, why).toBe('available')
  })

  test('for a data call that is on its way beside offers that stand there', async () => {
    const after = script(
      `fetch('more').then((a) => a.text()).then((html) => ${paint('')} || document.querySelector('.psgMatchOffersLytList').insertAdjacentHTML('beforeend', html))`,
    )
    const { told, settle, why } = await lookAt({
      page: psgPage({ after }),
      routes: { more: later(PMR_OPEN, 7000) },
    })
    expect(told, why).toBe('available')
    expect(settle?.calls).toEqual([{ path: expect.stringContaining('/more'), did: 'led' }])
  })

  test('for one that never answers no longer than it must, and says which it was', async () => {
    const after = script(`fetch('more')`)
    const beside = await lookAt({ page: psgPage({ after }), routes: { more: never } })
    expect(beside.told, beside.why).toBe('none')
    expect(beside.settle?.calls).toEqual([{ path: expect.stringContaining('/more'), did: 'hung' }])
    const empty = '<p>Aucune offre n’est disponible</p>'
    const alone = await lookAt({ page: psgPage({ offers: empty, after }), routes: { more: never } })
    expect(alone.why).toContain('/more never answered')
    expect(alone.told).toBe('unknown:not-settled')
  })

  test('for an offer that comes long after its siblings without any sign, and remembers how long', async () => {
    const after = script(`setTimeout(() => ${paint(PMR_OPEN)}, 10_000)`)
    const long = { patienceMs: 15_000, leastMs: 20_000, deadlineMs: 35_000 }
    const { told, settle, why } = await lookAt({ page: psgPage({ after }), ...long })
    expect(told, why).toBe('available')
    expect(settle?.lateMs).toBeGreaterThan(8000)
  })

  test('till offers that come and go have come to stay', async () => {
    const after = script(`let shown = false; setInterval(() => {
      shown = !shown
      if (shown) ${paint(PMR_OPEN)}
      else document.querySelector('[data-offer-type=PMR]').remove()
    }, 200)`)
    const { told, why } = await lookAt({ page: psgPage({ after }), deadlineMs: 6000 })
    expect(['unknown:unstable', 'unknown:not-settled'], why).toContain(told)
  })
})

describe.concurrent('the page is walked down', () => {
  test('so that what a list has dropped again is not taken for absent', async () => {
    const { told, why } = await lookAt({
      page: psgPage({ offers: virtual(offer('PMR', '<h3>Place PMR</h3>')) }),
    })
    expect(told, why).toBe('unknown:ambiguous-offer')
  })

  test('where the page itself does not scroll, but a box in it', async () => {
    const lazy = `<div style="height:3000px"></div><section id="lazy" style="min-height:200px"></section>${script(
      `new IntersectionObserver(([entry], self) => {
        if (!entry.isIntersecting) return
        self.disconnect()
        setTimeout(() => { lazy.innerHTML = ${quoted(PMR_OPEN)} }, 200)
      }).observe(document.querySelector('#lazy'))`,
    )}`
    const head =
      '<style>html, body { height: 100%; margin: 0; overflow: hidden } main { height: 100vh; overflow: auto }</style>'
    const { told, why } = await lookAt({ page: psgPage({ head, offers: SIBLINGS + lazy }) })
    expect(told, why).toBe('available')
  })

  test('to an end, when the list has none', async () => {
    const more = `<p id="more" style="height:60px"></p>${script(
      `new IntersectionObserver(([entry]) => {
        if (entry.isIntersecting) fetch('more').then((a) => a.text()).then((html) => document.querySelector('.psgMatchOffersLytList').insertAdjacentHTML('beforeend', html))
      }).observe(document.querySelector('#more'))`,
    )}`
    const { told, settle, why } = await lookAt({
      page: psgPage({ offers: GENERAL.repeat(20), after: more }),
      routes: { more: later(GENERAL.repeat(20), 100) },
      deadlineMs: 40_000,
    })
    expect(told, why).toBe('none')
    expect(settle).toMatchObject({ state: 'quiet' })
  })
})

describe.concurrent('a check page', () => {
  test('that only its header names is waited for', async () => {
    const { told, why } = await lookAt({
      page: (request, response, asked) => {
        if (asked > 0) return sends(psgPage({ offers: SIBLINGS + PMR_OPEN }))(request, response, asked)
        sends(CHECK + again(5000), { 'cf-mitigated': 'challenge' }, 403)(request, response, asked)
      },
    })
    expect(told, why).toBe('available')
  })

  test('that reloads itself for ever stays what it is', async () => {
    const check = `<title>Just a moment...</title><form id="challenge-form"></form>${again(1500)}`
    const { told, why } = await lookAt({ page: check })
    expect(told, why).toBe('unknown:challenge')
  })

  test('that leaves and never comes back stays what it was', async () => {
    const { told, why } = await lookAt({
      page: (request, response, asked) => {
        if (asked === 0)
          sends(CHECK + again(500), { 'cf-mitigated': 'challenge' }, 403)(request, response, asked)
      },
      deadlineMs: 12_000,
    })
    expect(told, why).toBe('unknown:challenge')
  })
})
