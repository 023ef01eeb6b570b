import type { OpenRoom } from '../../src/browser/room.ts'
import type { Chromium } from '../chromium.ts'

import { connect } from 'puppeteer-core'

import { printGoal, printSpread, spread } from './figures.ts'
import { ticketPage } from './pages.ts'
import { startSite } from './rig.ts'
import { watchOf } from './settle-pages.ts'

const BYTES = 1_000_000
const READINGS = 15
const SEATS = 25

/** What one reading of a page of 1 MB costs in the browser, and how large what is kept of it can be. */
export async function readerCpu({
  chromium,
  reader,
  room,
}: {
  chromium: Chromium
  reader: string
  room: OpenRoom
}): Promise<boolean[]> {
  const plain = ticketPage(BYTES)
  const rich = withSeats(plain)
  const site = await startSite((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(request.url === '/rich' ? rich : plain)
  })
  try {
    const cpu = await readings(chromium.cdpUrl, site.url, reader)
    printSpread(`one reading of a page of ${(plain.length / 1e6).toFixed(1)} MB, CPU`, 'ms', cpu)
    const observation = await room.look({
      watch: watchOf(site, `${site.url}/rich`),
      guard: () => null,
      allowedPrivateHosts: [site.host],
      now: Date.now,
      signal: AbortSignal.timeout(60_000),
      deadlineMs: 20_000,
    })
    const bytes = new TextEncoder().encode(JSON.stringify(observation)).length
    return [
      printGoal('median CPU of a reading', spread(cpu).median, { most: 20, unit: 'ms' }),
      printGoal(`observation of ${SEATS} seats`, bytes / 1000, { most: 64, unit: 'kB' }),
    ]
  } finally {
    await site.stop()
  }
}

/** Wide rows with much to keep of each. */
function withSeats(html: string): string {
  const text = 'Place PMR avec accompagnateur, tribune basse, accès par la porte G, '.repeat(5)
  const row = `<article class="offer-card" data-offer-type="PMR"><h3>${text}</h3><span>45,00 €</span><a class="${'x'.repeat(200)}" href="/fr/acheter/${'y'.repeat(300)}">Réserver</a></article>`
  return html.replace('<section class="offers">', `<section class="offers">${row.repeat(SEATS)}`)
}

/** Of the page's own thread, by the browser's count of its tasks. */
async function readings(cdpUrl: string, url: string, reader: string): Promise<number[]> {
  const browser = await connect({ browserURL: cdpUrl })
  const context = await browser.createBrowserContext()
  try {
    const page = await context.newPage()
    const session = await page.createCDPSession()
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const taskMs = async () => {
      const { metrics } = await session.send('Performance.getMetrics')
      return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1000
    }
    await page.goto(url)
    await page.evaluate(reader)
    const used: number[] = []
    for (let n = 0; n < READINGS; n += 1) {
      const before = await taskMs()
      await page.evaluate('vigieLook({ target: {}, deadlineMs: 0 }).then(() => null)')
      used.push((await taskMs()) - before)
    }
    // Until the engine has compiled what is hot.
    return used.slice(5)
  } finally {
    await context.close()
    await browser.disconnect()
  }
}
