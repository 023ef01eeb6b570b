import type { Browser, Page } from 'puppeteer-core'
import type { Lookout } from '../../relay/test/lookout.ts'
import type { Screen } from '../../relay/test/screen.ts'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { press, sees, signIn } from '../../relay/test/admin-page.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { startLookout } from '../../relay/test/lookout.ts'
import { openScreen, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'
import { expectUsable, expectUsableForced } from '../../relay/test/usable.ts'

/** The list of watches as two admins keep it at once, over a real relay, with the public page beside them. */

const HOSTILE = '<img src=x onerror="document.title=\'owned\'"> & Co'

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

async function visit({ relay }: Lookout, path: string): Promise<Page> {
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

async function add({ admin, office }: Lookout, name: string, changes: Record<string, unknown> = {}) {
  const url = `${office.matches[0]?.url}?n=${encodeURIComponent(name)}`
  const body = JSON.stringify({ name, url, checkSeconds: 3600, ...changes })
  const answer = await admin.fetch('/api/watches', { method: 'POST', body })
  expect(answer.status).toBe(201)
  const { id }: { id: string } = await answer.json()
  return id
}

/** In every way of looking at it, and then as it was before. */
async function expectUsableAnyway(page: Page): Promise<void> {
  await expectUsableForced(page)
  await expectUsable(page)
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
  await page.setViewport({ width: 1280, height: 900 })
  await page.$eval('html', (html) => html.removeAttribute('style'))
  await page.$eval('button[lang=fr]', (button) => button.click())
}

const namesIn = (page: Page, selector: string) =>
  page.$$eval(selector, (all) => all.map((one) => one.textContent?.trim().replaceAll(/\s+/g, ' ') ?? ''))

const eventuallyNames = (page: Page, selector: string, wanted: string[]) =>
  eventually(
    async () => (await namesIn(page, selector)).join('|') === wanted.join('|'),
    `${wanted.join(', ')} in ${selector}`,
  )

const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement: active } = document
    const said = active?.getAttribute('aria-label') ?? active?.textContent ?? ''
    return said.replaceAll(/\s+/g, ' ').trim()
  })

const rowOf = (name: string) => `::-p-xpath(//li[contains(@class, "row")][contains(., "${name}")])`

async function pressIn(page: Page, name: string, words: string) {
  const row = await page.waitForSelector(rowOf(name))
  const button = await row?.waitForSelector(`::-p-xpath(.//button[contains(., "${words}")])`)
  await button?.click()
}

const NAMES = '.row-name'
const CARDS = '.watch-list article h3'

test('order, pause, delete and bring back: the other admin and the public page see each of them live', async () => {
  const lookout = await startLookout({ office: { by: 'static' }, browser: false })
  for (const name of ['A', HOSTILE, 'C']) await add(lookout, name)
  await add(lookout, 'Cachée', { public: false })
  const [mine, theirs, everybody] = [
    await enter(lookout),
    await enter(lookout),
    await visit(lookout, '/?lang=fr'),
  ]
  await eventuallyNames(theirs, NAMES, ['A', HOSTILE, 'C', 'Cachée'])
  await eventuallyNames(everybody, CARDS, ['A', HOSTILE, 'C'])

  await press(mine, 'Changer l’ordre')
  await mine.waitForSelector('.order-row')
  await mine.focus('[aria-label="Monter C"]')
  await mine.keyboard.press('Enter')
  await eventuallyNames(mine, '.order-name', ['A', 'C', HOSTILE, 'CachéePrivée'])
  expect(await focused(mine)).toBe('Monter C')
  // As fast as one types: every step counts, and the focus stays with what moves.
  await mine.focus('[aria-label="Déplacer A"]')
  for (let step = 0; step < 2; step += 1) await mine.keyboard.press('ArrowDown')
  await eventuallyNames(mine, '.order-name', ['C', HOSTILE, 'A', 'CachéePrivée'])
  expect(await focused(mine)).toBe('Déplacer A')
  await mine.keyboard.press('Home')
  await mine.keyboard.press('End')
  await mine.keyboard.press('ArrowUp')
  await eventuallyNames(mine, '.order-name', ['C', HOSTILE, 'A', 'CachéePrivée'])
  await dragOver(mine, '[aria-label="Déplacer Cachée"]', '[aria-label="Déplacer C"]')
  await eventuallyNames(theirs, NAMES, ['Cachée', 'C', HOSTILE, 'A'])
  await eventuallyNames(everybody, CARDS, ['C', HOSTILE, 'A'])
  await expectUsableAnyway(mine)
  await press(mine, 'Terminer l’ordre')

  await pressIn(mine, 'Cachée', 'Mettre en pause')
  await theirs.waitForSelector(`${rowOf('Cachée')} >>> ::-p-xpath(.//p[.="En pause"])`)
  await press(theirs, 'Tout mettre en pause')
  await sees(theirs, 'Mettre 3 veilles en pause ?')
  expect(await focused(theirs)).toBe('Ne rien changer')
  await theirs.click('dialog[open] .button-danger')
  await sees(everybody, 'Cette veille est en pause')
  await sees(mine, 'Tout reprendre')
  await pressIn(mine, 'Cachée', 'Reprendre')

  await mine.waitForSelector(`${rowOf('Cachée')} >>> ::-p-xpath(.//button[contains(., "Mettre en pause")])`)
  // A row may still move under a real mouse.
  await mine.$eval(`${NAMES}[href$="${await idOf(mine, HOSTILE)}"]`, (link) =>
    link instanceof HTMLElement ? link.click() : undefined,
  )
  await press(mine, 'Supprimer la veille')
  await mine.waitForSelector('dialog[open] .button-danger')
  await mine.click('dialog[open] .button-danger')
  await sees(mine, '1 veille supprimée')
  await eventuallyNames(theirs, NAMES, ['Cachée', 'C', 'A'])
  await eventuallyNames(everybody, CARDS, ['C', 'A'])
  await expectUsableAnyway(mine)
  await sees(theirs, HOSTILE)
  await press(theirs, 'Remettre')
  await eventuallyNames(mine, NAMES, ['Cachée', 'C', HOSTILE, 'A'])
  await eventuallyNames(everybody, CARDS, ['C', HOSTILE, 'A'])
  expect(await focused(theirs)).toBe(HOSTILE)
  await lookout.admin.fetch(`/api/watches/${await idOf(mine, 'A')}`, { method: 'DELETE' })
  await sees(mine, '1 veille supprimée')
  await press(mine, 'Oublier')
  await mine.waitForSelector('dialog[open] .button-danger')
  await mine.click('dialog[open] .button-danger')
  for (const page of [mine, theirs])
    await eventually(async () => (await page.$('.removed')) === null, 'there is nothing left to bring back')
  expect(await mine.title()).not.toBe('owned')
})

async function dragOver(page: Page, from: string, to: string): Promise<void> {
  const [start, end] = [await page.$(from), await page.$(to)]
  const [a, b] = [await start?.boundingBox(), await end?.boundingBox()]
  if (!a || !b) throw new Error(`${from} or ${to} does not stand there`)
  await page.mouse.move(a.x + a.width / 2, a.y + a.height / 2)
  await page.mouse.down()
  await page.mouse.move(b.x + b.width / 2, b.y + 4, { steps: 5 })
  await page.waitForSelector('.order-in-hand')
  await page.waitForSelector('.order-marked')
  await page.mouse.up()
}

const idOf = (page: Page, name: string) =>
  page.$$eval(
    '.row-name',
    (links, wanted) =>
      links
        .find((link) => link.textContent?.trim() === wanted)
        ?.getAttribute('href')
        ?.split('/')
        .at(-1) ?? '',
    name,
  )

async function write(page: Page, text: string): Promise<void> {
  await page.click('#field-name', { count: 3 })
  await page.type('#field-name', text)
}

test('two edit one watch: the second is told while they write, sees both versions, and chooses field by field', async () => {
  const lookout = await startLookout({ office: { by: 'static' }, browser: false })
  const id = await add(lookout, 'Classique')
  const [mine, theirs] = [await enter(lookout, `#/watch/${id}`), await enter(lookout, `#/watch/${id}`)]
  for (const page of [mine, theirs]) {
    await press(page, 'Modifier')
    await page.waitForSelector('#field-name')
  }
  // Moved and paused meanwhile: nothing of the form, so nobody is asked.
  await lookout.admin.fetch(`/api/watches/${id}/pause`, { method: 'POST' })
  await write(theirs, 'Classique, le leur')
  await theirs.click('[name=public]')
  await theirs.click('.edit [type=submit]')
  await eventually(async () => (await theirs.$('.edit')) === null, 'the edit of the other is saved')
  await sees(mine, 'Quelqu’un d’autre vient de modifier cette veille')
  await write(mine, HOSTILE)
  await mine.select('#field-checkSeconds', '60')
  await mine.click('.edit [type=submit]')
  await mine.waitForSelector('.conflict')
  expect(await focused(mine)).toBe('Deux versions de cette veille')
  expect(await namesIn(mine, '.conflict legend')).toEqual([
    'Nom de la veilleModifié des deux côtés',
    'Cadence',
    'Sur la page publique',
  ])
  expect(await namesIn(mine, '.side-chosen .side-text')).toEqual([HOSTILE, '1 min', 'non'])
  await expectUsableAnyway(mine)
  await mine.click('.conflict-field:nth-of-type(1) .side:nth-of-type(2)')
  await press(mine, 'Enregistrer ce choix')
  await eventually(async () => (await mine.$('.conflict')) === null, 'the choice is saved')
  const watch: unknown = await (await lookout.admin.fetch(`/api/watches/${id}`)).json()
  expect(watch).toMatchObject({ name: 'Classique, le leur', checkSeconds: 60, public: false })
  expect(await focused(mine)).toBe('Modifier')
})

test('a file: what each row would do is shown first, one row is left out, the rest is taken', async () => {
  const lookout = await startLookout({ office: { by: 'static' }, browser: false })
  await add(lookout, 'Ici')
  const url = lookout.office.matches[0]?.url
  const page = await enter(lookout, '#/transfer')
  await page.waitForSelector('#import-text')
  await expectUsableAnyway(page)
  await page.type('#import-text', 'bonjour')
  await press(page, 'Voir l’aperçu')
  await sees(page, 'La première ligne du tableau ne nomme pas les colonnes.')
  // What was pasted is there still, with the focus in it.
  await page.waitForFunction(() => {
    const { activeElement: area } = document
    return area instanceof HTMLTextAreaElement && area.value === 'bonjour'
  })
  // As a French spreadsheet saves it.
  await page.$eval(
    'input[type=file]',
    (input, bytes) => {
      const chosen = new DataTransfer()
      chosen.items.add(new File([new Uint8Array(bytes)], 'veilles.csv'))
      if (input instanceof HTMLInputElement) input.files = chosen.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
    },
    [...Buffer.from(`Nom;Lien\r\nÉtoile à Évry;${url}?e\r\n`, 'latin1')],
  )
  await sees(page, 'Étoile à Évry')
  await press(page, 'Un autre fichier')
  await page.waitForFunction(() => document.activeElement?.id === 'import-text')
  const rows = [
    { nom: HOSTILE, url: `${url}?a` },
    { nom: 'Laissée', url: `${url}?b` },
    { nom: 'Renommée', url: `${url}?n=Ici` },
    { nom: 'Encore', url: `${url}?b` },
    { nom: 'Chez nous', url: 'http://10.0.0.1/' },
    { nom: '', url: `${url}?c` },
  ]
  await page.$eval(
    '#import-text',
    (area, text) => {
      if (area instanceof HTMLTextAreaElement) area.value = text
    },
    JSON.stringify(rows),
  )
  await press(page, 'Voir l’aperçu')
  await sees(page, '2 à ajouter, 1 à modifier, 0 inchangée, 3 refusées')
  expect(await focused(page)).toBe('Aperçu')
  expect(await namesIn(page, '.preview-does')).toEqual([
    '+ Ajoutée',
    '+ Ajoutée',
    '≠ Modifiée',
    '× Refusée',
    '× Refusée',
    '× Refusée',
  ])
  expect(await textOf(page, '.preview-rows')).toContain('Cette page est déjà plus haut dans le fichier.')
  expect(await textOf(page, '.preview-rows')).toContain('Nom de la veille : Renommée au lieu de Ici')
  expect(await textOf(page, '.preview-rows')).toContain('Nom de la veille : Donnez un nom à la veille.')
  await expectUsableAnyway(page)
  // Somebody adds one of them in between: nothing is done blindly.
  await page.click('tbody tr:nth-child(2) .switch')
  await lookout.admin.fetch('/api/watches', {
    method: 'POST',
    body: JSON.stringify({ name: 'Entre-temps', url: `${url}?a`, checkSeconds: 3600 }),
  })
  await press(page, 'Importer 2 veilles')
  await sees(page, 'La liste a changé depuis l’aperçu.')
  await sees(page, '1 à ajouter, 2 à modifier')
  await page.click('tbody tr:nth-child(2) .switch')
  await press(page, 'Importer 2 veilles')
  await sees(page, 'Import terminé : 0 ajoutée, 2 modifiées.')
  expect(await focused(page)).toBe('Import terminé : 0 ajoutée, 2 modifiées.')
  await press(page, 'Voir la liste')
  await eventuallyNames(page, NAMES, ['Renommée', HOSTILE])
  const file = await lookout.admin.fetch('/api/watches/export?format=csv')
  expect(file.headers.get('content-disposition')).toContain('vigie-watches.csv')
  expect(await file.text()).toContain('Renommée')
  expect(await page.title()).not.toBe('owned')
})
