import { build } from 'esbuild'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'

import type { Observation } from '#core/observation.ts'
import type { Chromium } from '../../dev/chromium.ts'
import type { Picture, RenderedLook } from '../kinds/kind.ts'
import type { OpenRoom } from './room.ts'

import { connectCdp } from '../../dev/cdp.ts'
import { startChromium } from '../../dev/chromium.ts'
import { listen } from '../../dev/free-port.ts'
import { makeBrowserRoom } from './room.ts'

const SEAT = `<section class="offers"><article data-offer-type="PMR"><h3>Place PMR</h3>
  <span class="price">45,00 €</span><button>Ajouter au panier</button></article></section>`
const page = (body: string) =>
  `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Billetterie</title><main><h1>Paris - Lyon</h1>${body}</main>`

let dataDir = ''
let chromium: Chromium
let room: OpenRoom
let close = () => {}
const asked: string[] = []
let body = ''
let port = 0

beforeAll(async () => {
  const bundle = await build({
    entryPoints: [join(import.meta.dirname, '../../readers/page.ts')],
    bundle: true,
    format: 'iife',
    write: false,
  })
  const reader = bundle.outputFiles[0]?.text ?? ''
  dataDir = await mkdtemp(join(tmpdir(), 'vigie-picture-'))
  chromium = await startChromium({ dataDir })
  room = makeBrowserRoom({ connect: () => connectCdp(chromium.cdpUrl), reader })
  const site = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(request.url === '/match' ? page(body) : '')
  })
  port = await listen(site, 0)
  close = () => {
    site.closeAllConnections()
    site.close()
  }
})

afterEach(() => void asked.splice(0))

afterAll(async () => {
  room.close()
  close()
  await chromium.stop()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

type Seen = { observation: Observation; picture: Promise<Picture | null> | null; after: () => boolean }

/** `after` is true once the picture has come. */
async function look(isDeserved: (observation: Observation) => boolean): Promise<Seen> {
  let picture: Seen['picture'] = null
  let came = false
  const url = `http://127.0.0.1:${port}/match`
  const dates = { createdAt: 0, updatedAt: 0 }
  const names = { id: 'w', kind: 'seats', name: 'Paris - Lyon', url, host: `127.0.0.1:${port}` } as const
  const request: RenderedLook = {
    watch: { ...names, ...dates, target: {}, checkSeconds: 60, public: true },
    allowedPrivateHosts: [names.host],
    guard: () => null,
    now: Date.now,
    signal: new AbortController().signal,
    deadlineMs: 20_000,
    picture: {
      isDeserved,
      onPicture: (taken) => {
        picture = taken.finally(() => (came = true))
      },
    },
  }
  const observation = await room.look(request)
  return { observation, picture, after: () => came }
}

test('the seat is brought into the window, pictured, and the answer did not wait for it', async () => {
  const report = `<script>addEventListener('scroll', () => fetch('/at?' + Math.round(scrollY)))</script>`
  body = `<div style="height:4000px">…</div>${SEAT}<div style="height:4000px">…</div>${report}`
  const { observation, picture, after } = await look((seen) => seen.page?.targetCount === 1)
  expect(after()).toBe(false)
  expect(observation.page?.targets).toHaveLength(1)
  const taken = await picture
  expect(taken?.facts).toEqual({
    type: 'image/jpeg',
    width: 1280,
    height: 900,
    bytes: taken?.content.length,
  })
  expect([...(taken?.content.slice(0, 3) ?? [])]).toEqual([0xff, 0xd8, 0xff])
  const places = asked.filter((path) => path.startsWith('/at?')).map((path) => Number(path.slice(4)))
  expect(Math.max(...places)).toBeGreaterThan(3000)
})

test('a page that nobody wants pictured is not', async () => {
  body = SEAT
  expect((await look(() => false)).picture).toBe(null)
})

test('a picture that would be large is taken more coarsely', async () => {
  // Noise is what JPEG packs worst.
  body = `${SEAT}<canvas width="1280" height="900" style="position:fixed;inset:0;z-index:-1"></canvas><script>
    const pen = document.querySelector('canvas').getContext('2d')
    const noise = pen.createImageData(1280, 900)
    noise.data.forEach((_, at) => (noise.data[at] = at % 4 === 3 ? 255 : Math.random() * 256))
    pen.putImageData(noise, 0, 0)</script>`
  const taken = await (await look(() => true)).picture
  expect(taken?.content.length).toBeLessThanOrEqual(1_000_000)
  expect(taken?.content.length).toBeGreaterThan(100_000)
})

test('a page that stops answering costs its picture and nothing else', async () => {
  body = `${SEAT}<script>addEventListener('scroll', () => { for (;;); })</script><div style="height:4000px">…</div>`
  const before = `<div style="height:4000px">…</div>`
  body = before + body
  const { observation, picture } = await look(() => true)
  expect(observation.page?.targetCount).toBe(1)
  expect(await picture).toBe(null)
  body = SEAT
  expect((await look(() => false)).observation.page?.targetCount).toBe(1)
})
