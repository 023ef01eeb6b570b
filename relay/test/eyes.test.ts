import type { IncomingMessage, ServerResponse } from 'node:http'

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'

import type { Observation } from '#core/observation.ts'
import type { SeatsTarget, Watch } from '#core/watch.ts'
import type { OpenRoom } from '../src/browser/room.ts'

import { judge } from '#core/judge.ts'

import { connectCdp } from '../dev/cdp.ts'
import { listen } from '../dev/free-port.ts'
import { ROOT } from '../dev/paths.ts'
import { makeBrowserRoom } from '../src/browser/room.ts'
import { GENERAL, HOSPITALITY, PMR_OPEN, offer, psgPage } from './psg-page.ts'

/** Pages that draw themselves in a real Chromium, seen through the room that the relay uses. */

type Scene = {
  html: string
  /** Answers of the page's own data calls, each held back for a while. */
  data?: { body: string; afterMs: number; status?: number }
  target?: SeatsTarget
  status?: number
  deadlineMs?: number
}

const scenes = new Map<string, Scene>()
let room: OpenRoom
let origin = ''
let host = ''
let close = () => {}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const [, name = '', part] = (request.url ?? '').split('/')
  const scene = scenes.get(name)
  if (scene === undefined) return void response.writeHead(404).end()
  if (part === 'data') {
    const { body = '', afterMs = 0, status = 200 } = scene.data ?? {}
    setTimeout(() => response.writeHead(status, { 'content-type': 'text/html' }).end(body), afterMs)
    return
  }
  if (part !== 'match' && part !== 'inner') return void response.writeHead(404).end()
  const html = part === 'inner' ? psgPage({ offers: PMR_OPEN }) : scene.html
  response.writeHead(scene.status ?? 200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
}

beforeAll(async () => {
  const server = createServer(answer)
  const port = await listen(server, 0)
  host = `127.0.0.1:${port}`
  origin = `http://${host}`
  const reader = await readFile(join(ROOT, 'relay/src/browser/reader.page.js'), 'utf8')
  const cdpUrl = inject('cdpUrl')
  room = makeBrowserRoom({ connect: () => connectCdp(cdpUrl), reader })
  close = () => {
    room.close()
    server.closeAllConnections()
    server.close()
  }
})

afterAll(() => close())

let scenesShown = 0

async function lookAt(scene: Scene) {
  const name = `scene-${(scenesShown += 1)}`
  scenes.set(name, scene)
  const watch: Watch = {
    id: name,
    kind: 'seats',
    name,
    url: `${origin}/${name}/match`,
    host,
    target: scene.target ?? {},
    checkSeconds: 60,
    public: false,
    createdAt: 0,
    updatedAt: 0,
  }
  const observation = await room.look({
    watch,
    guard: () => null,
    allowedPrivateHosts: [host],
    now: Date.now,
    signal: AbortSignal.timeout(50_000),
    deadlineMs: scene.deadlineMs ?? 20_000,
  })
  const verdict = judge(watch, observation)
  return {
    observation,
    verdict,
    told: verdict.state === 'unknown' ? `unknown:${verdict.reason}` : verdict.state,
  }
}

const settleOf = ({ page }: Observation) => page?.settle

const SIBLINGS = GENERAL + HOSPITALITY
/** Script of a page that puts HTML into its offers box. */
const paint = (html: string) =>
  `document.querySelector('.psgMatchOffersLytList').insertAdjacentHTML('beforeend', ${JSON.stringify(html).replaceAll('<', '\\u003c')})`
const script = (code: string) => `<script>${code}</script>`
const FROM_DATA = script(
  `fetch('data').then((a) => a.text()).then((html) => document.querySelector('.psgMatchOffersLytList').innerHTML = html)`,
)
const TALL = '<div style="height: 3000px">…</div>'
/** Draws its offers only when it comes into view. */
const LAZY = `${TALL}<section id="lazy" style="min-height: 200px"></section>${script(
  `new IntersectionObserver(([entry], self) => {
    if (!entry.isIntersecting) return
    self.disconnect()
    setTimeout(() => document.querySelector('#lazy').innerHTML = ${JSON.stringify(PMR_OPEN).replaceAll('<', '\\u003c')}, 150)
  }).observe(document.querySelector('#lazy'))`,
)}`

describe('a seat is seen', () => {
  const sees: Record<string, Scene> = {
    'that stands there at once': { html: psgPage({ offers: SIBLINGS + PMR_OPEN }) },
    'that is drawn after 1.2 s': {
      html: psgPage({ offers: '', after: script(`setTimeout(() => ${paint(SIBLINGS + PMR_OPEN)}, 1200)`) }),
    },
    'that comes with a data call after 4 s (34)': {
      html: psgPage({ offers: '<p class="skeleton"></p>', after: FROM_DATA }),
      data: { body: SIBLINGS + PMR_OPEN, afterMs: 4000 },
    },
    'below the fold (12)': { html: psgPage({ offers: SIBLINGS + TALL + PMR_OPEN }) },
    'in a section that waits to be scrolled to (13)': { html: psgPage({ after: LAZY }) },
    'in a section that waits, on a page with nothing else': { html: psgPage({ offers: '', after: LAZY }) },
    'in an open shadow root (16)': {
      html: psgPage({
        after: `<x-offers></x-offers>${script(
          `document.querySelector('x-offers').attachShadow({ mode: 'open' }).innerHTML = ${JSON.stringify(PMR_OPEN).replaceAll('<', '\\u003c')}`,
        )}`,
      }),
    },
    'in a frame of the same site (17)': {
      html: psgPage({ offers: '<iframe src="inner" width="600" height="400"></iframe>' }),
    },
    'behind a consent layer (55)': {
      html: psgPage({
        before: '<div id="didomi-host" style="position:fixed;inset:0;background:#fff">Cookies</div>',
        offers: SIBLINGS + PMR_OPEN,
      }),
    },
    'on a page that overwrote its own tools': {
      html: psgPage({
        before: script(
          `Node.prototype.contains = () => { throw 1 }; Array.prototype.map = () => []; JSON.stringify = () => '{}'; Element.prototype.getBoundingClientRect = () => ({})`,
        ),
        offers: `<form><input name="firstChild"><input name="parentNode"><input name="getAttribute">${SIBLINGS}${PMR_OPEN}</form>`,
      }),
    },
  }
  test.each(Object.entries(sees))('%s', async (_, scene) => {
    const { told, verdict, observation } = await lookAt(scene)
    expect(told, JSON.stringify({ verdict, settle: settleOf(observation) })).toBe('available')
    expect(settleOf(observation)).toMatchObject({ state: 'positive', agreed: true })
  })

  test('in a virtual list that drops the rows it has shown (14)', async () => {
    const rows = Array.from({ length: 60 }, (_, at) =>
      at === 40 ? PMR_OPEN : offer('GP', `<h3>Rang ${at}</h3>85,00 € <button>Réserver</button>`),
    )
    const code = `const rows = ${JSON.stringify(rows).replaceAll('<', '\\u003c')}, list = document.querySelector('#list')
      const draw = () => {
        const first = Math.floor(list.scrollTop / 100)
        list.firstElementChild.innerHTML = '<div style="height:' + first * 100 + 'px"></div>' +
          rows.slice(first, first + 6).map((row) => '<div style="height:100px">' + row + '</div>').join('') +
          '<div style="height:' + Math.max(0, 54 - first) * 100 + 'px"></div>'
      }
      list.addEventListener('scroll', draw)
      draw()`
    const list = '<div id="list" style="height:500px;overflow:auto"><div></div></div>'
    const { told } = await lookAt({ html: psgPage({ offers: list, after: script(code) }) })
    expect(told).toBe('available')
  })
})

describe('nothing is said to be there', () => {
  const none: Record<string, Scene> = {
    'when the others are there and it is not (1)': { html: psgPage() },
    'when the others come late': {
      html: psgPage({ offers: '', after: FROM_DATA }),
      data: { body: SIBLINGS, afterMs: 1500 },
    },
    'when it is hidden by a class (9)': {
      html: psgPage({
        head: '<style>.off { display: none }</style>',
        offers: `${SIBLINGS}<div class="off">${PMR_OPEN}</div>`,
      }),
    },
    'when it is taken away again (33)': {
      html: psgPage({
        offers: SIBLINGS + PMR_OPEN,
        after: script(`setTimeout(() => document.querySelector('[data-offer-type=PMR]').remove(), 300)`),
      }),
    },
    'when it has no size (11)': {
      html: psgPage({ offers: `${SIBLINGS}<div style="width:0;height:0;overflow:hidden">${PMR_OPEN}</div>` }),
    },
    'when it stands where nobody can scroll to (69)': {
      html: psgPage({
        head: '<style>.bait { position: absolute; left: -9999px }</style>',
        offers: `${SIBLINGS}<div class="bait">${PMR_OPEN}</div>`,
      }),
    },
    'when timers tick beside the offers': {
      html: psgPage({
        before: `<p id="clock"></p>${script(`setInterval(() => clock.textContent = Date.now(), 50)`)}`,
      }),
    },
  }
  test.each(Object.entries(none))('%s', async (_, scene) => {
    const { told, verdict, observation } = await lookAt(scene)
    expect(told, JSON.stringify({ verdict, settle: settleOf(observation) })).toBe('none')
    expect(settleOf(observation)).toMatchObject({ state: 'quiet', agreed: true })
  })
})

describe('nothing can be told', () => {
  const unknown: Record<string, Scene & { expect: string }> = {
    'from a skeleton that stays': {
      html: psgPage({ offers: '<p class="skeleton" style="height:40px"></p>' }),
      deadlineMs: 5000,
      expect: 'unknown:not-settled',
    },
    'from a heading alone (35)': {
      html: '<title>PSG</title><main><h1>Paris SG - OM</h1><p>12 offres, chargement des places du match.</p></main>',
      deadlineMs: 5000,
      expect: 'unknown:not-settled',
    },
    'from an empty offers box (2)': {
      html: psgPage({ offers: '' }),
      deadlineMs: 5000,
      expect: 'unknown:layout-changed',
    },
    'when the data call fails (61)': {
      html: psgPage({ offers: '<p class="spinner" style="height:40px"></p>', after: FROM_DATA }),
      data: { body: '', afterMs: 50, status: 500 },
      deadlineMs: 5000,
      expect: 'unknown:not-settled',
    },
    'in a closed accordion (15)': {
      html: psgPage({
        offers: `${SIBLINGS}<div class="accordion" style="height:0;overflow:hidden">${PMR_OPEN}</div>`,
      }),
      expect: 'unknown:ambiguous-offer',
    },
    'from a blank shell (59)': {
      html: '<title>PSG</title><div id="root"></div>',
      deadlineMs: 4000,
      expect: 'unknown:empty',
    },
    'on another match (58)': {
      html: psgPage({ offers: SIBLINGS + PMR_OPEN }),
      target: { event: 'Paris SG Lens' },
      expect: 'unknown:wrong-page',
    },
    'while queueing (44)': {
      html: '<title>PSG</title><h1>File d’attente</h1><p>Votre position dans la file : 4512</p>',
      expect: 'unknown:queue',
    },
    'on a page that is refused': { html: '<h1>Forbidden</h1>', status: 403, expect: 'unknown:blocked' },
    'on a page that is gone (57)': { html: psgPage(), status: 404, expect: 'unknown:not-found' },
  }
  test.each(Object.entries(unknown))('%s', async (_, scene) => {
    const { told, verdict, observation } = await lookAt(scene)
    expect(told, JSON.stringify({ verdict, settle: settleOf(observation) })).toBe(scene.expect)
  })

  test('from 60 000 elements, and the answer still comes', async () => {
    const { observation, told } = await lookAt({
      html: psgPage({
        after: script(`document.body.insertAdjacentHTML('beforeend', '<p>x <b>y</b></p>'.repeat(30000))`),
      }),
      deadlineMs: 8000,
    })
    expect(observation.failure).toBeNull()
    expect(['none', 'unknown:partial', 'unknown:not-settled']).toContain(told)
  })
})

test('a check page that clears by itself is waited for (48)', async () => {
  const clears = script(
    `setTimeout(() => document.body.innerHTML = ${JSON.stringify(`<main><h1>Paris SG - OM</h1>${SIBLINGS}${PMR_OPEN}</main>`).replaceAll('<', '\\u003c')}, 3000)`,
  )
  const { told } = await lookAt({
    html: `<title>Just a moment...</title><form id="challenge-form"></form><p>Checking</p>${clears}`,
    status: 403,
  })
  expect(told).toBe('available')
})
