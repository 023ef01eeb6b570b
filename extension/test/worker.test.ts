import type { browser as WebExtension } from 'wxt/browser'
import type { Stage } from './harness.ts'

import { createServer } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { startOffice } from '../../relay/dev/office/office.ts'
import { eventually, hasChromium, HOW_TO_HAVE_CHROMIUM, startStage } from './harness.ts'

/** What the extension's own pages know by this name. */
declare const chrome: typeof WebExtension

if (!hasChromium) {
  test.skipIf(process.env['CI'] !== 'true')(HOW_TO_HAVE_CHROMIUM, () => {
    throw new Error(HOW_TO_HAVE_CHROMIUM)
  })
}

describe.runIf(hasChromium)('the worker of the built extension in a real Chromium', () => {
  let stage: Stage

  beforeAll(async () => {
    stage = await startStage()
  })

  afterAll(() => stage.close())

  beforeEach(() => stage.reset())

  afterEach(() => stage.expectQuiet())

  const follow = async (name: string, more: object = {}) => {
    const url = `http://localhost:9/${encodeURIComponent(name)}`
    const answer = await stage.ask({ type: 'follow', draft: { name, url, ...more } })
    if (answer.kind !== 'followed') throw new Error(answer.kind)
    return answer.follow
  }

  test('what is followed outlives the worker', async () => {
    const { id } = await follow('Paris SG – OM', { date: '2027-03-04' })
    await stage.killWorker()
    await stage.ask({ type: 'pause', id, until: null })
    expect(await stage.rows('follows')).toMatchObject([
      { id, name: 'Paris SG – OM', paused: { until: null } },
    ])
    const known = await stage.known()
    expect(known?.follows).toMatchObject([{ id, date: '2027-03-04', paused: { until: null } }])
  })

  test('a browser that follows nothing is never woken', async () => {
    const alarms = () =>
      stage.door.evaluate(async () => (await chrome.alarms.getAll()).map(({ name }) => name))
    const { id } = await follow('Paris SG – OM')
    await eventually(async () => (await alarms()).includes('tick'), 'the alarm of all looks')
    await stage.ask({ type: 'remove', id })
    await eventually(async () => (await alarms()).length === 0, 'no alarm')
  })

  test('a file comes in, and goes out again', async () => {
    const matches = [
      { nom: 'Paris SG – OM', url: 'https://billets.example/om' },
      { nom: 'Paris SG – OL', url: 'http://billets.example/ol' },
    ]
    expect(await stage.ask({ type: 'import', text: JSON.stringify(matches) })).toEqual({
      added: 1,
      already: 0,
      issues: [{ path: '1.url', problem: 'not-https' }],
    })
    const { text } = await stage.ask({ type: 'export' })
    expect(JSON.parse(text)).toMatchObject({ follows: [{ name: 'Paris SG – OM' }] })
  })

  test('a script in a page can ask for nothing of ours, and read nothing that is kept', async () => {
    await follow('Paris SG – OM')
    const site = createServer((_, answer) => answer.end('<title>x</title>'))
    await new Promise<void>((resolve) => site.listen(0, resolve))
    const port = Object(site.address()).port
    const page = await stage.openWeb(`http://localhost:${port}/`)
    const heard = await stage.door.evaluate(async (address) => {
      const [tab] = await chrome.tabs.query({ url: address })
      const tryAll = async () => ({
        export: await chrome.runtime.sendMessage({ type: 'export' }),
        change: await chrome.runtime.sendMessage({
          type: 'settings',
          change: { relay: 'https://evil.example' },
        }),
        here: await chrome.runtime.sendMessage({ type: 'here', url: 'http://localhost:9/Paris%20SG' }),
        local: await chrome.storage.local.get(null).then(Object.keys, () => 'closed'),
        session: await chrome.storage.session.get(null).then(Object.keys, () => 'closed'),
      })
      const target = { tabId: tab?.id ?? -1 }
      return (await chrome.scripting.executeScript({ target, func: tryAll }))[0]?.result
    }, `http://localhost/*`)
    expect(heard).toEqual({
      export: { refused: 'shape' },
      change: { refused: 'shape' },
      here: { followed: false },
      local: 'closed',
      session: 'closed',
    })
    expect(
      await page.evaluate(
        () => Object.hasOwn(globalThis, 'chrome') && 'runtime' in Object(Reflect.get(globalThis, 'chrome')),
      ),
    ).toBe(false)
    await page.close()
    site.closeAllConnections()
    site.close()
  })

  test('the true popup shows what is followed', async () => {
    await follow('Paris SG – OM')
    const popup = await stage.openPopup()
    await popup.waitForSelector('article')
    expect(await popup.$eval('article h2', (title) => title.textContent)).toBe('Paris SG – OM')
    await popup.close()
  })

  test('one click on the page itself follows it, under its own name, and sees what is there', async () => {
    const office = await startOffice({ by: 'static', delayMs: 0 })
    const [match] = office.matches
    const page = await stage.openWeb(match?.url ?? '')
    const popup = await stage.openPopup(page)
    const name = await popup.waitForSelector('.here-name')
    const heading = await page.$eval('h1', (title) => title.textContent)
    expect(await name?.evaluate((line) => line.textContent)).toBe(heading)
    await popup.click('.here button')
    await eventually(async () => (await stage.known())?.sights.length === 1, 'a first look')
    await page.reload()
    const known = await eventually(async () => {
      const now = await stage.known()
      return now?.sights.some(({ state }) => state.verdict.state === 'none') ? now : null
    }, 'a page that was seen to hold nothing')
    expect(known.follows).toMatchObject([{ name: heading, url: match?.url, pace: 'normal' }])
    expect(known.alerts).toEqual([])
    expect(await stage.notices()).toEqual([])
    office.control({ action: 'release', match: match?.slug ?? '' })
    await page.reload()
    await eventually(async () => (await stage.notices()).length === 1, 'a notification')
    expect(await stage.rows('alerts')).toMatchObject([{ by: 'me', goneAt: null }])
    await eventually(async () => (await stage.badge()).text === '1', 'the icon to say it')
    await popup.close()
    await page.close()
    await office.stop()
  })

  test('a side panel offers the page that the person went on to, in the same tab', async () => {
    const office = await startOffice({ by: 'static', delayMs: 0 })
    const [one, other] = office.matches
    const page = await stage.openWeb(one?.url ?? '')
    const panel = await stage.openOwn('sidepanel')
    const offers = async (): Promise<boolean> => {
      const heading = await page.$eval('h1', (title) => title.textContent)
      const name = await panel.evaluate(() => document.querySelector('.here-name')?.textContent)
      return name === heading
    }
    await page.bringToFront()
    await eventually(offers, 'the first page')
    await page.goto(other?.url ?? '')
    await eventually(offers, 'the next page')
    await panel.close()
    await page.close()
    await office.stop()
  })

  test('two tabs and an alarm that see one opening make one alert and one notification', async () => {
    const office = await startOffice({ by: 'static', delayMs: 0 })
    const [match] = office.matches
    const url = match?.url ?? ''
    const tabs = [await stage.openWeb(url), await stage.openWeb(url)]
    await stage.ask({ type: 'follow', draft: { name: 'Paris SG – OM', url } })
    await eventually(async () => (await stage.known())?.sights.length === 1, 'a first look')
    office.control({ action: 'release', match: match?.slug ?? '' })
    await Promise.all([...tabs.map((tab) => tab.reload()), stage.ring('tick')])
    await eventually(async () => (await stage.rows('alerts')).length > 0, 'an alert')
    for (const tab of tabs) {
      await tab.bringToFront()
      await tab.reload()
    }
    const checks = async () => (await stage.known())?.sights[0]?.state.availableChecks ?? 0
    await eventually(async () => (await checks()) >= 2, 'the same seat, seen again')
    const [alert, ...others] = await stage.rows('alerts')
    expect(others).toEqual([])
    expect(alert).toMatchObject({ goneAt: null, by: 'me' })
    expect(await stage.notices()).toEqual([Object(alert).id])
    for (const tab of tabs) await tab.close()
    await office.stop()
  })
})
