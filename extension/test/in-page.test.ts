import type { Server } from 'node:http'
import type { Page } from 'puppeteer-core'
import type { SeatsTarget } from '#core/watch.ts'
import type { Stage } from './harness.ts'

import { createServer } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { listen } from '../../relay/dev/free-port.ts'
import { GENERAL, PMR_OPEN, psgPage } from '../../relay/test/psg-page.ts'
import { eventually, hasChromium, HOW_TO_HAVE_CHROMIUM, startStage } from './harness.ts'

// A headless shell cannot load extensions: said by name, and a failure where everything must run.
if (!hasChromium) {
  test.skipIf(process.env['CI'] !== 'true')(HOW_TO_HAVE_CHROMIUM, () => {
    throw new Error(HOW_TO_HAVE_CHROMIUM)
  })
}

const add = (page: Page, html: string) =>
  page.$eval('#offers', (box, row) => box.insertAdjacentHTML('beforeend', row), html)

const row = (name: string) => `<li class="ticket-row"><b>${name}</b> 45 € <button>Réserver</button></li>`

describe.runIf(hasChromium)('the extension in the person’s own pages', () => {
  const pages = new Map<string, string>()
  /** Documents that were asked for, by path. */
  const asked: string[] = []
  let stage: Stage
  let origin = ''
  let site: Server
  let count = 0

  beforeAll(async () => {
    site = createServer((request, response) => {
      const path = request.url ?? ''
      asked.push(path)
      response.writeHead(pages.has(path) ? 200 : 404, { 'content-type': 'text/html; charset=utf-8' })
      response.end(pages.get(path) ?? '')
    })
    origin = `http://127.0.0.1:${await listen(site, 0)}`
    stage = await startStage()
  })

  afterAll(async () => {
    await stage.close()
    site.closeAllConnections()
    site.close()
  })

  afterEach(async () => {
    stage.expectQuiet()
    for (const { id } of (await stage.known())?.follows ?? []) await stage.ask({ type: 'remove', id })
    await stage.reset()
  })

  /** A page at an address of its own. */
  const serve = (html: string, path = `/page-${count++}`): string => {
    pages.set(path, html)
    return origin + path
  }
  const follow = async (url: string, target: SeatsTarget = {}) => {
    const rest = { name: 'Match', date: null, pace: 'normal', relayWatchId: null, window: false } as const
    const answer = await stage.ask({ type: 'follow', draft: { ...rest, url, target } })
    if (answer.kind !== 'followed') throw new Error(`not followed: ${answer.kind}`)
    const { id } = answer.follow
    // The first look from the background is over: what is told then is what the page told.
    await eventually(async () => (await sightOf(id))?.lastTry, 'the first look')
    return id
  }
  const sightOf = async (id: string) => (await stage.known())?.sights.find(({ followId }) => followId === id)
  const alertsOf = async (id: string) =>
    (await stage.known())?.alerts.filter(({ followId }) => followId === id) ?? []
  const rings = (id: string) =>
    eventually(async () => (await alertsOf(id))[0], 'an alert', 30_000).catch(async (error: unknown) => {
      const sights = (await stage.known())?.sights
      throw new Error(`${String(error)}; known: ${JSON.stringify(sights)}`, { cause: error })
    })
  const stateOf = async (id: string) => (await sightOf(id))?.state.verdict?.state

  test('a single-page site that comes to a followed match is read there', async () => {
    const to = `${origin}/spa-match`
    const list = serve(`<!doctype html><html lang="fr"><head><title>Billetterie</title></head><body>
      <main id="app"><h1>Tous les matchs</h1></main><script>
      window.go = (path, html) => {
        history.pushState(null, '', path)
        setTimeout(() => { app.innerHTML = html }, 300)
      }</script></body></html>`)
    serve('', '/spa-match')
    const id = await follow(to)
    const page = await stage.openWeb(list)
    const before = asked.length
    await page.evaluate(
      (html) => Reflect.get(window, 'go')('/spa-match', html),
      `<h1>Paris SG - OM</h1><section id="offers" class="psgMatchOffersLytList">${GENERAL}${PMR_OPEN}</section>`,
    )
    const alert = await rings(id)
    expect(alert.offers[0]?.name).toContain('Place PMR')
    expect(asked.slice(before).filter((path) => path === new URL(list).pathname)).toEqual([])
  })

  test('a page that comes back by the back button is looked at again', async () => {
    const url = serve(psgPage())
    const other = serve('<h1>Ailleurs</h1>')
    const id = await follow(url)
    const page = await stage.openWeb(url)
    await eventually(async () => (await stateOf(id)) === 'none', 'none')
    await page.evaluate(() => Reflect.set(window, 'kept', true))
    await page.goto(other)
    await page.goBack()
    expect(await page.evaluate(() => Reflect.get(window, 'kept'))).toBe(true)
    await add(page, PMR_OPEN)
    await rings(id)
  })

  test('a page that the browser draws ahead of its visit is read when it is visited', async () => {
    // Drawn by its script alone: no look from the background tells of it.
    const draw = `<script>offers.insertAdjacentHTML('beforeend', ${JSON.stringify(PMR_OPEN)})</script>`
    const url = serve(psgPage({ after: draw }))
    const rules = JSON.stringify({ prerender: [{ source: 'list', urls: [url], eagerness: 'immediate' }] })
    const list = serve(`<!doctype html><html lang="fr"><title>Liste</title><a href="${url}">Match</a>
      <script type="speculationrules">${rules}</script></html>`)
    const id = await follow(url)
    const before = asked.length
    const page = await stage.openWeb(list)
    await eventually(() => asked.slice(before).includes(new URL(url).pathname), 'the page drawn ahead')
    const activated = 'performance.getEntriesByType("navigation")[0].activationStart'
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1500)))
    expect(await alertsOf(id)).toEqual([])
    await Promise.all([page.waitForNavigation(), page.click('a')])
    await rings(id)
    expect(await page.evaluate(activated)).toBeGreaterThan(0)
  })

  test('a page of which the lower part was never seen is not said to have none', async () => {
    const below = '<div style="height: 4000px">Le stade</div><p>Billets, accès, règlement</p>'
    const url = serve(psgPage({ offers: GENERAL + below }))
    const id = await follow(url)
    const page = await stage.openWeb(url)
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 3500)))
    expect(await stateOf(id)).not.toBe('none')
    expect(await page.evaluate(() => scrollY)).toBe(0)
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await eventually(async () => (await stateOf(id)) === 'none', 'none')
  })

  test('what the person points at is followed from then on', async () => {
    const list = `<ul>${row('Tribune Auteuil')}${row('Place PMR')}</ul>`
    const url = serve(
      `<!doctype html><html lang="fr"><title>Concert</title><h1>Concert au Zénith</h1>${list}</html>`,
    )
    const page = await stage.openWeb(url)
    expect(await stage.ask({ type: 'pick', purpose: 'new' })).toEqual({ done: true })
    await page.bringToFront()
    const seat = await page.$eval('li:nth-child(2) b', (name) => {
      const { x, y } = name.getBoundingClientRect()
      return { x: x + 5, y: y + 5 }
    })
    await page.mouse.click(seat.x, seat.y)
    await page.keyboard.press('Enter')
    const made = await eventually(async () => (await stage.known())?.follows[0], 'the follow')
    expect(made).toMatchObject({ name: 'Concert au Zénith', url, target: { selector: '.ticket-row' } })
    expect(made.target.label?.toLowerCase()).toContain('pmr')
    await rings(made.id)
  })

  test('offers are marked when that is asked for, brought into view, and not pressed', async () => {
    const script = `<script>window.pressed = []; addEventListener('click', ({ target }) =>
      pressed.push(target.localName), true)</script>`
    const space = '<div style="height: 4000px"></div>'
    const url = serve(psgPage({ offers: `${GENERAL}${space}${PMR_OPEN}`, head: script }))
    const id = await follow(url)
    const page = await stage.openWeb(url)
    await rings(id)
    expect(await page.evaluate(() => scrollY)).toBe(0)
    expect(await stage.ask({ type: 'mark', id })).toEqual({ done: true })
    await eventually(() => page.evaluate(() => scrollY > 1000), 'the offer in view')
    expect(await page.evaluate(() => document.querySelectorAll(':popover-open').length)).toBe(1)
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => Reflect.get(window, 'pressed'))).toEqual([])
    expect(page.url()).toBe(url)
  })
})
