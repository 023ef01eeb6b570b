import type { FeedMessage } from '#core/status.ts'
import type { Rig } from './rig.ts'

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'puppeteer-core'

import { startChromium } from '../chromium.ts'
import { printGoal, printSpread, quantile } from './figures.ts'
import { densePage } from './pages.ts'
import { cpuMs, residentMb, startRig, startSite, until, watchPage } from './rig.ts'

const VIEWERS = 500
const OPENINGS = 10
/** As many at once as a page that everybody was just sent to would bring. */
const COMING_AT_ONCE = 50
const WITHIN_MS = 1000

type Arrival = { openedAt: number; at: number }
type Viewer = { states: string[]; openings: Arrival[]; isThere: () => boolean; leave: () => void }

/** 500 feeds and one open page at once: how long after the verdict each of them has every opening. */
export async function benchViewers(): Promise<boolean> {
  let seat = false
  const site = await startSite((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(request.url === '/match' ? densePage(2000, seat) : '')
  })
  const rig = await startRig({ env: { ALLOW_PRIVATE_HOSTS: site.host, HOST_GAP_MS: '100' }, browser: true })
  const viewers: Viewer[] = []
  const page = await openPage(rig)
  const drawn: number[] = []
  try {
    for (let n = 0; n < VIEWERS; n += COMING_AT_ONCE)
      viewers.push(...(await Promise.all(Array.from({ length: COMING_AT_ONCE }, () => enter(rig)))))
    const id = await watchPage(rig, { name: 'Étoile - Rivage', url: `${site.url}/match`, checkSeconds: 3600 })
    const everybody = (what: string, has: (viewer: Viewer) => boolean) =>
      until(what, () => {
        if (!viewers.every(({ isThere }) => isThere())) throw new Error('a feed ended before its time')
        return viewers.every((viewer) => has(viewer)) ? true : null
      })
    await everybody('a first verdict', ({ states }) => states.at(-1) === 'none')
    const cpu = await cpuMs(rig.relayPid)
    for (let n = 0; n < OPENINGS; n += 1) {
      seat = true
      await rig.client.api.watches[':id'].check.$post({ param: { id } })
      await everybody(`opening ${n + 1}`, ({ openings }) => openings.length > n)
      const drawnAt = await page.drawnAt(n)
      drawn.push(drawnAt - (viewers[0]?.openings[n]?.openedAt ?? Number.NaN))
      seat = false
      await rig.client.api.watches[':id'].check.$post({ param: { id } })
      await everybody('its end', ({ states }) => states.at(-1) === 'none')
    }
    const used = (await cpuMs(rig.relayPid)) - cpu
    printSpread('CPU of the relay for an opening and its end', 'ms', [used / OPENINGS])
    printSpread('relay with its viewers, resident', 'MB', [await residentMb(rig.relayPid)])
    return print(viewers, drawn)
  } finally {
    for (const { leave } of viewers) leave()
    await page.close()
    await rig.stop()
    await site.stop()
  }
}

function print(viewers: readonly Viewer[], drawn: readonly number[]): boolean {
  const delays = viewers.flatMap(({ openings }) => openings.map(({ at, openedAt }) => at - openedAt))
  printSpread(`from the verdict to each of ${viewers.length} viewers`, 'ms', delays)
  printSpread('from the verdict to the card drawn in a page', 'ms', drawn)
  console.log(`  p95 ${quantile(delays, 0.95).toFixed(0)} ms over ${delays.length} arrivals`)
  const doubled = viewers.filter(({ openings }) => openings.length > OPENINGS).length
  const met = [
    printGoal('viewers told twice', doubled, { most: 0, unit: '' }),
    printGoal('the last viewer', Math.max(...delays), { most: WITHIN_MS, unit: 'ms' }),
    printGoal('the card drawn', Math.max(...drawn), { most: WITHIN_MS, unit: 'ms' }),
  ]
  return met.every(Boolean)
}

/** One more reader of the feed; resolves once the relay has greeted. */
async function enter({ url }: Rig): Promise<Viewer> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/feed`)
  const greeted = Promise.withResolvers<void>()
  const viewer: Viewer = {
    states: [],
    openings: [],
    isThere: () => socket.readyState === WebSocket.OPEN,
    leave: () => socket.close(),
  }
  socket.addEventListener('message', ({ data }) => {
    const at = Date.now()
    const message: FeedMessage = JSON.parse(String(data))
    if (message.type === 'hello') greeted.resolve()
    if (message.type !== 'watch') return
    const { verdict, openSince } = message.watch
    viewer.states.push(verdict.state)
    // Without a state of before, nothing changed: a look that saw the same.
    if (verdict.state === 'available' && message.previous !== null)
      viewer.openings.push({ at, openedAt: openSince ?? Number.NaN })
  })
  socket.addEventListener('close', () => greeted.reject(new Error('the relay took no more readers')))
  await greeted.promise
  return viewer
}

/** The public page in a browser of its own; `drawnAt(n)` is when its n-th opening stood there, epoch ms. */
async function openPage({ url }: Rig) {
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-bench-page-'))
  const chromium = await startChromium({ dataDir })
  const browser = await connect({ browserURL: chromium.cdpUrl })
  const page = await browser.newPage()
  await page.goto(`${url}/?lang=fr`)
  await page.waitForSelector('.pill-live')
  // After the frame that shows it, which is when a person can see it.
  await page.evaluate(`
    globalThis.drawn = []
    let open = false
    new MutationObserver(() => {
      const isOpen = document.querySelector('.card-available') !== null
      if (isOpen && !open) requestAnimationFrame(() => setTimeout(() => globalThis.drawn.push(Date.now())))
      open = isOpen
    }).observe(document.body, { subtree: true, childList: true, attributes: true })
  `)
  return {
    drawnAt: (n: number) =>
      until(
        'the card',
        async () => Number((await page.evaluate(`globalThis.drawn[${n}] ?? 0`)) ?? 0) || null,
      ),
    close: async () => {
      await browser.disconnect()
      await chromium.stop()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
