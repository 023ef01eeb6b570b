import type { Office } from '../dev/office/office.ts'

import axe from 'axe-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'

import { eventually, startOffice } from './harness.ts'
import { connectShared } from './shared-browser.ts'

let office: Office
beforeEach(async () => {
  office = await startOffice()
})
afterEach(() => office.stop())

function match(index: number): Office['matches'][number] {
  const found = office.matches[index]
  if (found === undefined) throw new Error(`no match ${index}`)
  return found
}

function post(body: string, type = 'application/json'): Promise<Response> {
  return fetch(`${office.url}/controle/api`, { method: 'POST', headers: { 'content-type': type }, body })
}

describe('a visitor with a browser', () => {
  let browser: Awaited<ReturnType<typeof connectShared>>
  beforeAll(async () => {
    browser = await connectShared()
  })
  afterAll(() => browser.disconnect())

  async function withPage<T>(
    look: (page: Awaited<ReturnType<typeof browser.newPage>>) => Promise<T>,
  ): Promise<T> {
    const context = await browser.createBrowserContext()
    try {
      return await look(await context.newPage())
    } finally {
      await context.close()
    }
  }

  const types = (url: string) =>
    withPage(async (page) => {
      await page.goto(url)
      await page.waitForSelector('[data-offers]:not([aria-busy=true])')
      return page.$$eval('div[data-offer-type]', (rows) =>
        rows.map(
          (row) => `${row.getAttribute('data-offer-type')} ${row.querySelector('button')?.textContent}`,
        ),
      )
    })

  it('sees a PMR seat while it is on sale, drawn by script', async () => {
    const { slug, url } = match(0)
    const others = ['ADULTE Réserver', 'FAMILLE Réserver', 'JEUNE Réserver']
    expect(await types(url)).toEqual(others)
    expect(await (await fetch(url)).text()).not.toContain('data-offer-type')
    office.control({ action: 'release', match: slug, places: 2 })
    expect(await types(url)).toEqual([...others, 'PMR Réserver'])
    office.control({ action: 'take', match: slug })
    expect(await types(url)).toEqual(others)
  })

  it('sees sold-out offers as such, and the notice of a match with nothing', async () => {
    expect(await types(match(1).url)).toEqual(['ADULTE Épuisé', 'FAMILLE Réserver'])
    const text = await withPage(async (page) => {
      await page.goto(match(2).url)
      return (await page.waitForSelector('[data-offers] .empty'))?.evaluate((notice) => notice.textContent)
    })
    expect(text).toContain('Aucune place n’est disponible')
  })

  it.each(['light', 'dark'])('finds no barrier that axe knows, in %s colours', async (value) => {
    office.control({ action: 'release', match: match(1).slug })
    const found = await withPage(async (page) => {
      await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }])
      const violations: string[] = []
      for (const url of [office.url, match(1).url, `${office.url}/panier`, `${office.url}/controle`]) {
        await page.goto(url)
        await page.waitForFunction('!document.querySelector("[aria-busy=true]")')
        await page.evaluate(axe.source)
        const faults = await page.evaluate(
          'axe.run().then(({ violations }) => violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`))',
        )
        violations.push(
          ...z
            .array(z.string())
            .parse(faults)
            .map((fault) => `${url} ${fault}`),
        )
      }
      return violations
    })
    expect(found).toEqual([])
  })

  it('is told when the data call fails', async () => {
    office.control({ action: 'mode', mode: 'broken-data' })
    expect(await types(match(0).url)).toEqual([])
  })

  it('releases and takes from the control page', async () => {
    await withPage(async (page) => {
      await page.goto(`${office.url}/controle`)
      await page.click(`button[data-places="2"][data-match="${match(3).slug}"]`)
      await page.waitForSelector(`li.open[data-match="${match(3).slug}"]`)
      expect(await types(match(3).url)).toContain('PMR Réserver')
      await page.click(`button[data-action="take"][data-match="${match(3).slug}"]`)
      await page.waitForSelector(`li:not(.open)[data-match="${match(3).slug}"]`)
      expect(await types(match(3).url)).not.toContain('PMR Réserver')
      await page.click('input[value=queue]')
      await eventually(
        async () => (await (await fetch(match(0).url)).text()).includes('Vous êtes dans la file d’attente'),
        'the queue stands before every match',
      )
    })
  })
})

describe('a visitor without one', () => {
  it('reads the offers of a page that the server draws, and 304 while nothing changes', async () => {
    const { slug, url } = match(0)
    office.control({ action: 'draw', by: 'static' })
    const first = await fetch(url)
    expect(await first.text()).toContain('data-offer-type="ADULTE"')
    const again = () => fetch(url, { headers: { 'if-none-match': first.headers.get('etag') ?? '' } })
    expect((await again()).status).toBe(304)
    office.control({ action: 'release', match: slug })
    const changed = await again()
    expect(changed.status).toBe(200)
    expect(await changed.text()).toContain('data-offer-type="PMR"')
  })

  it.each([
    ['queue', 200, 'file d’attente'],
    ['challenge', 403, 'window._cf_chl_opt'],
    ['captcha', 403, 'captcha-delivery.com'],
    ['blocked', 403, 'cf-error-details'],
    ['rate-limited', 429, ''],
    ['maintenance', 503, 'maintenance'],
    ['server-error', 500, ''],
    ['not-found', 404, ''],
    ['empty', 200, ''],
    ['private-redirect', 302, ''],
    ['season-redirect', 302, ''],
  ] as const)(
    'meets the wall "%s" with status %i, for one match or for all',
    async (mode, status, marker) => {
      office.control({ action: 'mode', mode, match: match(0).slug, retryAfter: 7 })
      const answer = await fetch(match(0).url, { redirect: 'manual' })
      expect(answer.status).toBe(status)
      expect(await answer.text()).toContain(marker)
      if (status === 429 || status === 503) expect(answer.headers.get('retry-after')).toBe('7')
      expect((await fetch(match(1).url)).status).toBe(200)
      office.control({ action: 'mode', mode: 'normal' })
      expect((await fetch(match(0).url)).status).toBe(200)
    },
  )

  it('loses the connection, waits in vain, gets too much', async () => {
    office.control({ action: 'mode', mode: 'reset' })
    await expect(fetch(match(0).url)).rejects.toThrow()
    office.control({ action: 'mode', mode: 'hang' })
    await expect(fetch(match(0).url, { signal: AbortSignal.timeout(200) })).rejects.toThrow()
    office.control({ action: 'mode', mode: 'huge' })
    expect((await (await fetch(match(0).url)).text()).length).toBeGreaterThan(5_000_000)
  })

  it('is written down, with how many documents were asked for at once', async () => {
    office.control({ action: 'mode', mode: 'hang' })
    const waiting = [0, 1].map((index) =>
      fetch(match(index).url, { signal: AbortSignal.timeout(1000), headers: { 'user-agent': 'test' } }).catch(
        () => {},
      ),
    )
    await eventually(() => office.requests().length === 2, 'both are there')
    expect(office.requests().map(({ concurrent }) => concurrent)).toEqual([1, 2])
    await Promise.all(waiting)
    await fetch(`${office.url}/robots.txt`)
    expect(office.requests().at(-1)).toMatchObject({ path: '/robots.txt', kind: 'document', status: 200 })
    expect(office.requests()[0]?.headers['user-agent']).toBe('test')
  })
})

describe('the control API', () => {
  it('refuses what it does not know, and forms of other sites', async () => {
    expect((await post('{"action":"release","match":"nowhere"}')).status).toBe(400)
    expect((await post('{"action":"mode","mode":"toString"}')).status).toBe(400)
    expect((await post('not json')).status).toBe(400)
    expect((await post('{"action":"random","on":false}', 'text/plain')).status).toBe(415)
  })

  it('answers the state after each change', async () => {
    const answer = await post(JSON.stringify({ action: 'release', match: match(0).slug, places: 2 }))
    expect(await answer.json()).toMatchObject({
      mode: 'normal',
      matches: [{ places: 2 }, { places: 0 }, {}, {}],
    })
  })
})
