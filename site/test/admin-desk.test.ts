import type { Page } from 'puppeteer-core'
import type { Api } from '../../relay/test/admin-page.ts'
import type { PeoplePage, Preview, TemplatesList } from '../src/admin/desk/door.ts'
import type { PeopleLine } from '#core/person.ts'

import { expect, test } from 'vitest'

import { SIGNED_IN, adminWatch, press, refusal, sees } from '../../relay/test/admin-page.ts'
import { stageDesk } from '../../relay/test/desk-stage.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { openWatch } from '../../relay/test/public-watches.ts'
import { expectUsable } from '../../relay/test/usable.ts'

/** The operator's screen of words, with the relay's answers played. */

const { visit, sent, asked } = stageDesk()

const MARKUP = '<img src=x onerror="document.title=`owned`">'
const DAY = 86_400_000

const person = (change: Partial<PeopleLine> = {}): PeopleLine => ({
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
  quiet: null,
  always: [],
  loudness: 'ring',
  pausedUntil: null,
  escalateTo: null,
  role: 'reader',
  disabledWhy: null,
  last: null,
  ...change,
})

const PEOPLE: PeoplePage = {
  subscribers: [
    person({ channel: 'telegram', address: '…002' }),
    person({ id: 'chat-0a1b2c3d4e5f6071', channel: 'telegram', address: '…001', role: 'operator' }),
    person({ id: 'p3', channel: 'telegram', address: '…003' }),
  ],
  counts: { active: 5003, paused: 0, pending: 0, disabled: 0, missed: 0 },
  total: 5003,
  found: 5003,
  next: '1.p3',
}

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
  'GET /api/templates': { body: TEMPLATES },
  'POST /api/templates/preview': { body: PREVIEW },
  'PUT /api/templates': { body: { success: true } },
  'POST /api/subscribers/*/test': { body: { outcome: 'refused', detail: 'chat not found' } },
}

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
  // What was typed for the other message is there still, also after a look elsewhere, and can be dropped.
  await page.evaluate(() => {
    location.hash = '#/people'
  })
  await page.waitForFunction(() => document.querySelector('#template-body') === null)
  await page.goBack()
  await eventually(async () => (await title(page)) === 'Vite {nope}', 'the words that were typed')
  await press(page, 'Abandonner ce qui est tapé')
  expect(await title(page)).toBe('{title}')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('field-template-title')
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
  await sees(page, 'Vos mots pour ce message sont effacés.')
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.querySelector('dialog') === null)
  expect(sent.some(({ call }) => call === 'PUT /api/templates')).toBe(false)
  await press(page, 'Revenir aux mots de Vigie')
  await page.waitForSelector('dialog[open]')
  await page.click('dialog .button-danger')
  await eventually(() => sent.some(({ call }) => call === 'PUT /api/templates'), 'put back')
  expect(sent.find(({ call }) => call === 'PUT /api/templates')?.body).toMatchObject({ template: null })
  await sees(page, 'Ce message a les mots de Vigie.')
  await page.waitForFunction(() => document.activeElement?.id === 'field-template-title')
})

const title = (page: Page) =>
  page.$eval('#field-template-title', (field) => (field instanceof HTMLInputElement ? field.value : ''))

const telegram = (id: string) => person({ id, channel: 'telegram', address: '…001', role: 'operator' })

/** More people have this channel than one answer holds. */
async function findByMark(page: Page, api: Api): Promise<void> {
  const offered = () => page.$$eval('#field-template-to option', (all) => all.map((one) => one.text))
  expect(asked.at(-1)).toBe('/api/subscribers?channel=telegram')
  api['GET /api/subscribers'] = { body: { ...PEOPLE, subscribers: [telegram('p8')], next: null } }
  await press(page, 'Voir la suite')
  await eventually(async () => (await offered()).includes('…001 · p8 (Opérateur)'), 'the rest')
  expect(asked.at(-1)).toBe('/api/subscribers?channel=telegram&after=1.p3')
  api['GET /api/subscribers'] = {
    body: { ...PEOPLE, subscribers: [telegram('chat-0a1b2c3d4e5f6071')], next: null },
  }
  await page.type('#field-template-mark', '0a1b2c')
  await eventually(() => asked.at(-1)?.endsWith('?channel=telegram&mark=0a1b2c'), 'the search')
  await eventually(async () => (await offered()).join() === '…001 · 0a1b2c (Opérateur)', 'the one')
}

type State = { api: Api; hash: string; shows: string }
const without = (call: string, reply: Api[string]): Api => ({ ...WELL, [call]: reply })

const STATES: Record<string, State> = {
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
    await page.waitForSelector(state.shows)
    await expectUsable(page)
  },
)
