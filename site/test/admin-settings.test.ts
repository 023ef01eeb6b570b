import type { Browser, Page } from 'puppeteer-core'
import type { Api } from '../../relay/test/admin-page.ts'
import type { Relay } from '../../relay/test/harness.ts'
import type { Screen } from '../../relay/test/screen.ts'
import type { SettingLine, SettingsDocument } from '#core/settings.ts'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { USUAL_SETTINGS } from '#core/settings.ts'

import { SIGNED_IN, press, refusal, sees, signIn } from '../../relay/test/admin-page.ts'
import { stageDesk } from '../../relay/test/desk-stage.ts'
import { eventually, startRelay } from '../../relay/test/harness.ts'
import { openScreen, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'
import { expectUsable, expectUsableForced } from '../../relay/test/usable.ts'

/** The operator's settings on screen: on a real relay by two people at once, and each state of the screen. */

const { visit } = stageDesk()

let browser: Browser
let relay: Relay
const screens: Screen[] = []

beforeAll(async () => {
  browser = await connectShared()
  relay = await startRelay({ browser: false, env: { BLIND_MINUTES: '20' } })
})
afterAll(async () => {
  await Promise.all(screens.map((screen) => screen.close()))
  await browser.disconnect()
  await relay.stop()
  expect(screens.flatMap((screen) => screen.faults)).toEqual([])
})

async function openSettings(): Promise<Page> {
  const screen = await openScreen(browser, `${relay.url}/admin.html?lang=fr#/settings`)
  screens.push(screen)
  await signIn(screen.page, relay.password)
  await sees(screen.page, 'Cadence d’une nouvelle veille')
  return screen.page
}

async function write(page: Page, name: string, text: string): Promise<void> {
  await page.click(`#field-${name}`, { count: 3 })
  await page.keyboard.type(text)
}

const valueOf = (page: Page, name: string) =>
  page.$eval(`#field-${name}`, (field) => (field instanceof HTMLInputElement ? field.value : ''))
const shows = (page: Page, name: string, value: string) =>
  eventually(async () => (await valueOf(page, name)) === value, `${name}: ${value}`)

/** What the keyboard reaches behind the bar that lies over the page's foot, on a small screen. */
async function coveredStops(page: Page): Promise<string[]> {
  const viewport = page.viewport()
  await page.setViewport({ width: 320, height: 800 })
  await page.focus('#content')
  const covered: string[] = []
  for (let step = 0; step < 30; step += 1) {
    await page.keyboard.press('Tab')
    const hidden = await page.evaluate(() => {
      const [active, bar] = [document.activeElement, document.querySelector('.save-bar')]
      if (active === null || bar === null || active === document.body || bar.contains(active)) return null
      const isBehind = active.getBoundingClientRect().top >= bar.getBoundingClientRect().top
      return isBehind ? active.outerHTML.slice(0, 80) : null
    })
    if (hidden !== null) covered.push(hidden)
  }
  await page.setViewport(viewport)
  return covered
}

const focusOf = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '')

test(
  'two people set: each sees the other live, and nobody is overwritten unseen',
  { timeout: 180_000 },
  async () => {
    const [ann, bob] = [await openSettings(), await openSettings()]
    const text = await textOf(ann, 'main')
    // The environment has the last word, and says so.
    expect(text).toContain('20 minutes BLIND_MINUTES le dit dans l’environnement du relais')
    expect(await ann.$('#field-blindMinutes')).toBeNull()
    expect(text).toContain('Soit 60 regards par heure et par page.')

    // What will not do is said at its field, which then has the focus.
    await write(ann, 'checkSeconds', '5')
    await press(ann, 'Enregistrer')
    await sees(ann, 'Cette valeur ne convient pas.')
    await eventually(
      () => ann.$eval('#field-checkSeconds', (field) => field === document.activeElement),
      'focus',
    )
    await write(ann, 'checkSeconds', '90')
    await ann.keyboard.press('Tab')
    await sees(ann, 'Pas encore enregistré. Vaut encore : 60 secondes.')
    // What is typed outlives the screen.
    await press(ann, 'Changer les textes')
    await sees(ann, 'Ce message a les mots de Vigie.')
    await ann.goBack()
    await sees(ann, '1 changement à enregistrer')
    await press(ann, 'Enregistrer')
    await sees(ann, 'Enregistré. Ces réglages valent maintenant.')
    await eventually(async () => (await focusOf(ann)).startsWith('Enregistré.'), 'the focus where it is said')
    await shows(bob, 'checkSeconds', '90')

    // Both write at once: the second one sees both versions, and chooses.
    await write(bob, 'checkSeconds', '300')
    await write(ann, 'checkSeconds', '120')
    await press(ann, 'Enregistrer')
    await sees(bob, 'Quelqu’un d’autre vient de changer « Cadence')
    await press(bob, 'Enregistrer')
    await sees(bob, 'choisissez d’abord')
    expect(await textOf(bob, '.conflict')).toContain(
      'Ce qui vaut maintenant 120 secondes Ce que vous avez écrit 300 secondes',
    )
    expect(await coveredStops(bob)).toEqual([])
    await press(bob, 'Garder le mien')
    await press(bob, 'Enregistrer')
    await shows(ann, 'checkSeconds', '300')

    // Back to what Vigie comes with, and back from there.
    await press(bob, 'Revenir à l’origine (60 secondes)')
    await press(bob, 'Enregistrer')
    await sees(bob, 'Enregistré.')
    await shows(ann, 'checkSeconds', '60')
    await press(bob, 'Remettre comme avant')
    await shows(ann, 'checkSeconds', '300')

    // A shorter memory asks once.
    await write(ann, 'retentionDays', '30')
    await press(ann, 'Enregistrer')
    await ann.waitForSelector('dialog[open]')
    expect(await textOf(ann, 'dialog')).toContain('Oublier tout ce qui a plus de 30 jours ?')
    await ann.$eval('dialog button.button-danger', (button) => button.click())
    await shows(bob, 'retentionDays', '30')

    await ann.$eval('input#quiet-on', (box) => box.click())
    await ann.waitForSelector('#quiet-from')
    await press(ann, 'Enregistrer')
    await eventually(() => bob.$('#quiet-to'), 'the quiet hours of the other')
    await ann.evaluate(() => (location.hash = '#/audit?what=changeSettings'))
    await sees(ann, 'réglages changés')

    // The words of messages, too, by two at once.
    for (const page of [ann, bob]) {
      await page.evaluate(() => (location.hash = '#/templates'))
      await sees(page, 'Ce message a les mots de Vigie.')
    }
    await write(bob, 'template-title', 'Vite : {match}')
    await write(ann, 'template-title', 'Place : {match}')
    await press(ann, 'Enregistrer')
    await sees(bob, 'Quelqu’un d’autre vient de changer ce texte')
    expect(await textOf(bob, '.two-versions')).toContain('Place : {match}')
    await press(bob, 'Garder le mien')
    await press(bob, 'Enregistrer')
    await shows(ann, 'template-title', 'Vite : {match}')
  },
)

const line = <V>(usual: V, change: Partial<SettingLine<V>> = {}): SettingLine<V> => ({
  value: usual,
  usual,
  source: 'built-in',
  stored: null,
  variable: null,
  updatedAt: 0,
  ...change,
})
const set = <V>(value: V) => ({ value, source: 'database', stored: { value }, updatedAt: 5 }) as const

const MARKUP = '<img src=x onerror="document.title=`owned`">'

const DOCUMENT: SettingsDocument = {
  settings: {
    checkSeconds: line(USUAL_SETTINGS.checkSeconds, set(300)),
    patienceSeconds: line(USUAL_SETTINGS.patienceSeconds),
    hostGapMs: line(USUAL_SETTINGS.hostGapMs, {
      value: 1500,
      source: 'environment',
      stored: { value: 800 },
      variable: 'HOST_GAP_MS',
    }),
    hostDailyCalls: line(USUAL_SETTINGS.hostDailyCalls),
    browserCapHours: line(USUAL_SETTINGS.browserCapHours),
    blindMinutes: line(USUAL_SETTINGS.blindMinutes),
    stillWatchingHours: line(USUAL_SETTINGS.stillWatchingHours),
    quiet: line(USUAL_SETTINGS.quiet, set({ from: '22:00', to: '07:00' })),
    timeZone: line(USUAL_SETTINGS.timeZone),
    loudness: line(USUAL_SETTINGS.loudness),
    retentionDays: line(USUAL_SETTINGS.retentionDays),
  },
  environment: [
    { variable: 'PUBLIC_URL', isSet: true, value: `https://vigie.example/${MARKUP}` },
    { variable: 'TELEGRAM_TOKEN', isSet: true, value: null },
    { variable: 'SMTP_URL', isSet: false, value: null },
  ],
}

const WELL: Api = {
  ...SIGNED_IN,
  'GET /api/watches': { body: { watches: [] } },
  'GET /api/templates': { body: { kinds: [], templates: [{}, {}] } },
  'GET /api/settings': { body: DOCUMENT },
}

type State = { api: Api; reach?: (page: Page) => Promise<unknown>; shows: string; forced?: true }
const answered = (call: string, reply: Api[string]): Api => ({ ...WELL, [call]: reply })

const STATES: Record<string, State> = {
  loading: { api: answered('GET /api/settings', 'hang'), shows: '.skeleton' },
  failed: { api: answered('GET /api/settings', refusal(500, 'internal')), shows: '.panel-failed' },
  refused: {
    api: answered(
      'PATCH /api/settings',
      refusal(409, 'pinned', [{ path: 'set.patienceSeconds', message: `PATIENCE_SECONDS ${MARKUP}` }]),
    ),
    shows: '.save-bar .trouble',
    reach: async (page) => {
      await sees(page, MARKUP)
      await write(page, 'patienceSeconds', '20')
      await press(page, 'Enregistrer')
      await sees(page, `Cette valeur ne convient pas. PATIENCE_SECONDS ${MARKUP}`)
    },
  },
  'in conflict, and wrong': {
    api: WELL,
    shows: '.conflict',
    forced: true,
    reach: async (page) => {
      await sees(page, MARKUP)
      await write(page, 'stillWatchingHours', '24')
      await write(page, 'blindMinutes', '0')
      await write(page, 'checkSeconds', '90')
      const { checkSeconds } = DOCUMENT.settings
      const theirs = { ...checkSeconds, ...set(120), updatedAt: 9 }
      played['GET /api/settings'] = {
        body: { ...DOCUMENT, settings: { ...DOCUMENT.settings, checkSeconds: theirs } },
      }
      // Looked at again, the page reads anew.
      await page.evaluate(() => window.dispatchEvent(new Event('online')))
      await page.waitForSelector('.conflict')
      await press(page, 'Enregistrer')
      await sees(page, 'choisissez d’abord')
    },
  },
  'asking before it forgets': {
    api: WELL,
    shows: 'dialog[open]',
    reach: async (page) => {
      await sees(page, '2 messages ont vos mots.')
      await write(page, 'retentionDays', '7')
      await press(page, 'Enregistrer')
    },
  },
}

let played: Api = WELL

test.each(Object.keys(STATES))(
  'settings %s: usable by everybody, in both languages and schemes, narrow and wide',
  { timeout: 60_000 },
  async (name) => {
    const state = STATES[name]
    if (state === undefined) throw new Error(name)
    played = { ...state.api }
    const page = await visit(played, '#/settings')
    await state.reach?.(page)
    await page.waitForSelector(state.shows)
    expect(await page.$$eval('main img', (all) => all.length)).toBe(0)
    if (state.forced === true) await expectUsableForced(page)
    await expectUsable(page)
  },
)
