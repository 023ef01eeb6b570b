import type { Api } from '../../relay/test/admin-page.ts'
import type { AuditPage, DeviceLine, DevicesList, WaitingDevice } from '../src/admin/desk/device-door.ts'
import type { Page } from 'puppeteer-core'

import { expect, test } from 'vitest'

import { SIGNED_IN, adminWatch, press, refusal, sees } from '../../relay/test/admin-page.ts'
import { openAll, stageDesk } from '../../relay/test/desk-stage.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { openWatch } from '../../relay/test/public-watches.ts'
import { textOf } from '../../relay/test/screen.ts'
import { expectUsable } from '../../relay/test/usable.ts'

/** The operator's screen of people's browsers, with the relay's answers played. */

const { visit, sent } = stageDesk()

const MARKUP = '<img src=x onerror="document.title=`owned`">'
const DAY = 86_400_000

const device = (change: Partial<DeviceLine> = {}): DeviceLine => ({
  id: 'd1',
  owner: 'Jeanne',
  label: `Firefox du salon ${MARKUP}`,
  version: '1.2.3',
  fingerprint: '0123 4567 89AB CDEF',
  state: 'active',
  standing: 'good',
  own: true,
  score: 2.5,
  taken: 12,
  confirmed: 3,
  contradicted: 1,
  lastContactAt: Date.now() - 90_000,
  createdAt: Date.now() - DAY,
  ...change,
})

const DEVICES: DevicesList = {
  reporters: [
    device(),
    device({ id: 'd2', label: 'Chrome', owner: 'Paul', state: 'muted', own: false, lastContactAt: null }),
    device({ id: 'd3', label: 'Edge', owner: 'Zoé', standing: 'doubted', own: false, score: -2 }),
    device({ id: 'd4', label: 'Vieux', owner: 'Zoé', state: 'revoked', own: false }),
  ],
  unheard: [],
  heard: true,
}

const WAITING: WaitingDevice = {
  label: 'Chrome de Léa',
  version: '1.2.4',
  fingerprint: 'FEDC BA98 7654 3210',
  expiresAt: Date.now() + 500_000,
}

const line = (change: Partial<AuditPage['lines'][number]> = {}): AuditPage['lines'][number] => ({
  id: 9,
  at: Date.now() - 5000,
  who: 'relay',
  what: 'contradicted',
  why: null,
  reporterId: 'd1',
  watchId: 'om',
  subject: 'c1',
  ...change,
})

const AUDIT: AuditPage = {
  lines: [line(), line({ id: 8, who: 'operator', what: 'paired', why: 'Jeanne', watchId: null })],
  next: '8',
}

const WELL: Api = {
  ...SIGNED_IN,
  'GET /api/watches': { body: { watches: [adminWatch(openWatch())] } },
  'GET /api/reporters': { body: DEVICES },
  'GET /api/reporters/audit': { body: AUDIT },
  'GET /api/reporters/pairings/*': { body: WAITING },
  'POST /api/reporters/pairings/*': { body: { device: 'd9' } },
  'PATCH /api/reporters/*': { body: device() },
  'DELETE /api/reporters/*': { body: { success: true } },
  'PUT /api/watches/*/reports': { body: { success: true } },
  'PUT /api/reporters/heard': { body: { success: true } },
}

const lastSent = (call: string) => eventually(() => sent.findLast((one) => one.call === call), call)

test('browsers: whose, how far each is believed, set aside, marked as one’s own, unpaired', async () => {
  const page = await visit(WELL, '#/devices')
  await sees(page, 'Firefox du salon')
  const text = await textOf(page, 'main')
  for (const words of [
    MARKUP,
    'Jeanne',
    'Écouté · Fiable',
    'Mis de côté',
    'Démenti récemment',
    'Délié',
    '0123 4567 89AB CDEF',
    '12 reçus, 3 confirmés, 1 démenti',
    '2,5',
    'jamais',
  ])
    expect(text).toContain(words)
  await press(page, 'Mettre de côté')
  expect(await lastSent('PATCH /api/reporters/d1')).toMatchObject({ body: { muted: true } })
  await press(page, 'N’est plus à vous')
  await eventually(() => sent.some(({ body }) => JSON.stringify(body) === '{"own":false}'), 'no longer own')
  await press(page, 'Écouter de nouveau')
  expect(await lastSent('PATCH /api/reporters/d2')).toMatchObject({ body: { muted: false } })
  await press(page, 'Délier')
  await page.waitForSelector('dialog[open]')
  await page.$eval('dialog button.button-danger', (button) => button.click())
  await lastSent('DELETE /api/reporters/d1')
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null)
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
})

test('one browser alone: how far it is believed, and what was decided about it', async () => {
  const page = await visit(WELL, '#/devices')
  await press(page, 'Son histoire')
  await sees(page, 'Tous les navigateurs')
  expect(page.url()).toMatch(/#\/devices\?device=d1$/)
  await sees(page, 'signalement démenti')
  expect(await page.$$eval('.rows-list > li h2', (all) => all.map((one) => one.innerText))).toEqual([
    expect.stringContaining('Firefox du salon'),
  ])
  await press(page, 'Tous les navigateurs')
  await sees(page, 'Couper les signalements d’une veille')
  await page.goto(page.url().replace(/#.*/, '#/devices?device=d99'))
  await sees(page, 'Ce navigateur n’est plus là')
})

test('a browser is let in by the link that it showed, after a look at its fingerprint, and the code leaves the address', async () => {
  const page = await visit(WELL, '#/devices?code=BCDF-GHJK')
  await sees(page, 'FEDC BA98 7654 3210')
  await sees(page, 'Chrome de Léa (1.2.4)')
  await page.click('form button[type=submit]')
  await sees(page, 'Écrivez un nom.')
  await page.type('#field-device-owner', 'Léa')
  await page.click('form input[type=checkbox]')
  await page.click('form button[type=submit]')
  expect(await lastSent('POST /api/reporters/pairings/BCDF-GHJK')).toMatchObject({
    body: { approve: true, owner: 'Léa', own: true },
  })
  await eventually(() => page.url().endsWith('#/devices'), 'an address without the code')
})

test('a code that is typed may be wrong, and what it finds may be turned away', async () => {
  const api: Api = { ...WELL, 'GET /api/reporters/pairings/*': refusal(404, 'unknown-code') }
  const page = await visit(api, '#/devices')
  await press(page, 'Lier un navigateur')
  await press(page, 'Chercher')
  await sees(page, 'Écrivez le code.')
  await page.type('#field-device-code', 'bcdf ghjk')
  await press(page, 'Chercher')
  await sees(page, 'Aucun navigateur n’attend avec ce code.')
  api['GET /api/reporters/pairings/*'] = { body: WAITING }
  await press(page, 'Chercher')
  await sees(page, 'Comparez l’empreinte')
  await press(page, 'Refuser')
  expect(await lastSent('POST /api/reporters/pairings/bcdf%20ghjk')).toMatchObject({
    body: { approve: false },
  })
  await page.waitForSelector('#field-device-code')
})

test('no browser is heard at all after one question, and all again by one press', async () => {
  const api: Api = { ...WELL }
  const page = await visit(api, '#/devices')
  await press(page, 'Ne plus écouter aucun navigateur')
  await page.waitForSelector('dialog[open]')
  expect(sent).toEqual([])
  api['GET /api/reporters'] = { body: { ...DEVICES, heard: false } }
  await page.$eval('dialog button.button-danger', (button) => button.click())
  await sees(page, 'Aucun navigateur n’est écouté.')
  expect(await lastSent('PUT /api/reporters/heard')).toMatchObject({ body: { heard: false } })
  // No line may still say that it is heard.
  expect(await textOf(page, '.rows-list')).toContain('Pas écouté en ce moment')
  expect(await textOf(page, '.rows-list')).not.toContain('Écouté ·')
  await expectUsable(page)
  api['GET /api/reporters'] = { body: DEVICES }
  await page.$eval('.panel-failed button.button-main', (button) => button.click())
  await page.waitForFunction(() => document.querySelector('.panel-failed') === null)
  expect(await lastSent('PUT /api/reporters/heard')).toMatchObject({ body: { heard: true } })
})

test('reports about a watch are stopped, and the record tells who decided what', async () => {
  const page = await visit(WELL, '#/devices')
  await press(page, 'Couper les signalements')
  await page.click('fieldset input[type=checkbox]')
  expect(await lastSent('PUT /api/watches/om/reports')).toMatchObject({ body: { heard: false } })
  await press(page, 'Le registre')
  await sees(page, 'Relais · signalement démenti')
  await sees(page, 'Opérateur · navigateur lié')
  expect(await textOf(page, '.trust-log')).toContain(openWatch().name)
})

type State = { api: Api; hash: string; reach?: (page: Page) => Promise<unknown>; shows: string }
const without = (call: string, reply: Api[string]): Api => ({ ...WELL, [call]: reply })

const STATES: Record<string, State> = {
  'browsers loading': { api: without('GET /api/reporters', 'hang'), hash: '#/devices', shows: '.skeleton' },
  'browsers failed': {
    api: without('GET /api/reporters', refusal(500, 'internal')),
    hash: '#/devices',
    shows: '.panel-failed',
  },
  'no browser': {
    api: without('GET /api/reporters', { body: { reporters: [], unheard: [], heard: true } }),
    hash: '#/devices',
    shows: '.panel',
  },
  'browsers, with all that folds out': {
    api: WELL,
    hash: '#/devices',
    reach: async (page) => {
      await sees(page, 'Jeanne')
      await openAll(page)
    },
    shows: '.trust-log li',
  },
  'a browser that asks': { api: WELL, hash: '#/devices?code=BCDF-GHJK', shows: '#field-device-owner' },
  'a code that is none': {
    api: without('GET /api/reporters/pairings/*', refusal(404, 'unknown-code')),
    hash: '#/devices?code=BCDF-GHJK',
    reach: (page) => sees(page, 'Aucun navigateur n’attend'),
    shows: '#field-device-code',
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
