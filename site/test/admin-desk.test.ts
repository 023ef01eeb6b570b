import type { Page } from 'puppeteer-core'
import type { Api } from '../../relay/test/admin-page.ts'
import type { PeoplePage, Preview, TemplatesList } from '../src/admin/desk/door.ts'
import type { TrailAlert } from '#core/alert-trail.ts'
import type { SubscriberLine } from '#core/subscription.ts'

import { expect, test } from 'vitest'

import { SIGNED_IN, adminWatch, press, refusal, sees } from '../../relay/test/admin-page.ts'
import { openAll, stageDesk } from '../../relay/test/desk-stage.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { openWatch } from '../../relay/test/public-watches.ts'
import { textOf } from '../../relay/test/screen.ts'
import { expectUsable } from '../../relay/test/usable.ts'

/** The operator's screens of people, alerts and words, with the relay's answers played. */

const { visit, sent, asked } = stageDesk()

const MARKUP = '<img src=x onerror="document.title=`owned`">'
const DAY = 86_400_000

const person = (change: Partial<SubscriberLine> = {}): SubscriberLine => ({
  id: 'p1',
  channel: 'email',
  address: 'm…@exemple.fr',
  state: 'active',
  hasSecond: false,
  createdAt: Date.now() - DAY,
  updatedAt: Date.now() - DAY,
  locale: 'fr',
  timeZone: 'Europe/Paris',
  watches: 'all',
  quiet: { from: '22:00', to: '07:00' },
  always: [],
  loudness: 'ring',
  pausedUntil: Date.now() + DAY,
  escalateTo: null,
  role: 'reader',
  disabledWhy: null,
  ...change,
})

const PEOPLE: PeoplePage = {
  subscribers: [
    person(),
    person({
      id: 'chat-0a1b2c3d4e5f6071',
      channel: 'telegram',
      address: '…001',
      role: 'operator',
      quiet: null,
    }),
    person({
      id: 'p3',
      channel: 'web-push',
      address: 'fcm.example/…',
      state: 'disabled',
      disabledWhy: '410',
    }),
  ],
  total: 5003,
  next: '1.p3',
}

const alert = (change: Partial<TrailAlert> = {}): TrailAlert => ({
  id: 'a1',
  subscriberId: 'p1',
  channel: 'email',
  kind: 'opened',
  watchId: 'om',
  releaseId: 'r1',
  name: 'Paris SG – Marseille',
  state: 'acknowledged',
  owedAt: Date.now() - 9000,
  attempts: [
    {
      attempt: 1,
      leasedAt: Date.now() - 8900,
      answeredAt: Date.now() - 8800,
      outcome: 'failed',
      detail: `503 ${MARKUP}`,
    },
    { attempt: 2, leasedAt: Date.now() - 7900, answeredAt: Date.now() - 7800, outcome: 'sent', detail: null },
  ],
  nextAt: null,
  sentAt: Date.now() - 7800,
  endedAt: null,
  acknowledgedAt: Date.now() - 5000,
  acknowledgedAs: 'got-one',
  ...change,
})

const TEMPLATES: TemplatesList = {
  kinds: [
    { kind: 'opened', placeholders: ['title', 'lines', 'match'] },
    { kind: 'gone', placeholders: ['title', 'match'] },
  ],
  templates: [{ channel: 'telegram', kind: 'gone', locale: 'fr', title: 'Fini : {match}', body: '' }],
}

const PREVIEW: Preview = {
  text: {
    title: `2 places PMR : ${MARKUP}`,
    lines: ['• Boulogne, 45,00 €'],
    links: [{ label: 'Ouvrir', url: 'https://a.example/' }],
  },
  problems: [],
}

const WELL: Api = {
  ...SIGNED_IN,
  'GET /api/watches': { body: { watches: [adminWatch(openWatch())] } },
  'GET /api/subscribers': { body: PEOPLE },
  'GET /api/alerts': {
    body: {
      alerts: [
        alert(),
        alert({ id: 'a2', state: 'owed', nextAt: Date.now() + 60_000, acknowledgedAt: null }),
      ],
      next: '1.a2',
    },
  },
  'GET /api/templates': { body: TEMPLATES },
  'POST /api/templates/preview': { body: PREVIEW },
  'PUT /api/templates': { body: { success: true } },
  'POST /api/subscribers/*/test': { body: { outcome: 'refused', detail: 'chat not found' } },
  'PATCH /api/subscribers/*': { body: person({ state: 'disabled' }) },
  'DELETE /api/subscribers/*': { body: { success: true } },
}

test('subscribers: masked, tried, disabled, erased, added; the rest of a long list on demand', async () => {
  const api: Api = { ...WELL }
  const page = await visit(api, '#/people')
  await sees(page, '5003 abonnés')
  const text = await textOf(page, 'main')
  expect(text).toContain('E-mail m…@exemple.fr')
  expect(text).toContain('22:00 – 07:00 (Europe/Paris)')
  expect(text).toContain('Suspendu (410)')
  await press(page, 'Envoyer un essai')
  await sees(page, 'Le canal refuse : chat not found')
  await press(page, 'Suspendre')
  await eventually(() => sent.some(({ call }) => call === 'PATCH /api/subscribers/p1'), 'disabled')
  expect(sent.at(-1)?.body).toEqual({ state: 'disabled' })
  await press(page, 'Effacer')
  await page.waitForSelector('dialog[open]')
  await page.$eval('dialog button.button-danger', (button) => button.click())
  await eventually(() => sent.some(({ call }) => call === 'DELETE /api/subscribers/p1'), 'erased')
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null)

  api['GET /api/subscribers'] = {
    body: { ...PEOPLE, subscribers: [person({ id: 'p9', address: 'z…@a.fr' })], next: null },
  }
  await press(page, 'Voir la suite')
  await sees(page, 'z…@a.fr')

  await press(page, 'Ajouter une adresse')
  await page.select('#field-channel', 'webhook')
  await page.$eval('form button.button-main', (button) => button.click())
  await sees(page, 'Écrivez une adresse.')
  api['POST /api/subscribers'] = refusal(422, 'address', [
    { path: 'address', message: 'address: must be https' },
  ])
  await page.type('#field-address', 'http://a.example/hook')
  await page.type('#field-secret', 'a secret of sixteen signs')
  await page.keyboard.press('Enter')
  await sees(page, 'address: must be https')
  expect(sent.at(-1)).toEqual({
    call: 'POST /api/subscribers',
    body: {
      channel: 'webhook',
      address: 'http://a.example/hook',
      role: 'reader',
      locale: 'fr',
      options: { secret: 'a secret of sixteen signs' },
    },
  })
})

test('alerts: each with its whole life, of one watch or subscriber, as a file too', async () => {
  const page = await visit(WELL, '#/alerts?subscriber=chat-0a1b2c3d4e5f6071')
  await sees(page, 'La vie des alertes')
  await sees(page, 'D’un seul abonné.')
  await page.$$eval('.trail summary', (summaries) => summaries[0]?.click())
  await sees(page, 'Répondue (j’ai une place)')
  const life = await page.$$eval('.trail li:first-child .life li', (lines) =>
    lines.map((one) => one.innerText),
  )
  expect(life.map((line) => line.replace(/^.*?\s:\s/, ''))).toEqual([
    'Due',
    'Prise en charge (essai 1)',
    expect.stringContaining(MARKUP),
    'Prise en charge (essai 2)',
    expect.stringMatching(/^Réponse du canal \(essai 2, /),
    'Envoyée',
    'Répondue (j’ai une place)',
  ])
  const links = await page.$$eval('a[download]', (all) =>
    all.map(({ href }) => new URL(href)).map((url) => url.pathname + url.search),
  )
  expect(links).toEqual([
    '/api/alerts/export?subscriber=chat-0a1b2c3d4e5f6071&format=csv',
    '/api/alerts/export?subscriber=chat-0a1b2c3d4e5f6071&format=json',
  ])
  await page.select('#field-watch', 'om')
  await eventually(
    () => page.url().endsWith('#/alerts?watch=om&subscriber=chat-0a1b2c3d4e5f6071'),
    'the filter',
  )
  expect(await page.title()).toBe('Alertes · Vigie, administration')
})

test('wording: a live preview as plain text, kept, sent as a trial, and put back', async () => {
  const api: Api = { ...WELL }
  const page = await visit(api, '#/templates')
  await sees(page, MARKUP)
  await sees(page, 'Ce message a les mots de Vigie.')
  expect(await page.$$eval('main img', (all) => all.length)).toBe(0)
  api['POST /api/templates/preview'] = {
    body: { ...PREVIEW, problems: [{ field: 'title', message: '{nope} is not known here' }] },
  }
  await page.click('#field-template-title', { count: 3 })
  await page.type('#field-template-title', 'Vite {nope}')
  await sees(page, '{nope} is not known here')
  expect(sent.at(-1)).toEqual({
    call: 'POST /api/templates/preview',
    body: {
      channel: 'telegram',
      kind: 'opened',
      locale: 'fr',
      template: { title: 'Vite {nope}', body: '{lines}' },
    },
  })
  await page.select('#field-template-kind', 'gone')
  await sees(page, 'Ce message a vos mots.')
  await findByMark(page, api)
  await press(page, 'Envoyer un essai')
  await sees(page, 'Le canal refuse : chat not found')
  expect(sent.findLast(({ call }) => call.endsWith('/test'))).toEqual({
    call: 'POST /api/subscribers/chat-0a1b2c3d4e5f6071/test',
    body: { kind: 'gone', template: { title: 'Fini : {match}', body: '' } },
  })
  await press(page, 'Revenir aux mots de Vigie')
  await eventually(() => sent.some(({ call }) => call === 'PUT /api/templates'), 'put back')
  expect(sent.find(({ call }) => call === 'PUT /api/templates')?.body).toMatchObject({ template: null })
  await sees(page, 'Ce message a les mots de Vigie.')
})

const telegram = (id: string) => person({ id, channel: 'telegram', address: '…001', role: 'operator' })

/** More people have this channel than one answer holds. */
async function findByMark(page: Page, api: Api): Promise<void> {
  const offered = () => page.$$eval('#field-template-to option', (all) => all.map((one) => one.text))
  expect(asked.at(-1)).toBe('/api/subscribers?channel=telegram')
  api['GET /api/subscribers'] = { body: { subscribers: [telegram('p8')], total: 5003, next: null } }
  await press(page, 'Voir la suite')
  await eventually(async () => (await offered()).includes('…001 · p8 (Opérateur)'), 'the rest')
  expect(asked.at(-1)).toBe('/api/subscribers?channel=telegram&after=1.p3')
  api['GET /api/subscribers'] = {
    body: { subscribers: [telegram('chat-0a1b2c3d4e5f6071')], total: 5003, next: null },
  }
  await page.type('#field-template-mark', '0a1b2c')
  await eventually(() => asked.at(-1)?.endsWith('?channel=telegram&mark=0a1b2c'), 'the search')
  await eventually(async () => (await offered()).join() === '…001 · 0a1b2c (Opérateur)', 'the one')
}

type State = { api: Api; hash: string; reach?: (page: Page) => Promise<unknown>; shows: string }
const without = (call: string, reply: Api[string]): Api => ({ ...WELL, [call]: reply })

const STATES: Record<string, State> = {
  'people loading': { api: without('GET /api/subscribers', 'hang'), hash: '#/people', shows: '.skeleton' },
  'people failed': {
    api: without('GET /api/subscribers', refusal(500, 'internal')),
    hash: '#/people',
    shows: '.panel-failed',
  },
  'people empty': {
    api: without('GET /api/subscribers', { body: { subscribers: [], total: 0, next: null } }),
    hash: '#/people',
    reach: async (page) => {
      await page.waitForSelector('details')
      await openAll(page)
    },
    shows: '.panel',
  },
  people: {
    api: WELL,
    hash: '#/people',
    reach: async (page) => {
      await press(page, 'Envoyer un essai')
      await sees(page, 'Le canal refuse')
      await openAll(page)
    },
    shows: '.row .wrong',
  },
  'asking before erasing': {
    api: WELL,
    hash: '#/people',
    reach: (page) => press(page, 'Effacer'),
    shows: 'dialog[open]',
  },
  'alerts lost': { api: without('GET /api/alerts', 'drop'), hash: '#/alerts', shows: '.panel-failed' },
  'alerts empty': {
    api: without('GET /api/alerts', { body: { alerts: [], next: null } }),
    hash: '#/alerts',
    shows: '.panel',
  },
  alerts: {
    api: WELL,
    hash: '#/alerts?subscriber=p1',
    reach: async (page) => {
      await page.waitForSelector('.trail li')
      await openAll(page)
    },
    shows: '.life li',
  },
  'wording failed': {
    api: without('GET /api/templates', refusal(500, 'internal')),
    hash: '#/templates',
    shows: '.panel-failed',
  },
  'wording with a problem': {
    api: without('POST /api/templates/preview', {
      body: {
        ...PREVIEW,
        problems: [
          { field: 'title', message: 'must not be empty' },
          { field: 'body', message: '{x} is not known here' },
        ],
      },
    }),
    hash: '#/templates',
    shows: '.field-wrong textarea',
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
