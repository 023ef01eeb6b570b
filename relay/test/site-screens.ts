/**
 * Takes a picture of every screen and state of both sites, in both languages, light, dark and forced colours, narrow
 * and wide: `node relay/test/site-screens.ts [public|admin] [screen…]`. They go to `.vigie/screens`, which is not kept.
 *
 * The admin's screens are those of its menu, over a real relay that has lived a little; a screen is added by adding it
 * to the menu, or one line to `BESIDE`.
 */
import type { Page } from 'puppeteer-core'
import type { Rig } from '../dev/bench/rig.ts'
import type { Office } from '../dev/office/office.ts'
import type { StandIn } from './stand-in.ts'

import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argv } from 'node:process'
import { connect } from 'puppeteer-core'

import { NAV } from '../../site/src/admin/models/nav.ts'
import { addSubscribers } from '../dev/bench/people.ts'
import { RIG_PASSWORD, readWatches, startRig, until, watchPage } from '../dev/bench/rig.ts'
import { buildIfChanged } from '../dev/build.ts'
import { startChromium } from '../dev/chromium.ts'
import { startOffice } from '../dev/office/office.ts'
import { ROOT, SITE } from '../dev/paths.ts'
import { signIn } from './admin-page.ts'
import { blindWatch, openWatch, publicWatch, staleWatch } from './public-watches.ts'
import { startStandIn } from './stand-in.ts'

type Look = { lang: 'fr' | 'en'; scheme: 'light' | 'dark' | 'forced'; width: number }

const FEW: readonly Look[] = [
  { lang: 'fr', scheme: 'light', width: 1280 },
  { lang: 'en', scheme: 'dark', width: 320 },
]
const LOOKS: readonly Look[] = [
  ...FEW,
  { lang: 'en', scheme: 'dark', width: 1280 },
  { lang: 'fr', scheme: 'light', width: 320 },
  { lang: 'fr', scheme: 'forced', width: 800 },
]

/** Of the height of a picture. */
const MOST_PX = 12_000

type Scene = {
  path: string
  shows: string
  set?: (relay: StandIn) => void
  reach?: (page: Page) => Promise<unknown>
}

const watching = (...watches: StandIn['watches']) => ({
  path: '/',
  shows: '.card',
  set: (relay: StandIn) => {
    relay.watches = watches
  },
})
const away = (mode: StandIn['mode'], shows: string): Scene => ({
  path: '/',
  shows,
  set: (relay) => {
    relay.mode = mode
  },
})

const PUBLIC: Record<string, Scene> = {
  loading: away('hang', 'main [aria-busy=true]'),
  error: away('broken', 'main [role=alert], main .panel'),
  empty: { path: '/', shows: 'main .panel' },
  available: watching(openWatch()),
  none: watching(publicWatch()),
  blind: watching(blindWatch()),
  stale: watching(staleWatch()),
  all: watching(
    openWatch(),
    publicWatch({ id: 'fcn', name: 'Paris SG – Nantes' }),
    blindWatch(),
    staleWatch(),
  ),
  offline: {
    ...watching(openWatch()),
    reach: (page) => page.setOfflineMode(true).then(() => page.waitForSelector('.pill-offline')),
  },
  understand: { path: '/comprendre', shows: 'main h1' },
  choices: { path: '/abonnement', shows: 'main h1' },
}

/** Screens of the admin to which no line of its menu leads. */
const BESIDE: Record<string, (rig: Rig) => Promise<string> | string> = {
  watch: async (rig) => `#/watch/${(await readWatches(rig))[0]?.id ?? ''}`,
  transfer: () => '#/transfer',
}

type Answers = 'well' | 'waiting' | 'broken'

const folder = join(ROOT, '.vigie/screens')
const [, , onlySite, ...onlyScreens] = argv
const isAsked = (screen: string) => onlyScreens.length === 0 || onlyScreens.includes(screen)

async function wear(page: Page, { scheme, width }: Look): Promise<void> {
  const client = await page.createCDPSession()
  const features = [
    { name: 'prefers-color-scheme', value: scheme === 'dark' ? 'dark' : 'light' },
    { name: 'forced-colors', value: scheme === 'forced' ? 'active' : 'none' },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]
  await client.send('Emulation.setEmulatedMedia', { features })
  await page.setViewport({ width, height: 900 })
}

const isCalm = () => document.querySelector('main [aria-busy=true]') === null

/** The whole page, with what comes only when somebody scrolls there. */
async function shoot(page: Page, name: string, look: Look): Promise<void> {
  await page.evaluate(async () => {
    for (let top = 0; top < document.body.scrollHeight; top += innerHeight) {
      scrollTo(0, top)
      await new Promise((resolve) => requestAnimationFrame(resolve))
    }
    scrollTo(0, 0)
  })
  // A screen whose answers never come stays busy: it is taken as it is.
  const timeout = /waiting|loading/.test(name) ? 500 : 15_000
  await page.waitForFunction(isCalm, { timeout }).catch(() => null)
  const { lang, scheme, width } = look
  // In a window as high as the page: rows out of sight are not drawn.
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewport({ width, height: Math.min(Math.max(900, height), MOST_PX) })
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
  await page.screenshot({ path: `${folder}/${name}-${lang}-${scheme}-${width}.png` })
}

async function shootPublic(makePage: () => Promise<Page>): Promise<void> {
  for (const [name, scene] of Object.entries(PUBLIC)) {
    if (!isAsked(name)) continue
    const relay = await startStandIn(SITE)
    scene.set?.(relay)
    for (const look of LOOKS) {
      const page = await makePage()
      await wear(page, look)
      await page.goto(`${relay.url}${scene.path}?lang=${look.lang}`)
      await page.waitForSelector(scene.shows)
      await scene.reach?.(page)
      await shoot(page, `public-${name}`, look)
      await page.browserContext().close()
    }
    await relay.away()
  }
}

/** Every call but those that open the page itself is left without its answer, or refused. */
async function answerSo(page: Page, answers: Answers): Promise<void> {
  if (answers === 'well') return
  await page.setRequestInterception(true)
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (!pathname.startsWith('/api/') || /^\/api\/(?:session|watches)$/.test(pathname))
      return void request.continue()
    if (answers === 'broken')
      void request.respond({
        status: 500,
        contentType: 'application/json',
        body: '{"error":{"code":"internal","message":"x"}}',
      })
  })
}

type Shots = { rig: Rig; cookiePage: Page; name: string; hash: string; answers: Answers; path?: string }

async function shootScreen(
  { rig, cookiePage, name, hash, answers, path = '/admin' }: Shots,
  looks: readonly Look[],
): Promise<void> {
  for (const look of looks) {
    const page = await cookiePage.browserContext().newPage()
    await wear(page, look)
    await answerSo(page, answers)
    await page.goto(`${rig.url}${path}?lang=${look.lang}${hash}`)
    await page.waitForSelector('main h1')
    await shoot(page, name, look)
    await page.close()
  }
}

/** Matches in every state, a seat that came and one that went, and the people who were told. */
async function live(rig: Rig, office: Office): Promise<void> {
  const ids: string[] = []
  for (const { nom, url } of office.matches.slice(0, 4))
    ids.push(await watchPage(rig, { name: nom, url, checkSeconds: 60 }))
  const [first, second, third] = office.matches.map(({ slug }) => slug)
  const settled = async (wanted: number) =>
    until(
      'the verdicts',
      async () =>
        (await readWatches(rig)).filter(({ verdict }) => verdict.state === 'none').length >= wanted
          ? true
          : null,
      60_000,
    )
  await settled(ids.length)
  const look = async (id: string | undefined, state: string) => {
    await rig.client.api.watches[':id'].check.$post({ param: { id: id ?? '' } })
    await until(
      `the verdict ${state}`,
      async () =>
        (await readWatches(rig)).find((one) => one.id === id)?.verdict.state === state ? true : null,
      60_000,
    )
  }
  if (first === undefined || second === undefined || third === undefined)
    throw new Error('the office has too few matches')
  office.control({ action: 'release', match: first, places: 2 })
  office.control({ action: 'release', match: second, places: 1 })
  await look(ids[0], 'available')
  await look(ids[1], 'available')
  office.control({ action: 'take', match: second })
  await look(ids[1], 'none')
  office.control({ action: 'mode', mode: 'queue', match: third })
  await look(ids[2], 'unknown')
}

async function shootAdmin(makePage: () => Promise<Page>): Promise<void> {
  const office = await startOffice()
  const env = { ALLOW_PRIVATE_HOSTS: office.host, HOST_GAP_MS: '100' }
  const rig = await startRig({ env, browser: true, fill: (data) => addSubscribers(data, 60) })
  try {
    const cookiePage = await makePage()
    for (const look of LOOKS) {
      await wear(cookiePage, look)
      await cookiePage.goto(`${rig.url}/admin?lang=${look.lang}`)
      await cookiePage.waitForSelector('#password')
      await shoot(cookiePage, 'admin-door', look)
    }
    await signIn(cookiePage, RIG_PASSWORD)
    await cookiePage.waitForSelector('.bar')
    const menu = NAV.flatMap(({ pages }) => pages).map(
      (page) => [page, page === 'list' ? '#/' : `#/${page}`] as const,
    )
    for (const [name, hash] of menu.filter(([screen]) => isAsked(screen)))
      await shootScreen({ rig, cookiePage, name: `admin-${name}-empty`, hash, answers: 'well' }, FEW)
    await live(rig, office)
    const lived = { rig, cookiePage, name: 'public-lived', path: '/', hash: '', answers: 'well' } as const
    if (isAsked('lived')) await shootScreen(lived, LOOKS)
    const beside = await Promise.all(
      Object.entries(BESIDE).map(async ([name, hash]) => [name, await hash(rig)] as const),
    )
    for (const [name, hash] of [...menu, ...beside]) {
      if (!isAsked(name)) continue
      await shootScreen({ rig, cookiePage, name: `admin-${name}`, hash, answers: 'well' }, LOOKS)
      for (const answers of ['waiting', 'broken'] as const)
        await shootScreen({ rig, cookiePage, name: `admin-${name}-${answers}`, hash, answers }, FEW)
    }
  } finally {
    await rig.stop()
    await office.stop()
  }
}

await buildIfChanged()
await mkdir(folder, { recursive: true })
const dataDir = await mkdtemp(join(tmpdir(), 'vigie-screens-'))
// A scrollbar's width would be missing on the right.
const chromium = await startChromium({ dataDir, flags: ['--hide-scrollbars'] })
const browser = await connect({ browserURL: chromium.cdpUrl, defaultViewport: null })
const makePage = async () => await (await browser.createBrowserContext()).newPage()
try {
  if (onlySite !== 'admin') await shootPublic(makePage)
  if (onlySite !== 'public') await shootAdmin(makePage)
} finally {
  await browser.disconnect()
  await chromium.stop()
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
}
