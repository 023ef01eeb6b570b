import type { Page } from 'puppeteer-core'

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { connect } from 'puppeteer-core'

import { LOG_LEVELS } from '#core/status.ts'

import { startChromium } from '../chromium.ts'
import { printGoal, printSpread, quantile } from './figures.ts'
import { RIG_PASSWORD, startRig, until } from './rig.ts'

const LINES = 10_000
const FRAMES = 240
const STEP_PX = 400
/** CPU, of the 16.7 ms that a frame lasts. */
const WORK_MOST_MS = 10
const SEARCH_MOST_MS = 50

/** The admin's log with all that the relay keeps: how evenly it scrolls, and how soon a search is answered. */
export async function benchLog(): Promise<boolean> {
  const rig = await startRig({ env: { VIGIE_DEMO: '0' }, browser: false, fill: addLines })
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-bench-page-'))
  const chromium = await startChromium({ dataDir })
  const browser = await connect({ browserURL: chromium.cdpUrl })
  try {
    const page = await browser.newPage()
    await page.setViewport({ width: 1280, height: 900 })
    await page.goto(`${rig.url}/admin?lang=en#/log`)
    await page.waitForSelector('#password')
    await page.type('#password', RIG_PASSWORD)
    const begun = performance.now()
    await page.keyboard.press('Enter')
    await page.waitForSelector('.log-line')
    printSpread('from signing in to the newest lines', 'ms', [performance.now() - begun])
    await readAll(page)
    return await measure(page)
  } finally {
    await browser.disconnect()
    await chromium.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    await rig.stop()
  }
}

/** Everything that the relay keeps, page after page: it is read while the beginning is in view. */
async function readAll(page: Page): Promise<void> {
  const begun = performance.now()
  await page.focus('.log-item[tabindex="0"]')
  await page.keyboard.press('Home')
  const counted = () => page.$eval('.log-counted', (text) => text.textContent ?? '')
  await until('all lines', async () => (/^1\d,\d{3} lines$/.test(await counted()) ? true : null))
  printSpread(`reading all ${LINES} lines`, 'ms', [performance.now() - begun])
}

async function measure(page: Page): Promise<boolean> {
  const used = await meter(page)
  // As text: what runs in the page is none of this program's.
  const frames = await page.evaluate(
    `(async () => {
      const box = document.querySelector('.log-box')
      const times = []
      let last = await new Promise(requestAnimationFrame)
      for (let n = 0; n < ${FRAMES}; n += 1) {
        box.scrollTop += ${STEP_PX}
        const now = await new Promise(requestAnimationFrame)
        times.push(now - last)
        last = now
      }
      return times
    })()`,
  )
  const work = (await used()) / FRAMES
  const times = Array.isArray(frames) ? frames.map(Number) : []
  const drawn = await page.$$eval('.log-item', (rows) => rows.length)
  const searches: number[] = []
  const searched = await meter(page)
  for (const word of ['niemals', '9', '99', 'marseille', 'n° 5'])
    searches.push(
      Number(
        await page.evaluate(
          `(async () => {
            const field = document.querySelector('#field-log-text')
            const begun = performance.now()
            field.value = ${JSON.stringify(word)}
            field.dispatchEvent(new InputEvent('input', { bubbles: true }))
            await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
            return performance.now() - begun
          })()`,
        ),
      ),
    )
  const search = (await searched()) / searches.length
  printSpread(`a frame while scrolling ${STEP_PX} px each`, 'ms', times)
  console.log(`  p95 ${quantile(times, 0.95).toFixed(0)} ms; other work on the machine makes frames late`)
  printSpread('lines drawn at once', '', [drawn])
  printSpread('from a letter of a search to its lines', 'ms', searches)
  return [
    printGoal('work of the page for a frame', work, { most: WORK_MOST_MS, unit: 'ms' }),
    printGoal('work of the page for a search', search, { most: SEARCH_MOST_MS, unit: 'ms' }),
  ].every(Boolean)
}

/** CPU of the page's own thread since now, ms: other work on the machine does not count. */
async function meter(page: Page): Promise<() => Promise<number>> {
  const session = await page.createCDPSession()
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const read = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
  }
  const before = await read()
  return async () => (await read()) - before
}

/** Puts as many lines as it keeps into the log of a relay that does not run. */
async function addLines(data: string): Promise<void> {
  const db = await openLog(join(data, 'state'))
  const insert = db.prepare('INSERT INTO lines (at, level, message, facts) VALUES (?, ?, ?, ?)')
  const now = Date.now()
  db.exec('BEGIN')
  for (let n = 1; n <= LINES; n += 1)
    insert.run(
      now - (LINES - n) * 5000,
      LOG_LEVELS[n % LOG_LEVELS.length] ?? 'info',
      `Étoile - Marseille n° ${n} : ${'on ne voit pas la page, elle répond autrement '.repeat(n % 4)}`,
      JSON.stringify({ host: 'billetterie.example' }),
    )
  db.exec('COMMIT')
  db.close()
}

/** The Feed's own SQLite is one of the files in the state folder. */
async function openLog(state: string): Promise<DatabaseSync> {
  const files = await readdir(state, { recursive: true })
  for (const file of files.filter((name) => name.endsWith('.sqlite'))) {
    const db = new DatabaseSync(join(state, file))
    const has = db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'lines_by_level'`).get()
    if (has !== undefined) return db
    db.close()
  }
  throw new Error('no log in the data of the relay')
}
