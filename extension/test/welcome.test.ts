import type { Page } from 'puppeteer-core'
import type { Look } from './stage.ts'
import type { Stage } from './harness.ts'

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { textOf } from '../../relay/test/screen.ts'
import { WELCOME_SCENES } from './gallery.ts'
import { eventually, hasChromium, startStage } from './harness.ts'
import { AXE_STYLES, expectUsableIn, focused, PLAIN, press, sees } from './looks.ts'
import { showScene } from './stage.ts'

describe.runIf(hasChromium)('the welcome in a real Chromium', () => {
  let stage: Stage
  let page: Page

  beforeAll(async () => {
    stage = await startStage()
  })

  afterAll(() => stage.close())

  afterEach(async () => {
    await stage.reset()
  })

  const show = async (scene: string, look: Look = PLAIN) => {
    const make = WELCOME_SCENES[scene]
    if (make === undefined) throw new Error(`no scene ${scene}`)
    await showScene(page, { id: stage.id, name: 'welcome', scene: make(Date.now()), look })
  }

  test.each(Object.keys(WELCOME_SCENES))('%s: usable by everybody', async (scene) => {
    page = await stage.browser.newPage()
    await expectUsableIn(page, (look) => show(scene, look))
    stage.expectQuiet(AXE_STYLES)
  })

  test('a site that was not allowed has its button, and why it is asked beside it', async () => {
    page = await stage.browser.newPage()
    await show('one match, not allowed')
    const text = await textOf(page)
    expect(text).toContain('Votre navigateur demande avant de laisser Vigie lire un site.')
    expect(text).toContain('Autoriser billetterie.psg.example')
  })

  test('the focus stays in its step when the button that had it is not needed any more', async () => {
    await stage.set({ language: 'fr' })
    page = await stage.openOwn('welcome', { width: 800, height: 1000 })
    await sees(page, 'Bienvenue à bord')
    const draft = { name: 'Paris SG – OM', url: 'https://billetterie.example/om' }
    const answer = await stage.ask({ type: 'follow', draft })
    const button = await eventually(() => page.$('::-p-text(Autoriser billetterie.example)'), 'the button')
    await button.focus()
    await stage.ask({ type: 'remove', id: answer.kind === 'followed' ? answer.follow.id : '' })
    await eventually(
      async () => (await focused(page)).startsWith('Autoriser le site'),
      'the focus in its step',
    )
  })

  test('three steps lead to the list', async () => {
    await stage.set({ language: 'fr' })
    page = await stage.openOwn('welcome', { width: 800, height: 1000 })
    await sees(page, 'Bienvenue à bord')
    expect(await textOf(page)).toContain('Suivez d’abord un match.')
    await page.type('#link', 'http://billetterie.example/paris-om')
    await page.keyboard.press('Enter')
    await sees(page, 'L’adresse doit commencer par https://.')
    await page.$eval('#link', (input) => input instanceof HTMLInputElement && input.select())
    await page.type('#link', 'http://127.0.0.1:9/fr/paris-sg-marseille')
    await page.keyboard.press('Enter')
    await sees(page, 'Suivi : Paris sg marseille.')
    await sees(page, 'Autorisé : 127.0.0.1:9.')
    await press(page, 'Tester l’alerte')
    await sees(page, 'Notification affichée, sans son.')
    expect(await page.$$('.step-done')).toHaveLength(3)
    const opened = stage.browser.waitForTarget((target) => target.url() === stage.url('/popup.html?tab'))
    await press(page, 'C’est tout')
    await sees(await (await opened).asPage(), 'Paris sg marseille')
    await eventually(async () => (await stage.known())?.settings.welcomed === true, 'the welcome to be over')
  })
})
