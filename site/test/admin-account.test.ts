import type { Api } from '../../relay/test/admin-page.ts'
import type { AccountFacts, AuditPage, KeyLine, SessionLine } from '../src/admin/account/door.ts'
import type { Page } from 'puppeteer-core'

import { expect, test } from 'vitest'

import { SIGNED_IN, adminWatch, press, refusal, sees, signIn } from '../../relay/test/admin-page.ts'
import { openAll, stageDesk } from '../../relay/test/desk-stage.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { openWatch } from '../../relay/test/public-watches.ts'
import { textOf } from '../../relay/test/screen.ts'
import { expectUsable } from '../../relay/test/usable.ts'

/** The account, the record and the second step of signing in, with the relay's answers played. */

const { visit, sent } = stageDesk()

const MARKUP = '<img src=x onerror="document.title=`owned`">'
const DAY = 86_400_000
const NOW = Date.now()

const ACCOUNT: AccountFacts = {
  passkeys: [
    {
      id: 'p1',
      name: `Téléphone ${MARKUP}`,
      rp: '127.0.0.1',
      synced: true,
      createdAt: NOW - 9 * DAY,
      usedAt: NOW - 60_000,
    },
    {
      id: 'p2',
      name: 'Vieille clé',
      rp: 'vigie.example',
      synced: false,
      createdAt: NOW - 90 * DAY,
      usedAt: null,
    },
  ],
  codesSince: NOW - 3 * DAY,
  recoveryLeft: 1,
}
const BARE: AccountFacts = { passkeys: [], codesSince: null, recoveryLeft: 0 }

const session = (change: Partial<SessionLine> = {}): SessionLine => ({
  id: '0123456789abcdef',
  createdAt: NOW - DAY,
  usedAt: NOW - 120_000,
  expiresAt: NOW + 29 * DAY,
  browser: 'firefox',
  system: 'linux',
  way: 'passkey',
  current: true,
  ...change,
})
const SESSIONS = [
  session(),
  session({ id: 'fedcba9876543210', browser: 'safari', system: 'ios', way: 'recovery', current: false }),
]

const key = (change: Partial<KeyLine> = {}): KeyLine => ({
  id: 'k1',
  name: `Tableau ${MARKUP}`,
  hint: 'vigie_4fQx',
  scopes: ['read', 'watches'],
  createdAt: NOW - 5 * DAY,
  expiresAt: NOW + 85 * DAY,
  revokedAt: null,
  usedDay: '2026-11-19',
  ...change,
})
const KEYS = [
  key(),
  key({ id: 'k2', name: 'Sauvegarde', expiresAt: NOW - DAY, usedDay: null, scopes: ['read'] }),
  key({ id: 'k3', name: 'Ancienne', expiresAt: null, revokedAt: NOW - DAY }),
]

const AUDIT: AuditPage = {
  lines: [
    {
      id: 9,
      at: NOW - 5000,
      who: { kind: 'session', id: '0123456789abcdef', name: 'firefox linux' },
      what: 'changeWatch',
      target: 'om',
      changes: [
        { field: 'name', before: 'Avant', after: `Après ${MARKUP}` },
        { field: 'target.selector', before: null, after: `.${'tres-long-'.repeat(20)}` },
      ],
    },
    {
      id: 8,
      at: NOW - 9000,
      who: { kind: 'key', id: 'k1', name: `Tableau ${MARKUP}` },
      what: 'sendRocket',
      target: null,
      changes: [],
    },
  ],
  next: '8',
  who: [
    { kind: 'session', id: '0123456789abcdef', name: 'firefox linux' },
    { kind: 'key', id: 'k1', name: `Tableau ${MARKUP}` },
  ],
  what: ['changeWatch', 'sendRocket'],
}

const WELL: Api = {
  ...SIGNED_IN,
  'GET /api/watches': { body: { watches: [adminWatch(openWatch())] } },
  'GET /api/account': { body: ACCOUNT },
  'GET /api/account/sessions': { body: { sessions: SESSIONS } },
  'DELETE /api/account/sessions': { body: { ended: 1 } },
  'DELETE /api/account/sessions/*': { body: { success: true } },
  'GET /api/account/keys': { body: { keys: KEYS } },
  'POST /api/account/keys': { status: 201, body: { id: 'k9', token: `vigie_${'A'.repeat(43)}` } },
  'DELETE /api/account/keys/*': { body: { success: true } },
  'PATCH /api/account/passkeys/*': { body: { success: true } },
  'DELETE /api/account/passkeys/*': { body: { success: true } },
  'POST /api/account/totp': {
    body: { secret: 'JBSWY3DPEHPK3PXP', uri: 'otpauth://totp/Vigie:x?issuer=Vigie&secret=JBSWY3DPEHPK3PXP' },
  },
  'POST /api/account/totp/confirm': { body: { recovery: ['aaaa-bbbb-cccc-dddd', 'eeee-ffff-gggg-hhhh'] } },
  'DELETE /api/account/totp': { body: { success: true } },
  'POST /api/account/recovery': { body: { recovery: ['aaaa-bbbb-cccc-dddd'] } },
  'GET /api/account/audit': { body: AUDIT },
}

const lastSent = (call: string) => eventually(() => sent.findLast((one) => one.call === call), call)
const agree = async (page: Page) => {
  await page.waitForSelector('dialog[open]')
  await page.$eval('dialog button.button-danger', (button) => button.click())
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null)
}

test('the account: passkeys, sessions and keys in words, each taken away after one question', async () => {
  const page = await visit(WELL, '#/account')
  await sees(page, 'Firefox sur Linux')
  await sees(page, 'vigie_4fQx')
  const text = await textOf(page, 'main')
  for (const words of [
    MARKUP,
    'Ne sert que sur vigie.example',
    'par un gestionnaire, sur plusieurs appareils',
    '1 code restant sur 10',
    'Vous, ici',
    'Safari sur iOS',
    'mot de passe et code de secours',
    'lire, veilles',
    '19 novembre 2026',
    'Finie',
    'Révoquée',
    'sans fin',
  ])
    expect(text).toContain(words)
  await press(page, 'Renommer')
  await page.click('#field-passkey-p1', { count: 3 })
  await page.type('#field-passkey-p1', 'Mobile')
  await press(page, 'Garder ce nom')
  expect(await lastSent('PATCH /api/account/passkeys/p1')).toMatchObject({ body: { name: 'Mobile' } })
  await press(page, 'Retirer')
  await agree(page)
  await lastSent('DELETE /api/account/passkeys/p1')
  await press(page, 'Terminer toutes les autres')
  await agree(page)
  await lastSent('DELETE /api/account/sessions')
  await press(page, 'Révoquer')
  await agree(page)
  await lastSent('DELETE /api/account/keys/k1')
})

test('a key is made with what it may do, and shown once', async () => {
  const page = await visit(WELL, '#/account')
  await page.waitForSelector('#field-key-name')
  await press(page, 'Créer la clé')
  await sees(page, 'Donnez-lui un nom.')
  await page.type('#field-key-name', 'Mon script')
  const boxes = await page.$$('.scopes input')
  await boxes[0]?.click()
  await press(page, 'Créer la clé')
  await sees(page, 'Cochez au moins une chose.')
  await boxes[1]?.click()
  await page.select('#field-key-days', '30')
  await press(page, 'Créer la clé')
  expect(await lastSent('POST /api/account/keys')).toMatchObject({
    body: { name: 'Mon script', scopes: ['watches'], days: 30 },
  })
  await sees(page, `vigie_${'A'.repeat(43)}`)
  await press(page, 'Je l’ai copiée')
  await page.waitForFunction(() => !document.body.innerText.includes('vigie_AAAA'))
})

test('an app is set up from the picture or the text, and its recovery codes are shown once', async () => {
  const api: Api = { ...WELL, 'GET /api/account': { body: BARE } }
  const page = await visit(api, '#/account')
  await sees(page, 'Le mot de passe seul ouvre l’administration.')
  await press(page, 'Régler une application')
  await page.waitForSelector('.qr path')
  await sees(page, 'JBSW Y3DP EHPK 3PXP')
  await press(page, 'Activer')
  await sees(page, 'Écrivez le code.')
  api['POST /api/account/totp/confirm'] = refusal(422, 'wrong-first-code')
  await page.type('#field-first-code', '123456')
  await press(page, 'Activer')
  await sees(page, 'Ce n’est pas le code de maintenant.')
  api['POST /api/account/totp/confirm'] = WELL['POST /api/account/totp/confirm'] ?? 'drop'
  api['GET /api/account'] = { body: ACCOUNT }
  await press(page, 'Activer')
  await sees(page, 'aaaa-bbbb-cccc-dddd')
  await sees(page, 'une deuxième preuve est demandée')
  await press(page, 'Je les ai notés')
  await page.waitForFunction(() => !document.body.innerText.includes('aaaa-bbbb'))
})

test('the record: who did what, from what to what, filtered by address, by text, and as a file', async () => {
  const page = await visit(WELL, '#/audit')
  await sees(page, 'Session · Firefox sur Linux (0123)')
  await sees(page, 'sendRocket')
  await openAll(page)
  await sees(page, `Après ${MARKUP}`)
  const asked: string[] = []
  page.on('request', (request) => asked.push(decodeURIComponent(request.url())))
  await page.select('#field-audit-what', 'changeWatch')
  await eventually(() => page.url().endsWith('#/audit?what=changeWatch'), 'the filter in the address')
  await eventually(() => asked.some((url) => url.includes('audit?what=changeWatch')), 'a filtered page')
  await page.waitForSelector('#field-audit-text')
  await page.type('#field-audit-text', 'Apr')
  await press(page, 'Chercher')
  await eventually(() => asked.some((url) => /what=changeWatch.*text=Apr/.test(url)), 'a searched page')
  const file = await page.$eval('a[download]', (link) => link.getAttribute('href'))
  expect(file).toBe('/api/account/audit/export?what=changeWatch&text=Apr&format=csv')
  await press(page, 'Seulement cette chose')
  await eventually(() => page.url().includes('target=om'), 'the thing in the address')
  await sees(page, 'Une seule chose est montrée.')
  await page.goBack()
  await eventually(() => !page.url().includes('target=om'), 'back')
})

const OUT: Api = {
  'GET /api/session': { body: { admin: false, expiresAt: null, passkey: true } },
  'POST /api/session': { status: 202, body: { passkey: true, code: true, expiresAt: NOW + 300_000 } },
  'POST /api/session/code': refusal(401, 'wrong-code'),
}

test('after the password a second proof is asked for; too late or too often wrong begins again', async () => {
  const api: Api = { ...WELL, ...OUT }
  const page = await visit(api, '')
  await sees(page, 'Se connecter par clé d’accès')
  await signIn(page, 'the password')
  await sees(page, 'Encore une preuve')
  await press(page, 'Se connecter')
  await sees(page, 'Écrivez le code.')
  await page.type('#second-code', '123456')
  await press(page, 'Se connecter')
  await sees(page, 'Ce code n’est pas bon, ou il a déjà servi.')
  expect(await lastSent('POST /api/session/code')).toMatchObject({ body: { code: '123456' } })
  api['POST /api/session/code'] = refusal(409, 'password-first')
  await press(page, 'Se connecter')
  await page.waitForSelector('#password')
  await sees(page, 'Trop de temps ou d’essais depuis le mot de passe.')
  await signIn(page, 'the password')
  await page.waitForSelector('#second-code')
  // Guesses of others hold codes back for a day, not the codes kept for such a day.
  api['POST /api/session/code'] = {
    status: 429,
    body: { error: { code: 'too-many-attempts', message: 'wait' } },
    headers: { 'retry-after': '86400' },
  }
  await page.type('#second-code', '123456')
  await page.keyboard.press('Enter')
  await sees(page, 'Trop d’essais en peu de temps.')
  api['POST /api/session/code'] = { body: { success: true, expiresAt: NOW + DAY } }
  await page.$eval('#second-code', (field) => field instanceof HTMLInputElement && field.select())
  await page.type('#second-code', 'aaaa-bbbb-cccc-dddd')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.bar')
})

type State = { api: Api; hash: string; reach?: (page: Page) => Promise<unknown>; shows: string }
const without = (call: string, reply: Api[string]): Api => ({ ...WELL, [call]: reply })

const STATES: Record<string, State> = {
  'account loading': { api: without('GET /api/account', 'hang'), hash: '#/account', shows: '.skeleton' },
  'account failed': {
    api: {
      ...WELL,
      'GET /api/account': refusal(500, 'internal'),
      'GET /api/account/keys': refusal(500, 'internal'),
    },
    hash: '#/account',
    shows: '.panel-failed',
  },
  'a bare account': {
    api: { ...WELL, 'GET /api/account': { body: BARE }, 'GET /api/account/keys': { body: { keys: [] } } },
    hash: '#/account',
    reach: async (page) => {
      await press(page, 'Régler une application')
      await sees(page, 'Aucune clé.')
    },
    shows: '.qr',
  },
  'a full account, a key shown': {
    api: WELL,
    hash: '#/account',
    reach: async (page) => {
      await page.waitForSelector('#field-key-name')
      await page.type('#field-key-name', 'x')
      await press(page, 'Créer la clé')
      await press(page, 'Renommer')
      await sees(page, 'Safari sur iOS')
    },
    shows: '.secrets',
  },
  'the record': {
    api: WELL,
    hash: '#/audit?target=om',
    reach: async (page) => {
      await sees(page, 'sendRocket')
      await openAll(page)
    },
    shows: '.changes',
  },
  'an empty record': {
    api: without('GET /api/account/audit', { body: { lines: [], next: null, who: [], what: [] } }),
    hash: '#/audit?who=gone',
    shows: '.panel',
  },
  'the second proof': {
    api: { ...WELL, ...OUT },
    hash: '',
    reach: async (page) => {
      await signIn(page, 'the password')
      await page.waitForSelector('#second-code')
      await page.type('#second-code', '1')
      await page.keyboard.press('Enter')
    },
    shows: '.trouble',
  },
}

test.each(Object.keys(STATES))(
  '%s: usable by everybody, in both languages and schemes, narrow and wide',
  async (name) => {
    const state = STATES[name]
    if (state === undefined) throw new Error(name)
    const page = await visit(state.api, state.hash)
    await state.reach?.(page)
    await page.waitForSelector(state.shows)
    await expectUsable(page)
  },
)
