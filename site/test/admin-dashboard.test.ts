import type { Page } from 'puppeteer-core'
import type { Api } from '../../relay/test/admin-page.ts'
import type { Lookout } from '../../relay/test/lookout.ts'

import { expect, onTestFinished, test } from 'vitest'

import { SIGNED_IN, adminWatch, press, refusal, sees, signIn } from '../../relay/test/admin-page.ts'
import { openAll, stageDesk } from '../../relay/test/desk-stage.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { startLookout, watchMatch } from '../../relay/test/lookout.ts'
import { openWatch } from '../../relay/test/public-watches.ts'
import { openScreen, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'
import { expectUsable, expectUsableForced } from '../../relay/test/usable.ts'
import { dashboardOf, emptyDashboard } from './dashboard-figures.ts'

/** The operator's dashboard: with the relay's figures played, and once over a real relay. */

const { visit } = stageDesk()

async function visitRelay({ relay }: Lookout, hash: string): Promise<Page> {
  const browser = await connectShared()
  const screen = await openScreen(browser, `${relay.url}/admin?lang=fr${hash}`)
  onTestFinished(async () => {
    await screen.close()
    await browser.disconnect()
    expect(screen.faults).toEqual([])
  })
  await signIn(screen.page, relay.password)
  await screen.page.waitForSelector('.charts')
  return screen.page
}

const MARKUP = '<img src=x onerror="document.title=`owned`">'
const WELL: Api = {
  ...SIGNED_IN,
  'GET /api/watches': { body: { watches: [adminWatch(openWatch())] } },
}
const answering = (body: unknown): Api => ({ ...WELL, 'GET /api/dashboard': { body } })

/** Every number that a drawing shows stands in a table, too. */
const tables = (page: Page) =>
  page.$$eval('main table', (all) =>
    all.map((table) => ({
      name: table.caption?.textContent ?? '',
      rows: table.tBodies[0]?.rows.length ?? 0,
      heads: [...table.querySelectorAll('th[scope=col]')].length,
    })),
  )

test('the figures of a day in words, drawings and tables; another span by its link, back by the browser', async () => {
  const full = dashboardOf('day')
  const [host] = full.hosts
  if (host === undefined) throw new Error('the figures name a host')
  host.host = MARKUP
  const page = await visit(answering(full), '#/dashboard')
  await sees(page, 'En un regard')
  const text = await textOf(page, 'main')
  for (const words of [
    'Vérifications',
    '92 %',
    'la moitié du temps ; 95 fois sur 100 en 4,3 s',
    'Rien n’attend',
    '46 alertes remises : la moitié en 620 ms ou moins',
    MARKUP,
    'aveugle en ce moment sur 1 des 4 veilles',
    'Le site fait patienter les visiteurs dans une file d’attente',
    'Le relais était arrêté, ou n’a rien noté',
    'rien n’est facturé',
    'Plafond : 300 h par mois, soit 26,10 $ au plus chez Cloudflare.',
    'Ici : rien. Le même travail coûterait environ 31,55 $ par mois chez Cloudflare.',
    'Comptés sans cookie ni adresse.',
  ])
    expect(text).toContain(words)
  await openAll(page)
  expect(await tables(page)).toEqual([
    { name: 'Les vérifications', rows: 96, heads: 6 },
    { name: 'Ce que disent les regards', rows: 6, heads: 3 },
    { name: 'Du regard à l’alerte', rows: 3, heads: 5 },
    { name: 'Du regard à l’alerte', rows: 3, heads: 5 },
    { name: 'Où Vigie est aveugle', rows: 3, heads: 7 },
    { name: 'La boîte d’envoi', rows: 96, heads: 3 },
    { name: 'Visiteurs et clics', rows: 30, heads: 3 },
    { name: 'Le navigateur, ce mois-ci', rows: new Date(full.at).getUTCDate(), heads: 3 },
    { name: 'Ce que coûte un mois', rows: 8, heads: 5 },
  ])
  const asked = () => page.evaluate(() => location.hash)
  const current = () => page.$eval('.spans [aria-current]', (link) => link.textContent)
  expect(await current()).toBe('24 heures')
  await press(page, '7 jours')
  expect(await asked()).toBe('#/dashboard?span=week')
  await eventually(async () => (await current()) === '7 jours', 'the chosen span')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('7 jours')
  await page.goBack()
  await eventually(async () => (await current()) === '24 heures', 'the span of before')
})

test('usable in both languages, schemes and widths, and in one’s own colours', async () => {
  const page = await visit(answering(dashboardOf('hour')), '#/dashboard?span=hour')
  await page.waitForSelector('.charts')
  await openAll(page)
  await expectUsable(page)
  const forced = await visit(answering(dashboardOf('hour')), '#/dashboard?span=hour')
  await forced.waitForSelector('.charts')
  await openAll(forced)
  await expectUsableForced(forced)
}, 180_000)

test('a cap that is reached says what is not done, and what is said instead', async () => {
  const full = dashboardOf('hour')
  const browser = { ...full.browser, home: 'cloudflare' as const, usedUp: true, usedMinutes: 18_000 }
  const outbox = { owed: 14, oldestOwedAt: full.at - 130_000 }
  const page = await visit(answering({ ...full, browser, outbox }), '#/dashboard?span=hour')
  await sees(page, 'Le plafond est atteint')
  const text = await textOf(page, 'main')
  expect(text).toContain('est dit « impossible de voir », jamais « aucune place »')
  expect(text).toContain('Environ 31,55 $ ce mois-ci, au rythme des dernières 24 heures.')
  expect(text).toContain('14 messages attendent, le plus ancien depuis 2 min.')
  expect(await page.$eval('.charts a.button', (link) => link.getAttribute('href'))).toBe('#/settings')
})

test('nothing measured yet, a relay that fails and comes back, and figures that are old', async () => {
  const api = answering(emptyDashboard())
  const page = await visit(api, '#/dashboard?span=hour')
  await sees(page, 'Rien n’est encore mesuré.')
  const text = await textOf(page, 'main')
  for (const words of [
    'Rien de vérifié',
    'Aucun site à regarder',
    'Aucune alerte remise',
    'n’a pas de navigateur',
  ])
    expect(text).toContain(words)
  await expectUsable(page)
  api['GET /api/dashboard'] = 'drop'
  await page.$eval('button[lang=fr]', (button) => button.click())
  await sees(page, 'Chiffres de', 40_000)
  expect(await textOf(page, 'main')).toContain('Rien n’est encore mesuré.')

  const broken: Api = { ...WELL, 'GET /api/dashboard': refusal(500, 'broken') }
  const other = await visit(broken, '#/dashboard')
  await sees(other, 'Impossible de lire les chiffres')
  await expectUsable(other)
  await other.$eval('button[lang=fr]', (button) => button.click())
  broken['GET /api/dashboard'] = { body: dashboardOf('day') }
  // In one step: the page tries again by itself, too.
  await other.evaluate(() => document.querySelector<HTMLElement>('.panel-failed .button-main')?.click())
  await sees(other, 'Les vérifications')
}, 120_000)

test('over a real relay: what another admin does is seen without a reload', async () => {
  const lookout = await startLookout({ browser: false })
  const watch = await watchMatch(lookout)
  const page = await visitRelay(lookout, '#/dashboard?span=hour')
  const looks = () => page.$eval('.tile-value', (tile) => tile.textContent)
  await eventually(async () => (await looks()) === '1', 'the first look')
  await sees(page, 'Ce relais n’a pas de navigateur')
  expect(await textOf(page, '.sights')).toContain(lookout.office.host)
  await watch.look()
  await eventually(async () => (await looks()) === '2', 'the look of another admin', 40_000)
  await press(page, '24 heures')
  await sees(page, 'Le plus d’un coup : 2')
  expect(lookout.relay.output()).not.toContain('metrics:')
}, 120_000)
