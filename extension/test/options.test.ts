import type { Page } from 'puppeteer-core'
import type { Look } from './stage.ts'
import type { Stage } from './harness.ts'

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { startRelay } from '../../relay/test/harness.ts'
import { textOf } from '../../relay/test/screen.ts'
import { OPTION_SCENES } from './gallery.ts'
import { eventually, hasChromium, startStage } from './harness.ts'
import { AXE_STYLES, expectUsableIn, focused, PLAIN, press, sees } from './looks.ts'
import { showScene } from './stage.ts'

describe.runIf(hasChromium)('the settings in a real Chromium', () => {
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

  const show = async (scene: string, look: Look = PLAIN) => {
    const make = OPTION_SCENES[scene]
    if (make === undefined) throw new Error(`no scene ${scene}`)
    await showScene(page, { id: stage.id, name: 'options', scene: make(Date.now()), look })
  }

  test.each(Object.keys(OPTION_SCENES))('%s: usable by everybody', async (scene) => {
    page = await stage.browser.newPage()
    await expectUsableIn(page, (look) => show(scene, look))
  })

  test.each([
    ['alone', 'Aucun relais : votre navigateur guette seul.'],
    ['sound and quiet hours', 'Volume : 70 %'],
    ['relay, not paired', 'Relié. Il guette 1 match.'],
    ['relay, unreachable', 'Personne ne répond à cette adresse.'],
    ['pairing, pending', 'BCDF-GHJK'],
    ['pairing, approved', 'L’horloge de cet ordinateur diffère de 7 minutes'],
    ['pairing, revoked', 'Le relais a révoqué ce navigateur. Il n’envoie plus rien.'],
  ])('%s says: %s', async (scene, words) => {
    page = await stage.browser.newPage()
    await show(scene)
    expect(await textOf(page)).toContain(words)
  })

  test('the link of a pairing stands beside its picture', async () => {
    page = await stage.browser.newPage()
    await show('pairing, pending')
    const link = 'https://vigie.example.org/admin/devices#BCDF-GHJK'
    expect(await page.$eval('.pending a', (a) => (a instanceof HTMLAnchorElement ? a.href : ''))).toBe(link)
    expect(await textOf(page)).toContain(link)
    expect(await page.$eval('svg.qr', (svg) => svg.getAttribute('aria-label'))).toContain('Code QR')
  })
})

describe.runIf(hasChromium)('the settings and the worker', () => {
  let stage: Stage
  let page: Page

  beforeAll(async () => {
    stage = await startStage()
  })

  afterAll(() => stage.close())

  afterEach(() => stage.reset())

  const open = async () => {
    await stage.set({ language: 'fr' })
    page = await stage.openOwn('options', { width: 800, height: 900 })
    await sees(page, 'Réglages de Vigie')
  }

  const settings = async () => (await stage.known())?.settings

  test('sound, volume, quiet hours, language and text size are kept', async () => {
    await open()
    await press(page, 'Jouer un son')
    await page.waitForSelector('#volume')
    await page.focus('#volume')
    await page.keyboard.press('ArrowRight')
    await eventually(async () => (await settings())?.sound.volume === 60, 'the volume')
    await press(page, 'Avoir des heures calmes')
    await page.waitForSelector('#quiet-from')
    await eventually(async () => (await settings())?.quiet?.from === '22:00', 'the quiet hours')
    await press(page, '150')
    await eventually(() => page.$('html[data-size="150"]'), 'the size')
    await press(page, 'English')
    await sees(page, 'Vigie settings')
    expect(await page.title()).toBe('Vigie settings')
    expect(await settings()).toMatchObject({ language: 'en', textSize: 150, sound: { on: true } })
  })

  test('the alert is tested, and says what came of it', async () => {
    await open()
    await press(page, 'Tester l’alerte')
    await sees(page, 'Notification affichée, sans son.')
  })

  test('the address of the relay is checked, used, and given up', async () => {
    await open()
    const type = async (address: string) => {
      await page.$eval('#address', (input) => input instanceof HTMLInputElement && input.select())
      await page.keyboard.press('Backspace')
      if (address !== '') await page.type('#address', address)
      await page.keyboard.press('Enter')
    }
    await page.focus('#address')
    await type('http://vigie.example.org')
    await sees(page, 'l’adresse doit commencer par https://')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('address')
    await type('https://vigie.example.org/status.json')
    await sees(page, 'sans chemin')
    const relay = await startRelay({ browser: false })
    await type(relay.url)
    await sees(page, 'Relié. Il guette 0 match.')
    await press(page, 'Appairer ce navigateur')
    await sees(page, 'En attente de l’approbation du relais.')
    expect(await textOf(page)).toMatch(/[A-Z]{4}-[A-Z]{4}/)
    await eventually(async () => (await focused(page)) === 'Appairage', 'the pairing to keep the focus')
    await press(page, 'Annuler l’appairage')
    await sees(page, 'Ce navigateur n’est pas appairé.')
    await eventually(async () => (await focused(page)) === 'Appairage', 'the focus to stay there')
    await relay.stop()
    await page.focus('#address')
    await type('')
    await sees(page, 'Aucun relais : votre navigateur guette seul.')
  })

  test('matches go into a file and come back, with what could not be read', async () => {
    await open()
    const file = JSON.stringify([
      { name: 'Paris SG – Lens', url: 'https://billetterie.example/lens' },
      { name: '' },
    ])
    await page.$eval(
      'input[type=file]',
      (input, text) => {
        if (!(input instanceof HTMLInputElement)) return
        const files = new DataTransfer()
        files.items.add(new File([text], 'matches.json', { type: 'application/json' }))
        input.files = files.files
        input.dispatchEvent(new Event('change', { bubbles: true }))
      },
      file,
    )
    await sees(page, '1 match ajouté, 1 ligne illisible.')
    await eventually(async () => (await stage.known())?.follows[0]?.name === 'Paris SG – Lens', 'the match')
  })

  test('shows the keys that are bound, the sites, and diagnostics without an address', async () => {
    await open()
    await stage.ask({
      type: 'follow',
      draft: {
        name: 'Secret match',
        url: 'http://127.0.0.1:9/secret-page',
        target: {},
        date: null,
        pace: 'normal',
        relayWatchId: null,
        window: false,
      },
    })
    await sees(page, 'match 1 at 127.0.0.1:9')
    const text = await textOf(page)
    expect(text).toContain('Alt+Shift+V')
    expect(text).toContain('http://127.0.0.1 Donné à l’installation')
    expect(await textOf(page, '.diagnostics')).not.toMatch(/secret/i)
  })

  test('can be walked by keyboard from the first control to the last', async () => {
    await open()
    const walked: string[] = []
    for (let step = 0; step < 12; step += 1) {
      await page.keyboard.press('Tab')
      walked.push(await focused(page))
    }
    expect(walked.slice(0, 3)).toEqual(['Mes matchs', 'Alertes', 'Affichage'])
    expect(walked).toContain('Tester l’alerte')
  })
})
