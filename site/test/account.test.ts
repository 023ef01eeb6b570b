import type { Admin, Relay } from '../../relay/test/harness.ts'
import type { Screen } from '../../relay/test/screen.ts'
import type { Browser, Page } from 'puppeteer-core'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { isAt, press, sees, signIn } from '../../relay/test/admin-page.ts'
import { EXPECTED_LINES } from '../../relay/test/door-kit.ts'
import { startRelay } from '../../relay/test/harness.ts'
import { openScreen, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'

/** One's account over a real relay, with an authenticator that Chromium plays. */

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
  const cdp = await screen.page.createCDPSession()
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return screen.page
}

const agree = async (page: Page) => {
  await page.waitForSelector('dialog[open]')
  await page.$eval('dialog button.button-danger', (button) => button.click())
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null)
}

// The authenticator that Chromium plays sometimes never answers while other pages are at work in it.
const AGAIN = { retry: 1 }

test(
  'a passkey is added, signs in alone, the password then asks for more, and a recovery code is enough',
  AGAIN,
  async () => {
    const page = await visit('#/account')
    await signIn(page, relay.password)
    await page.waitForSelector('#field-passkey-name')
    expect(await page.$('.door-or')).toBeNull()
    await page.type('#field-passkey-name', 'Clé du salon')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.secrets code')
    const codes = await page.$$eval('.secrets code', (all) => all.map((one) => one.innerText))
    expect(codes).toHaveLength(10)
    await press(page, 'Je les ai notés')
    await isAt(page, 'Votre compte')
    await sees(page, 'Clé du salon')
    await sees(page, '10 codes restants sur 10.')

    await press(page, 'Se déconnecter')
    await press(page, 'Se connecter par clé d’accès')
    await page.waitForSelector('.bar')
    await sees(page, 'clé d’accès')

    await press(page, 'Se déconnecter')
    await signIn(page, relay.password)
    await sees(page, 'Encore une preuve')
    await page.type('#second-code', codes[0] ?? '')
    await page.keyboard.press('Enter')
    await sees(page, '9 codes restants sur 10.')
    await sees(page, 'mot de passe et code de secours')

    // New ones are before the eyes, not somewhere above: they are shown this once.
    await press(page, 'Faire de nouveaux codes')
    await agree(page)
    await isAt(page, 'Vos codes de secours')
    expect(await page.$eval('.once h2', (title) => title.getBoundingClientRect().top)).toBeGreaterThan(0)
    await press(page, 'Je les ai notés')
    await press(page, 'Renommer')
    await isAt(page, 'Nouveau nom de « Clé du salon »')
    await press(page, 'Annuler')
    await isAt(page, 'Clé du salon')

    await press(page, 'Retirer')
    await agree(page)
    await isAt(page, 'Clés d’accès')
    await sees(page, 'Le mot de passe seul ouvre l’administration.')
    await page.goto(`${relay.url}/admin?lang=fr#/audit`)
    await page.reload()
    await sees(page, 'clé d’accès retirée : Clé du salon')
    await sees(page, 'clé d’accès ajoutée : Clé du salon')
  },
)

test('who is signed in elsewhere is seen and sent away, and their page says so', async () => {
  const [here, there] = [await visit('#/account'), await visit('#/account')]
  await signIn(there, relay.password)
  await there.waitForSelector('#field-key-name')
  await signIn(here, relay.password)
  await sees(here, 'Terminer toutes les autres')
  // What one does, the other sees without a click.
  await there.type('#field-key-name', 'Vue des deux')
  await press(there, 'Créer la clé')
  await sees(here, 'Vue des deux')
  await press(here, 'Terminer toutes les autres')
  await agree(here)
  await here.waitForFunction(() => document.querySelectorAll('[aria-labelledby^=session-]').length === 1)
  // Without a click: their live view was ended, and asking again is refused.
  await there.waitForSelector('#password')
  await sees(there, 'Votre session est terminée.')
  await here.reload()
  await sees(here, 'Vous, ici')
})

test('a key made on the screen works for a program as it says, is seen in the record, and ends at once', async () => {
  const page = await visit('#/account')
  await signIn(page, relay.password)
  await page.waitForSelector('#field-key-name')
  await page.type('#field-key-name', 'Mon <b>script</b>')
  await page.$$eval('.scopes input', (all) => all.forEach((one) => one.checked || one.click()))
  await press(page, 'Créer la clé')
  await page.waitForSelector('.secrets code')
  const token = await page.$eval('.secrets code', (one) => (one instanceof HTMLElement ? one.innerText : ''))
  const ask: Admin['fetch'] = (path, init = {}) =>
    fetch(relay.url + path, {
      ...init,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    })
  expect((await ask('/api/watches')).status).toBe(200)
  const rule = await (await ask('/api/rules')).json()
  const { id } = rule.rules[0]
  expect((await ask(`/api/rules/${id}`, { method: 'PATCH', body: '{"enabled":false}' })).status).toBe(200)
  await press(page, 'Je l’ai copiée')
  await press(page, 'Le registre')
  await sees(page, 'Clé · Mon <b>script</b>')
  await sees(page, 'règle changée')
  await page.click('.record summary')
  expect(await textOf(page, '.changes')).toMatch(/rule\.enabled true false/)
  await page.goBack()
  await press(page, 'Révoquer')
  await agree(page)
  await sees(page, 'Révoquée')
  expect((await ask('/api/watches')).status).toBe(401)
})
