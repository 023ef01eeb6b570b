import type { Browser, Page } from 'puppeteer-core'
import type { Api } from '../../relay/test/admin-page.ts'
import type { Screen } from '../../relay/test/screen.ts'
import type { StandIn } from '../../relay/test/stand-in.ts'
import type { OwnAlert } from '#core/own-alert.ts'
import type { Subscription } from '#core/subscription.ts'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { SITE } from '../../relay/dev/paths.ts'
import { isAt, paste, playApi, press, refusal, sees } from '../../relay/test/admin-page.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { openWatch, publicWatch } from '../../relay/test/public-watches.ts'
import { axeFaults, openScreen, overflowOf, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'
import { expectUsable } from '../../relay/test/usable.ts'
import { startStandIn } from '../../relay/test/stand-in.ts'

/** Getting alerts on the public page, and one's own page of choices; the relay's answers are played. */

const TOKEN = 'abcdefghijklmnopqrstuv'
const OWN = `/abonnement.html?lang=fr#${TOKEN}`
const WAYS = { telegram: { bot: 'VigieBot' }, webPush: true, email: true }
const WELL: Api = {
  'GET /api/ways': { body: WAYS },
  'GET /api/push-key': { body: { key: 'BMjW9lxjNQeWDLBOMUUy5jNkeprQK3R6' } },
  'POST /api/analytics/*': { body: { success: true } },
  'GET /api/subscriptions/*/alerts': { body: { alerts: [] } },
}

let browser: Browser
let relay: StandIn
let screens: Screen[]
let sent: { method: string; path: string; body: unknown }[]

beforeAll(async () => {
  browser = await connectShared()
})

afterAll(() => browser.disconnect())

beforeEach(async () => {
  relay = await startStandIn(SITE)
  relay.watches = [openWatch(), publicWatch({ id: 'fcn', name: 'Paris SG – Nantes' })]
  screens = []
  sent = []
})

afterEach(async () => {
  await Promise.all(screens.map((screen) => screen.close()))
  await relay.away()
  expect(screens.flatMap((screen) => screen.faults)).toEqual([])
})

/** The push service and the permission are a browser's own and the network's: these two are played. */
type Push = 'granted' | 'denied' | 'broken' | 'missing'

async function visit(api: Api, path = '/?lang=fr', push: Push = 'granted'): Promise<Page> {
  const screen = await openScreen(browser, `${relay.url}/favicon.svg`)
  screens.push(screen)
  const { page } = screen
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    const method = request.method()
    if (method === 'GET' || !pathname.startsWith('/api/sub')) return
    sent.push({ method, path: pathname, body: JSON.parse(request.postData() ?? 'null') })
  })
  await playApi(page, api)
  await page.evaluateOnNewDocument(playPush, push)
  await page.goto(relay.url + path)
  return page
}

function playPush(push: Push) {
  if (push === 'missing') {
    Reflect.deleteProperty(window, 'PushManager')
    return
  }
  let permission: NotificationPermission = 'default'
  Object.defineProperty(Notification, 'permission', { get: () => permission })
  Notification.requestPermission = () => {
    permission = push === 'denied' ? 'denied' : 'granted'
    return Promise.resolve(permission)
  }
  const KEY = 'vigie-test-push'
  const subscription = (): PushSubscription => ({
    endpoint: 'https://push.example/abc',
    expirationTime: null,
    options: { applicationServerKey: null, userVisibleOnly: true },
    getKey: () => null,
    toJSON: () => ({ endpoint: 'https://push.example/abc', keys: { p256dh: 'p', auth: 'a' } }),
    unsubscribe: () => {
      localStorage.removeItem(KEY)
      return Promise.resolve(true)
    },
  })
  PushManager.prototype.getSubscription = () =>
    Promise.resolve(localStorage.getItem(KEY) === null ? null : subscription())
  PushManager.prototype.subscribe = () => {
    if (push === 'broken') return Promise.reject(new DOMException('no service', 'AbortError'))
    localStorage.setItem(KEY, '1')
    return Promise.resolve(subscription())
  }
}

const own = (change: Partial<Subscription> = {}): Subscription => ({
  channel: 'email',
  address: 'm…@exemple.fr',
  state: 'active',
  hasSecond: false,
  createdAt: 0,
  locale: 'fr',
  timeZone: 'Europe/Paris',
  watches: 'all',
  quiet: { from: '22:00', to: '07:00' },
  always: ['fcn'],
  loudness: 'ring',
  pausedUntil: null,
  ...change,
})

const leftToken = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<unknown>((resolve) => {
        const asked = indexedDB.open('vigie', 1)
        asked.addEventListener('success', () => {
          const database = asked.result
          const found = database.transaction('kept').objectStore('kept').get('push-token')
          found.addEventListener('success', () => resolve(found.result ?? null))
          database.close()
        })
      }),
  )

test('the extension is told of for the browser at hand, and that it is in no store', async () => {
  const page = await visit(WELL)
  const card = '[aria-labelledby=by-extension]'
  const openIn = async (userAgent: string) => {
    await page.setUserAgent({ userAgent })
    await page.reload()
    await sees(page, 'L’extension de ce navigateur')
  }
  await openIn('Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36')
  expect(await textOf(page, card)).toContain('Elle n’est pas encore dans le Chrome Web Store')
  expect(await page.$(`${card} a`)).toBeNull()
  await page.click(`${card} summary`)
  expect(await textOf(page, card)).toContain('chrome://extensions')
  await openIn('Mozilla/5.0 (X11; Linux x86_64; rv:157.0) Gecko/20100101 Firefox/157.0')
  expect(await textOf(page, card)).toContain('La charger dans Firefox')
  await openIn('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile Safari/605')
  expect(await textOf(page, card)).toContain('Ici, choisissez un autre moyen.')
  expect(await page.$(`${card} summary`)).toBeNull()
})

test('this browser is told by one press, and stops at the same place', async () => {
  const api: Api = {
    ...WELL,
    'POST /api/subscriptions': { status: 201, body: { state: 'active', token: TOKEN } },
    'GET /api/subscriptions/*': { body: own({ channel: 'web-push', address: 'push.example/…' }) },
    'DELETE /api/subscriptions/*': { body: { success: true } },
  }
  const page = await visit(api)
  await press(page, 'Me prévenir sur cet appareil')
  await sees(page, 'Ce navigateur sera prévenu')
  // What the service worker answers with.
  await eventually(async () => (await leftToken(page)) === TOKEN, 'the secret, left for the worker')
  expect(sent).toEqual([
    {
      method: 'POST',
      path: '/api/subscriptions',
      body: {
        channel: 'web-push',
        endpoint: 'https://push.example/abc',
        keys: { p256dh: 'p', auth: 'a' },
        locale: 'fr',
        timeZone: expect.any(String),
        watches: 'all',
      },
    },
  ])
  await page.reload()
  await sees(page, 'Ce navigateur sera prévenu')
  expect(await page.$eval('.alerts-parts a', (link) => link.hash)).toBe(`#${TOKEN}`)
  await press(page, 'Arrêter sur cet appareil')
  await sees(page, 'Me prévenir sur cet appareil')
  await eventually(async () => (await leftToken(page)) === null, 'nothing left')
  expect(sent.at(-1)).toEqual({ method: 'DELETE', path: `/api/subscriptions/${TOKEN}`, body: null })
  await page.reload()
  await sees(page, 'Me prévenir sur cet appareil')
})

test('a match’s card leads to the ways with that match chosen, the bot included', async () => {
  const page = await visit(WELL)
  await page.waitForSelector('#by-telegram')
  const bot = () => page.$eval('[aria-labelledby=by-telegram] a', (link) => link.href)
  expect(await bot()).toBe('https://t.me/VigieBot')
  await page.$eval('[aria-labelledby=watch-fcn] a.alert-me', (link) => link.click())
  await eventually(async () => (await bot()) === 'https://t.me/VigieBot?start=w_fcn', 'the match is chosen')
  expect(new URL(page.url()).hash).toBe('#alerts')
  await page.$$eval('.alerts-list input', (boxes) => {
    for (const box of boxes) if (box.checked) box.click()
  })
  await press(page, 'Me prévenir sur cet appareil')
  await sees(page, 'Choisissez au moins un match.')
  expect(sent).toEqual([])
})

test('an e-mail address is asked for, sent, and told what comes next', async () => {
  const api: Api = { ...WELL, 'POST /api/subscriptions': refusal(503, 'not-sent') }
  const page = await visit(api)
  await press(page, 'Recevoir les alertes par e-mail')
  await sees(page, 'Écrivez une adresse')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('mail-address')
  await page.type('#mail-address', 'marie@exemple.fr')
  await page.keyboard.press('Enter')
  await sees(page, 'L’e-mail n’a pas pu partir.')
  api['POST /api/subscriptions'] = { status: 201, body: { state: 'pending', token: null } }
  await page.focus('#mail-address')
  await page.keyboard.press('Enter')
  await sees(page, 'Un message vient de partir vers marie@exemple.fr')
  expect(sent.at(-1)?.body).toMatchObject({ channel: 'email', address: 'marie@exemple.fr', watches: 'all' })
})

test('only what this relay and this browser can do is offered', async () => {
  const page = await visit(
    { ...WELL, 'GET /api/ways': { body: { telegram: null, webPush: true, email: false } } },
    '/?lang=fr',
    'missing',
  )
  await sees(page, 'Ce navigateur ne sait pas recevoir de notifications')
  expect(await page.$('#by-telegram')).toBeNull()
  expect(await page.$('#by-mail')).toBeNull()
})

test('a refusal by the person or the push service is said, and leaves nothing behind', async () => {
  const denied = await visit(WELL, '/?lang=fr', 'denied')
  await press(denied, 'Me prévenir sur cet appareil')
  await sees(denied, 'Les notifications de ce site sont interdites')
  const broken = await visit(WELL, '/?lang=fr', 'broken')
  await press(broken, 'Me prévenir sur cet appareil')
  await sees(broken, 'Le service de notifications de ce navigateur a refusé')
  const unknown = await visit({ ...WELL, 'POST /api/subscriptions': refusal(500, 'internal') })
  await press(unknown, 'Me prévenir sur cet appareil')
  await sees(unknown, 'Le relais répond par une erreur (500)')
  expect(await unknown.evaluate(() => localStorage.getItem('vigie-test-push'))).toBeNull()
})

test('one’s own page: confirm, choose, pause, and erase everything', async () => {
  const api: Api = {
    ...WELL,
    'GET /api/subscriptions/*': { body: own({ state: 'pending' }) },
    'POST /api/subscriptions/*/confirm': { body: own() },
    'PATCH /api/subscriptions/*': { body: own({ loudness: 'silent', pausedUntil: Date.now() + 3_600_000 }) },
    'DELETE /api/subscriptions/*': { body: { success: true } },
  }
  const page = await visit(api, `/abonnement.html?lang=fr#${TOKEN}`)
  await press(page, 'Commencer les alertes')
  await sees(page, 'Les alertes arrivent.')
  await page.$$eval('input[name=loudness]', (radios) => radios.at(-1)?.click())
  await page.$eval('#quiet-from', (field) => {
    if (!(field instanceof HTMLInputElement)) return
    field.value = '23:30'
    field.dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
  await press(page, 'Enregistrer')
  await sees(page, 'C’est enregistré.')
  expect(sent.at(-1)).toEqual({
    method: 'PATCH',
    path: `/api/subscriptions/${TOKEN}`,
    body: {
      watches: 'all',
      always: ['fcn'],
      quiet: { from: '23:30', to: '07:00' },
      loudness: 'silent',
      locale: 'fr',
      timeZone: 'Europe/Paris',
    },
  })
  await sees(page, 'En pause jusqu’au')
  await press(page, 'Reprendre maintenant')
  await eventually(() => sent.some(({ body }) => JSON.stringify(body) === '{"pausedUntil":null}'), 'resumed')
  expect(await page.$eval('a[download]', (link) => link.pathname)).toBe(`/api/subscriptions/${TOKEN}/export`)
  await sees(page, 'Arrêter et tout effacer')
  await press(page, 'Arrêter et tout effacer')
  await press(page, 'Non, garder')
  await isAt(page, 'Mes données')
  await press(page, 'Arrêter et tout effacer')
  await press(page, 'Oui, tout effacer')
  await sees(page, 'Tout est effacé')
})

test('one’s own page without its matches says so, keeps what was chosen, and one press reads everything again', async () => {
  relay.mode = 'broken'
  const api: Api = { ...WELL, 'GET /api/subscriptions/*': refusal(500, 'internal') }
  const page = await visit(api, OWN)
  await sees(page, 'Impossible de lire votre abonnement')
  api['GET /api/subscriptions/*'] = { body: own() }
  api['GET /api/subscriptions/*/alerts'] = { body: { alerts: [alert()] } }
  await press(page, 'Réessayer')
  await sees(page, 'Impossible de lire l’état des veilles')
  await sees(page, 'Vigie vous le rappelle jusqu’à votre réponse.')
  const said = await textOf(page, 'main')
  expect(said).not.toContain('Aucun match n’est guetté')
  expect(said).not.toContain('Enregistrer')
  relay.mode = 'well'
  await press(page, 'Réessayer maintenant')
  await sees(page, 'Enregistrer')
  expect(await page.$$eval('form fieldset label', (all) => all.map((one) => one.innerText))).toContain(
    'Paris SG – Nantes',
  )
  await press(page, 'Enregistrer')
  await eventually(() => sent.some(({ method }) => method === 'PATCH'), 'kept')
  expect(sent.at(-1)?.body).toMatchObject({ always: ['fcn'], watches: 'all' })
})

const alert = (change: Partial<OwnAlert> = {}): OwnAlert => ({
  releaseId: 'r-om',
  watchId: 'om',
  name: 'Paris SG – Marseille',
  url: 'https://billetterie.example/om',
  alertIds: ['a-om'],
  toldAt: Date.now() - 240_000,
  closedAt: null,
  answered: null,
  rings: true,
  ...change,
})
const NANTES = alert({ releaseId: 'r-fcn', watchId: 'fcn', name: 'Paris SG – Nantes', alertIds: ['a-fcn'] })
const KEPT = { body: { state: 'kept', matches: [] } }
const answersOf = (list: typeof sent) =>
  list.flatMap(({ path, body }) => (path.endsWith('/answer') ? [body] : []))

test('a mail’s link opens the answers, answers nothing by itself, and one press ends the reminders', async () => {
  const gone = alert({ releaseId: 'r-lyon', name: 'Paris SG – Lyon', closedAt: Date.now(), rings: false })
  const api: Api = {
    ...WELL,
    'GET /api/subscriptions/*': { body: own() },
    'GET /api/subscriptions/*/alerts': { body: { alerts: [{ ...gone, alertIds: ['a-lyon'] }, alert()] } },
    'POST /api/subscriptions/*/answer': refusal(500, 'internal'),
  }
  const page = await visit(api, `/abonnement.html?lang=fr#${TOKEN}&alert=a-om`)
  await sees(page, 'Vigie vous le rappelle jusqu’à votre réponse.')
  expect(await page.$$eval('.recent-list h3', (names) => names.map((name) => name.textContent))).toEqual([
    'Paris SG – Marseille',
    'Paris SG – Lyon',
  ])
  expect(sent).toEqual([])
  await pressIn(page, 'Paris SG – Marseille', 'Vu')
  await sees(page, 'Le relais répond par une erreur (500)')
  expect(await textOf(page, '.recent')).toContain('Vigie vous le rappelle')
  api['POST /api/subscriptions/*/answer'] = KEPT
  await pressIn(page, 'Paris SG – Marseille', 'Vu')
  await sees(page, 'C’est noté, les rappels s’arrêtent.')
  expect(await textOf(page, '.recent')).not.toContain('Vigie vous le rappelle')
  // Who has seen it may say later how it ended; what is gone, too.
  await pressIn(page, 'Paris SG – Marseille', 'J’ai une place')
  await sees(page, 'Votre réponse : J’ai une place')
  await pressIn(page, 'Paris SG – Lyon', 'Trop tard')
  await sees(page, 'Votre réponse : Trop tard')
  expect(answersOf(sent).slice(1)).toEqual([
    { releaseId: 'r-om', outcome: 'seen' },
    { releaseId: 'r-om', outcome: 'got-one' },
    { releaseId: 'r-lyon', outcome: 'too-late' },
  ])
  expect(await page.$$('.recent-list button')).toHaveLength(0)
  // The page keeps no secret in an address that leaves the browser.
  expect(relay.requests.filter((line) => line.includes(TOKEN))).toEqual([])
})

test('a message that listed several: each match has its answers, and all are seen by one press', async () => {
  const listed = [alert({ alertIds: ['digest', 'a1'] }), { ...NANTES, alertIds: ['digest', 'a2'] }]
  const api: Api = {
    ...WELL,
    'GET /api/subscriptions/*': { body: own() },
    'GET /api/subscriptions/*/alerts': { body: { alerts: listed } },
    'POST /api/subscriptions/*/answer': KEPT,
  }
  const page = await visit(api, `/abonnement.html?lang=en#${TOKEN}&alert=digest`)
  await sees(page, 'Told at')
  await pressIn(page, 'Paris SG – Nantes', 'I got a seat')
  await sees(page, 'Your answer: I got a seat')
  expect(await textOf(page, '.recent')).not.toContain('All seen')
  await page.reload()
  await press(page, 'All seen')
  await sees(page, 'Noted, the reminders stop.')
  expect(answersOf(sent)).toEqual([
    { releaseId: 'r-fcn', outcome: 'got-one' },
    { releaseId: 'r-om', outcome: 'seen' },
    { releaseId: 'r-fcn', outcome: 'seen' },
  ])
  const old = await visit(api, `/abonnement.html?lang=en#${TOKEN}&alert=older`)
  await sees(old, 'older than a day')
})

test('another way of one’s own takes over when one does not answer, and is let go again', async () => {
  const other = 'zyxwvutsrqponmlkjihgfe'
  const api: Api = {
    ...WELL,
    'GET /api/subscriptions/*': { body: own() },
    'GET /api/subscriptions/*/alerts': { body: { alerts: [] } },
    'POST /api/subscriptions/*/invitation': {
      status: 201,
      body: { code: 'c0de', url: `${relay.url}/abonnement#second=c0de`, hours: 48 },
    },
    [`POST /api/subscriptions/${other}/accept`]: refusal(404, 'unknown-subscription'),
    'DELETE /api/subscriptions/*/second': { body: own() },
  }
  const page = await visit(api, OWN)
  await sees(page, 'Personne d’autre n’est prévenu.')
  const type = async (text: string) => {
    await paste(page, '#second-link', text)
    await press(page, 'Prévenir aussi par là')
  }
  await type('marie@exemple.fr')
  await sees(page, 'Ce n’est pas le lien d’un abonnement.')
  await type(`${relay.url}/abonnement#${TOKEN}`)
  await sees(page, 'C’est le lien de cet abonnement même.')
  expect(sent).toEqual([])
  await type(`${relay.url}/abonnement#${other}`)
  await sees(page, 'Cet abonnement n’existe pas, ou plus.')
  api[`POST /api/subscriptions/${other}/accept`] = { body: { success: true } }
  api['GET /api/subscriptions/*'] = { body: own({ hasSecond: true }) }
  await type(`${relay.url}/abonnement#${other}`)
  await sees(page, 'prend le relais si vous ne répondez pas aux rappels')
  expect(sent.slice(-2)).toEqual([
    { method: 'POST', path: `/api/subscriptions/${TOKEN}/invitation`, body: null },
    { method: 'POST', path: `/api/subscriptions/${other}/accept`, body: { code: 'c0de' } },
  ])
  await press(page, 'Ne plus prévenir personne d’autre')
  await sees(page, 'Personne d’autre n’est prévenu.')
  await press(page, 'Créer le lien')
  await sees(page, 'valable 48 h')
  expect(await page.$eval('#second-made', (field) => Reflect.get(field, 'value'))).toBe(
    `${relay.url}/abonnement#second=c0de`,
  )
})

const INVITED = '/abonnement.html?lang=fr#second=AAECAwQFBgcICQoLDA0ODw'

test('who is asked to be told for somebody accepts by a way of their own, or by the bot', async () => {
  const api: Api = { ...WELL, 'POST /api/subscriptions/*/accept': refusal(422, 'invitation-over') }
  const page = await visit(api, INVITED)
  await sees(page, 'Quelqu’un vous demande')
  await page.waitForSelector('a[href^="https://t.me/"]')
  expect(await page.$eval('a[href^="https://t.me/"]', (link) => link.getAttribute('href'))).toBe(
    'https://t.me/VigieBot?start=e_AAECAwQFBgcICQoLDA0ODw',
  )
  await paste(page, '#invitation-link', `${relay.url}/abonnement#${TOKEN}`)
  expect(sent).toEqual([])
  await press(page, 'J’accepte')
  await sees(page, 'Ce lien n’est plus valable.')
  api['POST /api/subscriptions/*/accept'] = { body: { success: true } }
  await page.evaluate((token) => localStorage.setItem('vigie-push', token), TOKEN)
  await page.reload()
  await press(page, 'Par les notifications de ce navigateur')
  await sees(page, 'Vous serez prévenu quand cette personne ne répond pas.')
  expect(sent.at(-1)).toEqual({
    method: 'POST',
    path: `/api/subscriptions/${TOKEN}/accept`,
    body: { code: 'AAECAwQFBgcICQoLDA0ODw' },
  })
})

test('a mail’s way out asks first, and a link that leads nowhere says so', async () => {
  const api: Api = {
    ...WELL,
    'GET /api/subscriptions/*': { body: own() },
    'DELETE /api/subscriptions/*': refusal(404, 'unknown-subscription'),
  }
  const page = await visit(api, `/abonnement.html?lang=en&fin#${TOKEN}`)
  await sees(page, 'Erase everything? No more alerts will come.')
  expect(sent).toEqual([])
  await press(page, 'Yes, erase everything')
  await sees(page, 'All is erased')
  const nowhere = await visit(WELL, '/abonnement.html?lang=en#short')
  await sees(nowhere, 'There is no such subscription, or no more')
  const lost = await visit(WELL, `/abonnement.html?lang=en#${TOKEN}`)
  await sees(lost, 'There is no such subscription, or no more')
})

test('earlier openings say how long they lasted and how many found a seat, without names', async () => {
  const at = Date.now() - 86_400_000
  const release = { id: 'r1', watchId: 'om', name: 'OM', openedAt: at, openedBy: 'relay-fetch', offers: [] }
  const outcomes = { seen: 4, 'got-one': 2, 'too-late': 1, 'false-alarm': 0 }
  const none = { seen: 0, 'got-one': 0, 'too-late': 0, 'false-alarm': 0 }
  const releases = [
    { ...release, closedAt: null, closedBy: null, outcomes: none },
    { ...release, id: 'r0', closedAt: at + 180_000, closedBy: 'relay-fetch', outcomes },
  ]
  const api: Api = { ...WELL, 'GET /api/releases': { body: { releases } } }
  const page = await visit(api)
  await page.waitForSelector('.history summary')
  await page.$eval('.history summary', (summary) => summary.parentElement?.toggleAttribute('open'))
  await sees(page, 'restée 3 min, 2 personnes y ont trouvé une place, 1 est arrivée trop tard')
  expect(await textOf(page, '.history-list')).toContain('encore ouverte')
  await page.setViewport({ width: 320, height: 900 })
  expect(await overflowOf(page)).toBe(0)
  expect(await axeFaults(page)).toEqual([])
  api['GET /api/releases'] = 'drop'
  for (const _ of [1, 2])
    await page.$eval('.history summary', (summary) => summary.parentElement?.toggleAttribute('open'))
  await sees(page, 'Impossible de lire les ouvertures')
})

test('it is said in plain words what is kept, and the way there opens it', async () => {
  const page = await visit(WELL, '/?lang=fr#privacy')
  await sees(page, 'Rien d’autre : ni nom, ni compte, ni adresse IP')
})

/** Presses a button of one match of the recent alerts. */
async function pressIn(page: Page, match: string, words: string): Promise<void> {
  const button = await eventually(
    () =>
      page.$(
        `::-p-xpath(//li[.//h3[normalize-space(.)="${match}"]]//button[normalize-space(.)="${words}" and not(@aria-disabled="true")])`,
      ),
    `"${words}" at "${match}"`,
  )
  await button.click()
}

type State = { api: Api; path?: string; push?: Push; reach?: (page: Page) => Promise<unknown>; shows: string }
const STATES: Record<string, State> = {
  'ways loading': { api: { ...WELL, 'GET /api/ways': 'hang' }, shows: '#alerts [aria-busy]' },
  'ways failed': { api: { ...WELL, 'GET /api/ways': 'drop' }, shows: '#alerts .trouble' },
  'all ways, some matches': {
    api: WELL,
    path: '/?lang=fr#privacy',
    reach: async (page) => {
      await page.waitForSelector('.alerts-pick input')
      await page.$$eval('.alerts-pick input[type=radio]', (radios) => radios.at(-1)?.click())
      await page.$eval('.privacy', (details) => details.setAttribute('open', ''))
    },
    shows: '.alerts-list',
  },
  'forbidden and missing': {
    api: WELL,
    push: 'denied',
    reach: async (page) => {
      await press(page, 'Me prévenir sur cet appareil')
      await press(page, 'Recevoir les alertes par e-mail')
    },
    shows: '.field-wrong',
  },
  'on, and a mail on its way': {
    api: {
      ...WELL,
      'POST /api/subscriptions': { status: 201, body: { state: 'active', token: TOKEN } },
    },
    reach: async (page) => {
      await press(page, 'Me prévenir sur cet appareil')
      await page.type('#mail-address', 'marie@exemple.fr')
      await page.keyboard.press('Enter')
      await page.waitForSelector('.alerts-parts .button-risky')
    },
    shows: '[aria-labelledby=by-mail] .alerts-done',
  },
  'own loading': { api: { ...WELL, 'GET /api/subscriptions/*': 'hang' }, path: OWN, shows: '[aria-busy]' },
  'own failed': {
    api: { ...WELL, 'GET /api/subscriptions/*': 'drop' },
    path: OWN,
    shows: '.panel-failed .trouble',
  },
  'own gone': { api: WELL, path: OWN, shows: '.panel' },
  'own pending': {
    api: { ...WELL, 'GET /api/subscriptions/*': { body: own({ state: 'pending', quiet: null }) } },
    path: OWN,
    shows: '.choices-page form',
  },
  'own, with what rings, what was seen and what is gone': {
    api: {
      ...WELL,
      'GET /api/subscriptions/*': { body: own({ hasSecond: true }) },
      'GET /api/subscriptions/*/alerts': {
        body: {
          alerts: [
            alert(),
            { ...NANTES, answered: 'seen', rings: false },
            alert({ releaseId: 'r-l', closedAt: Date.now(), rings: false }),
          ],
        },
      },
      'POST /api/subscriptions/*/invitation': {
        status: 201,
        body: { code: 'c0de', url: 'https://vigie.example/abonnement#second=c0de', hours: 48 },
      },
    },
    path: OWN,
    reach: async (page) => {
      await press(page, 'Créer le lien')
      await page.waitForSelector('#second-made')
    },
    shows: '.recent-list',
  },
  'recent alerts that cannot be read': {
    api: {
      ...WELL,
      'GET /api/subscriptions/*': { body: own() },
      'GET /api/subscriptions/*/alerts': 'drop',
    },
    path: OWN,
    shows: '.recent .trouble',
  },
  'asked to be told for somebody': { api: WELL, path: INVITED, shows: 'a[href^="https://t.me/"]' },
  'own, asking before erasing': {
    api: {
      ...WELL,
      'GET /api/subscriptions/*': {
        body: own({ state: 'disabled', watches: ['om'], pausedUntil: Date.now() + 1e7 }),
      },
    },
    path: OWN,
    reach: (page) => press(page, 'Arrêter et tout effacer'),
    shows: '.button-danger',
  },
}

test.each(Object.keys(STATES))(
  '%s: usable by everybody, in both languages and schemes, narrow and wide',
  async (name) => {
    const state = STATES[name]
    if (state === undefined) throw new Error(name)
    const page = await visit(state.api, state.path, state.push)
    await state.reach?.(page)
    await page.waitForSelector(state.shows)
    await expectUsable(page)
  },
)

test('everything works from the keyboard', async () => {
  const page = await visit({
    ...WELL,
    'POST /api/subscriptions': { status: 201, body: { state: 'active', token: TOKEN } },
  })
  await page.waitForSelector('#by-push')
  await page.focus('.alerts-pick input')
  await page.keyboard.press('ArrowDown')
  await page.waitForSelector('.alerts-list')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Space')
  expect(await page.$eval('.alerts-list input', (box) => box.matches(':checked'))).toBe(true)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await sees(page, 'Ce navigateur sera prévenu')
  await isAt(page, 'Sur cet appareil')
  expect(await textOf(page, '#alerts')).toContain('Mes choix')
})
