import type { Page } from 'puppeteer-core'

import { expect } from 'vitest'

import { axeFaults, overflowOf, smallTargets } from './screen.ts'

/** A page that stands there can be used in both languages and schemes, narrow and wide, and with text at 200 %. */
export async function expectUsable(page: Page): Promise<void> {
  for (const language of ['fr', 'en']) {
    // A modal dialog keeps the page behind it out of reach of a real click.
    await page.$eval(`button[lang=${language}]`, (button) => button.click())
    for (const scheme of ['light', 'dark']) {
      await page.emulateMediaFeatures([
        { name: 'prefers-color-scheme', value: scheme },
        { name: 'prefers-reduced-motion', value: 'reduce' },
      ])
      // Every language, scheme and width meets every other once.
      const axeWidth = (language === 'fr') === (scheme === 'light') ? 320 : 1280
      // 640 is a window of 1280 at 200 % zoom.
      for (const width of [320, 640, 1280]) {
        await page.setViewport({ width, height: 900 })
        const where = `${language} ${scheme} ${width}`
        expect(await overflowOf(page), where).toBe(0)
        expect(await smallTargets(page), where).toEqual([])
        if (width === axeWidth) expect(await axeFaults(page), where).toEqual([])
      }
    }
  }
  await page.$eval('html', (html) => {
    html.style.fontSize = '200%'
  })
  for (const width of [320, 640]) {
    await page.setViewport({ width, height: 900 })
    expect(await overflowOf(page), `text at 200 % in ${width}`).toBe(0)
  }
}

/** The same in a scheme of the person's own colours: nothing is lost, and nothing leans on a colour of ours. */
export async function expectUsableForced(page: Page): Promise<void> {
  const client = await page.createCDPSession()
  await client.send('Emulation.setEmulatedMedia', {
    features: [
      { name: 'forced-colors', value: 'active' },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ],
  })
  for (const width of [320, 1280]) {
    await page.setViewport({ width, height: 900 })
    expect(await overflowOf(page), `forced colours ${width}`).toBe(0)
    expect(await axeFaults(page), `forced colours ${width}`).toEqual([])
  }
  await client.detach()
}
