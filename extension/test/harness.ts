import type { Browser, CDPSession, Page } from 'puppeteer-core'
import type { browser as WebExtension } from 'wxt/browser'
import type { Known, Settings } from '../environment.ts'
import type { PageAnswers, PageMessage } from '../messages.ts'

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch } from 'puppeteer-core'

import { findChromium } from '../../relay/dev/find-chromium.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { builtExtension } from './built.ts'

export { startOffice } from '../../relay/dev/office/office.ts'
export { eventually, startRelay } from '../../relay/test/harness.ts'
export { builtExtension } from './built.ts'

/** What the extension's own pages know by this name. */
declare const chrome: typeof WebExtension

const found = await findChromium()

/** A headless shell cannot load extensions. */
export const hasChromium = found?.kind === 'full'
export const HOW_TO_HAVE_CHROMIUM =
  'extension stories need a full Chromium: apt-get install -y chromium, or set CHROME_PATH'

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=fr',
]

export type OwnPage = 'popup' | 'sidepanel' | 'options' | 'welcome'

/** A real Chromium with the built extension, whose worker nobody is attached to: it lives and dies as at a person's. */
export type Stage = {
  browser: Browser
  /** Of the extension. */
  id: string
  url: (path: string) => string
  /** A file of the extension in a tab: the extension's own interface is spoken to from here. */
  door: Page
  /** As a page of ours asks the worker; wakes it. */
  ask: <M extends PageMessage>(message: M) => Promise<PageAnswers[M['type']]>
  /** What the worker published last; `null` before. */
  known: () => Promise<Known | null>
  set: (change: Partial<Settings>) => Promise<void>
  /** Every row of one table of the database. */
  rows: (table: string) => Promise<unknown[]>
  badge: () => Promise<{ text: string; title: string }>
  /** Ids of the notifications that stand. */
  notices: () => Promise<string[]>
  /** The true popup in its own window. */
  openPopup: () => Promise<Page>
  /** A page of ours in a tab. */
  openOwn: (page: OwnPage, size?: { width: number; height: number }) => Promise<Page>
  /** A page of the web in a tab, so tall that all of it is in view. `hidden`: behind another tab. */
  openWeb: (url: string, how?: { hidden?: boolean }) => Promise<Page>
  /** Lets an alarm ring now, whoever is awake. */
  ring: (alarm: string) => Promise<void>
  workers: () => Promise<string[]>
  /** Ends the worker as the browser ends an idle one: what it held in memory is gone. */
  killWorker: () => Promise<void>
  /** Throws when the worker or a page said an error or a warning that is not matched by `allow`. */
  expectQuiet: (allow?: readonly RegExp[]) => void
  /** Closes all but the door, and takes back all that was kept: a first day. */
  reset: () => Promise<void>
  close: () => Promise<void>
}

/** `profile`: a folder that outlives this browser; without one, a first day that nobody keeps. */
export async function startStage(options: { profile?: string } = {}): Promise<Stage> {
  const folder = await builtExtension()
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'vigie-profile-')))
  const browser = await launch({
    executablePath: found?.path ?? '',
    headless: true,
    pipe: true,
    userDataDir: profile,
    enableExtensions: [folder],
    targetFilter: (target) => target.type() !== 'service_worker',
    args: ARGUMENTS,
    env: { ...process.env, LANGUAGE: 'fr' },
  })
  const session = await browser.target().createCDPSession()
  const own = await eventually(async () => (await ownWorkers(session))[0], 'the worker of the extension')
  const origin = new URL(own.url)
  const said: string[] = []
  listen(browser, said)
  const door = await browser.newPage()
  await door.goto(new URL('/icon/16.png', origin).href)
  return makeStage({ browser, session, door, said, origin }, async () => {
    await browser.close()
    if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  })
}

const ownWorkers = async (session: CDPSession) => {
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'service_worker' }] })
  return targetInfos.filter(({ url }) => url.endsWith('/background.js'))
}

/** Everything that pages of ours and the worker complain of; pages of the web may say what they like. */
function listen(browser: Browser, said: string[]): void {
  browser.on('targetcreated', async (target) => {
    if (target.type() !== 'page') return
    const page = await target.page().catch(() => null)
    const isOwn = () => page?.url().startsWith('chrome-extension://') === true
    page?.on('console', (message) => {
      if (isOwn() && ['error', 'warn'].includes(message.type())) said.push(`${page.url()}: ${message.text()}`)
    })
    page?.on('pageerror', (error) => {
      if (isOwn()) said.push(`${page.url()}: ${String(error)}`)
    })
  })
}

type Made = { browser: Browser; session: CDPSession; door: Page; said: string[]; origin: URL }

function makeStage({ browser, session, door, said, origin }: Made, close: () => Promise<void>): Stage {
  const url = (path: string) => new URL(path, origin).href
  const workers = async () => (await ownWorkers(session)).map(({ targetId }) => targetId)
  const ask: Stage['ask'] = async (message) =>
    await door.evaluate(async (given) => await chrome.runtime.sendMessage(given), message)
  const openPage = async (address: string, size: { width: number; height: number }) => {
    const page = await browser.newPage()
    await page.setViewport(size)
    await page.goto(address)
    return page
  }
  return {
    browser,
    id: origin.host,
    url,
    door,
    ask,
    async known() {
      const kept = await door.evaluate(async () => await chrome.storage.session.get('known'))
      const { known: { known = null } = {} } = kept as { known?: { known?: Known } }
      return known
    },
    async set(change) {
      await ask({ type: 'settings', change })
    },
    rows: (table) => door.evaluate(readRows, table),
    badge: () =>
      door.evaluate(async () => ({
        text: await chrome.action.getBadgeText({}),
        title: (await chrome.action.getTitle({})).replaceAll(/\s/g, ' '),
      })),
    notices: () => door.evaluate(async () => Object.keys(await chrome.notifications.getAll())),
    async openPopup() {
      await door.bringToFront()
      const shown = browser.waitForTarget((target) => target.url() === url('/popup.html'))
      await door.evaluate(async () => await chrome.action.openPopup())
      const page = await (await shown).asPage()
      await page.waitForSelector('main')
      return page
    },
    openOwn: (name, size = { width: 400, height: 600 }) => openPage(url(`/${name}.html`), size),
    async openWeb(address, { hidden = false } = {}) {
      const page = await openPage('about:blank', { width: 1200, height: 2400 })
      if (hidden) await door.bringToFront()
      await page.goto(address)
      return page
    },
    ring: (alarm) =>
      door.evaluate(async (name) => await chrome.alarms.create(name, { when: Date.now() + 100 }), alarm),
    workers,
    async killWorker() {
      for (const targetId of await workers()) await session.send('Target.closeTarget', { targetId })
      await eventually(async () => (await workers()).length === 0, 'the worker to be gone')
    },
    expectQuiet(allow = []) {
      const faults = said.filter((line) => !allow.some((known) => known.test(line)))
      if (faults.length > 0) throw new Error(`the extension was not quiet:\n${faults.join('\n')}`)
    },
    async reset() {
      for (const page of await browser.pages()) if (page !== door) await page.close()
      await door.evaluate(forgetAll)
      said.length = 0
    },
    close,
  }
}

/** Runs in the door: no other connection to the database is made than this short one. */
async function readRows(table: string): Promise<unknown[]> {
  const wait = <T>(request: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      request.addEventListener('success', () => resolve(request.result))
      request.addEventListener('error', () => reject(request.error ?? new Error('no database')))
    })
  const database = await wait(indexedDB.open('vigie'))
  try {
    return await wait<unknown[]>(database.transaction(table).objectStore(table).getAll())
  } finally {
    database.close()
  }
}

/** The tables are emptied and not taken away: the worker keeps its connection. */
async function forgetAll(): Promise<void> {
  const opening = indexedDB.open('vigie')
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    opening.addEventListener('success', () => resolve(opening.result))
    opening.addEventListener('error', () => reject(opening.error ?? new Error('no database')))
  })
  const names = [...database.objectStoreNames]
  const emptying = database.transaction(names, 'readwrite')
  for (const name of names) emptying.objectStore(name).clear()
  await new Promise((resolve) => emptying.addEventListener('complete', resolve))
  database.close()
  for (const id of Object.keys(await chrome.notifications.getAll())) await chrome.notifications.clear(id)
  await chrome.storage.local.clear()
  await chrome.storage.session.clear()
}
