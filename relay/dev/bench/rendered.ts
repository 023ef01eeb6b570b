import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { connect } from 'puppeteer-core'

import { startChromium } from '../chromium.ts'
import { printGoal, printSpread, spread } from './figures.ts'
import { lateOffersPage } from './pages.ts'
import { startRig, startSite, tryLook } from './rig.ts'

const DRAWN_AFTER_MS = 1200
const LOOKS = 12
const OLD_LOOKS = 3

/** A rendered check against the flow it replaces, on the same page in the same run. */
export async function benchRendered(): Promise<boolean> {
  let paintedAt = 0
  const site = await startSite((request, response) => {
    if (request.url === '/painted') paintedAt = performance.now()
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(request.url === '/match' ? lateOffersPage(DRAWN_AFTER_MS) : '')
  })
  const rig = await startRig({ env: { ALLOW_PRIVATE_HOSTS: site.host, HOST_GAP_MS: '100' }, browser: true })
  const [afterPaint, whole, old]: [number[], number[], number[]] = [[], [], []]
  try {
    for (let n = 0; n <= LOOKS; n += 1) {
      const began = performance.now()
      const verdict = await tryLook(rig, `${site.url}/match`)
      const ended = performance.now()
      if (verdict !== 'available') throw new Error(`the check answered ${verdict}`)
      // The first one connects to the browser: that is not what a watch pays.
      if (n === 0) continue
      afterPaint.push(ended - paintedAt)
      whole.push(ended - began)
    }
    for (let n = 0; n < OLD_LOOKS; n += 1) old.push(await oldFlow(`${site.url}/match`))
  } finally {
    await rig.stop()
    await site.stop()
  }
  printSpread('rendered check, from paint to verdict', 'ms', afterPaint)
  printSpread('rendered check, whole', 'ms', whole)
  printSpread('flow it replaces, whole', 'ms', old)
  const [ours, theirs] = [spread(whole).median, spread(old).median]
  const soon = printGoal('median from paint to verdict', spread(afterPaint).median, { most: 600, unit: 'ms' })
  return (
    printGoal('ratio of medians, ours to the flow it replaces', ours / theirs, { most: 1 / 7, unit: '' }) &&
    soon
  )
}

/** What the old bot does: cold launch, `domcontentloaded`, ten seconds, three scrolls of one second, count. */
async function oldFlow(url: string): Promise<number> {
  const began = performance.now()
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-bench-old-'))
  const chromium = await startChromium({ dataDir })
  try {
    const browser = await connect({ browserURL: chromium.cdpUrl })
    const page = await browser.newPage()
    await page.goto(url, { waitUntil: 'domcontentloaded' })
    await new Promise((resolve) => setTimeout(resolve, 10_000))
    for (let n = 0; n < 3; n += 1) {
      await page.evaluate('window.scrollBy(0, 1500)')
      await new Promise((resolve) => setTimeout(resolve, 1000))
    }
    const found = await page.$$('[data-offer-type="PMR"]')
    if (found.length !== 1) throw new Error(`the old flow found ${found.length}`)
    return performance.now() - began
  } finally {
    await chromium.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}
