import type { Browser, Page, WebWorker } from 'puppeteer-core'
import type { StandIn } from '../../relay/test/stand-in.ts'
import type { browser as WebExtension } from 'wxt/browser'

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { build } from 'wxt'

import { findChromium } from '../../relay/dev/find-chromium.ts'
import { ROOT } from '../../relay/dev/paths.ts'
import { eventually, startRelay } from '../../relay/test/harness.ts'
import { blindWatch, openWatch, publicWatch, staleWatch } from '../../relay/test/public-watches.ts'
import { axeFaults, overflowOf, smallTargets, textOf } from '../../relay/test/screen.ts'
import { startStandIn } from '../../relay/test/stand-in.ts'

/** What the extension's own service worker knows by this name. */
declare const chrome: typeof WebExtension

const chromium = await findChromium()
const isFull = chromium?.kind === 'full'
const WAIT = { timeout: 15_000 }
const HOW = 'extension stories need a full Chromium: apt-get install -y chromium, or set CHROME_PATH'

const sees = (page: Page, words: string) =>
  eventually(async () => (await textOf(page)).includes(words), `"${words}" on the page`)

// A headless shell cannot load extensions: said by name, and a failure where everything must run.
if (!isFull) {
  test.skipIf(process.env['CI'] !== 'true')(HOW, () => {
    throw new Error(HOW)
  })
}

describe.runIf(isFull)('the built extension in a real Chromium', () => {
  let folder: string
  let browser: Browser
  let worker: WebWorker
  let relay: StandIn
  let pages: Page[]

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigie-extension-'))
    await build({ root: ROOT, outDir: folder, logger: quiet })
    browser = await launch({
      executablePath: chromium?.path ?? '',
      headless: true,
      pipe: true,
      enableExtensions: [join(folder, 'chrome-mv3')],
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--lang=fr'],
    })
    const target = await browser.waitForTarget((one) => one.url().endsWith('/background.js'))
    const found = await target.worker()
    if (found === null) throw new Error('the extension has no service worker')
    worker = found
  })

  afterAll(async () => {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  })

  beforeEach(async () => {
    relay = await startStandIn(null)
    pages = []
    await keep(relay.url)
  })

  afterEach(async () => {
    await Promise.all(pages.map((page) => page.close()))
    await relay.away()
  })

  /** Puts the settings back to a first day with this relay. */
  const keep = (address: string) =>
    worker.evaluate(async (given) => {
      await chrome.storage.local.clear()
      await chrome.storage.local.set({ settings: { address: given, language: 'fr', textSize: 100 } })
    }, address)

  const open = async (name: 'popup' | 'options') => {
    const page = await browser.newPage()
    pages.push(page)
    await page.setViewport({ width: 400, height: 600 })
    await page.goto(new URL(`/${name}.html`, worker.url()).href)
    return page
  }

  const badge = () =>
    worker.evaluate(async () => ({
      text: await chrome.action.getBadgeText({}),
      title: (await chrome.action.getTitle({})).replaceAll(/\s/g, ' '),
    }))

  const title = async () => (await badge()).title

  test('the popup shows every watch of the relay, what is open first', async () => {
    relay.watches = [publicWatch({ id: 'fcn', name: 'Paris SG – Nantes' }), blindWatch(), openWatch()]
    const page = await open('popup')
    await sees(page, 'Paris SG – Marseille Places disponibles')
    expect(await page.$$eval('h2', (titles) => titles.map((title) => title.textContent))).toEqual([
      'Paris SG – Marseille',
      'Paris SG – Nantes',
      'Paris SG – Real Madrid',
    ])
    const text = await textOf(page)
    expect(text).toContain('Place PMR + accompagnateur, Tribune Boulogne, 2 places, 45,00 €')
    expect(text).toContain('Aucune place pour l’instant D’autres offres sont là, pas celle-ci.')
    expect(text).toContain('On ne voit pas Le site fait patienter les visiteurs dans une file d’attente.')
    expect(text).toMatch(/Dernière bonne vérification : il y a \d+ s/)
    expect(await page.$eval('.go-big', (link) => (link instanceof HTMLAnchorElement ? link.href : ''))).toBe(
      'https://billetterie.example/paris-sg-marseille#pmr',
    )
    await expect
      .poll(badge, WAIT)
      .toEqual({ text: '1', title: 'Vigie : places disponibles, Paris SG – Marseille' })
  })

  test('the background looks every minute, and the badge never keeps an old green', async () => {
    expect(await worker.evaluate(async () => (await chrome.alarms.get('refresh'))?.periodInMinutes)).toBe(1)
    relay.watches = [staleWatch()]
    const page = await open('popup')
    await sees(page, 'Plus de nouvelles')
    expect(await textOf(page)).toContain('ne vous y fiez pas')
    await expect.poll(badge, WAIT).toEqual({ text: '?', title: 'Vigie : 1 veille qu’on ne voit pas' })
  })

  test('the address of the relay is checked, then used', async () => {
    const page = await open('options')
    const type = async (address: string) => {
      await page.$eval('#address', (input) => (input instanceof HTMLInputElement ? input.select() : null))
      await page.type('#address', address)
      await page.keyboard.press('Enter')
    }
    await type('http://vigie.example.org')
    await sees(page, 'l’adresse doit commencer par https://')
    await type('https://')
    await sees(page, 'Ceci n’est pas une adresse web.')
    const other = await startStandIn(null)
    other.watches = [publicWatch({ name: 'Chez un autre relais' })]
    await type(other.url)
    await sees(page, 'Adresse enregistrée.')
    const popup = await open('popup')
    await sees(popup, 'Chez un autre relais')
    await other.away()
  })

  test('says what to do when nobody answers, keeps what it knew, and recovers', async () => {
    relay.watches = [publicWatch()]
    const page = await open('popup')
    await sees(page, 'Aucune place pour l’instant')
    await relay.away()
    await page.reload()
    await sees(page, 'Le relais ne répond plus.')
    expect(await textOf(page)).toContain('Paris SG – Marseille')
    await expect.poll(title, WAIT).toMatch(/^Vigie : relais injoignable, dernières nouvelles à \d\d:\d\d$/)

    await keep(relay.url)
    await sees(page, 'Lecture de l’état')
    await page.reload()
    await sees(page, `Personne ne répond à ${relay.url}.`)
    expect(await textOf(page)).toContain('elle ne dit pas qu’il n’y a rien')
    await expect.poll(badge, WAIT).toEqual({ text: '!', title: 'Vigie : relais injoignable' })
    await relay.back()
    await page.click('.strong')
    await sees(page, 'Aucune place pour l’instant')
  })

  test('the real relay lets the extension read', async () => {
    const real = await startRelay({ browser: false })
    await keep(real.url)
    const page = await open('popup')
    await sees(page, 'Aucune veille Ce relais ne guette encore aucune page publique.')
    await expect.poll(title, WAIT).toBe('Vigie : aucune veille')
    await real.stop()
  })

  test('another service at that address is not taken for a relay', async () => {
    relay.mode = 'odd'
    const page = await open('popup')
    await sees(page, 'répond, mais pas comme un relais Vigie')
    relay.mode = 'broken'
    await page.click('.strong')
    await sees(page, 'répond par une erreur (500)')
  })

  test('text of pages stays text', async () => {
    const markup = '<img src=x onerror="document.title=`owned`">'
    relay.watches = [
      openWatch({
        name: markup,
        url: 'javascript:alert(1)',
        verdict: {
          state: 'available',
          offers: [{ type: markup, fingerprint: 'x', name: markup, url: 'javascript:alert(1)' }],
        },
      }),
    ]
    const page = await open('popup')
    await sees(page, markup)
    expect(await page.$$('main img, main a')).toEqual([])
    expect(await page.title()).toBe('Vigie')
  })

  test('speaks French and English, and keeps the choice and the text size', async () => {
    relay.watches = [publicWatch()]
    const page = await open('popup')
    await sees(page, 'Aucune place pour l’instant')
    await page.click('button[lang=en]')
    await sees(page, 'No seats right now')
    expect(await page.$eval('html', (html) => html.lang)).toBe('en')
    await eventually(
      async () => (await badge()).title.startsWith('Vigie: no seats, checked at'),
      'the badge in English',
    )
    const options = await open('options')
    await sees(options, 'Vigie settings')
    await options.click('fieldset label:nth-of-type(4) input')
    await eventually(() => page.$('html[data-size="200"]'), 'the popup follows')
    await page.reload()
    await sees(page, 'No seats right now')
    expect(await page.$eval('html', (html) => html.dataset['size'])).toBe('200')
  })

  const STATES: [string, () => void, string][] = [
    ['loading', () => (relay.mode = 'hang'), '.skeleton'],
    ['empty', () => (relay.watches = []), '.row-words'],
    ['error', () => (relay.mode = 'broken'), '.panel'],
    ['available', () => (relay.watches = [openWatch()]), '.row-available'],
    ['none', () => (relay.watches = [publicWatch()]), '.row-none'],
    ['blind', () => (relay.watches = [blindWatch()]), '.row-unknown'],
    ['stale', () => (relay.watches = [staleWatch()]), '.row-stale'],
    ['options', () => {}, '#address'],
  ]

  test.each(STATES)('%s: usable by everybody, in both languages and schemes', async (...state) => {
    const [name, arrange, selector] = state
    arrange()
    const page = await open(name === 'options' ? 'options' : 'popup')
    await page.waitForSelector(selector)
    for (const language of ['fr', 'en']) {
      await page.click(`button[lang=${language}]`)
      await page.waitForSelector(`html[lang=${language}]`)
      for (const scheme of ['light', 'dark']) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
        for (const width of [400, 320]) {
          await page.setViewport({ width, height: 600 })
          expect(await axeFaults(page), `${language} ${scheme} ${width}`).toEqual([])
          expect(await smallTargets(page)).toEqual([])
        }
        if (name === 'options') expect(await overflowOf(page)).toBe(0)
      }
    }
  })
})

const quiet = {
  debug() {},
  log() {},
  info() {},
  warn: console.warn,
  error: console.error,
  fatal: console.error,
  success() {},
  level: 0,
}
