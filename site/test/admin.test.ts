import type { Browser, Page } from 'puppeteer-core'
import type { Lookout } from '../../relay/test/lookout.ts'
import type { Screen } from '../../relay/test/screen.ts'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { paste, press, sees, signIn } from '../../relay/test/admin-page.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { firstSlug, startLookout, watchMatch } from '../../relay/test/lookout.ts'
import { axeFaults, openScreen, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'

/** The admin page over a real relay, a real office and a real browser. */

const LOOK_MS = 50_000

let browser: Browser
let screens: Screen[]

beforeAll(async () => {
  browser = await connectShared()
})

afterAll(() => browser.disconnect())

beforeEach(() => {
  screens = []
})

afterEach(async () => {
  await Promise.all(screens.map((screen) => screen.close()))
  expect(screens.flatMap((screen) => screen.faults)).toEqual([])
})

async function visit({ relay }: Lookout, path = '/admin?lang=fr'): Promise<Page> {
  const screen = await openScreen(browser, relay.url + path)
  screens.push(screen)
  return screen.page
}

async function enter(lookout: Lookout, hash = ''): Promise<Page> {
  const page = await visit(lookout, `/admin?lang=fr${hash}`)
  await signIn(page, lookout.relay.password)
  await page.waitForSelector('.bar')
  return page
}

test('the door: a wrong password is told, a right one opens, leaving closes it', async () => {
  const lookout = await startLookout({ browser: false })
  const page = await visit(lookout)
  const { headers } = await fetch(`${lookout.relay.url}/admin`)
  expect(headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(await page.$eval('meta[name=robots]', (meta) => meta.getAttribute('content'))).toContain('noindex')
  await signIn(page, 'not the password')
  await sees(page, 'Ce n’est pas le bon mot de passe.')
  expect(await page.$eval('#password', (input) => input.getAttribute('aria-invalid'))).toBe('true')
  await page.click('#password', { count: 3 })
  await signIn(page, lookout.relay.password)
  await sees(page, 'Aucune veille pour l’instant')
  await page.reload()
  await sees(page, 'Aucune veille pour l’instant')
  await press(page, 'Se déconnecter')
  await sees(page, 'Vous êtes déconnecté.')
  await page.reload()
  await page.waitForSelector('#password')
})

test('a session ended elsewhere asks for the password again, and the watch being written is kept', async () => {
  const lookout = await startLookout({ browser: false })
  const page = await enter(lookout, '#/new')
  await page.waitForSelector('#field-url')
  await page.type('#field-url', 'billetterie.example/match')
  await page.deleteCookie({ name: 'vigie' })
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await sees(page, 'Votre session est terminée.')
  await signIn(page, lookout.relay.password)
  await page.waitForSelector('#field-url')
  expect(await page.$eval('#field-url', (field) => Reflect.get(field, 'value'))).toBe(
    'billetterie.example/match',
  )
})

test('a watch is added by pasting its link: tried first, then saved, edited, checked and deleted', async () => {
  const lookout = await startLookout()
  const [match] = lookout.office.matches
  const page = await enter(lookout)
  await press(page, 'Ajouter une veille')
  await page.waitForSelector('#field-url')
  await paste(page, '#field-url', match?.url ?? '')
  await sees(page, 'Vigie regarde la page…')
  // What it does is told step by step while it looks.
  await sees(page, 'Les règles du site (robots.txt) le permettent.', LOOK_MS)
  await page.waitForSelector('.look.card-none', { timeout: LOOK_MS })
  const look = await textOf(page, '.trial')
  expect(look).toContain('Site inconnu : Vigie cherche avec ses règles générales.')
  expect(look).toContain('elle montre d’autres offres')
  await eventually(
    () => page.$eval('.tried img', (image) => image instanceof HTMLImageElement && image.naturalWidth > 300),
    'the picture of the page, before anything is saved',
  )
  await press(page, 'Comment Vigie le sait')
  await sees(page, 'en tout')
  expect(await page.$eval('#field-name', (field) => Reflect.get(field, 'value'))).toBe(match?.nom)

  await press(page, 'Enregistrer la veille')
  await sees(page, 'Preuves')
  expect(await page.title()).toContain(match?.nom)
  await eventually(() => page.$('article.card-none'), 'the first check', LOOK_MS)

  await press(page, 'Modifier')
  await page.waitForSelector('.edit')
  await page.click('.edit #field-name', { count: 3 })
  await page.type('.edit #field-name', 'Le match du samedi')
  await press(page, 'Réglages fins')
  await page.type('#field-selector', 'div[[')
  await press(page, 'Enregistrer')
  await sees(page, 'Ce sélecteur CSS ne peut pas être utilisé.')
  await page.click('#field-selector', { count: 3 })
  await page.keyboard.press('Backspace')
  await press(page, 'Enregistrer')
  await eventually(async () => (await textOf(page, 'h1')) === 'Le match du samedi', 'the new name')
  expect(await page.$('.edit')).toBeNull()

  await press(page, 'Vérifier maintenant')
  await sees(page, 'Rien de nouveau, personne n’est dérangé.', LOOK_MS)
  expect(await textOf(page, '.live-look')).toContain('Terminée')
  expect(await textOf(page, '.history-card')).toContain('Aucune ouverture.')
  await eventually(
    async () => (await textOf(page, '#polite')).includes('Le match du samedi : Aucune place pour l’instant.'),
    'the result is said',
    LOOK_MS,
  )
  // A check that was asked for is kept as evidence.
  await sees(page, 'Vérification demandée', LOOK_MS)

  await press(page, 'Supprimer la veille')
  await page.waitForSelector('dialog[open]')
  await press(page, 'Garder')
  await eventually(async () => (await page.$('dialog')) === null, 'kept')
  await press(page, 'Supprimer la veille')
  await page.waitForSelector('dialog[open]')
  await page.click('dialog .button-danger')
  await sees(page, 'Aucune veille pour l’instant')
  const { watches } = await (await lookout.admin.fetch('/api/watches')).json()
  expect(watches).toEqual([])
})

test('a private watch changes on the open page by itself', async () => {
  const lookout = await startLookout()
  const page = await enter(lookout)
  const [match] = lookout.office.matches
  const body = JSON.stringify({ name: 'Privée', url: match?.url, checkSeconds: 3600, public: false })
  const { id } = await (await lookout.admin.fetch('/api/watches', { method: 'POST', body })).json()
  await page.waitForSelector('.row.card-none', { timeout: LOOK_MS })
  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
  await lookout.admin.fetch(`/api/watches/${id}/check`, { method: 'POST' })
  await page.waitForSelector('.row.card-available', { timeout: LOOK_MS })
  expect(await textOf(page, '#urgent')).toContain('Places disponibles : Privée.')
})

test('after a seat appeared its evidence is there, with the picture of the page', async () => {
  const lookout = await startLookout()
  const watch = await watchMatch(lookout)
  const page = await enter(lookout, `#/watch/${watch.id}`)
  await page.waitForSelector('article.card-none', { timeout: LOOK_MS })
  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
  await watch.lookUntil('available')
  await page.waitForSelector('article.card-available')
  await page.waitForSelector('.evidence-available .picture img', { timeout: LOOK_MS })
  await page.$eval('.picture img', (image) => image.scrollIntoView())
  await eventually(
    () =>
      page.$eval('.picture img', (image) => image instanceof HTMLImageElement && image.naturalWidth > 300),
    'the picture is drawn',
  )
  await press(page, 'Tout ce que Vigie a vu')
  await page.waitForSelector('.evidence-inside')
  const inside = await textOf(page, '.evidence-inside')
  expect(inside).toContain('15,00 €')
  expect(inside).toContain('à prendre')
  expect(inside).toContain('Page affichée par un navigateur')
  expect(inside).toContain(lookout.office.url)
  expect(await axeFaults(page)).toEqual([])
})

test('two saved pages teach a watch where to look, and only proof lets it be accepted', async () => {
  const lookout = await startLookout()
  const watch = await watchMatch(lookout)
  const page = await enter(lookout, `#/watch/${watch.id}`)
  const save = async (says: string, count: number) => {
    await page.waitForSelector(`input[value=${says}]`)
    await page.$eval(`input[value=${says}]`, (radio) => radio instanceof HTMLElement && radio.click())
    await press(page, 'Enregistrer cette page comme exemple')
    await eventually(async () => (await page.$$('.sample')).length === count, `${count} samples`, LOOK_MS)
  }
  await save('none', 1)
  await press(page, 'Apprendre de ces exemples')
  await sees(page, 'Il manque une deuxième page', LOOK_MS)
  expect(await textOf(page, '.proposal')).not.toContain('Accepter')

  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
  await save('available', 2)
  expect(await textOf(page, '.sample-list')).not.toContain('Ce n’est pas ce que vous dites')
  await press(page, 'Apprendre de ces exemples')
  await sees(page, 'elle lit juste toutes les pages enregistrées', LOOK_MS)
  expect(await page.$$eval('.proposal tbody tr', (rows) => rows.length)).toBe(2)
  await press(page, 'Accepter et guetter ainsi')
  await eventually(async () => (await textOf(page, '#polite')).includes('Vigie a appris'), 'it is said')
  const stored = await (await lookout.admin.fetch(`/api/watches/${watch.id}`)).json()
  expect(Object.keys(stored.target).length).toBeGreaterThan(0)

  await press(page, 'Supprimer l’exemple')
  await page.waitForSelector('dialog[open]')
  await page.click('dialog .button-danger')
  await eventually(async () => (await page.$$('.sample')).length === 1, 'one sample is left')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('teach-title')
})

test('the relay going away is said, and nothing that was typed is lost', async () => {
  const lookout = await startLookout({ browser: false })
  const page = await enter(lookout, '#/new')
  await page.waitForSelector('#field-url')
  await lookout.relay.kill()
  await page.type('#field-url', 'billetterie.example/match')
  await page.keyboard.press('Enter')
  await sees(page, 'Le relais ne répond pas.')
  await lookout.relay.restart()
  expect(await page.$eval('#field-url', (field) => Reflect.get(field, 'value'))).toBe(
    'billetterie.example/match',
  )
  await press(page, 'Regarder de nouveau')
  await sees(page, 'Ce site n’existe pas', LOOK_MS)
})

test('the public page loads nothing of the admin page', async () => {
  const lookout = await startLookout({ browser: false })
  const html = await (await fetch(`${lookout.relay.url}/`)).text()
  const scripts = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path = '']) => path)
  expect(scripts.length).toBeGreaterThan(1)
  for (const path of scripts) {
    expect(path).not.toContain('admin')
    expect(await (await fetch(lookout.relay.url + path)).text()).not.toContain('ADMIN_PASSWORD')
  }
})
