import type { Page } from 'puppeteer-core'
import type { Api } from '../../relay/test/admin-page.ts'
import type { RuleLine, RuleTried } from '../src/admin/desk/door.ts'

import { expect, test } from 'vitest'

import { SIGNED_IN, adminWatch, press, refusal, sees } from '../../relay/test/admin-page.ts'
import { openAll, stageDesk } from '../../relay/test/desk-stage.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { openWatch } from '../../relay/test/public-watches.ts'
import { textOf } from '../../relay/test/screen.ts'
import { expectUsable } from '../../relay/test/usable.ts'

/** The operator's own rules, with the relay's answers played. */

const { visit, sent } = stageDesk()

const rule = (change: Partial<RuleLine> = {}): RuleLine => ({
  id: 'host-blind',
  name: 'Site perdu de vue',
  enabled: true,
  expr: {
    kind: 'or',
    any: [
      { kind: 'compare', left: { kind: 'share', states: ['unknown'], by: ['host'] }, op: '>=', right: 1 },
      { kind: 'absent', name: 'vigie_checks_total' },
    ],
  },
  for: 960,
  repeat: 86_400,
  resolved: true,
  severity: 'warning',
  shipped: true,
  things: [{ what: 'billetterie.example', value: 1, since: 0, firing: true }],
  updatedAt: 1,
  ...change,
})

const TRIED: RuleTried = {
  at: 0,
  holds: [],
  parts: [{ path: '0', why: 'compared', sees: [{ what: 'billetterie.example', value: 0.25, holds: false }] }],
  unanswered: ['store'],
}

const METRICS = [
  { name: 'vigie_storage_ratio', counter: false, labels: ['store'] },
  { name: 'vigie_checks_total', counter: true, labels: ['reporter', 'state', 'result'] },
]

const own = () => rule({ id: 'calm', name: 'Boîte pleine', things: [], shipped: false })

const WELL: Api = {
  ...SIGNED_IN,
  'GET /api/watches': { body: { watches: [adminWatch(openWatch())] } },
  'GET /api/rules': { body: { rules: [rule(), own()], metrics: METRICS } },
  'POST /api/rules': { status: 201, body: own() },
  'POST /api/rules/try': { body: TRIED },
  'PATCH /api/rules/*': { body: rule() },
  'DELETE /api/rules/*': { body: { success: true } },
}

const set = async (page: Page, selector: string, text: string) => {
  await page.click(selector, { count: 3 })
  await page.type(selector, text)
}

const tries = () => sent.filter(({ call }) => call === 'POST /api/rules/try').map(({ body }) => body)
const changes = () => sent.filter(({ call }) => call === 'PATCH /api/rules/calm').map(({ body }) => body)
const added = () => sent.filter(({ call }) => call === 'POST /api/rules').map(({ body }) => body)

test('what comes with Vigie is named in the reader’s language, what the operator made as they named it', async () => {
  const shipped = rule({ id: 'budget-near', name: 'un site a presque reçu ses appels du jour' })
  const page = await visit(
    { ...WELL, 'GET /api/rules': { body: { rules: [shipped, own()], metrics: METRICS } } },
    '#/rules',
  )
  await sees(page, 'un site a presque reçu ses appels du jour')
  await page.$eval('button[lang=en]', (button) => button.click())
  await sees(page, 'a site has had nearly all its calls of the day')
  expect(await textOf(page, '#rule-calm')).toBe('Boîte pleine')
})

test('rules: on and off, tried, and changed by their numbers', async () => {
  const page = await visit(WELL, '#/rules')
  await sees(page, 'share(unknown) by (host) >= 1')
  await sees(page, 'Sonne pour 1 chose')
  await press(page, 'Essayer maintenant')
  await sees(page, 'La condition n’est remplie pour rien')
  await sees(page, 'billetterie.example : 0,25')
  await page.$eval('.rows-list li input[type=checkbox]', (box) => box.click())
  await eventually(() => sent.some(({ call }) => call === 'PATCH /api/rules/host-blind'), 'switched off')
  expect(sent.at(-1)?.body).toEqual({ enabled: false })
  await page.$eval('.rows-list li .more summary', (summary) => {
    if (summary instanceof HTMLElement) summary.click()
  })
  await set(page, '#field-host-blind-right-0', 'beaucoup')
  await page.keyboard.press('Enter')
  await sees(page, 'Écrivez un nombre.')
  await set(page, '#field-host-blind-right-0', '0,5')
  await set(page, '#field-host-blind-for', '600')
  await page.keyboard.press('Enter')
  await eventually(() => sent.filter(({ call }) => call.startsWith('PATCH')).length === 2, 'saved')
  expect(sent.at(-1)?.body).toMatchObject({
    for: 600,
    repeat: 86_400,
    expr: { any: [{ right: 0.5 }, { kind: 'absent' }] },
    severity: 'warning',
  })
})

test('two who change one rule: what was changed beside the form is no quarrel; else both versions are shown', async () => {
  const newer = own()
  const api: Api = { ...WELL, 'PATCH /api/rules/*': refusal(409, 'rule-conflict') }
  const page = await visit(api, '#/rules')
  await sees(page, 'Boîte pleine')
  await page.$$eval('.rows-list .more summary', ([, summary]) => {
    if (summary instanceof HTMLElement) summary.click()
  })
  await set(page, '#field-calm-for', '120')
  Object.assign(newer, { repeat: 7200, severity: 'critical', updatedAt: 2 })
  Object.assign(api, { 'GET /api/rules': { body: { rules: [rule(), newer], metrics: METRICS } } })
  await page.keyboard.press('Enter')
  await sees(page, 'Quelqu’un d’autre vient de changer cette règle')
  expect(await textOf(page, '.two-versions .versions')).toMatch(/7200[^]*Critique[^]*86400[^]*Attention/)
  await expectUsable(page)
  await page.click('.two-versions .button:last-child')
  await page.waitForFunction(() => document.querySelector('.two-versions') === null)
  // The third version differs by what no field shows.
  Object.assign(api, {
    'GET /api/rules': {
      body: { rules: [rule(), { ...newer, enabled: false, updatedAt: 3 }], metrics: METRICS },
    },
  })
  await page.focus('#field-calm-for')
  await page.keyboard.press('Enter')
  const mine = { for: 120, repeat: 86_400, severity: 'warning', updatedAt: 3 }
  await eventually(
    () => expect.objectContaining(mine).asymmetricMatch(changes().at(-1)),
    'sent again by itself',
  )
})

test('a new rule: what it means and what it says now are shown while it is made; what is wrong is named by its field', async () => {
  const api: Api = { ...WELL }
  const page = await visit(api, '#/rules')
  await press(page, 'Ajouter une règle')
  await sees(page, 'une veille dit « inconnu »')
  await sees(page, 'billetterie.example : 0,25')
  expect(tries()).toEqual([
    { expr: { kind: 'compare', left: { kind: 'verdict', states: ['unknown'] }, op: '==', right: 1 } },
  ])
  await press(page, 'Ajouter la règle')
  await sees(page, 'Donnez-lui un nom.')
  await page.waitForFunction(() => document.activeElement?.id === 'field-new-rule-name')
  expect(added()).toEqual([])

  await page.keyboard.type('Presque pleine')
  await page.select('#field-part-0-subject', 'share')
  await set(page, '#field-part-0-right', 'beaucoup')
  await sees(page, 'Complétez la condition')
  await set(page, '#field-part-0-right', '50')
  await page.select('#field-part-0-label', 'host')
  await page.type('#field-part-0-value', 'a.fr')
  await sees(page, 'la part des veilles qui disent « inconnu » (là où site est « a.fr ») est au moins 50 %')

  await press(page, 'Ajouter une condition')
  await page.select('#field-part-1-subject', 'increase')
  await press(page, 'Ajouter la règle')
  await sees(page, 'Choisissez une mesure.')
  expect(await page.$$eval('#field-part-1-metric option', (all) => all.map(({ value }) => value))).toEqual([
    '',
    'vigie_checks_total',
  ])
  await page.select('#field-part-1-metric', 'vigie_checks_total')
  await page.select('#field-part-1-op', '<')
  await page.select('#field-new-rule-join', 'or')
  await set(page, '#field-new-rule-for', '120')
  await sees(
    page,
    'ou (la hausse en 10 min de : le nombre de vérifications est sous 1), sans interruption pendant 2 min',
  )

  // Somewhere else and back: what was put together is there still.
  await page.evaluate(() => {
    location.hash = '#/templates'
  })
  await page.waitForFunction(() => document.querySelector('#field-new-rule-name') === null)
  await page.goBack()
  await page.waitForSelector('#field-part-1-metric')
  expect(await page.$eval('#field-new-rule-name', (field) => 'value' in field && field.value)).toBe(
    'Presque pleine',
  )

  api['POST /api/rules'] = refusal(422, 'rule', [
    { path: 'expr.any.1.left.name', message: 'is no counter' },
    { path: 'repeat', message: 'must not be shorter' },
  ])
  await press(page, 'Ajouter la règle')
  await eventually(
    () => page.$eval('#wrong-part-1-metric', (wrong) => (wrong.textContent ?? '').includes('is no counter')),
    'the field',
  )
  expect(await page.$eval('#wrong-new-rule-repeat', (wrong) => wrong.textContent)).toContain(
    'must not be shorter',
  )
  expect(added()).toEqual([
    {
      name: 'Presque pleine',
      expr: {
        kind: 'or',
        any: [
          {
            kind: 'compare',
            left: { kind: 'share', states: ['unknown'], match: [{ label: 'host', op: '=', value: 'a.fr' }] },
            op: '>=',
            right: 0.5,
          },
          {
            kind: 'compare',
            left: { kind: 'increase', name: 'vigie_checks_total', window: 600 },
            op: '<',
            right: 1,
          },
        ],
      },
      for: 120,
      repeat: 14_400,
      severity: 'warning',
      resolved: true,
    },
  ])
  await press(page, 'Retirer la condition 2')
  api['POST /api/rules'] = { status: 201, body: own() }
  api['GET /api/rules'] = {
    body: {
      rules: [rule(), own(), rule({ id: 'new', name: 'Presque pleine', shipped: false })],
      metrics: METRICS,
    },
  }
  await press(page, 'Ajouter la règle')
  await page.waitForSelector('#rule-new')
  expect(added().at(-1)).toMatchObject({ expr: { kind: 'compare', left: { kind: 'share' } } })
  expect(await page.$eval('#field-new-rule-name', (field) => 'value' in field && field.value)).toBe('')
})

test('an own rule is deleted after one question; what comes with Vigie can be switched off only', async () => {
  const api: Api = { ...WELL }
  const page = await visit(api, '#/rules')
  await page.waitForSelector('#rule-calm')
  const offers = await page.$$eval('.rows-list > li', (cards) =>
    cards.map((card) => card.innerText.includes('Supprimer')),
  )
  expect(offers).toEqual([false, true])
  await press(page, 'Supprimer')
  await sees(page, 'Supprimer la règle « Boîte pleine » ?')
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => document.querySelector('dialog[open]') === null)
  expect(sent).toEqual([])
  await press(page, 'Supprimer')
  await page.waitForSelector('dialog[open]')
  api['GET /api/rules'] = { body: { rules: [rule()], metrics: METRICS } }
  await page.$eval('dialog button.button-danger', (button) => button.click())
  await eventually(async () => !(await textOf(page, 'main')).includes('Boîte pleine'), 'the rule gone')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  expect(sent).toEqual([{ call: 'DELETE /api/rules/calm', body: null }])
})

type State = { api: Api; reach?: (page: Page) => Promise<unknown>; shows: string }
const without = (call: string, reply: Api[string]): Api => ({ ...WELL, [call]: reply })

const STATES: Record<string, State> = {
  'rules failed': {
    api: without('GET /api/rules', refusal(500, 'internal')),
    shows: '.panel-failed',
  },
  rules: {
    api: without('PATCH /api/rules/*', refusal(422, 'rule', [{ path: 'for', message: 'too long' }])),
    reach: async (page) => {
      await press(page, 'Essayer maintenant')
      await sees(page, 'Sans réponse')
      await openAll(page)
      await page.$eval('form.form button[type=submit]', (button) => button.click())
    },
    shows: 'form .trouble',
  },
  'a new rule with faults': {
    api: without(
      'POST /api/rules',
      refusal(422, 'rule', [{ path: 'expr.all.1.left.match.0.value', message: 'no such store' }]),
    ),
    reach: async (page) => {
      await press(page, 'Ajouter une règle')
      await page.type('#field-new-rule-name', 'Une règle')
      await page.select('#field-part-0-subject', 'count')
      await press(page, 'Ajouter une condition')
      await page.select('#field-part-1-subject', 'metric')
      await page.select('#field-part-1-metric', 'vigie_storage_ratio')
      await page.select('#field-part-1-label', 'store')
      await sees(page, 'En ce moment La condition')
      await press(page, 'Ajouter la règle')
    },
    shows: '#wrong-part-1-value',
  },
  'asking before deleting': {
    api: WELL,
    reach: (page) => press(page, 'Supprimer'),
    shows: 'dialog[open]',
  },
}

test.each(Object.keys(STATES))(
  '%s: usable by everybody, in both languages and schemes, narrow and wide',
  async (name) => {
    const state = STATES[name]
    if (state === undefined) throw new Error(name)
    const page = await visit(state.api, '#/rules')
    await state.reach?.(page)
    await page.waitForSelector(state.shows)
    await expectUsable(page)
  },
)
