import type Axe from 'axe-core'
import type { Browser, Page } from 'puppeteer-core'

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

import { eventually } from './eventually.ts'

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

export type Screen = {
  page: Page
  /** Script errors and refused by the page's policy: none may ever be. */
  faults: string[]
  close: () => Promise<void>
}

/** A fresh visitor: own cookies, own storage, a clock that `sleepFor` can move, reduced motion. */
export async function openScreen(browser: Browser, url: string): Promise<Screen> {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text())
  })
  await page.evaluateOnNewDocument(() => {
    const real = Date.now
    Date.now = () => real() + Number(document.documentElement.dataset['sleptMs'] ?? 0)
  })
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }])
  await page.setViewport({ width: 1280, height: 900 })
  await page.goto(url)
  return { page, faults, close: () => context.close() }
}

/** As after a laptop's sleep: the clock has moved, nothing else has happened. */
export async function sleepFor(page: Page, ms: number): Promise<void> {
  await page.evaluate((slept) => {
    document.documentElement.dataset['sleptMs'] = String(slept)
  }, ms)
}

/** The text of the page as people see it, spaces made plain. */
export async function textOf(page: Page, selector = 'body'): Promise<string> {
  const text = await page.$eval(selector, (element) =>
    element instanceof HTMLElement ? element.innerText : '',
  )
  return text.replaceAll(/\s+/g, ' ')
}

/** Brings a part into view until its insides are there: what is drawn above it meanwhile moves it away again. */
export async function bringUp(page: Page, part: string): Promise<void> {
  await eventually(async () => {
    await page.$eval(part, (section) => section.scrollIntoView())
    return (await page.$(`${part} > p[aria-busy=true]`)) === null
  }, `the insides of ${part}`)
}

/** What axe-core holds against the page, one line for each element; empty when all is well. */
export async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(axeFile, 'utf8'))
  return page.evaluate(async () => {
    const axe: typeof Axe = Reflect.get(window, 'axe')
    const { violations } = await axe.run(document)
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
  })
}

/** How many CSS pixels the page is wider than its window. */
export function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
}

/** Links, buttons and fields that stand there (with their labels) under 44 CSS pixels of height, by their words. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a, button, input, select')]
      .filter((element) => !element.classList.contains('skip'))
      .map((element) => element.closest('label') ?? element)
      .filter((element) => element.checkVisibility())
      .filter((element) => element.getBoundingClientRect().height < 44)
      .map((element) => element.innerText),
  )
}
