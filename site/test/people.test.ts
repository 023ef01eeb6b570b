import type { Relay } from '../../relay/test/harness.ts'
import type { Screen } from '../../relay/test/screen.ts'
import type { PeoplePage } from '../src/admin/desk/door.ts'
import type { Browser, Page } from 'puppeteer-core'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { press, sees, signIn } from '../../relay/test/admin-page.ts'
import { EXPECTED_LINES, refusal } from '../../relay/test/door-kit.ts'
import { startRelay } from '../../relay/test/harness.ts'
import { openScreen, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'

/** Two admins look after the same subscribers, over a real relay. */

let browser: Browser
let relay: Relay
let screens: Screen[]

beforeAll(async () => {
  browser = await connectShared()
})
afterAll(() => browser.disconnect())
beforeEach(async () => {
  relay = await startRelay({ browser: false })
  screens = []
})
afterEach(async () => {
  await Promise.all(screens.map((screen) => screen.close()))
  await relay.stop({ allow: EXPECTED_LINES })
  expect(screens.flatMap((screen) => screen.faults)).toEqual([])
})

async function visit(hash: string): Promise<Page> {
  const screen = await openScreen(browser, `${relay.url}/admin?lang=fr${hash}`)
  screens.push(screen)
  await signIn(screen.page, relay.password)
  return screen.page
}

const agree = async (page: Page) => {
  await page.waitForSelector('dialog[open]')
  await page.$eval('dialog button.button-danger', (button) => button.click())
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null)
}

const CHAT = '-1001234567890'

test('what one admin adds, suspends and erases the other sees without a click; a whole address finds its subscriber and stands nowhere', async () => {
  const [here, there] = [await visit('#/people'), await visit('#/people')]
  await sees(here, 'Aucun abonné pour l’instant')
  await sees(there, 'Aucun abonné pour l’instant')
  await press(here, 'Ajouter une adresse')
  await here.type('#field-address', CHAT)
  await here.keyboard.press('Enter')
  await sees(there, '…890')
  expect(await textOf(there, 'main')).toContain('aucune alerte encore')

  const admin = await relay.signIn()
  const list: PeoplePage = await (await admin.fetch('/api/subscribers?state=active&channel=telegram')).json()
  expect([list.found, list.total, list.counts.disabled, list.subscribers[0]?.last]).toEqual([1, 1, 0, null])
  const id = list.subscribers[0]?.id ?? ''
  const answers = await Promise.all(
    [
      '/api/subscribers?state=tired',
      '/api/subscribers/nobody',
      '/api/alerts/events?from=then',
      '/api/alerts?event=<b>',
    ].map(async (path) => refusal(await admin.fetch(path))),
  )
  expect(answers).toEqual(['400 invalid', '404 unknown-subscriber', '400 invalid', '400 invalid'])
  for (const path of [`/api/subscribers/${id}`, '/api/alerts/events'])
    expect(await refusal(await fetch(relay.url + path))).toBe('401 no-session')
  expect(await (await admin.fetch('/api/alerts/events')).json()).toEqual({ events: [], next: null })

  await there.type('#field-people-text', CHAT)
  await there.keyboard.press('Enter')
  await sees(there, 'Ceux qui ont exactement cette adresse.')
  await there.click('.person a')
  await sees(there, 'Aucune alerte ne lui a encore été due.')
  expect(there.url()).toMatch(new RegExp(`#/people\\?person=${id}$`))
  // The other follows the link to the same page, and comes in by it anew.
  await here.evaluate((person) => {
    location.hash = `#/people?person=${person}`
  }, id)
  await sees(here, 'Ses choix')
  await here.reload()
  await sees(here, 'Ses choix')
  await press(there, 'Suspendre')
  await agree(there)
  await sees(here, 'Suspendu (par l’opérateur)')
  await press(here, 'Réactiver')
  await there.waitForFunction(() => !document.querySelector('main')?.textContent.includes('par l’opérateur'))
  await there.goBack()
  await there.waitForSelector('#field-people-text')
  await there.goForward()
  await sees(there, 'Ses choix')

  await press(here, 'Effacer')
  await agree(here)
  await sees(here, 'Aucun abonné pour l’instant')
  await sees(there, 'Cet abonné n’est plus là')
  const record = await (await admin.fetch('/api/account/audit?limit=50')).text()
  expect(record).toContain('removeSubscriber')
  expect(record).not.toContain('findSubscribers')
  expect(record + relay.output()).not.toContain(CHAT)
})
