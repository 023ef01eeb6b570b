import type { Browser } from 'puppeteer-core'
import type { Screen } from '../../relay/test/screen.ts'
import type { StandIn } from '../../relay/test/stand-in.ts'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { SITE } from '../../relay/dev/paths.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { openWatch } from '../../relay/test/public-watches.ts'
import { openScreen, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'
import { expectUsable, expectUsableForced } from '../../relay/test/usable.ts'
import { startStandIn } from '../../relay/test/stand-in.ts'

/** The page that explains, and the site without a network. */

let browser: Browser
let relay: StandIn
let screen: Screen

beforeAll(async () => {
  browser = await connectShared()
})

afterAll(() => browser.disconnect())

beforeEach(async () => {
  relay = await startStandIn(SITE)
  relay.watches = [openWatch()]
})

afterEach(async () => {
  expect(screen.faults).toEqual([])
  await screen.close()
  await relay.away()
})

async function visit(path: string) {
  screen = await openScreen(browser, relay.url + path)
  return screen.page
}

test('explains in plain words, from the front page, in both languages, and invents no number', async () => {
  const page = await visit('/?lang=fr')
  await page.waitForSelector('.top-link')
  await Promise.all([page.waitForNavigation(), page.click('.top-link')])
  expect(new URL(page.url()).pathname).toBe('/comprendre')
  await page.waitForSelector('h1')
  const text = await textOf(page)
  expect(text).toContain('Elle n’achète rien, ne réserve rien et ne touche à aucun panier.')
  expect(text).toContain('Quand le club vend seulement par téléphone')
  expect(text).not.toMatch(/\+33|\b0[1-9](?:[ .]?\d\d){4}/)
  const levels = await page.$$eval('h1, h2, h3', (all) => all.map((one) => one.tagName))
  expect(levels[0]).toBe('H1')
  expect(levels.filter((level) => level === 'H1')).toHaveLength(1)
  // Every line of the contents leads somewhere.
  const lost = await page.$$eval('.contents a', (all) =>
    all.map((one) => one.hash.slice(1)).filter((id) => document.getElementById(id) === null),
  )
  expect(lost).toEqual([])
  await page.click('button[lang=en]')
  expect(await textOf(page)).toContain('It jumps no queue.')
  expect(await page.title()).toBe('Understanding Vigie and wheelchair seats')
})

test('the page that explains is usable by everybody', async () => {
  const page = await visit('/comprendre?lang=fr')
  await page.waitForSelector('h1')
  await expectUsableForced(page)
  await expectUsable(page)
})

test('without a network the site opens, says so, and shows no old verdict', async () => {
  const page = await visit('/?lang=fr')
  await page.waitForSelector('.card-available')
  await page.evaluate(() => navigator.serviceWorker.ready)
  await eventually(
    () =>
      page.evaluate(
        async () => (await caches.match('/comprendre', { cacheName: 'vigie-shell' })) !== undefined,
      ),
    'the pages are kept',
  )
  const kept = await page.evaluate(async () => {
    const keys = await (await caches.open('vigie-shell')).keys()
    return keys.map(({ url }) => new URL(url).pathname)
  })
  expect(kept.filter((path) => /json|api|admin|abonnement/.test(path))).toEqual([])

  await relay.away()
  await page.goto(`${relay.url}/?lang=fr`)
  await eventually(async () => (await textOf(page)).includes('Impossible de lire'), 'the page says it')
  expect(await textOf(page)).toContain('Tant que cette page ne voit rien, elle ne dit pas qu’il n’y a rien.')
  expect(await page.$('.card-available, .card-none')).toBeNull()
  await page.goto(`${relay.url}/comprendre`)
  await page.waitForSelector('h1')

  await relay.back()
  await page.goto(`${relay.url}/?lang=fr`)
  await eventually(() => page.$('.card-available'), 'what is seen now is shown')
})

test('can be installed: the manifest is whole and its pictures are there', async () => {
  const page = await visit('/?lang=fr')
  const manifest = await page.evaluate(async () => {
    const address = document.querySelector('link[rel=manifest]')?.getAttribute('href') ?? ''
    const { name, start_url, display, icons } = await (await fetch(address)).json()
    const sizes: [string, number, number][] = await Promise.all(
      icons
        .filter(({ type }: { type: string }) => type === 'image/png')
        .map(async ({ src, sizes }: { src: string; sizes: string }) => {
          const picture = await createImageBitmap(await (await fetch(src)).blob())
          return [sizes, picture.width, picture.height]
        }),
    )
    return { name, start_url, display, sizes }
  })
  expect(manifest).toMatchObject({ start_url: '/', display: 'standalone' })
  expect(manifest.sizes).toEqual([
    ['192x192', 192, 192],
    ['512x512', 512, 512],
    ['512x512', 512, 512],
  ])
})
