import type { Browser, Page } from 'puppeteer-core'
import type { Screen } from '../../relay/test/screen.ts'
import type { StandIn } from '../../relay/test/stand-in.ts'
import type { Api } from '../../relay/test/admin-page.ts'
import type { Proposal } from '../src/admin/door.ts'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { SITE } from '../../relay/dev/paths.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { blindWatch, openWatch, publicWatch, staleWatch } from '../../relay/test/public-watches.ts'
import { openScreen, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'
import { startStandIn } from '../../relay/test/stand-in.ts'
import { expectUsable, expectUsableForced } from '../../relay/test/usable.ts'
import { lookSteps, watchStory } from '../../relay/test/watch-story.ts'
import {
  DOT,
  SIGNED_IN,
  adminWatch,
  evidence,
  observation,
  openVerdict,
  playApi,
  press,
  refusal,
  sampleLine,
  sees,
  signIn,
} from '../../relay/test/admin-page.ts'

/** Every screen and state of the admin page, with the relay's answers played. */

let browser: Browser
let relay: StandIn
let screens: Screen[]

beforeAll(async () => {
  browser = await connectShared()
})

afterAll(() => browser.disconnect())

beforeEach(async () => {
  relay = await startStandIn(SITE)
  screens = []
})

afterEach(async () => {
  await Promise.all(screens.map((screen) => screen.close()))
  await relay.away()
  expect(screens.flatMap((screen) => screen.faults)).toEqual([])
})

async function visit(api: Api, hash = ''): Promise<Page> {
  const screen = await openScreen(browser, `${relay.url}/favicon.svg`)
  screens.push(screen)
  await playApi(screen.page, api)
  await screen.page.goto(`${relay.url}/admin.html?lang=fr${hash}`)
  return screen.page
}

const { row, whole } = evidence('om')
const dotPicture = {
  type: 'image/png',
  bytes: DOT.length,
  width: 1,
  height: 1,
  data: Buffer.from(DOT).toString('base64'),
}
const WATCHES = [
  adminWatch(openWatch()),
  adminWatch(publicWatch({ id: 'fcn', name: 'Paris SG – Nantes' }), { public: false }),
  adminWatch(blindWatch()),
  adminWatch(staleWatch()),
  adminWatch(publicWatch({ id: 'new', name: 'Paris SG – Lens', lastCheckAt: null, lastGoodCheckAt: null })),
]
const WELL: Api = {
  ...SIGNED_IN,
  'GET /api/watches': { body: { watches: WATCHES } },
  'GET /api/watches/*/evidence': { body: { evidence: [row, { ...row, id: 'e2', picture: null }] } },
  'GET /api/watches/*/story': { body: watchStory() },
  'GET /api/evidence/*': { body: whole },
  'GET /api/evidence/*/picture': { body: DOT },
  'GET /api/presets': { body: { code: 'psg' } },
  'GET /api/samples': { body: { samples: [] } },
}
const SAMPLES = [
  sampleLine({ id: 's2', says: 'available', where: 'Place PMR', faithful: false, rendered: false }),
  sampleLine(),
]
const TAUGHT: Api = { ...WELL, 'GET /api/samples': { body: { samples: SAMPLES } } }
const proposal = (ok: boolean): Proposal => ({
  target: { anchor: '.offers', empty: '.no-offer', selector: '[data-kind="pmr"]' },
  proven: SAMPLES.map(({ id, says, verdict }) => ({
    sampleId: id,
    says,
    got: verdict,
    agrees: ok || says === 'none',
  })),
  ok,
  need: ok ? null : 'point-at-it',
})
const teach = async (page: Page) => {
  await press(page, 'Apprendre de ces exemples')
}
const lookAt = async (page: Page) => {
  await page.waitForSelector('#field-url')
  await page.type('#field-url', 'billetterie.example/paris-sg-marseille')
  await page.keyboard.press('Enter')
}

const choose = async (page: Page, says: string) => {
  await page.waitForSelector(`input[value=${says}]`)
  await page.$eval(`input[value=${says}]`, (radio) => radio.click())
}

type State = { api: Api; hash?: string; reach?: (page: Page) => Promise<unknown>; shows: string }

const STATES: Record<string, State> = {
  'asking for the session': { api: { 'GET /api/session': 'hang' }, shows: '.hero [aria-busy]' },
  'session not known': { api: { 'GET /api/session': 'drop' }, shows: '.door-card .trouble' },
  'signed out': { api: { 'GET /api/session': { body: { admin: false } } }, shows: '#password' },
  'wrong password': {
    api: {
      'GET /api/session': { body: { admin: false } },
      'POST /api/session': refusal(401, 'wrong-password'),
    },
    reach: (page) => signIn(page, 'guess'),
    shows: '.field-wrong .trouble',
  },
  'too many attempts': {
    api: {
      'GET /api/session': { body: { admin: false } },
      'POST /api/session': {
        status: 429,
        body: { error: { code: 'too-many-attempts', message: 'wait' } },
        headers: { 'retry-after': '300' },
      },
    },
    reach: (page) => signIn(page, 'guess'),
    shows: 'button[type=submit][aria-disabled=true]',
  },
  'list loading': { api: { ...SIGNED_IN, 'GET /api/watches': 'hang' }, shows: '.skeleton' },
  'list failed': {
    api: { ...SIGNED_IN, 'GET /api/watches': refusal(500, 'internal') },
    shows: '.panel-failed',
  },
  'list empty': { api: { ...SIGNED_IN, 'GET /api/watches': { body: { watches: [] } } }, shows: '.panel' },
  list: { api: WELL, shows: '.rows-list .card-available' },
  'a check that is refused': {
    api: { ...WELL, 'POST /api/watches/*/check': refusal(404, 'unknown-watch') },
    reach: (page) => press(page, 'Vérifier maintenant'),
    shows: '.check-now .trouble',
  },
  'a check under way': {
    api: {
      ...WELL,
      'POST /api/watches/*/check': { status: 202, body: { checkId: 'c' } },
      'GET /api/watches/*': { body: WATCHES[0] },
    },
    reach: (page) => press(page, 'Vérifier maintenant'),
    shows: '.progress-words',
  },
  'a new watch': { api: WELL, hash: '#/new', shows: '#field-url' },
  'a link that is none': {
    api: WELL,
    hash: '#/new',
    reach: async (page) => {
      await page.waitForSelector('#field-url')
      await page.type('#field-url', 'paris')
      await page.keyboard.press('Enter')
    },
    shows: '#field-url[aria-invalid=true]:focus',
  },
  'a watch that must be taught': {
    api: {
      ...WELL,
      'GET /api/watches': {
        body: {
          watches: [adminWatch(blindWatch({ verdict: { state: 'unknown', reason: 'layout-changed' } }))],
        },
      },
    },
    hash: '#/watch/rm',
    reach: (page) => press(page, 'Montrer cette page à Vigie'),
    shows: '#teach-title:focus',
  },
  'a try under way': {
    api: { ...WELL, 'POST /api/watches/try': 'hang' },
    hash: '#/new',
    reach: lookAt,
    shows: '.progress',
  },
  'a try refused': {
    api: {
      ...WELL,
      'POST /api/watches/try': refusal(422, 'address-private', [{ path: 'url', message: 'private' }]),
    },
    hash: '#/new',
    reach: lookAt,
    shows: '.trial .trouble',
  },
  'a try that saw seats': {
    api: {
      ...WELL,
      'POST /api/watches/try': {
        body: { observation: observation(), verdict: openVerdict(), picture: dotPicture },
      },
    },
    hash: '#/new',
    reach: async (page) => {
      await lookAt(page)
      await page.waitForSelector('.look')
      await page.$$eval('details', (all) => all.forEach((one) => one.setAttribute('open', '')))
    },
    shows: '.look .tried img',
  },
  'a try that could not see': {
    api: {
      ...WELL,
      'POST /api/watches/try': {
        body: {
          observation: { ...observation(), page: null, failure: { kind: 'timeout', detail: 'no answer' } },
          verdict: blindWatch().verdict,
          picture: null,
        },
      },
    },
    hash: '#/new',
    reach: lookAt,
    shows: '.look.card-unknown',
  },
  'a watch with its evidence': {
    api: WELL,
    hash: '#/watch/om',
    reach: async (page) => {
      await press(page, 'Tout ce que Vigie a vu')
      await page.waitForSelector('.evidence-inside')
    },
    shows: '.picture img',
  },
  'a watch with its story, a look followed live': {
    api: { ...WELL, 'GET /api/watches/*/evidence': { body: { evidence: [] } } },
    hash: '#/watch/om',
    reach: async (page) => {
      await page.waitForSelector('.strip')
      await page.waitForSelector('.pill-live')
      for (const step of lookSteps('om').slice(0, -2)) relay.send({ type: 'step', step })
      await page.waitForSelector('.step-now')
      await page.$$eval('.story details', (all) => all.forEach((one) => one.setAttribute('open', '')))
      expect(await page.$('.history-card [role=status]')).toBeNull()
      await press(page, '7 jours')
      await eventually(
        async () => (await textOf(page, '#polite')).includes('Vigie a vu la page'),
        'who chose a range hears what it says',
      )
      await expectUsableForced(page)
    },
    shows: '.strip-mark',
  },
  'a watch whose story cannot be read': {
    api: { ...WELL, 'GET /api/watches/*/story': 'drop' },
    hash: '#/watch/om',
    shows: '.story .panel-failed',
  },
  'a watch without evidence': {
    api: { ...WELL, 'GET /api/watches/*/evidence': { body: { evidence: [] } } },
    hash: '#/watch/fcn',
    shows: '.proof .panel',
  },
  'evidence that cannot be read': {
    api: {
      ...WELL,
      'GET /api/watches/*/evidence': { body: { evidence: [row] } },
      'GET /api/evidence/*': refusal(404, 'unknown-evidence'),
      'GET /api/evidence/*/picture': refusal(404, 'unknown-evidence'),
    },
    hash: '#/watch/om',
    reach: async (page) => {
      await page.waitForSelector('.picture img')
      await page.$eval('.picture img', (image) => image.scrollIntoView())
      await page.waitForSelector('.picture-broken')
      await press(page, 'Tout ce que Vigie a vu')
    },
    shows: '.evidence .trouble',
  },
  'evidence loading': {
    api: { ...WELL, 'GET /api/watches/*/evidence': 'hang' },
    hash: '#/watch/rm',
    shows: '.proof .skeleton',
  },
  'evidence failed': {
    api: { ...WELL, 'GET /api/watches/*/evidence': 'drop' },
    hash: '#/watch/rm',
    shows: '.proof .panel-failed',
  },
  'no such watch': { api: WELL, hash: '#/watch/gone', shows: '.screen > .trouble' },
  'editing, refused': {
    api: {
      ...WELL,
      'PATCH /api/watches/*': refusal(422, 'target', [{ path: 'target.selector', message: 'not CSS' }]),
    },
    hash: '#/watch/om',
    reach: async (page) => {
      await press(page, 'Modifier')
      await page.waitForSelector('.edit form')
      await press(page, 'Enregistrer')
    },
    shows: '.edit .field-wrong',
  },
  'samples that cannot be read': {
    api: { ...WELL, 'GET /api/samples': 'drop' },
    hash: '#/watch/om',
    shows: '.proof .panel-failed',
  },
  'a sample without an answer': {
    api: WELL,
    hash: '#/watch/om',
    reach: (page) => press(page, 'Enregistrer cette page'),
    shows: '#says-wrong',
  },
  'a sample being saved': {
    api: { ...WELL, 'POST /api/samples': 'hang' },
    hash: '#/watch/om',
    reach: async (page) => {
      await choose(page, 'none')
      await press(page, 'Enregistrer cette page')
    },
    shows: '.proof .progress',
  },
  'a sample that could not be saved': {
    api: { ...WELL, 'POST /api/samples': refusal(422, 'no-page') },
    hash: '#/watch/om',
    reach: async (page) => {
      await choose(page, 'available')
      await press(page, 'Enregistrer cette page')
    },
    shows: '.proof .trouble',
  },
  'a proposal that is proven': {
    api: { ...TAUGHT, 'POST /api/watches/*/teach': { body: proposal(true) } },
    hash: '#/watch/om',
    reach: teach,
    shows: '.proposal table',
  },
  'a proposal that is not': {
    api: { ...TAUGHT, 'POST /api/watches/*/teach': { body: proposal(false) } },
    hash: '#/watch/om',
    reach: teach,
    shows: '.proposal .stale-words',
  },
  'teaching that failed': {
    api: { ...TAUGHT, 'POST /api/watches/*/teach': refusal(500, 'internal') },
    hash: '#/watch/om',
    reach: teach,
    shows: '.proposal .trouble',
  },
  'asking before deleting': {
    api: WELL,
    hash: '#/watch/om',
    reach: (page) => press(page, 'Supprimer la veille'),
    shows: 'dialog[open]',
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

test('every trouble says what to do next, in both languages', async () => {
  const api: Api = { ...WELL }
  const page = await visit(api, '#/new')
  const said: string[] = []
  const codes = ['address-private', 'address-invalid', 'duplicate', 'full', 'target', 'surprise']
  for (const code of codes) {
    api['POST /api/watches/try'] = refusal(422, code)
    await page.waitForSelector('#field-url')
    await page.click('#field-url', { count: 3 })
    await page.type('#field-url', `a.example/${code}`)
    await page.keyboard.press('Enter')
    await page.waitForSelector('.trial .trouble')
    for (const language of ['fr', 'en']) {
      await page.click(`button[lang=${language}]`)
      said.push(await textOf(page, '.trial .trouble'))
    }
    await page.click('button[lang=fr]')
  }
  expect(new Set(said).size).toBe(codes.length * 2)
  for (const words of said) expect(words).toMatch(/^ ?[^.:]+[.:] \S.{15,}$/)
})

/** A story whose every name is this text. */
function storyOf(text: string) {
  const who = { owner: text, label: text, state: 'active' as const, own: false }
  const { words, reports, ...story } = watchStory()
  return watchStory({
    ...story,
    words: words.map((word) => Object.assign(word, { kind: 'extension', who })),
    reports: reports.map((report) => Object.assign(report, { who })),
  })
}

test('text of pages stays text', async () => {
  const markup = '<img src=x onerror="document.title=`owned`"><script>document.title="owned"</script>'
  const open = openVerdict()
  const look = observation({
    title: markup,
    anchor: { kind: 'offers', value: markup },
    notice: { kind: 'empty', text: markup },
    siblings: [{ type: markup, count: 1 }],
  })
  const page = await visit(
    {
      ...WELL,
      'GET /api/watches': {
        body: {
          watches: [adminWatch(openWatch({ name: markup, url: 'https://a.example/"><script>' }))],
        },
      },
      'GET /api/watches/*/story': { body: storyOf(markup) },
      'GET /api/evidence/*': {
        body: {
          ...whole,
          observation: { ...look, chain: [markup], failure: { kind: 'offline', detail: markup } },
          verdict: { ...open, offers: [{ ...open.offers[0], name: markup, url: 'javascript:alert(1)' }] },
        },
      },
    },
    '#/watch/om',
  )
  await press(page, 'Tout ce que Vigie a vu')
  await page.waitForSelector('.evidence-inside')
  expect(await textOf(page, 'h1')).toBe(markup)
  await page.waitForSelector('.who-list')
  expect(await textOf(page, '.who-list')).toContain(markup)
  expect(await page.$$eval('main script, main img:not([src^="/api/evidence/"])', (all) => all.length)).toBe(0)
  const links = await page.$$eval('a', (all) => all.map((link) => link.protocol))
  expect(links.filter((protocol) => !/^https?:$/.test(protocol))).toEqual([])
  expect(await page.title()).not.toContain('owned<')
  await eventually(async () => (await page.title()).startsWith('<img'), 'the title is the name, as text')
})

test('a session that ends brings the sign-in back, and what was typed is still there afterwards', async () => {
  const api: Api = { ...WELL }
  const page = await visit(api, '#/new')
  api['POST /api/watches/try'] = refusal(401, 'no-session')
  await lookAt(page)
  await sees(page, 'Votre session est terminée.')
  expect(await page.$('.bar')).toBeNull()
  api['POST /api/session'] = { body: { success: true, expiresAt: Date.now() + 1e9 } }
  await signIn(page, 'correct horse battery staple')
  await page.waitForSelector('#field-url')
  expect(
    await page.$eval('#field-url', (field) => (field instanceof HTMLInputElement ? field.value : '')),
  ).toBe('billetterie.example/paris-sg-marseille')
})

test('a way back leads to where one was in a long list, a new way to the top', async () => {
  const many = Array.from({ length: 60 }, (_, n) =>
    adminWatch(publicWatch({ id: `w${n}`, name: `Match ${n}` })),
  )
  const page = await visit({ ...WELL, 'GET /api/watches': { body: { watches: many } } })
  await page.waitForSelector('a[href="#/watch/w50"]')
  await page.$eval('a[href="#/watch/w50"]', (link) => link.scrollIntoView({ block: 'center' }))
  const top = () => page.evaluate(() => Math.round(scrollY))
  const before = await top()
  expect(before).toBeGreaterThan(1000)
  await page.click('a[href="#/watch/w50"]')
  await page.waitForSelector('.proof')
  expect(await top()).toBe(0)
  await page.goBack()
  await page.waitForSelector('.rows-list')
  await eventually(async () => Math.abs((await top()) - before) <= 1, 'the place of before')
  await page.$eval('.bar a[href="#/new"]', (link) => link.click())
  await page.waitForSelector('#field-url')
  expect(await top()).toBe(0)
})

test('what was learnt does not silently replace what somebody else has put there meanwhile', async () => {
  const api: Api = {
    ...TAUGHT,
    'POST /api/watches/*/teach': { body: proposal(true) },
    'PATCH /api/watches/*': refusal(409, 'conflict'),
    'GET /api/watches/*': { body: adminWatch(openWatch(), { target: { anchor: '.theirs' }, updatedAt: 7 }) },
  }
  const page = await visit(api, '#/watch/om')
  const sent: unknown[] = []
  page.on('request', (request) => {
    if (request.method() === 'PATCH') sent.push(JSON.parse(request.postData() ?? ''))
  })
  await teach(page)
  await press(page, 'Accepter et guetter ainsi')
  await sees(page, 'Quelqu’un d’autre a changé ce qui est cherché entre-temps.')
  expect(await textOf(page, '.proposal .note-changed')).toContain('.theirs')
  await expectUsable(page)
  await page.$eval('button[lang=fr]', (button) => button.click())
  // A page that they saved is seen, too, and one that they removed is no page of now.
  api['GET /api/samples'] = { body: { samples: [sampleLine({ id: 's3' })] } }
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await sees(page, 'Un exemple de billetterie.example')
  await sees(page, 'Supprimée depuis')
  api['PATCH /api/watches/*'] = { body: { id: 'om' } }
  await press(page, 'Accepter et guetter ainsi')
  await sees(page, 'Vigie a appris cette page.')
  const { target } = proposal(true)
  expect(sent).toEqual([
    { target, updatedAt: 1 },
    { target, updatedAt: 7 },
  ])
})

test('too many attempts: the wait is shown, and nothing is sent before it is over', async () => {
  const api: Api = {
    'GET /api/session': { body: { admin: false, passkey: true } },
    'POST /api/session': {
      status: 429,
      body: { error: { code: 'too-many-attempts', message: 'wait' } },
      headers: { 'retry-after': '120' },
    },
    'POST /api/session/passkey/options': refusal(500, 'internal'),
  }
  const page = await visit(api)
  const attempts: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') attempts.push(request.url())
  })
  await signIn(page, 'guess')
  await sees(page, 'Trop d’essais en peu de temps.')
  expect(await textOf(page, 'form')).toMatch(/Nouvel essai possible dans [12] min\./)
  await page.keyboard.press('Enter')
  await page.click('button[type=submit]')
  expect(attempts).toHaveLength(1)
  // A stranger's guesses keep nobody with a passkey out.
  await press(page, 'Se connecter par clé d’accès')
  await eventually(() => attempts.at(-1)?.endsWith('/api/session/passkey/options') === true, 'asked for')
})

test('everything is reached from the keyboard, and the focus follows what opens and closes', async () => {
  const page = await visit(WELL)
  await page.waitForSelector('.rows-list')
  const focused = () =>
    page.evaluate(
      () => document.activeElement?.textContent?.trim().replaceAll(/\s+/g, ' ').slice(0, 24) ?? '',
    )
  expect(await focused()).toBe('Les veilles')
  const stops: string[] = []
  await page.evaluate(() => document.body.focus())
  await page.$eval('.skip', (skip) => (skip instanceof HTMLElement ? skip.focus() : undefined))
  const menu = await page.$$eval('.bar-group :is(a, button)', (all) =>
    all.map((way) => way.textContent?.trim() ?? ''),
  )
  expect(menu).toEqual(expect.arrayContaining(['Les veilles', 'Abonnés', 'Règles', 'Se déconnecter']))
  for (let step = 0; step < menu.length + 10; step += 1) {
    await page.keyboard.press('Tab')
    stops.push(await focused())
  }
  expect(stops).toEqual([
    'Vigie',
    'Français',
    'English',
    ...menu,
    'Ajouter une veille',
    'Changer l’ordre',
    'Importer ou exporter',
    'Tout mettre en pause',
    'Paris SG – Marseille',
    'Vérifier maintenant : Pa',
    'Mettre en pause : Paris ',
  ])
  await page.focus('.row-name')
  await page.keyboard.press('Enter')
  await page.waitForSelector('.proof')
  expect(await focused()).toBe('Paris SG – Marseille')
  await press(page, 'Modifier')
  await page.waitForSelector('.edit')
  expect(await focused()).toBe('Modifier la veille')
  await press(page, 'Annuler')
  expect(await focused()).toBe('Modifier')
  await press(page, 'Supprimer la veille')
  await page.waitForSelector('dialog[open]')
  expect(await focused()).toBe('Garder')
  await page.keyboard.press('Escape')
  await eventually(async () => (await page.$('dialog')) === null, 'the dialog is closed')
  expect(await focused()).toBe('Supprimer la veille')
})

test('on a small screen the menu stands behind one button, and is gone once it has led somewhere', async () => {
  const page = await visit(WELL)
  await page.waitForSelector('.rows-list')
  await page.setViewport({ width: 320, height: 900 })
  const isOpen = () => page.$eval('.bar-opener', (opener) => opener.getAttribute('aria-expanded') === 'true')
  const shows = () => page.$eval('.bar-groups', (groups) => groups.checkVisibility())
  expect(await shows()).toBe(false)
  await page.focus('.bar-opener')
  await page.keyboard.press('Enter')
  expect([await isOpen(), await shows()]).toEqual([true, true])
  await expectUsable(page)
  await page.setViewport({ width: 320, height: 900 })
  await page.focus('.bar-group a')
  await page.keyboard.press('Escape')
  expect(await isOpen()).toBe(false)
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('bar-opener')
  await page.keyboard.press('Enter')
  await page.$eval('.bar-group a[href="#/new"]', (link) =>
    link instanceof HTMLElement ? link.click() : undefined,
  )
  await page.waitForSelector('#field-url')
  expect(await isOpen()).toBe(false)
})

test('the page goes offline and comes back without losing what it shows', async () => {
  const api: Api = { ...WELL }
  const page = await visit(api)
  await page.waitForSelector('.pill-live')
  api['GET /api/watches'] = 'drop'
  await page.evaluate(() => window.dispatchEvent(new Event('online')))
  await sees(page, 'Le relais ne répond plus.')
  expect(await textOf(page)).toContain('Paris SG – Nantes')
  api['POST /api/watches/*/check'] = 'drop'
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'onLine', { value: false, configurable: true })
    window.dispatchEvent(new Event('offline'))
  })
  await page.waitForSelector('.pill-offline')
  await press(page, 'Vérifier maintenant')
  await page.waitForSelector('.check-now .trouble')
  api['GET /api/watches'] = { body: { watches: WATCHES } }
  await page.evaluate(() => {
    Reflect.deleteProperty(navigator, 'onLine')
    window.dispatchEvent(new Event('online'))
  })
  await page.waitForSelector('.pill-live')
  // Nobody is offline any more.
  await page.waitForFunction(() => document.querySelector('.check-now .trouble') === null)
})
