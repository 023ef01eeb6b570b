import type { Browser, Page } from 'puppeteer-core'
import type { Opening } from '#core/insights.ts'
import type { Api } from '../../relay/test/admin-page.ts'
import type { Screen } from '../../relay/test/screen.ts'
import type { StandIn } from '../../relay/test/stand-in.ts'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { insightsOf } from '#core/insights.ts'

import { SITE } from '../../relay/dev/paths.ts'
import { playApi, refusal } from '../../relay/test/admin-page.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { openWatch, publicWatch } from '../../relay/test/public-watches.ts'
import { bringUp, openScreen, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'
import { expectUsable, expectUsableForced } from '../../relay/test/usable.ts'
import { startStandIn } from '../../relay/test/stand-in.ts'

/** What history tells, and how to follow from elsewhere; the relay's answers are played, its sums are its own. */

const DAY = 86_400_000
const MINUTE = 60_000

let browser: Browser
let relay: StandIn
let screens: Screen[]
let asked: string[]

beforeAll(async () => {
  browser = await connectShared()
})

afterAll(() => browser.disconnect())

beforeEach(async () => {
  relay = await startStandIn(SITE)
  relay.watches = [openWatch(), publicWatch({ id: 'fcn', name: 'Paris SG – Nantes' })]
  screens = []
  asked = []
})

afterEach(async () => {
  await Promise.all(screens.map((screen) => screen.close()))
  await relay.away()
  expect(screens.flatMap((screen) => screen.faults)).toEqual([])
})

/** One opening each day at the same time, the first `days` ago, of 1, 2, 3… minutes. */
function openings(days: number): Opening[] {
  const noon = Math.floor(Date.now() / DAY) * DAY + 11.5 * 60 * MINUTE
  return Array.from({ length: days }, (_, index) => {
    const openedAt = noon - (index + 1) * DAY
    return { openedAt, closedAt: openedAt + (index + 1) * MINUTE }
  })
}

const NOBODY = { seen: 0, 'got-one': 0, 'too-late': 0, 'false-alarm': 0 }
const told = (days: number, outcomes = NOBODY) => ({
  body: { ...insightsOf(openings(days), Date.now()), at: Date.now(), outcomes },
})
const VISITS = {
  body: {
    visiteurs_totaux: 912,
    visiteurs_aujourdhui: 44,
    clics_telegram: 31,
    historique_7j: [12, 40, 33, 0, 71, 90, 44],
    derniere_date: '2026-11-20',
  },
}
const WELL: Api = {
  'GET /api/insights': told(25, { seen: 3, 'got-one': 9, 'too-late': 5, 'false-alarm': 0 }),
  'GET /api/analytics': VISITS,
  'POST /api/analytics/*': { body: { success: true } },
  'GET /api/ways': { body: relayWays() },
}

function relayWays() {
  return { telegram: { bot: 'VigieBot' }, webPush: false, email: true }
}

async function visit(api: Api, part: '#when' | '#follow', path = '/?lang=fr'): Promise<Page> {
  const screen = await openScreen(browser, `${relay.url}/favicon.svg`)
  screens.push(screen)
  const { page } = screen
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url())
    if (pathname === '/api/insights') asked.push(search)
  })
  await playApi(page, api)
  await page.goto(relay.url + path)
  await page.waitForSelector(part)
  await bringUp(page, part)
  return page
}

const valueOf = (page: Page, id: string) =>
  page.$eval(id, (field) => (field instanceof HTMLInputElement ? field.value : null))

const sees = (page: Page, part: string, words: string) =>
  eventually(async () => (await textOf(page, part)).includes(words), `"${words}" in ${part}`)

test('tells when seats appear and how long they stay, in words, drawings and numbers', async () => {
  const page = await visit(WELL, '#when')
  await sees(page, '#when', '25 ouvertures en 25 jours différents, sur 30 jours.')
  const said = await textOf(page, '#when')
  expect(said).toMatch(/Le plus souvent entre 1[23] h et 1[34] h : 25 ouvertures sur 25\./)
  expect(said).toContain('Aucun jour de la semaine ne se détache.')
  expect(said).toContain(
    'Une fois sur deux, la place est partie en moins de 13 min (25 ouvertures terminées).',
  )
  expect(said).toContain(
    'Une fois sur quatre en moins de 7 min ; une fois sur quatre elle est restée plus de 19 min.',
  )
  expect(said).toContain('9 personnes ont trouvé une place, sur 17 réponses.')
  expect(said).toContain('290 visites en 7 jours, dont 44 aujourd’hui.')
  expect(said).toContain('31 clics vers le bot Telegram')
  for (const drawing of ['.bars', '.heat-cells', '.box', '.share'])
    expect(
      await page.$(`#when ${drawing}[aria-hidden="true"], #when [aria-hidden="true"] ${drawing}`),
    ).not.toBeNull()

  // Behind each drawing stands its table.
  const tables = await page.$$eval('#when details', (all) => {
    for (const one of all) one.open = true
    return all.map((one) => one.querySelector('caption')?.textContent)
  })
  expect(tables).toEqual([
    'Ces 30 derniers jours',
    'À quelle heure, quel jour',
    'Combien de temps une place reste',
    'Qui a trouvé une place',
    'Les visiteurs de la semaine',
  ])
  expect(await page.$$eval('#when section:nth-of-type(1) tbody tr', (rows) => rows.length)).toBe(30)
  const heat = await page.$$eval('[aria-labelledby=habit] tbody td', (cells) =>
    cells.map((cell) => Number(cell.textContent)),
  )
  expect(heat).toHaveLength(7 * 24)
  expect(heat.reduce((sum, count) => sum + count, 0)).toBe(25)
})

test('says what is missing where the data is too little to tell', async () => {
  const page = await visit({ ...WELL, 'GET /api/insights': told(3) }, '#when')
  await sees(page, '#when', '3 ouvertures en 3 jours différents')
  const said = await textOf(page, '#when')
  expect(said).toContain(
    'Pas encore assez de données. Pour parler d’habitude, il faut au moins 20 ouvertures réparties sur au moins 14 jours. Il y en a 3, sur 2 jours.',
  )
  expect(said).toContain('Il faut au moins 5 ouvertures terminées. Vigie en a vu 3 en tout')
  expect(said).toContain('personne n’a encore répondu à une alerte')
  expect(said).not.toContain('Le plus souvent')
  expect(await page.$('#when .box')).toBeNull()
  const first = await visit({ ...WELL, 'GET /api/insights': told(1) }, '#when')
  await sees(first, '#when', '1 ouverture en 1 jour, sur 30 jours.')
})

test('one watch can be chosen, and an opening that arrives is read', async () => {
  const page = await visit(WELL, '#when')
  await sees(page, '#when', 'Ces 30 derniers jours')
  expect(asked).toEqual([''])
  await page.select('#insights-watch', 'fcn')
  await eventually(() => asked.at(-1) === '?watch=fcn', 'the history of the one watch is asked for')
  const open = openWatch({ id: 'fcn', name: 'Paris SG – Nantes' })
  relay.send({ type: 'watch', watch: open, previous: 'none' })
  await eventually(() => asked.length === 3, 'and again with its opening')
  expect(asked).toEqual(['', '?watch=fcn', '?watch=fcn'])
})

test('says plainly that nothing was seen, that nobody answers, and comes back', async () => {
  const api: Api = { ...WELL, 'GET /api/insights': told(0), 'GET /api/analytics': 'drop' }
  const page = await visit(api, '#when')
  await sees(page, '#when', 'Vigie n’a encore vu aucune ouverture')
  expect(await textOf(page, '#when')).not.toContain('visites')
  api['GET /api/insights'] = 'drop'
  await page.select('#insights-watch', 'om')
  await sees(page, '#when', 'Impossible de lire l’historique Le relais ne répond pas.')
  api['GET /api/insights'] = refusal(404, 'unknown-watch')
  await page.click('#when .retry')
  await sees(page, '#when', 'cette veille n’est peut-être plus publique')
  api['GET /api/insights'] = told(6)
  await page.click('#when .retry')
  await sees(page, '#when', '6 ouvertures en 6 jours')
  await page.setOfflineMode(true)
  api['GET /api/insights'] = 'drop'
  await page.select('#insights-watch', 'fcn')
  await sees(page, '#when', 'Vous êtes hors ligne.')
})

test('names full of markup stay text in choices, badges and the code to copy', async () => {
  const markup = '"><img src=x onerror="document.title=`owned`">'
  relay.watches = [publicWatch({ name: markup })]
  const page = await visit(WELL, '#follow')
  await page.waitForSelector('#follow-watch')
  expect(await page.$eval('#follow-watch option:last-child', (option) => option.textContent)).toBe(markup)
  await page.select('#follow-watch', 'om')
  await page.waitForSelector('#follow-snippet')
  const snippet = (await valueOf(page, '#follow-snippet')) ?? ''
  const images = await page.evaluate((html) => {
    const found = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('img')]
    return found.map((image) => ({ source: image.src, alt: image.alt, attributes: image.attributes.length }))
  }, snippet)
  expect(images).toEqual([
    {
      source: `${relay.url}/badge/om.svg?lang=fr`,
      alt: `État de la veille ${markup} selon Vigie`,
      attributes: 3,
    },
  ])
  expect(await page.title()).not.toContain('owned')
})

test('feeds, calendar and data can be taken along, for one watch or for all', async () => {
  const page = await visit(WELL, '#follow')
  await page.browserContext().overridePermissions(relay.url, ['clipboard-read', 'clipboard-sanitized-write'])
  await sees(page, '#follow', 'Choisissez une veille ci-dessus pour avoir son badge.')
  expect(await valueOf(page, '#follow-atom')).toBe(`${relay.url}/openings.atom?lang=fr`)
  await page.select('#follow-watch', 'fcn')
  await eventually(
    async () => (await valueOf(page, '#follow-rss')) === `${relay.url}/openings.rss?watch=fcn&lang=fr`,
    'the feed of the one watch',
  )
  const { host } = new URL(relay.url)
  expect(await page.$eval('#follow .follow-link', (link) => link.getAttribute('href'))).toBe(
    `webcal://${host}/openings.ics?watch=fcn&lang=fr`,
  )
  await page.bringToFront()
  await page.click('.copy button')
  await sees(page, '#follow', 'Copié.')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    `${relay.url}/openings.atom?watch=fcn&lang=fr`,
  )
})

const STATES: [string, Api, '#when' | '#follow', string][] = [
  ['history', WELL, '#when', '.box'],
  ['little history', { ...WELL, 'GET /api/insights': told(3) }, '#when', '.heat-cells'],
  ['no history', { ...WELL, 'GET /api/insights': told(0) }, '#when', '.insights > .panel'],
  ['history that cannot be read', { ...WELL, 'GET /api/insights': 'drop' }, '#when', '.panel-failed'],
  ['following', WELL, '#follow', '#follow-atom'],
]

test.each(STATES)('%s: usable by everybody', async (_, api, part, selector) => {
  const page = await visit(api, part)
  await page.waitForSelector(`${part} ${selector}`)
  if (part === '#follow') await page.select('#follow-watch', 'om')
  else
    await page.$$eval('#when details', (all) => {
      for (const one of all) one.open = true
    })
  await expectUsableForced(page)
  await expectUsable(page)
})
