import type { Page } from 'puppeteer-core'
import type { Look } from './stage.ts'

import { expect } from 'vitest'

import { eventually } from '../../relay/test/eventually.ts'
import { axeFaults, overflowOf, smallTargets, textOf } from '../../relay/test/screen.ts'

export const PLAIN: Look = { language: 'fr', scheme: 'light', width: 400, textSize: 100 }

/** Every language, scheme, width and text size meets each other one at least once. */
const LOOKS: readonly Look[] = (['fr', 'en'] as const).flatMap((language): Look[] => [
  { language, scheme: 'light', width: 320, textSize: 100 },
  { language, scheme: 'light', width: 800, textSize: 200 },
  { language, scheme: 'dark', width: 400, textSize: 100 },
  { language, scheme: 'dark', width: 320, textSize: 200 },
  { language, scheme: 'forced', width: 800, textSize: 100 },
  { language, scheme: 'forced', width: 400, textSize: 200 },
])

const nameOf = ({ language, scheme, width, textSize }: Look) => `${language} ${scheme} ${width} ${textSize} %`

/** What axe itself tries while it looks: our pages hold no style of their own. */
export const AXE_STYLES = [/Applying inline style violates/]

/** `show` brings the page into each look. */
export async function expectUsableIn(page: Page, show: (look: Look) => Promise<void>): Promise<void> {
  for (const look of LOOKS) {
    await show(look)
    const where = nameOf(look)
    // Before anything is known, a page speaks as the browser does.
    const isKnown = (await page.$('main[aria-busy=true]')) === null
    if (isKnown) expect(await page.$eval('html', (html) => html.lang)).toBe(look.language)
    expect(await overflowOf(page), where).toBe(0)
    expect(await smallTargets(page), where).toEqual([])
    expect(await axeFaults(page), where).toEqual([])
  }
}

export const sees = (page: Page, words: string) =>
  eventually(async () => (await textOf(page)).includes(words), `"${words}" on the page`)

/** The words of what has the focus. */
export const focused = (page: Page) =>
  page.evaluate(() => (document.activeElement?.textContent ?? '').replaceAll(/\s+/g, ' ').trim())

/** Presses the first control whose words begin so. */
export async function press(page: Page, words: string): Promise<void> {
  const found = await eventually(async () => {
    for (const one of await page.$$('button, a, label'))
      if ((await one.evaluate(({ textContent }) => textContent ?? '')).trim().startsWith(words)) return one
    return null
  }, `"${words}" to press`)
  await found.asLocator().click()
}
