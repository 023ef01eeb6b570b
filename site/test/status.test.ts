import type { Browser } from 'puppeteer-core'
import type { Screen } from '../../relay/test/screen.ts'
import type { StandIn } from '../../relay/test/stand-in.ts'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { SITE } from '../../relay/dev/paths.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { blindWatch, openWatch, publicWatch, staleWatch } from '../../relay/test/public-watches.ts'
import { axeFaults, openScreen, overflowOf, sleepFor, smallTargets, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'
import { startStandIn } from '../../relay/test/stand-in.ts'
import { expectUsableForced } from '../../relay/test/usable.ts'

const SLEEP_MS = 200_000

let browser: Browser
let relay: StandIn
let screens: Screen[]

beforeAll(async () => {
  browser = await connectShared()
})

afterAll(() => browser.disconnect())

beforeEach(async () => {
  relay = await startStandIn(SITE)
  screens = []
})

afterEach(async () => {
  await Promise.all(screens.map((screen) => screen.close()))
  await relay.away()
  expect(screens.flatMap((screen) => screen.faults)).toEqual([])
})

async function visit(path = '/?lang=fr') {
  const screen = await openScreen(browser, relay.url + path)
  screens.push(screen)
  return screen.page
}

type Page = Awaited<ReturnType<typeof visit>>

const sees = (page: Page, words: string) =>
  eventually(async () => (await textOf(page)).includes(words), `"${words}" on the page`)

const isLive = (page: Page) => eventually(() => page.$('.pill-live'), 'the page is live')

test('shows every watch with its verdict, the reason for it and who looked', async () => {
  relay.watches = [openWatch(), publicWatch({ id: 'fcn', name: 'Paris SG – Nantes' }), blindWatch()]
  relay.totals = { checks: 48_210, alerts: 17, availabilityRate: 0.0123, watches: 3 }
  const page = await visit()
  await sees(page, 'Des places sont ouvertes !')

  const open = await textOf(page, '.card-available')
  expect(open).toMatch(/Paris SG – Marseille Places disponibles Vue il y a \d+ s par le relais\./)
  expect(open).toContain('Place PMR + accompagnateur Tribune Boulogne')
  expect(open).toContain('2 places 45,00 €')
  expect(await page.$eval('.card-available a', (link) => link.href)).toBe(
    'https://billetterie.example/paris-sg-marseille#pmr',
  )
  const none = await textOf(page, '.card-none')
  expect(none).toContain('Aucune place pour l’instant')
  expect(none).toContain('elle montre d’autres offres')
  expect(none).toContain('3 autres offres')
  expect(none).toMatch(/Dernière bonne vérification il y a \d+ s/)
  const blind = await textOf(page, '.card-unknown')
  expect(blind).toMatch(
    /On ne voit pas Regardée en vain il y a 1\d s par 1 navigateur ; le relais n’y voit aucune place\. Le site fait patienter les visiteurs dans une file d’attente\./,
  )
  expect(blind).toMatch(
    /Signalé, à confirmer : vu par 1 navigateur, il y a 4\d s\. Le relais n’a pas pu le vérifier\./,
  )
  expect(blind).toContain('Aveugle depuis 15 min')
  expect(blind).toMatch(/une extension rien de sûr, il y a 1\d s/)
  expect(await textOf(page, '.totals')).toContain('48 210 vérifications 17 alertes envoyées 1,2 %')
})

test('says what is to be known beside a verdict, who differs, how the page is read and when nobody looked', async () => {
  relay.watches = [openWatch(), publicWatch({ id: 'fcn' }), blindWatch()]
  const page = await visit()
  await sees(page, 'Des places sont ouvertes !')
  const open = await textOf(page, '.card-available')
  expect(open).toContain(
    '2 places seulement, 3 demandées Connexion ou justificatif demandé : « Sur justificatif »',
  )
  expect(open).toContain('Affichée par un navigateur, car des places viennent d’y être vues.')
  expect(await textOf(page, '.card-none')).toContain(
    'Lue telle que le site l’envoie (3 fois comparée à un navigateur, 3 fois pareille).',
  )
  const blind = await textOf(page, '.card-unknown')
  expect(blind).toContain('Le relais, moins bien placé, ne voit aucune place')
  expect(blind).toMatch(
    /avec un navigateur aucune place, il y a 1 min La page est bien là : elle affiche complet/,
  )
  expect(blind).toContain('Encore en apprentissage (2 sur 3)')
  expect(blind).toMatch(/Page non regardée pendant 4 min \(de \d\d:\d\d à \d\d:\d\d\)/)

  const english = await visit('/?lang=en')
  await sees(english, 'Seats are open!')
  const text = await textOf(english)
  expect(text).toContain('2 seats only, 3 asked for')
  expect(text).toContain('Read from the page as sent (proved equal to a browser’s 3 times).')
  expect(text).toContain('Still learning (2 of 3)')
  expect(text).toMatch(/Not looked at for 4 mins? \(from \d\d:\d\d to \d\d:\d\d\)/)
})

test('counts a visit once, without a cookie', async () => {
  const page = await visit()
  await isLive(page)
  await page.reload()
  await isLive(page)
  expect(relay.requests.filter((request) => request === 'POST /api/analytics/visitor')).toHaveLength(1)
  expect(relay.requests).not.toContain('POST /api/analytics/telegram-click')
  expect(await page.browserContext().cookies()).toEqual([])
})

test('a release arrives without a reload, and each is announced once', async () => {
  relay.watches = [publicWatch()]
  const page = await visit()
  await isLive(page)
  await page.evaluate(() => {
    const region = document.getElementById('urgent')
    if (region === null) return
    new MutationObserver(() => {
      region.dataset['heard'] = `${region.dataset['heard'] ?? ''}[${region.textContent}]`
    }).observe(region, { childList: true, characterData: true, subtree: true })
  })

  const open = openWatch()
  relay.watches = [open]
  relay.send({ type: 'watch', watch: open, previous: 'none' })
  await page.waitForSelector('.card-available')
  await eventually(async () => (await page.title()) === '▲ 1 veille ouverte · Vigie', 'the title tells it')

  // A wall in between is not the end of a release, and its return is no news.
  const { openSince } = open
  relay.send({ type: 'watch', watch: blindWatch({ id: 'om', openSince }), previous: 'available' })
  await page.waitForSelector('.card-unknown')
  relay.send({ type: 'watch', watch: openWatch({ openSince }), previous: 'unknown' })
  await eventually(() => page.$('.card-available'), 'the release is shown again')
  relay.send({ type: 'watch', watch: publicWatch({ name: 'Paris SG – OM' }), previous: 'available' })
  await eventually(
    async () => (await textOf(page, '#polite')).includes('Plus de place : Paris SG – OM.'),
    'the end is said politely',
  )
  const heard = async () =>
    (await page.$eval('#urgent', (region) => region.getAttribute('data-heard') ?? '')).replaceAll(/\s/g, ' ')
  expect(await heard()).toBe('[Places disponibles : Paris SG – Marseille.]')

  // The next release is news again, although it reads the same.
  relay.send({ type: 'watch', watch: openWatch({ openSince: Date.now() }), previous: 'none' })
  await eventually(
    async () => (await heard()) === '[Places disponibles : Paris SG – Marseille.]'.repeat(2),
    'the second release is announced',
  )
  expect(await page.$('#urgent[data-heard]'), 'the same document all along').not.toBeNull()
  expect(await page.evaluate(() => performance.getEntriesByType('navigation').length)).toBe(1)
})

test('a watch that is added or removed appears and leaves by itself', async () => {
  const page = await visit()
  await isLive(page)
  expect(await textOf(page)).toContain('Aucune veille')
  relay.send({ type: 'watch', watch: publicWatch(), previous: null })
  await sees(page, 'Paris SG – Marseille')
  relay.send({ type: 'removed', id: 'om' })
  await sees(page, 'Personne n’a encore demandé')
})

test('when the relay goes away the page says so, never keeps an old green, and recovers by itself', async () => {
  // However rarely the relay looks.
  relay.watches = [openWatch({ checkSeconds: 600 }), publicWatch({ id: 'fcn' })]
  const page = await visit()
  await isLive(page)
  await relay.away()
  await sees(page, 'Relais injoignable')
  await sees(page, 'Le relais ne répond plus')
  await sleepFor(page, SLEEP_MS)
  await page.waitForSelector('.card-stale')
  expect(await page.$('.card-available')).toBeNull()
  expect(await page.$('.card-none')).toBeNull()
  expect(await textOf(page)).toMatch(/Des places étaient ouvertes il y a 3 min\. Rien n’a été confirmé/)
  expect(await textOf(page)).toContain('Ce que vous voyez date de 3 min')

  const now = Date.now()
  relay.watches = [openWatch({ openSince: now }), publicWatch({ id: 'fcn' })]
  await sleepFor(page, 0)
  await relay.back()
  await isLive(page)
  await eventually(() => page.$('.card-available'), 'the open watch is green again')
  expect(await page.$('.banner')).toBeNull()
})

test('a device whose clock is an hour wrong still shows true ages', async () => {
  relay.watches = [publicWatch()]
  const page = await visit('/favicon.svg')
  await page.evaluateOnNewDocument(() => {
    const { now } = Date
    Date.now = () => now() + 3_600_000
  })
  await page.goto(`${relay.url}/?lang=fr`)
  await isLive(page)
  expect(await textOf(page, '.card-none')).toMatch(/Dernière vérification il y a \d+ s/)
})

test('says that it is offline, and comes back when the network does', async () => {
  relay.watches = [publicWatch()]
  const page = await visit()
  await isLive(page)
  await page.setOfflineMode(true)
  await sees(page, 'Vous êtes hors ligne.')
  await page.setOfflineMode(false)
  await isLive(page)
  await eventually(async () => !(await textOf(page)).includes('hors ligne'), 'nothing says offline any more')
})

test('tells what to do when the relay answers with an error, nonsense or nothing', async () => {
  relay.mode = 'broken'
  const page = await visit()
  await sees(page, 'Le relais répond par une erreur (500).')
  expect(await textOf(page)).toContain('elle ne dit pas qu’il n’y a rien')
  relay.mode = 'odd'
  await page.click('.retry')
  await sees(page, 'que cette page ne comprend pas')
  relay.mode = 'well'
  relay.watches = [publicWatch()]
  await page.click('.retry')
  await sees(page, 'Mer calme')
})

test('text of pages stays text', async () => {
  const markup = '<img src=x onerror="document.title=`owned`"><script>document.title="owned"</script>'
  relay.watches = [
    openWatch({
      name: markup,
      url: 'javascript:document.title="owned"',
      verdict: {
        state: 'available',
        offers: [
          {
            type: markup,
            fingerprint: markup,
            name: markup,
            category: markup,
            price: markup,
            restricted: markup,
            url: 'javascript:document.title="owned"',
          },
        ],
      },
    }),
    blindWatch({ verdict: { state: 'unknown', reason: 'blocked', detail: markup } }),
  ]
  const page = await visit()
  await isLive(page)
  expect(await textOf(page, '.card-available h3')).toBe(markup)
  expect(await page.$$eval('main img, main script', (found) => found.length)).toBe(0)
  expect(
    await page.$$eval(
      'a',
      (links) => links.filter((link) => !/^(?:https?|webcal):$/.test(link.protocol)).length,
    ),
  ).toBe(0)
  expect(await page.title()).toBe('▲ 1 veille ouverte · Vigie')
  expect(await overflowOf(page)).toBe(0)
})

test('speaks French and English, and remembers which', async () => {
  relay.watches = [publicWatch()]
  const page = await visit('/?lang=en')
  await sees(page, 'Calm sea. No seats right now.')
  expect(await page.$eval('html', (html) => html.lang)).toBe('en')
  expect(await page.title()).toBe('Vigie · wheelchair seats, watched day and night')
  await page.click('button[lang=fr]')
  await sees(page, 'Mer calme. Aucune place pour l’instant.')
  expect(await page.$eval('html', (html) => html.lang)).toBe('fr')
  await page.goto(`${relay.url}/`)
  await sees(page, 'Mer calme.')
})

test('everything works from the keyboard', async () => {
  relay.watches = [openWatch()]
  const page = await visit()
  await isLive(page)
  const focused: string[] = []
  const tab = async () => {
    await page.keyboard.press('Tab')
    focused.push(await page.evaluate(() => document.activeElement?.textContent?.trim().slice(0, 21) ?? ''))
  }
  for (let step = 0; step < 6; step += 1) await tab()
  expect(focused).toEqual([
    'Aller aux veilles',
    'Vigie',
    'Comprendre',
    'Français',
    'English',
    'Ouvrir la billetterie',
  ])
  await page.focus('button[lang=en]')
  await page.keyboard.press('Enter')
  await sees(page, 'Seats are open!')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('English')
})

const STATES: [string, () => void, string][] = [
  ['loading', () => (relay.mode = 'hang'), '.skeleton'],
  ['empty', () => (relay.watches = []), '.panel'],
  ['error', () => (relay.mode = 'broken'), '.panel-failed'],
  ['available', () => (relay.watches = [openWatch()]), '.card-available'],
  ['none', () => (relay.watches = [publicWatch()]), '.card-none'],
  ['blind', () => (relay.watches = [blindWatch()]), '.card-unknown'],
  ['stale', () => (relay.watches = [staleWatch()]), '.card-stale'],
]

test.each(STATES)(
  '%s: usable by everybody, in both languages and schemes, narrow and wide',
  async (...state) => {
    const [, arrange, selector] = state
    arrange()
    const page = await visit()
    await page.waitForSelector(selector)
    await expectUsableForced(page)
    for (const language of ['fr', 'en']) {
      await page.click(`button[lang=${language}]`)
      for (const scheme of ['light', 'dark']) {
        await page.emulateMediaFeatures([
          { name: 'prefers-color-scheme', value: scheme },
          { name: 'prefers-reduced-motion', value: 'reduce' },
        ])
        // 640 is a window of 1280 at 200 % zoom.
        for (const width of [320, 640, 1280]) {
          await page.setViewport({ width, height: 900 })
          expect(await overflowOf(page), `${language} ${scheme} ${width}`).toBe(0)
          expect(await smallTargets(page)).toEqual([])
          if (width !== 640) expect(await axeFaults(page), `${language} ${scheme} ${width}`).toEqual([])
        }
      }
    }
    // Text alone at 200 %, as browsers' text size settings do.
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%'
    })
    for (const width of [320, 640]) {
      await page.setViewport({ width, height: 900 })
      expect(await overflowOf(page), `text at 200 % in ${width}`).toBe(0)
    }
  },
)
