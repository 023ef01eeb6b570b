import type { Page } from 'puppeteer-core'
import type { Api } from '../../relay/test/admin-page.ts'
import type { EventsPage, PeoplePage } from '../src/admin/desk/door.ts'
import type { TrailAlert } from '#core/alert-trail.ts'
import type { PeopleLine, Person } from '#core/person.ts'

import { expect, test } from 'vitest'

import { NO_ALERTS } from '#core/person.ts'

import { SIGNED_IN, adminWatch, press, refusal, sees } from '../../relay/test/admin-page.ts'
import { openAll, stageDesk } from '../../relay/test/desk-stage.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { openWatch } from '../../relay/test/public-watches.ts'
import { textOf } from '../../relay/test/screen.ts'
import { expectUsable, expectUsableForced } from '../../relay/test/usable.ts'

/** The operator's screens of subscribers and of what each was owed, with the relay's answers played. */

const { visit, sent, asked } = stageDesk()

const MARKUP = '<img src=x onerror="document.title=`owned`">'
const DAY = 86_400_000
const TODAY = Math.floor(Date.now() / DAY)

const { last: _, ...SUBSCRIBER } = person()

function person(change: Partial<PeopleLine> = {}): PeopleLine {
  return {
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
    pausedUntil: null,
    escalateTo: null,
    role: 'reader',
    disabledWhy: null,
    last: { state: 'sent', at: Date.now() - 60_000 },
    ...change,
  }
}

const PEOPLE: PeoplePage = {
  subscribers: [
    person(),
    person({
      id: 'chat-0a1b2c3d4e5f6071',
      channel: 'telegram',
      address: '…001',
      role: 'operator',
      watches: ['om'],
      pausedUntil: Date.now() + DAY,
      last: null,
    }),
    person({
      id: 'p3',
      channel: 'web-push',
      address: 'fcm.example/…',
      state: 'disabled',
      disabledWhy: `410 ${MARKUP}`,
      last: { state: 'given-up', at: Date.now() - DAY },
    }),
    person({ id: 'p4', channel: 'ntfy', address: 'ntfy.example/…', state: 'pending', last: null }),
  ],
  counts: { active: 4950, paused: 12, pending: 30, disabled: 11, missed: 4 },
  total: 5003,
  found: 5003,
  next: '1.p4',
}

const ONE: Person = {
  subscriber: { ...SUBSCRIBER, escalateTo: 'p7', pausedUntil: Date.now() + DAY },
  record: {
    counts: { ...NO_ALERTS, sent: 210, acknowledged: 12, gathered: 3, owed: 1, withdrawn: 2, 'given-up': 4 },
    owedSince: Date.now() - 29 * DAY,
    sentAt: Date.now() - 60_000,
    answeredAt: Date.now() - DAY,
    failure: { at: Date.now() - 2 * DAY, outcome: 'refused', detail: `550 ${MARKUP}` },
    typicalMs: 840,
    days: [
      { day: TODAY - 9, sent: 12, missed: 0, other: 0 },
      { day: TODAY - 2, sent: 31, missed: 4, other: 2 },
      { day: TODAY, sent: 3, missed: 0, other: 1 },
    ],
  },
  secondOf: ['chat-0a1b2c3d4e5f6071'],
}

const alert = (change: Partial<TrailAlert> = {}): TrailAlert => ({
  id: 'a1',
  subscriberId: 'p1',
  channel: 'email',
  kind: 'opened',
  watchId: 'om',
  releaseId: 'r1',
  name: `Paris SG – Marseille ${MARKUP}`,
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
const FAILED = alert().attempts.slice(0, 1)
const NOT_SENT = { sentAt: null, acknowledgedAt: null, acknowledgedAs: null }

const ALERTS: { alerts: TrailAlert[]; next: string | null } = {
  alerts: [
    alert(),
    alert({ id: 'a2', state: 'owed', nextAt: Date.now() + 60_000, attempts: FAILED, ...NOT_SENT }),
    alert({ id: 'a3', state: 'given-up', attempts: [], ...NOT_SENT }),
    alert({ id: 'a4', state: 'withdrawn', kind: 'ring', attempts: [], endedAt: Date.now(), ...NOT_SENT }),
  ],
  next: '1.a4',
}

const EVENTS: EventsPage = {
  events: [
    {
      id: 'e1',
      kind: 'opened',
      watchId: 'om',
      name: `Paris SG – Marseille ${MARKUP}`,
      at: Date.now() - 3_600_000,
      counts: { ...NO_ALERTS, sent: 4870, acknowledged: 129, 'given-up': 4 },
      quickestMs: 740,
      slowestMs: 12_400,
    },
    {
      id: 'e2',
      kind: 'blind',
      watchId: 'om',
      name: 'Paris SG – Marseille',
      at: Date.now() - DAY,
      counts: { ...NO_ALERTS, owed: 1 },
      quickestMs: null,
      slowestMs: null,
    },
  ],
  next: null,
}

const WELL: Api = {
  ...SIGNED_IN,
  'GET /api/watches': { body: { watches: [adminWatch(openWatch())] } },
  'GET /api/subscribers': { body: PEOPLE },
  'GET /api/subscribers/*': { body: ONE },
  'POST /api/subscribers/find': { body: { ...PEOPLE, subscribers: [person()], found: 1, next: null } },
  'GET /api/alerts': { body: ALERTS },
  'GET /api/alerts/events': { body: EVENTS },
  'POST /api/subscribers/*/test': { body: { outcome: 'refused', detail: 'chat not found' } },
  'PATCH /api/subscribers/*': { body: SUBSCRIBER },
  'DELETE /api/subscribers/*': { body: { success: true } },
}

const search = async (page: Page, selector: string, text: string) => {
  await page.click(selector, { count: 3 })
  await page.keyboard.press('Backspace')
  await page.type(selector, text)
  await page.keyboard.press('Enter')
}

const sought = (page: Page) =>
  page.$eval('#field-people-text', (field) => (field instanceof HTMLInputElement ? field.value : ''))

test('thousands of subscribers: a page at a time, chosen by how they stand, found by mark or by an address that no URL holds', async () => {
  const api: Api = { ...WELL }
  const page = await visit(api, '#/people')
  await sees(page, '5 003 abonnés')
  const text = await textOf(page, 'main')
  expect(text).toContain('m…@exemple.fr p1')
  expect(text).toContain(`Suspendu (410 ${MARKUP})`)
  expect(text).toContain('4 sur 5 003')
  expect(await page.$$eval('#field-people-state option', (all) => all.map((one) => one.text))).toContain(
    'Ont manqué une alerte (4)',
  )
  api['GET /api/subscribers'] = {
    body: { ...PEOPLE, subscribers: [person({ id: 'p9', address: 'z…@a.fr' })], next: null },
  }
  await press(page, 'Voir la suite')
  await sees(page, 'z…@a.fr')
  // The button is gone, and whoever pressed it stands where it was.
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Il n’y a rien de plus.')
  expect(asked.some((one) => one === '/api/subscribers?after=1.p4&limit=500')).toBe(true)

  await page.select('#field-people-state', 'missed')
  await page.select('#field-people-channel', 'email')
  await eventually(
    () => asked.at(-1) === '/api/subscribers?state=missed&channel=email&limit=100',
    'the choice is asked',
  )
  expect(page.url()).toContain('#/people?state=missed&channel=email')
  // The one who chooses stays where they are.
  expect(await page.evaluate(() => document.querySelector('#field-people-channel') !== null)).toBe(true)

  await search(page, '#field-people-text', 'Marie Dupont')
  await sees(page, 'Écrivez le début d’un repère, ou une adresse entière.')
  await search(page, '#field-people-text', '0a1b2c')
  await eventually(() => asked.at(-1)?.includes('&mark=0a1b2c') === true, 'the mark')
  await page.goBack()
  await eventually(async () => (await sought(page)) === '', 'what the list is not sought by any more is gone')
  await page.goForward()
  await eventually(async () => (await sought(page)) === '0a1b2c', 'the mark again')
  await search(page, '#field-people-text', 'marie@exemple.fr')
  await sees(page, 'Ceux qui ont exactement cette adresse.')
  expect(sent.at(-1)).toEqual({ call: 'POST /api/subscribers/find', body: { address: 'marie@exemple.fr' } })
  expect(asked.join() + page.url()).not.toContain('marie')
  await press(page, 'Tout montrer')
  await eventually(() => page.url().endsWith('#/people'), 'everybody again')
  await page.goBack()
  await eventually(() => asked.at(-1)?.includes('state=missed') === true, 'the choice of before')
})

test('an address of the operator’s own is added, and what is wrong with it stands beside its field', async () => {
  const api: Api = { ...WELL }
  const page = await visit(api, '#/people')
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

test('one subscriber: what they got and missed and why, what they chose; tried, suspended, erased after one question', async () => {
  const api: Api = { ...WELL }
  const page = await visit(api, '#/people?person=p1')
  await sees(page, 'Ce qui lui est arrivé')
  // It is read besides the person.
  await page.waitForSelector('.trail li .life')
  await openAll(page)
  const text = await textOf(page, 'main')
  for (const words of [
    'E-mail m…@exemple.fr',
    '232 alertes depuis le',
    '210 envoyées',
    '12 répondues',
    '4 abandonnées',
    `refusé 550 ${MARKUP}`,
    '0,8 s',
    'Sur 30 jours : 46 alertes arrivées, 4 manquées.',
    '22:00 – 07:00 (Europe/Paris)',
    'Dernier essai : pas parti 503',
    'L’abonné a été suspendu avant l’envoi.',
    'Il n’y avait plus lieu de l’envoyer',
  ])
    expect(text).toContain(words)
  expect(asked.at(-1)).toBe('/api/alerts?subscriber=p1')
  expect(await page.$$eval('main img', (all) => all.length)).toBe(0)
  const life = await page.$$eval('.trail li:first-child .life li', (lines) =>
    lines.map((one) => one.innerText.replaceAll(/\s/g, ' ')),
  )
  expect(life.map((line) => line.replace(/^.*? : /, ''))).toEqual([
    'Due',
    'Prise en charge (essai 1)',
    expect.stringContaining(MARKUP),
    'Prise en charge (essai 2)',
    expect.stringMatching(/^Réponse du canal \(essai 2, /),
    'Envoyée',
    'Répondue (j’ai une place)',
  ])

  await press(page, 'Envoyer un essai')
  await sees(page, 'Le canal refuse : chat not found')
  await press(page, 'Suspendre')
  await page.waitForSelector('dialog[open]')
  expect(sent.some(({ call }) => call.startsWith('PATCH'))).toBe(false)
  api['GET /api/subscribers/*'] = {
    body: { ...ONE, subscriber: { ...SUBSCRIBER, state: 'disabled', disabledWhy: 'by the operator' } },
  }
  await page.$eval('dialog button.button-danger', (button) => button.click())
  await sees(page, 'Suspendu (par l’opérateur)')
  expect(sent.at(-1)).toEqual({ call: 'PATCH /api/subscribers/p1', body: { state: 'disabled' } })
  await press(page, 'Réactiver')
  await eventually(() => JSON.stringify(sent.at(-1)?.body) === '{"state":"active"}', 'enabled')

  await press(page, 'Effacer')
  await page.waitForSelector('dialog[open]')
  await page.$eval('dialog button.button-danger', (button) => button.click())
  await eventually(() => page.url().endsWith('#/people'), 'back among all')
  expect(sent.at(-1)?.call).toBe('DELETE /api/subscribers/p1')
})

test('alerts: each message once with what became of it, then each alert of it; chosen by state, time and name, as a file too', async () => {
  const page = await visit(WELL, '#/alerts')
  await sees(page, '4 870 envoyées')
  const text = await textOf(page, 'main')
  expect(text).toContain(`Ouverture : Paris SG – Marseille ${MARKUP}`)
  expect(text).toContain('due à 5 003 abonnés')
  expect(text).toContain('La première envoyée en 0,7 s, la dernière en 12 s.')
  await press(page, 'Voir les 4 abandonnées')
  await eventually(() => asked.at(-1) === '/api/alerts?event=e1&state=given-up', 'those given up')
  await sees(page, 'D’un seul message.')
  await press(page, 'Tout montrer')
  await press(page, 'Chaque alerte')
  await eventually(() => asked.at(-1) === '/api/alerts', 'each')

  await page.select('#field-watch', 'om')
  await page.select('#field-alerts-state', 'given-up')
  await page.select('#field-alerts-when', 'week')
  await search(page, '#field-alerts-text', 'Marseille')
  await eventually(() => asked.at(-1)?.includes('text=Marseille') === true, 'all of it is asked')
  const query = new URLSearchParams(asked.at(-1)?.split('?')[1])
  expect([query.get('watch'), query.get('state'), query.get('to')]).toEqual(['om', 'given-up', null])
  expect(Date.now() - Number(query.get('from'))).toBeGreaterThan(6 * DAY)
  const links = await page.$$eval('a[download]', (all) => all.map(({ href }) => href))
  expect(links.map((href) => new URL(href).pathname)).toEqual(['/api/alerts/export', '/api/alerts/export'])
  expect(links[0]).toContain('text=Marseille')
  await page.reload()
  await page.waitForSelector('.alert')
  expect(await page.$$eval('#field-alerts-when option:checked', ([one]) => one?.textContent)).toBe(
    'Les 7 derniers jours',
  )
  expect(await page.title()).toBe('Alertes · Vigie, administration')
})

type State = { api: Api; hash: string; reach?: (page: Page) => Promise<unknown>; shows: string }
const without = (call: string, reply: Api[string]): Api => ({ ...WELL, [call]: reply })

const STATES: Record<string, State> = {
  'people failed': {
    api: without('GET /api/subscribers', refusal(500, 'internal')),
    hash: '#/people?state=missed',
    shows: '.panel-failed',
  },
  people: {
    api: WELL,
    hash: '#/people',
    reach: async (page) => {
      await page.waitForSelector('.person')
      await openAll(page)
    },
    shows: '.person .wrong',
  },
  'one person': {
    api: WELL,
    hash: '#/people?person=p1',
    reach: async (page) => {
      await page.waitForSelector('.life')
      await press(page, 'Envoyer un essai')
      await sees(page, 'Le canal refuse')
      await openAll(page)
    },
    shows: '.days-missed',
  },
  'a person who is gone': {
    api: without('GET /api/subscribers/*', refusal(404, 'unknown-subscriber')),
    hash: '#/people?person=p1',
    shows: '.panel',
  },
  'asking before suspending': {
    api: WELL,
    hash: '#/people?person=p1',
    reach: (page) => press(page, 'Suspendre'),
    shows: 'dialog[open]',
  },
  messages: { api: WELL, hash: '#/alerts', shows: '.became-given-up' },
  'no alerts': {
    api: without('GET /api/alerts', { body: { alerts: [], next: null } }),
    hash: '#/alerts?subscriber=p1&state=given-up',
    shows: '.panel',
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
    if (name === 'one person' || name === 'messages') await expectUsableForced(page)
    await expectUsable(page)
  },
)
