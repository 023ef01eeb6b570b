import { connect } from 'puppeteer-core'

/**
 * The flow that a look replaces, as the old bot does it: `domcontentloaded`, ten seconds, five scrolls of 1500 px with
 * two seconds each, one count. Its browser is already open here, which the old one started for each look.
 */
export async function scrollingFlow(cdpUrl: string, url: string): Promise<{ ms: number; saw: boolean }> {
  const browser = await connect({ browserURL: cdpUrl })
  const began = performance.now()
  const context = await browser.createBrowserContext()
  try {
    const page = await context.newPage()
    await page.setViewport({ width: 1280, height: 900 })
    await page.goto(url, { waitUntil: 'domcontentloaded' })
    await pause(10_000)
    for (let n = 0; n < 5; n += 1) {
      await page.evaluate('window.scrollBy(0, 1500)')
      await pause(2000)
    }
    const found = await page.$$('[data-offer-type="PMR"]')
    return { ms: performance.now() - began, saw: found.length > 0 }
  } finally {
    await context.close()
    await browser.disconnect()
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
