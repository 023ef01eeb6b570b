import type { Page } from 'puppeteer-core'
import type { Lookout } from '../../relay/test/lookout.ts'

import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'

import { listen } from '../../relay/dev/free-port.ts'
import { press, sees, signIn } from '../../relay/test/admin-page.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { startLookout } from '../../relay/test/lookout.ts'
import { bringUp, openScreen, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'

/** Markup from a club's pages, from names and from errors, through a real relay to every screen of both sites. */

const LOOK_MS = 50_000
/** Short enough to be kept whole in every name. */
const EVIL = `"><b data-evil>’</b><img data-evil src=x onerror="document.title='owned'">`
const SHOWN = '<b data-evil>’</b>'
const escaped = EVIL.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

const row = (type: string, name: string, price: string) =>
  `<div class="offer" data-offer-type="${type}"><h3>${name}</h3><span class="price">${price}</span>` +
  '<button type="button">Réserver</button></div>'

const MATCH = `<!doctype html><html lang="fr"><head><title>${escaped}</title></head><body><main><h1>${escaped}</h1>
<section class="offers">${row('PMR', `Place PMR ${escaped}`, `45,00 € ${escaped}`)}${row('NORMAL', `Tribune ${escaped}`, '45,00 €')}</section>
</main></body></html>`

const BROKEN = `<!doctype html><html lang="fr"><head><title>${escaped}</title></head><body><h1>${escaped}</h1></body></html>`

/** A club whose pages say markup wherever they can say anything. */
async function startClub() {
  const server = createServer((request, response) => {
    if (request.url === '/away') {
      response.writeHead(302, { location: `/"><b data-evil>` }).end()
      return
    }
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (request.url === '/match') response.end(MATCH)
    else if (request.url === '/robots.txt') response.writeHead(404).end()
    else response.writeHead(503, { server: EVIL.replaceAll(/[^\x20-\x7E]/g, '') }).end(BROKEN)
  })
  const host = `localhost:${await listen(server, 0)}`
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { host, url: (path: string) => `http://${host}${path}` }
}

type Club = Awaited<ReturnType<typeof startClub>>

async function watchAll({ admin }: Lookout, club: Club): Promise<string> {
  const ids: string[] = []
  for (const path of ['/match', '/away', '/broken']) {
    const body = JSON.stringify({ name: `${path} ${EVIL}`, url: club.url(path), checkSeconds: 3600 })
    const answer = await admin.fetch('/api/watches', { method: 'POST', body })
    expect(answer.status).toBe(201)
    ids.push((await answer.json()).id)
  }
  const key = JSON.stringify({ name: EVIL.slice(0, 60), scopes: ['read'], days: 1 })
  expect((await admin.fetch('/api/account/keys', { method: 'POST', body: key })).status).toBe(201)
  return ids[0] ?? ''
}

/** What would be there had any text become markup, and links that lead into a script. */
function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const made = document.querySelectorAll('[data-evil], [onerror], script:not([src])')
    const links = [...document.links].filter(({ protocol }) => !/^(?:https?|webcal|mailto):$/.test(protocol))
    return [...made, ...links].map((one) => one.outerHTML)
  })
}

async function expectText(page: Page, where: string): Promise<void> {
  expect(await faultsOf(page), where).toEqual([])
  expect(await page.title(), where).not.toBe('owned')
}

test('markup from pages, names and errors stays text on every screen, in every feed and in the message', async () => {
  const club = await startClub()
  const lookout = await startLookout({ hosts: [club.host] })
  const { relay, telegram } = lookout
  const id = await watchAll(lookout, club)
  const browser = await connectShared()
  const { page, faults, close } = await openScreen(browser, `${relay.url}/?lang=fr`)
  onTestFinished(async () => {
    await close()
    await browser.disconnect()
  })

  // What everybody sees, down to the parts that come when somebody scrolls there.
  await page.waitForSelector('.card-available', { timeout: LOOK_MS })
  await page.waitForSelector('.card-unknown', { timeout: LOOK_MS })
  const card = await textOf(page, '.card-available')
  expect(card.split(SHOWN).length).toBeGreaterThan(3)
  await expectText(page, 'public page')
  await bringUp(page, '#follow')
  await eventually(
    async () => (await page.$$eval('option', (all) => all.map(({ text }) => text).join())).includes(SHOWN),
    'the names to choose from',
  )
  await expectText(page, 'public page, all of it')

  // What other programs read.
  for (const path of ['/openings.atom', '/openings.rss', `/badge/${id}.svg`, '/%3Cb%20data-evil%3E']) {
    const body = await (await fetch(relay.url + path)).text()
    const isRead = await page.evaluate(
      (text, type) => {
        const read = new DOMParser().parseFromString(text, type)
        return read.querySelector('parsererror, [data-evil], [onerror]') === null
      },
      body,
      path.endsWith('E') ? ('text/html' as const) : ('application/xml' as const),
    )
    expect(isRead, path).toBe(true)
  }
  await telegram.waitFor(({ text, html }) => html && text.includes(SHOWN), 'the message, markup as text')

  // What the volunteer sees: every screen of the menu, and the watch with its proof.
  await page.goto(`${relay.url}/admin?lang=fr`)
  await signIn(page, relay.password)
  await sees(page, SHOWN)
  await press(page, '/match')
  await page.waitForSelector('article.card-available', { timeout: LOOK_MS })
  await sees(page, 'Preuves')
  await page.$$eval('main details', (all) => all.forEach((one) => one.setAttribute('open', '')))
  await expectText(page, 'one watch')
  const hashes = await page.$$eval('.bar a[href^="#/"]', (all) => all.map((one) => one.getAttribute('href')))
  expect(hashes.length).toBeGreaterThan(7)
  const said: string[] = []
  for (const hash of hashes) {
    await page.$eval(`.bar a[href="${hash}"]`, (link) => link.click())
    await page.waitForFunction(
      (wanted) =>
        location.hash === wanted &&
        document.querySelector('main h1') !== null &&
        document.querySelector('main [aria-busy=true]') === null,
      {},
      hash,
    )
    await page.$$eval('main details', (all) => all.forEach((one) => one.setAttribute('open', '')))
    await expectText(page, String(hash))
    if ((await textOf(page, 'main')).includes('<b data-evil>')) said.push(String(hash))
  }
  for (const hash of ['#/', '#/log', '#/alerts', '#/account', '#/audit']) expect(said).toContain(hash)
  expect(faults).toEqual([])
})
