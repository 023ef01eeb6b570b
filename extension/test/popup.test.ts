import type { Page } from 'puppeteer-core'
import type { Scene } from './gallery.ts'
import type { Look } from './stage.ts'
import type { Stage } from './harness.ts'

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ElementHandle } from 'puppeteer-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { axeFaults, overflowOf, textOf } from '../../relay/test/screen.ts'
import { LIST_SCENES } from './gallery.ts'
import { eventually, hasChromium, startStage } from './harness.ts'
import { follow, known, offer, sight } from './known-samples.ts'
import { AXE_STYLES, expectUsableIn, focused, PLAIN, press, sees } from './looks.ts'
import { showScene } from './stage.ts'

describe.runIf(hasChromium)('the list of matches in a real Chromium', () => {
  let stage: Stage
  let page: Page

  beforeAll(async () => {
    stage = await startStage()
  })

  afterAll(() => stage.close())

  afterEach(async () => {
    await page.close()
    stage.expectQuiet(AXE_STYLES)
  })

  const fresh = async () => {
    page = await stage.browser.newPage()
    return page
  }

  const show = async (scene: keyof typeof LIST_SCENES, look: Look = PLAIN) => {
    const make = LIST_SCENES[scene]
    if (make === undefined) throw new Error(`no scene ${scene}`)
    await showScene(page, { id: stage.id, name: 'popup', scene: make(Date.now()), look })
  }

  test.each(Object.keys(LIST_SCENES).filter((scene) => scene !== 'fifty matches'))(
    '%s: usable by everybody, however they look at it',
    async (scene) => {
      await fresh()
      await expectUsableIn(page, (look) => show(scene, look))
    },
  )

  test.each([
    ['first look to come', 'Premier regard à venir Vigie n’a pas encore regardé cette page.'],
    [
      'ok',
      'Pas de place PMR D’autres offres sont là, pas celle-ci. Vérifié il y a 2 min par votre navigateur',
    ],
    ['alert', 'Places PMR disponibles Place PMR + accompagnateur, Tribune Boulogne, 2 places, 45,00 €'],
    ['alert, on its page', 'Vous êtes sur cette page.'],
    ['alert, seen', 'Vous avez vu l’alerte à'],
    ['alert, not confirmed since', 'Personne ne l’a confirmé depuis : regardez vite, sans vous y fier.'],
    ['gone', 'sont parties à'],
    ['error', 'Page illisible Le site répond par une erreur. Prochain essai à'],
    ['wall', 'Ouvrez la page, et passez la porte s’il y en a une : Vigie lit aussitôt dans votre session.'],
    ['needs access', 'Pas d’accès au site Sans cet accès, votre navigateur ne peut pas lire'],
    ['access gone, the relay sees', 'L’accès au site est retiré : seul le relais regarde encore.'],
    ['offline', 'Hors ligne Dernier regard à'],
    ['asleep', 'Ordinateur en veille ou navigateur fermé depuis'],
    ['back from sleep', 'une place sortie et reprise entre-temps n’a pas été vue'],
    ['paused', 'En pause Jusqu’à'],
    ['all paused', 'Tout est en pause.'],
    ['unconfirmed', 'Signalé, à confirmer 1 navigateur a vu des places à'],
    ['ambiguous', 'À vérifier Une offre est là, mais rien ne dit clairement laquelle.'],
    ['false alarm', 'Fausse alerte signalée'],
    ['stale', 'Plus de nouvelles Il n’y avait aucune place. Rien n’a été confirmé depuis'],
    ['retired', 'Matchs passés (1)'],
    ['relay lost', 'Relais injoignable : votre navigateur guette seul.'],
    ['a page to follow', 'La page ouverte Paris SG – Real Madrid Suivre ce match'],
    ['empty', 'Aucun match suivi'],
  ])('%s says: %s', async (scene, words) => {
    await fresh()
    await show(scene)
    expect(await textOf(page)).toContain(words)
  })

  test('an alert is said once and aloud, and is the first thing that the keyboard meets', async () => {
    await fresh()
    await show('a whole lookout')
    expect(await textOf(page, '#urgent')).toBe('Places PMR disponibles : Paris SG – Marseille.')
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Ouvrir Paris SG – Marseille (nouvel onglet)billetterie.psg.example')
    const walked: string[] = []
    for (let step = 0; step < 4; step += 1) {
      await page.keyboard.press('Tab')
      walked.push(await focused(page))
    }
    expect(walked).toEqual([
      'Vu Paris SG – Marseille',
      'Fausse alerte Paris SG – Marseille',
      'Options Paris SG – Marseille',
      'Vérifier maintenant Paris SG – Nantes',
    ])
  })

  test('on the page of a match that is over, its row is not folded away', async () => {
    await fresh()
    const over = follow({ date: '2026-11-01', retiredAt: Date.now() - 86_400_000 })
    const scene: Scene = {
      known: known(Date.now(), { follows: [over] }),
      here: { kind: 'already', follow: over },
    }
    await showScene(page, { id: stage.id, name: 'popup', scene, look: PLAIN })
    await eventually(() => page.$('details[open] article'), 'the past matches to be unfolded')
    await sees(page, 'S’il est reporté, donnez sa nouvelle date dans « Options ».')
  })

  test('markup stays text, and no address but of the web becomes a link', async () => {
    await fresh()
    const markup = '<img src=x onerror="document.title=`owned`">'
    const now = Date.now()
    const scene = {
      known: known(now, {
        follows: [follow({ name: markup, url: 'javascript:alert(1)', host: markup })],
        sights: [
          sight({
            verdict: {
              state: 'available',
              offers: [{ ...offer, name: markup, url: 'javascript:alert(1)' }],
              notes: [{ kind: 'restricted', text: markup }],
            },
            at: now,
          }),
        ],
        alerts: [
          {
            id: 'r',
            followId: 'om',
            openedAt: now,
            offers: [{ ...offer, name: markup }],
            by: 'me',
            notifiedAt: now,
            seenAt: null,
            goneAt: null,
            falseAlarmAt: null,
          },
        ],
      }),
    }
    await showScene(page, { id: stage.id, name: 'popup', scene, look: PLAIN })
    expect(await textOf(page)).toContain(markup)
    expect(await page.$$('main img, main a')).toEqual([])
    expect(await page.title()).toBe('Vigie')
  })

  test('fifty matches are drawn from what the worker published, without a database', async () => {
    await fresh()
    await show('fifty matches')
    expect(await page.$$('article')).toHaveLength(50)
    const scripts = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => name)
        .filter((name) => name.endsWith('.js')),
    )
    const bodies = await Promise.all(
      scripts.map((url) => page.evaluate(async (from) => (await fetch(from)).text(), url)),
    )
    expect(bodies.filter((body) => body.includes('Dexie'))).toEqual([])
  })
})

describe.runIf(hasChromium)('the list and its worker', () => {
  let stage: Stage
  let page: Page
  const URL_OF = 'http://127.0.0.1:9/fr/paris-sg-marseille'

  beforeAll(async () => {
    stage = await startStage()
  })

  afterAll(() => stage.close())

  const draft = { name: 'Paris SG – Marseille', url: URL_OF, target: {}, date: null, relayWatchId: null }

  afterEach(() => stage.reset())

  // The browser of these stories speaks English unless told.
  beforeEach(() => stage.set({ language: 'fr' }))

  const first = async () => {
    await stage.ask({ type: 'follow', draft: { ...draft, pace: 'normal', window: false } })
    page = await stage.openOwn('popup', { width: 432, height: 700 })
    await sees(page, 'Paris SG – Marseille')
  }

  test('a match is followed by its link, paused, hurried, renamed, removed and brought back', async () => {
    page = await stage.openOwn('popup', { width: 432, height: 700 })
    await sees(page, 'Aucun match suivi')
    await press(page, 'Suivre un match par son lien')
    await page.waitForSelector('#add-link')
    await press(page, 'Suivre ce match')
    await sees(page, 'Ce n’est pas l’adresse d’une page web.')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('add-link')
    await page.type('#add-link', 'http://billetterie.example/match')
    await press(page, 'Suivre ce match')
    await sees(page, 'L’adresse doit commencer par https://.')
    await page.$eval('#add-link', (input) => input instanceof HTMLInputElement && input.select())
    await page.type('#add-link', URL_OF)
    await press(page, 'Suivre ce match')
    await sees(page, 'Paris sg marseille')
    await eventually(
      async () => (await focused(page)) === 'Paris sg marseille',
      'the match to have the focus',
    )

    await press(page, 'Options')
    await page.waitForSelector('input[id^=name-]')
    await page.$eval('input[id^=name-]', (input) => input instanceof HTMLInputElement && input.select())
    await page.type('input[id^=name-]', 'PSG – OM')
    await press(page, 'Enregistrer')
    await sees(page, 'Enregistré.')
    // Pointed at on the page meanwhile.
    const id = (await stage.known())?.follows[0]?.id ?? ''
    await stage.ask({ type: 'edit', id, change: { target: { selector: '.pmr' } } })
    await eventually(
      () => page.$eval('input[id^=selector-]', (input) => Reflect.get(input, 'value') === '.pmr'),
      'what was pointed at',
    )
    await page.type('input[id^=label-]', 'Boulogne')
    await press(page, 'Enregistrer')
    await eventually(
      async () => (await stage.known())?.follows[0]?.target.label === 'Boulogne',
      'the words of the row',
    )
    expect((await stage.known())?.follows[0]?.target).toEqual({ selector: '.pmr', label: 'Boulogne' })
    await eventually(async () => (await headings(page)).includes('PSG – OM'), 'the new name')

    await page.click('.choice:nth-of-type(2) input[type=radio]')
    await eventually(async () => (await stage.known())?.follows[0]?.pace === 'hot', 'the close pace')

    await press(page, 'Une heure')
    await sees(page, 'En pause Jusqu’à')
    await press(page, 'Reprendre')
    await eventually(async () => !(await textOf(page)).includes('En pause Jusqu’à'), 'the pause to be over')

    await press(page, 'Options')
    await page.waitForSelector('.risky')
    await page.focus('.risky')
    await page.keyboard.press('Enter')
    await sees(page, '« PSG – OM » n’est plus suivi.')
    expect(await focused(page)).toBe('Annuler PSG – OM')
    await page.keyboard.press('Enter')
    await eventually(async () => (await headings(page)).includes('PSG – OM'), 'the match to be back')
  })

  test('language and text size are kept, in the true popup too', async () => {
    await first()
    await page.click('button[lang=en]')
    await sees(page, 'Follow another match')
    expect(await page.$eval('html', (html) => html.lang)).toBe('en')
    await stage.set({ textSize: 150 })
    await eventually(() => page.$('html[data-size="150"]'), 'the size')
    const popup = await stage.openPopup()
    await sees(popup, 'Follow another match')
    expect(await popup.$eval('html', (html) => html.dataset['size'])).toBe('150')
    expect(await popup.evaluate(() => innerWidth)).toBeLessThanOrEqual(800)
    expect(await overflowOf(popup)).toBe(0)
    expect(await axeFaults(popup)).toEqual([])
  })

  test('everything can be paused and resumed at once', async () => {
    await first()
    await press(page, 'Tout mettre en pause')
    await page.waitForSelector('#part-pause button')
    await page.focus('#part-pause button:nth-of-type(4)')
    await page.keyboard.press('Enter')
    await sees(page, 'Tout est en pause.')
    await eventually(async () => (await stage.badge()).text === '‖', 'the mark of a pause')
    await eventually(async () => (await focused(page)) === 'Tout reprendre', 'the way back to have the focus')
    await page.keyboard.press('Enter')
    await eventually(async () => !(await textOf(page)).includes('Tout est en pause.'), 'to be over')
    expect(await focused(page)).toBe('Tout mettre en pause')
  })

  test('a check that was asked for says step by step what it does, and aloud what came of it', async () => {
    await first()
    await press(page, 'Vérifier maintenant')
    await sees(page, 'Regard terminé. En arrière-plan : rien de sûr')
    await eventually(
      async () => (await textOf(page, '#polite')).includes('Paris SG – Marseille : Page illisible.'),
      'its outcome to be said',
    )
    // Ages are told anew each minute, and other things change: that is nothing to say again.
    await page.$eval('#polite', (region) => region.replaceChildren())
    await stage.set({ textSize: 125 })
    await eventually(() => page.$('html[data-size="125"]'), 'the page to be drawn anew')
    expect(await textOf(page, '#polite')).toBe('')
    await stage.set({ textSize: 100 })
  })

  test('what did not work is said aloud, and a file that was mended is taken', async () => {
    page = await stage.openOwn('popup', { width: 432, height: 700 })
    await press(page, 'Suivre un match par son lien')
    await press(page, 'Montrer un élément de la page')
    await sees(page, 'La page n’est pas ouverte, ou pas lisible ici.')
    await eventually(
      async () => (await textOf(page, '#polite')) === 'La page n’est pas ouverte, ou pas lisible ici.',
      'it to be said',
    )
    const folder = await mkdtemp(join(tmpdir(), 'vigie-import-'))
    const file = join(folder, 'matches.json')
    for (const [url, outcome] of [
      ['http://a.example/1', 'Match n° 1, adresse : L’adresse doit commencer par https://.'],
      ['https://a.example/1', '1 match ajouté.'],
    ] as const) {
      await writeFile(file, JSON.stringify([{ nom: 'A', url }]))
      const input = await page.$('input[type=file]')
      if (!(input instanceof ElementHandle)) throw new Error('no field for a file')
      await input.uploadFile(file)
      await sees(page, outcome)
    }
    await rm(folder, { recursive: true })
  })

  test('the side panel shows the same list', async () => {
    await first()
    const panel = await stage.openOwn('sidepanel', { width: 320, height: 800 })
    await sees(panel, 'Paris SG – Marseille')
    expect(await overflowOf(panel)).toBe(0)
  })
})

const headings = (page: Page) =>
  page.$$eval('article h2', (all) => all.map((heading) => heading.textContent ?? ''))
