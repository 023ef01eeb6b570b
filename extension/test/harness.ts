import type { Browser, CDPSession, Page } from 'puppeteer-core'
import type { browser as WebExtension } from 'wxt/browser'
import type { Known, Settings } from '../environment.ts'
import type { PageAnswers, PageMessage } from '../messages.ts'

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch, TargetType } from 'puppeteer-core'

import { findChromium } from '../../relay/dev/find-chromium.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { builtExtension } from './built.ts'

export { eventually } from '../../relay/test/eventually.ts'

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
  '--enable-logging=stderr',
]

type OwnPage = 'popup' | 'sidepanel' | 'options' | 'welcome'

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
  /** The true popup in its own window, over a page of the web, or over nothing that could be followed. */
  openPopup: (over?: Page) => Promise<Page>
  /** A page of ours in a tab. */
  openOwn: (page: OwnPage, size?: { width: number; height: number }) => Promise<Page>
  /** A page of the web in a tab, so tall that all of it is in view. `hidden`: behind another tab. */
  openWeb: (url: string, how?: { hidden?: boolean }) => Promise<Page>
  /** Lets an alarm ring now, whoever is awake. */
  ring: (alarm: string) => Promise<void>
  workers: () => Promise<string[]>
  /** Ends the worker as the browser ends an idle one: what it held in memory is gone. */
  killWorker: () => Promise<void>
  /** Throws when the worker or a page of ours said anything that is not matched by `allow`. */
  expectQuiet: (allow?: readonly RegExp[]) => void
  /** Closes all but the door, and takes back all that was kept: a first day. */
  reset: () => Promise<void>
  close: () => Promise<void>
}

/**
 * `profile`: a folder that outlives this browser; without one, a first day that nobody keeps. `folder`: of the built
 * extension, whose id is made from it.
 */
export async function startStage(options: { profile?: string; folder?: string } = {}): Promise<Stage> {
  const folder = options.folder ?? (await builtExtension())
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), 'vigie-profile-')))
  const browser = await launch({
    executablePath: found?.path ?? '',
    headless: true,
    pipe: true,
    userDataDir: profile,
    enableExtensions: [folder],
    targetFilter: (target) => target.type() !== TargetType.SERVICE_WORKER,
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
  await pastWelcome(browser, door)
  return makeStage({ browser, session, door, said, origin }, async () => {
    await browser.close()
    if (options.profile === undefined) await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  })
}

/** The browser takes each start for an installation. What opens then would stand before the pages of a story. */
async function pastWelcome(browser: Browser, door: Page): Promise<void> {
  let isPast = false
  await eventually(async () => {
    const known = await publishedIn(door)
    const welcome = (await browser.pages()).find((page) => page.url().endsWith('/welcome.html'))
    isPast ||= welcome !== undefined || known?.settings.welcomed === true
    await welcome?.close()
    return isPast && known !== null
  }, 'the welcome of a first day')
}

async function publishedIn(door: Page): Promise<Known | null> {
  const kept = await door.evaluate(async () => await chrome.storage.session.get('known'))
  const { known: { known = null } = {} } = kept as { known?: { known?: Known } }
  return known
}

const ownWorkers = async (session: CDPSession) => {
  const { targetInfos } = await session.send('Target.getTargets', { filter: [{ type: 'service_worker' }] })
  return targetInfos.filter(({ url }) => url.endsWith('/background.js'))
}

/**
 * All that the worker and pages of ours say, by the browser's own log: nothing needs to be attached to them. Nothing of
 * ours speaks unless something is wrong; pages of the web may say what they like.
 */
const SAID = /CONSOLE:\d+\] ("[\s\S]*?", source: chrome-extension:\/\/[^\n]*)\n/g

function listen(browser: Browser, said: string[]): void {
  let unread = ''
  browser.process()?.stderr?.on('data', (chunk: Buffer) => {
    unread += chunk.toString()
    for (const match of unread.matchAll(SAID)) said.push(match[1] ?? '')
    // A message may have several lines, of which the last have still to come.
    const last = unread.lastIndexOf('CONSOLE:')
    const isWhole = last === -1 || /source: [^\n]*\n/.test(unread.slice(last))
    unread = isWhole ? '' : unread.slice(last)
  })
}

/** The browser's own styles for a picture, which our policy refuses it. */
const DOOR = /^"Applying inline style violates.*\/icon\/16\.png/s

type Made = { browser: Browser; session: CDPSession; door: Page; said: string[]; origin: URL }

function makeStage(made: Made, close: () => Promise<void>): Stage {
  const { browser, door, said, origin } = made
  const speaks = worker(made)
  return {
    browser,
    door,
    id: origin.host,
    url: (path) => new URL(path, origin).href,
    ...speaks,
    ...kept(made),
    ...pages(made),
    expectQuiet(allow = []) {
      const known = [...allow, DOOR]
      const faults = said.filter((line) => !known.some((one) => one.test(line)))
      if (faults.length > 0) throw new Error(`the extension was not quiet:\n${faults.join('\n')}`)
    },
    async reset() {
      for (const page of await browser.pages()) if (page !== door) await page.close()
      await door.evaluate(forgetAll)
      // The alarm and the scripts of what was followed go with it.
      await speaks.ask({ type: 'access' })
      said.length = 0
    },
    close,
  }
}

function worker({ session, door }: Made): Pick<Stage, 'ask' | 'set' | 'ring' | 'workers' | 'killWorker'> {
  const ask: Stage['ask'] = async (message) =>
    await door.evaluate(async (given) => await chrome.runtime.sendMessage(given), message)
  const workers = async () => (await ownWorkers(session)).map(({ targetId }) => targetId)
  return {
    ask,
    async set(change) {
      await ask({ type: 'settings', change })
    },
    ring: (alarm) =>
      door.evaluate(async (name) => await chrome.alarms.create(name, { when: Date.now() + 100 }), alarm),
    workers,
    async killWorker() {
      for (const targetId of await workers()) await session.send('Target.closeTarget', { targetId })
      await eventually(async () => (await workers()).length === 0, 'the worker to be gone')
    },
  }
}

function kept({ door }: Made): Pick<Stage, 'known' | 'rows' | 'badge' | 'notices'> {
  return {
    known: () => publishedIn(door),
    rows: (table) => door.evaluate(readRows, table),
    badge: () =>
      door.evaluate(async () => ({
        text: await chrome.action.getBadgeText({}),
        title: (await chrome.action.getTitle({})).replaceAll(/\s/g, ' '),
      })),
    notices: () => door.evaluate(async () => Object.keys(await chrome.notifications.getAll())),
  }
}

function pages({ browser, door, origin }: Made): Pick<Stage, 'openPopup' | 'openOwn' | 'openWeb'> {
  const openAt = async (address: string, size: { width: number; height: number }) => {
    const page = await browser.newPage()
    await page.setViewport(size)
    await page.goto(address)
    return page
  }
  return {
    async openPopup(over = door) {
      await over.bringToFront()
      const address = new URL('/popup.html', origin).href
      const shown = browser.waitForTarget((target) => target.url() === address)
      await door.evaluate(async () => await chrome.action.openPopup())
      const page = await (await shown).asPage()
      await page.waitForSelector('main')
      return page
    },
    openOwn: (name, size = { width: 400, height: 600 }) =>
      openAt(new URL(`/${name}.html`, origin).href, size),
    async openWeb(address, { hidden = false } = {}) {
      const page = await openAt('about:blank', { width: 1200, height: 2400 })
      if (hidden) await door.bringToFront()
      await page.goto(address)
      return page
    },
  }
}

/** Runs in the door: no other connection to the database is made than this short one. */
async function readRows(table: string): Promise<unknown[]> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown[]>()
  const opening = indexedDB.open('vigie')
  opening.addEventListener('error', () => reject(opening.error ?? new Error('no database')))
  opening.addEventListener('success', () => {
    const reading: IDBRequest<unknown[]> = opening.result.transaction(table).objectStore(table).getAll()
    reading.addEventListener('error', () => reject(reading.error ?? new Error('no rows')))
    reading.addEventListener('success', () => resolve(reading.result))
  })
  return promise.finally(() => opening.result.close())
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
