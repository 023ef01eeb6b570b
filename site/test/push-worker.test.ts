import type { Browser } from 'puppeteer-core'
import type { Screen } from '../../relay/test/screen.ts'
import type { StandIn } from '../../relay/test/stand-in.ts'

import { connect } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'

import { SITE } from '../../relay/dev/paths.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { openScreen } from '../../relay/test/screen.ts'
import { startStandIn } from '../../relay/test/stand-in.ts'

/** The real service worker in a real browser; only the push service is played, by the browser's own tools. */

let browser: Browser
let relay: StandIn
let screen: Screen

beforeAll(async () => {
  browser = await connect({ browserURL: inject('cdpUrl'), defaultViewport: null })
})

afterAll(() => browser.disconnect())

beforeEach(async () => {
  relay = await startStandIn(SITE)
  screen = await openScreen(browser, `${relay.url}/favicon.svg`)
})

afterEach(async () => {
  expect(screen.faults).toEqual([])
  await screen.close()
  await relay.away()
})

type Shown = Pick<Notification, 'title' | 'body' | 'lang' | 'tag' | 'silent' | 'requireInteraction' | 'data'>

/** Answers what is shown. */
async function push(...messages: string[]): Promise<() => Promise<Shown[]>> {
  const { page } = screen
  await page.browserContext().overridePermissions(relay.url, ['notifications'])
  await page.goto(`${relay.url}/?lang=fr`)
  const client = await page.createCDPSession()
  let registrationId = ''
  client.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    registrationId = registrations.at(-1)?.registrationId ?? registrationId
  })
  await client.send('ServiceWorker.enable')
  await page.evaluate(async () => {
    await navigator.serviceWorker.register('/push-worker.js')
    await navigator.serviceWorker.ready
  })
  await eventually(() => registrationId !== '', 'the worker is known')
  for (const data of messages)
    await client.send('ServiceWorker.deliverPushMessage', { origin: relay.url, registrationId, data })
  return () =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready
      return (await registration.getNotifications()).map(
        ({ title, body, lang, tag, silent, requireInteraction, data }) => ({
          title,
          body,
          lang,
          tag,
          silent,
          requireInteraction,
          data,
        }),
      )
    })
}

const NOTE = {
  title: '2 places PMR : PSG – OM',
  body: '• Boulogne, 45,00 €',
  links: [{ label: 'Ouvrir la billetterie', url: 'https://billetterie.example/om' }],
  tag: 'a1',
  silent: false,
  urgent: true,
  lang: 'fr',
}

test('a push is shown with its words, and stays until somebody looks when it is a seat', async () => {
  const shown = await push(JSON.stringify(NOTE))
  await eventually(async () => (await shown()).length > 0, 'a notification')
  expect(await shown()).toEqual([
    {
      title: NOTE.title,
      body: NOTE.body,
      lang: 'fr',
      tag: 'a1',
      silent: false,
      requireInteraction: true,
      data: NOTE.links,
    },
  ])
})

test('a repeat takes the place of the first, and what cannot be read is shown all the same', async () => {
  const shown = await push(JSON.stringify(NOTE), JSON.stringify({ ...NOTE, title: 'Encore là' }), 'no json')
  const titles = async () => (await shown()).map(({ title }) => title).toSorted()
  await eventually(async () => (await titles()).join() === 'Encore là,Vigie', 'both, and no more')
})
