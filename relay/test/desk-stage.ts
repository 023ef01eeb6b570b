import type { Browser, Page } from 'puppeteer-core'
import type { Api } from './admin-page.ts'
import type { Screen } from './screen.ts'
import type { StandIn } from './stand-in.ts'
import type { FeedMessage } from '#core/status.ts'

import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest'

import { SITE } from '../dev/paths.ts'
import { playApi } from './admin-page.ts'
import { openScreen } from './screen.ts'
import { connectShared } from './shared-browser.ts'
import { startStandIn } from './stand-in.ts'

type Sent = { call: string; body: unknown }

/** The admin in a real browser for the stories of one file: what they sent, and for which subscribers and alerts they asked. */
export function stageDesk() {
  let browser: Browser
  let relay: StandIn
  let screens: Screen[]
  const sent: Sent[] = []
  const asked: string[] = []

  beforeAll(async () => {
    browser = await connectShared()
  })
  afterAll(() => browser.disconnect())
  beforeEach(async () => {
    relay = await startStandIn(SITE)
    screens = []
    sent.length = 0
    asked.length = 0
  })
  afterEach(async () => {
    await Promise.all(screens.map((screen) => screen.close()))
    await relay.away()
    expect(screens.flatMap((screen) => screen.faults)).toEqual([])
  })

  async function visit(api: Api, hash: string): Promise<Page> {
    const screen = await openScreen(browser, `${relay.url}/favicon.svg`)
    screens.push(screen)
    const { page } = screen
    page.on('request', (request) => {
      const { pathname, search } = new URL(request.url())
      if (request.method() === 'GET') {
        if (/^\/api\/(?:subscribers|alerts)(?:\/events)?$/.test(pathname)) asked.push(pathname + search)
        return
      }
      sent.push({ call: `${request.method()} ${pathname}`, body: JSON.parse(request.postData() ?? 'null') })
    })
    await playApi(page, api)
    await page.goto(`${relay.url}/admin.html?lang=fr${hash}`)
    return page
  }
  return { visit, sent, asked, tell: (message: FeedMessage) => relay.send(message) }
}

export const openAll = (page: Page) =>
  page.$$eval('main details', (all) => all.forEach((one) => one.setAttribute('open', '')))
