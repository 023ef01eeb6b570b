import type { Office } from '../../relay/dev/office/office.ts'
import type { PageMessage } from '../messages.ts'
import type { Firefox, FirefoxPage } from './firefox.ts'

import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { listen } from '../../relay/dev/free-port.ts'
import { startOffice } from '../../relay/dev/office/office.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { GENERAL, PMR_OPEN, psgPage } from '../../relay/test/psg-page.ts'
import { builtExtension } from './built.ts'
import { findFirefox, startFirefox } from './firefox.ts'

const HOW = 'Firefox stories need a Firefox: apt-get install -y firefox-esr, or set FIREFOX_PATH'
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const path = await findFirefox()

if (path === null) {
  test.skipIf(process.env['CI'] !== 'true')(HOW, () => {
    throw new Error(HOW)
  })
}

describe.runIf(path !== null)('the built extension in a real Firefox', () => {
  let firefox: Firefox
  let office: Office
  let page: FirefoxPage

  beforeAll(async () => {
    office = await startOffice({ by: 'static' })
    firefox = await startFirefox(path ?? '', {
      id: 'vigie@vigie.invalid',
      folder: await builtExtension('firefox'),
    })
    page = await firefox.open(`${firefox.origin}/popup.html`)
  })

  afterAll(async () => {
    await firefox.close()
    await office.stop()
  })

  const ask = (message: PageMessage) =>
    page.evaluate(`browser.runtime.sendMessage(${JSON.stringify(message)})`)
  const text = async (of = page) =>
    String(await of.evaluate('document.body.innerText')).replaceAll(/\s+/g, ' ')
  const sees = (words: string) =>
    eventually(async () => (await text()).includes(words), `"${words}" in the popup`)

  const rings = (times: number) =>
    eventually(async () => {
      const alerts = `browser.storage.session.get('known').then(({ known }) => known.known.alerts.length)`
      return (await page.evaluate(alerts)) === times
    }, `alert ${times}`)

  test('the popup opens on a first day, and nothing wakes up while nothing is followed', async () => {
    await ask({ type: 'settings', change: { language: 'fr', welcomed: true } })
    await sees('Aucun match suivi')
    expect(await page.evaluate('browser.alarms.getAll()')).toEqual([])
    const granted = await page.evaluate('browser.permissions.getAll()')
    expect(granted).toMatchObject({ data_collection: [] })
  })

  test('a match is followed, looked at in the background with the person’s session, and shown', async () => {
    const [match] = office.matches
    const url = match?.url ?? ''
    expect(await ask({ type: 'follow', draft: { url, name: 'Paris – Lyon' } })).toMatchObject({
      kind: 'followed',
    })
    await sees('Paris – Lyon')
    await eventually(
      async () => JSON.stringify(await page.evaluate('browser.alarms.getAll()')).includes('periodInMinutes'),
      'an alarm',
    )
    await ask({ type: 'check-now', id: null })
    await eventually(
      () => Promise.resolve(office.requests().some((visit) => url.endsWith(visit.path))),
      'a request at the ticket office',
    )
  })

  // A Firefox without a window takes a notification and shows none; options it does not know it refuses all the same.
  test('an alert is made of what Firefox knows of notifications', async () => {
    expect(await ask({ type: 'test-alert' })).toMatchObject({ shown: true })
  })

  test('the person’s own page is read: a seat, the next page of a site that draws itself, marks on request', async () => {
    const offers = `<h1>Paris SG - OL</h1><section id="offers">${GENERAL}${PMR_OPEN}</section>`
    const site = createServer((request, response) => {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      response.end(request.url === '/list' ? '<main id="app"><h1>Matchs</h1></main>' : psgPage())
    })
    const origin = `http://127.0.0.1:${await listen(site, 0)}`
    try {
      await ask({ type: 'follow', draft: { url: `${origin}/match`, name: 'Paris – Marseille' } })
      const open = await firefox.open(`${origin}/match`)
      await open.evaluate(
        `document.querySelector('#offers').insertAdjacentHTML('beforeend', ${JSON.stringify(PMR_OPEN)})`,
      )
      await rings(1)
      await ask({ type: 'follow', draft: { url: `${origin}/next`, name: 'Paris – Nice' } })
      const list = await firefox.open(`${origin}/list`)
      await list.evaluate(`(() => {
        history.pushState(null, '', '/next')
        setTimeout(() => { app.innerHTML = ${JSON.stringify(offers)} }, 300)
      })()`)
      await rings(2)
      const next = `known.known.follows.find(({ url }) => url.endsWith('/next')).id`
      const id = String(
        await page.evaluate(`browser.storage.session.get('known').then(({ known }) => ${next})`),
      )
      await eventually(async () => {
        const answer = await ask({ type: 'mark', id })
        return JSON.stringify(answer) === '{"done":true}'
      }, 'the marks')
      expect(await list.evaluate(`document.querySelectorAll(':popover-open').length`)).toBe(1)
      await Promise.all([open.close(), list.close()])
    } finally {
      site.closeAllConnections()
      site.close()
    }
  })

  test.each(['popup', 'options', 'welcome', 'sidepanel'])('%s: usable by everybody', async (name) => {
    const open = await firefox.open(`${firefox.origin}/${name}.html`)
    for (const language of ['fr', 'en'] as const) {
      await ask({ type: 'settings', change: { language } })
      await eventually(
        async () => (await open.evaluate('document.documentElement.lang')) === language,
        `the page in ${language}`,
      )
      for (const width of [400, 320]) {
        await open.size(width, 700)
        expect(await axeFaults(open), `${language} ${width}`).toEqual([])
        const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
        if (name !== 'popup') expect(await open.evaluate(wide)).toBe(0)
      }
    }
    await open.close()
  })

  test('nothing was logged as an error', () => {
    expect(firefox.faults()).toEqual([])
  })
})

async function axeFaults(page: FirefoxPage): Promise<unknown> {
  await page.evaluate(`(() => { ${await readFile(AXE, 'utf8')} })()`)
  return page.evaluate(
    `axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html.slice(0, 200)))`,
  )
}
