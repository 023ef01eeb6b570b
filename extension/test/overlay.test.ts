import type { Browser, BrowserContext, Page } from 'puppeteer-core'
import type { Picked } from '../content/contract.ts'
import type { Scripts, Thing, World } from './page-world.ts'

import { createServer } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { listen } from '../../relay/dev/free-port.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { GENERAL, HOSPITALITY, PMR_OPEN, psgPage } from '../../relay/test/psg-page.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'
import { TAB_WORDS } from '../locales/tab-words.ts'
import { bundleScripts, heard, openWorld, placeOf, spoken } from './page-world.ts'

/** Pointing at an element and marking offers, by mouse, finger and keyboard, in a real Chromium. */

const windows: BrowserContext[] = []
const pages = new Map<string, string>()
let browser: Browser
let scripts: Scripts
let origin = ''
let stop = () => {}

beforeAll(async () => {
  const server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    response.end(pages.get(request.url ?? '') ?? '')
  })
  origin = `http://127.0.0.1:${await listen(server, 0)}`
  scripts = await bundleScripts()
  browser = await connectShared()
  stop = () => {
    server.closeAllConnections()
    server.close()
  }
})

afterAll(async () => {
  await Promise.all(windows.map((window) => window.close()))
  await browser.disconnect()
  stop()
})

type Visit = { page: Page; world: World; before: string }

/** Counts what reaches the page; a row that is bought says so. */
const SPY = `<script>
  window.reached = []
  for (const name of ['click', 'pointerdown', 'submit', 'touchstart'])
    addEventListener(name, (event) => reached.push(name + ' ' + event.target.localName), true)
</script>`

let count = 0

async function visit(html: string, width = 1000): Promise<Visit> {
  const path = `/page-${count++}`
  pages.set(path, html)
  const context = await browser.createBrowserContext()
  windows.push(context)
  const page = await context.newPage()
  await page.setViewport({ width, height: 700, hasTouch: true })
  await page.goto(origin + path)
  await page.bringToFront()
  const world = await openWorld(page, scripts)
  return { page, world, before: await page.content() }
}

async function pick(html: string, options: { width?: number; language?: 'fr' | 'en' } = {}): Promise<Visit> {
  const visited = await visit(html, options.width)
  const { lang, pick: words } = TAB_WORDS[options.language ?? 'fr']
  await visited.world.inject('picker')
  await visited.world.run(`vigiePick(${JSON.stringify({ words: { lang, ...words }, purpose: 'new' })}); 0`)
  return visited
}

const find = (world: World, role: string, name: RegExp | string): Promise<Thing> =>
  eventually(
    async () =>
      (await heard(world)).find(
        (thing) =>
          thing.role === role && (typeof name === 'string' ? thing.name === name : name.test(thing.name)),
      ),
    `${role} ${String(name)}`,
  )

const says = (world: World, words: RegExp) =>
  eventually(async () => words.test(await spoken(world)), String(words))

async function press(page: Page, world: World, name: string): Promise<void> {
  const { x, y, width, height } = await placeOf(world, await find(world, 'button', name))
  await page.mouse.click(x + width / 2, y + height / 2)
}

const picked = (world: World): Promise<Picked> =>
  eventually(
    async () => (await world.told()).find((message): message is Picked => message.type === 'picked'),
    'what was picked',
  )

const leaves = async ({ page, before }: Visit) => expect(await page.content()).toBe(before)

/** The last word is said and put away. */
async function kept(visited: Visit, words = /C’est noté/): Promise<void> {
  await says(visited.world, words)
  expect((await heard(visited.world)).filter(({ role }) => role === 'dialog')).toEqual([])
  await press(visited.page, visited.world, 'Quitter')
  await eventually(async () => (await visited.page.content()) === visited.before, 'the page as it was')
}

const reached = (page: Page) => page.evaluate(() => Reflect.get(window, 'reached'))

const three = (after = '') => psgPage({ offers: GENERAL + PMR_OPEN + HOSPITALITY, head: SPY, after })

describe.concurrent('pointing at an element', () => {
  test('by keyboard alone: arrows to it, Enter, and the page is as it was', async () => {
    const visited = await pick(three())
    const { page, world } = visited
    await find(world, 'dialog', 'Vigie : montrez ce qui compte')
    await says(world, /Place PMR \+ accompagnateur.*— 1 élément correspond/)
    await page.keyboard.press('ArrowDown')
    await eventually(async () => !/^Place PMR .*Réserver — 1/.test(await spoken(world)), 'another element')
    await page.keyboard.press('ArrowUp')
    await says(world, /Place PMR .*— 1 élément correspond/)
    await page.keyboard.press('Enter')
    expect(await picked(world)).toMatchObject({
      purpose: 'new',
      url: page.url(),
      pick: { selector: '[data-offer-type="PMR"]', label: null, matches: 1, heading: 'Paris SG - OM' },
    })
    await kept(visited)
    for (const what of await reached(page)) expect(what).toMatch(/ div$/)
  })

  test('by mouse: a click on a control chooses it and presses nothing', async () => {
    const visited = await pick(three())
    const { page, world } = visited
    const link = await page.$eval('[data-offer-type="HOSPITALITE"]', (row) => {
      const { x, y, width, height } = row.getBoundingClientRect()
      return { x: x + width / 2, y: y + height / 2 }
    })
    await page.mouse.move(link.x, link.y)
    await page.mouse.click(link.x, link.y)
    await says(world, /Salon/)
    await press(page, world, 'Plus précis')
    await press(page, world, 'Plus large')
    await page.mouse.click(link.x, link.y)
    await page.keyboard.press('Enter')
    expect((await picked(world)).pick?.text).toContain('Salon')
    await kept(visited)
    expect(page.url()).toMatch(/page-\d+$/)
    for (const what of await reached(page)) expect(what).toMatch(/ div$/)
  })

  test('by finger', async () => {
    const visited = await pick(three())
    const { page, world } = visited
    const { x, y } = await page.$eval('[data-offer-type="GP"] h3', (title) => {
      const box = title.getBoundingClientRect()
      return { x: box.x + 10, y: box.y + 10 }
    })
    await page.touchscreen.tap(x, y)
    await says(world, /Grand public/)
    const go = await placeOf(world, await find(world, 'button', 'Suivre cet élément'))
    await page.touchscreen.tap(go.x + go.width / 2, go.y + go.height / 2)
    expect((await picked(world)).pick?.text).toContain('Grand public')
    await kept(visited)
  })

  test('a choice that the worker did not keep is said to be lost', async () => {
    const visited = await pick(three())
    await visited.world.run('browser.runtime.sendMessage = async () => ({ done: false }); 0')
    await visited.page.keyboard.press('Enter')
    await kept(visited, /n’a pas pu être gardé/)
  })

  test('Escape leaves without a choice, and the keyboard is where it was', async () => {
    const visited = await visit(three())
    const { page, world } = visited
    await page.focus('[data-offer-type="GP"] button')
    const { lang, pick: words } = TAB_WORDS.en
    await world.inject('picker')
    await world.run(`vigiePick(${JSON.stringify({ words: { lang, ...words }, purpose: 'new' })}); 0`)
    await find(world, 'dialog', 'Vigie: point at what counts')
    await page.keyboard.press('Escape')
    expect((await picked(world)).pick).toBeNull()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Ajouter au panier')
    await leaves(visited)
  })

  test('Tab stays among its own controls, each 44 pixels at least, on a narrow screen too', async () => {
    const { page, world } = await pick(three(), { width: 320 })
    await find(world, 'dialog', /Vigie/)
    const names = new Set<string>()
    for (let times = 0; times < 7; times++) {
      await page.keyboard.press('Tab')
      const on = (await heard(world)).find(({ focused, role }) => focused && role === 'button')
      names.add(on?.name ?? 'nothing of ours')
    }
    const own = ['Suivre cet élément', 'Précédent', 'Suivant', 'Plus large', 'Plus précis', 'Quitter']
    expect([...names].toSorted()).toEqual(own.toSorted())
    for (const name of own) {
      const { x, width, height } = await placeOf(world, await find(world, 'button', name))
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
      expect(x).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(320)
    }
  })

  test('a page that hides, covers and blocks everything cannot hide this', async () => {
    const head = `${SPY}<style>
      div, span, button, p, h2 { display: none !important; opacity: 0 !important; font-size: 0 !important }
      * { pointer-events: none !important; transform: scale(0.1) !important }
    </style>`
    const cover = '<i style="position: fixed; inset: 0; z-index: 2147483647; background: #fff"></i>'
    const { page, world } = await pick(
      psgPage({ offers: `<ul><li class="row">PMR 45 €</li></ul>`, head, after: cover }),
    )
    const { width, height } = await placeOf(world, await find(world, 'button', 'Quitter'))
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(44)
    await press(page, world, 'Quitter')
    expect((await picked(world)).pick).toBeNull()
  })

  test('nor an open dialog of its own, nor reach into it', async () => {
    const after = '<dialog id="own"><p>Votre avis ?</p></dialog><script>own.showModal()</script>'
    const { page, world } = await pick(three(after))
    await find(world, 'button', 'Quitter')
    const into = await page.evaluate(() => document.querySelector(':popover-open')?.shadowRoot === null)
    expect(into).toBe(true)
    await press(page, world, 'Quitter')
    expect((await picked(world)).pick).toBeNull()
  })

  test('who presses twice presses nothing of the page that lay under it', async () => {
    const under = `<button style="position: fixed; inset: 0; opacity: 0" onclick="window.bought = true"></button>`
    for (const name of ['Quitter', 'Suivre cet élément']) {
      const { page, world } = await pick(three(under))
      const { x, y, width, height } = await placeOf(world, await find(world, 'button', name))
      await page.mouse.click(x + width / 2, y + height / 2, { count: 2 })
      await picked(world)
      expect(await page.evaluate(() => Reflect.get(window, 'bought'))).toBeUndefined()
      await eventually(async () => {
        await page.mouse.click(5, 5)
        return page.evaluate(() => Reflect.get(window, 'bought'))
      }, 'the page to be the person’s own again')
    }
  })

  test('an element without anything stable is said to be so, and is not taken', async () => {
    const odd = '<div class="css-1x2y3z"><span class="sc-bdVaJa">Carré Est</span></div>'
    const { page, world } = await pick(psgPage({ offers: '', after: odd, head: SPY }))
    const { x, y } = await page.$eval('.sc-bdVaJa', (element) => {
      const box = element.getBoundingClientRect()
      return { x: box.x + 5, y: box.y + 5 }
    })
    await page.mouse.click(x, y)
    await says(world, /Carré Est — Cet élément n’a rien de stable/)
    await press(page, world, 'Suivre cet élément')
    await says(world, /rien de stable/)
    expect((await world.told()).length).toBe(0)
  })
})

const below = (rows: string) =>
  psgPage({ offers: `${GENERAL}<div style="height: 2000px"></div>${rows}`, head: SPY })

async function mark(html: string): Promise<Visit & { marked: number }> {
  const visited = await visit(html)
  await visited.page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
  const { lang, mark: words } = TAB_WORDS.fr
  const ask = { words: { lang, ...words }, options: { target: {}, deadlineMs: 0 } }
  await visited.world.inject('marks')
  const marked = await visited.world.run<number>(`vigieMark(${JSON.stringify(ask)})`)
  return { ...visited, marked }
}

describe.concurrent('marking the offers, on request', () => {
  const second = PMR_OPEN.replace('45,00', '60,00').replace('pmr-1', 'pmr-2')

  test('brings the first into view, says how many, and presses nothing', async () => {
    const visited = await mark(below(PMR_OPEN + second))
    const { page, world, marked } = visited
    expect(marked).toBe(2)
    await find(world, 'region', '2 offres PMR sur cette page')
    await says(world, /45,00/)
    const isInView = () =>
      page.$eval('a[href$="pmr-1"]', (link) => {
        const { top, bottom } = link.getBoundingClientRect()
        return top >= 0 && bottom <= innerHeight
      })
    await eventually(isInView, 'the first offer in view')
    // What Enter would press now is nothing of the page.
    expect((await heard(world)).find(({ focused, role }) => focused && role !== 'RootWebArea')?.role).toBe(
      'region',
    )
    await page.keyboard.press('Enter')
    await press(page, world, 'Suivante')
    await says(world, /60,00/)
    await page.keyboard.press('Escape')
    await eventually(async () => (await page.content()) === visited.before, 'the page as it was')
    for (const what of await reached(page)) expect(what).toMatch(/ div$/)
    expect(page.url()).toMatch(/page-\d+$/)
    // The keyboard goes on at the offer.
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('/fr/acheter/pmr-2')
  })

  test('are taken away by Enter, and that Enter presses nothing behind them', async () => {
    const { page, world } = await mark(below(PMR_OPEN))
    await find(world, 'region', '1 offre PMR sur cette page')
    await page.keyboard.press('Tab')
    await page.keyboard.down('Enter')
    await page.keyboard.down('Enter')
    await page.keyboard.up('Enter')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('/fr/acheter/pmr-1')
    expect(page.url()).toMatch(/page-\d+$/)
    for (const what of await reached(page)) expect(what).toMatch(/ div$/)
  })

  test('says when there is none', async () => {
    const visited = await mark(psgPage({ head: SPY }))
    expect(visited.marked).toBe(0)
    await find(visited.world, 'region', 'Aucune offre PMR sur cette page')
    await press(visited.page, visited.world, 'Retirer les repères')
    await leaves(visited)
  })
})
