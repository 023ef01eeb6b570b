import type { Page } from 'puppeteer-core'
import type { Lookout } from '../../relay/test/lookout.ts'

import { expect, onTestFinished, test } from 'vitest'

import { paste, press, sees, signIn } from '../../relay/test/admin-page.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { firstSlug, startLookout } from '../../relay/test/lookout.ts'
import { openScreen, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'

const LOOK_MS = 60_000

/** Visitors with a browser each; the story ends with no script error and nothing refused by a page's policy. */
async function openDoors({ relay }: Lookout) {
  const browser = await connectShared()
  const screens: Awaited<ReturnType<typeof openScreen>>[] = []
  onTestFinished(async () => {
    await Promise.all(screens.map((screen) => screen.close()))
    await browser.disconnect()
  })
  return {
    visit: async (path: string): Promise<Page> => {
      const screen = await openScreen(browser, relay.url + path)
      screens.push(screen)
      return screen.page
    },
    faults: () => screens.flatMap((screen) => screen.faults),
  }
}

const shows = (page: Page, selector: string) => page.waitForSelector(selector, { timeout: LOOK_MS })
const isOn = (page: Page, hash: string, title: string) =>
  eventually(
    () =>
      page.evaluate(
        (wanted, words) =>
          location.hash === wanted && document.querySelector('main h1')?.textContent === words,
        hash,
        title,
      ),
    `${hash}: ${title}`,
  )

test('a match is added, its seat opens, everybody sees it and is told; the relay may die in between', async () => {
  const lookout = await startLookout()
  const { relay, office, telegram } = lookout
  const [match] = office.matches
  const { visit, faults } = await openDoors(lookout)

  // Somebody waits on the public page before there is anything to see.
  const everybody = await visit('/?lang=fr')
  await shows(everybody, '.pill-live')
  await everybody.evaluate(() => document.body.setAttribute('data-loaded', 'once'))

  // The volunteer comes by a link to one screen, signs in there, and adds the match by pasting its link.
  const admin = await visit('/admin?lang=fr#/new')
  await signIn(admin, relay.password)
  await shows(admin, '#field-url')
  await paste(admin, '#field-url', match?.url ?? '')
  await shows(admin, '.look.card-none')
  expect(await textOf(admin, '#polite')).toContain('Vigie a regardé : Aucune place')
  await press(admin, 'Enregistrer la veille')
  await admin.waitForFunction(() => location.hash.startsWith('#/watch/'))
  await shows(admin, 'article.card-none')
  const watch = await admin.evaluate(() => location.hash)
  await shows(everybody, '.card-none')

  // Back and forward lead through the screens as through pages.
  const name = await textOf(admin, 'main h1')
  await admin.$eval('.bar a[href="#/log"]', (link) => link.click())
  await isOn(admin, '#/log', 'Journal')
  await sees(admin, name)
  await admin.goBack()
  await isOn(admin, watch, name)
  await admin.goForward()
  await isOn(admin, '#/log', 'Journal')

  // The relay dies, and both pages come back by themselves.
  await relay.kill()
  await shows(everybody, '.pill-lost')
  await relay.restart()
  await shows(everybody, '.pill-live')

  // Two seats come free at the office.
  await admin.goBack()
  await isOn(admin, watch, name)
  office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
  await press(admin, 'Vérifier maintenant')
  await shows(everybody, '.card-available')
  await shows(admin, 'article.card-available')
  expect(await textOf(everybody, '.card-available')).toContain('15,00 €')
  expect(await textOf(everybody, '#urgent')).toContain('Places disponibles')
  expect(await everybody.$('body[data-loaded=once]')).not.toBeNull()
  const message = await telegram.waitFor(({ text }) => text.includes(name), 'the message')
  expect(message.text).toContain('15,00 €')
  await admin.$eval('.bar a[href="#/alerts"]', (link) => link.click())
  await sees(admin, name)

  // A link into the middle of the public page leads there, and to one watch of the admin also after signing in.
  const alerts = await visit('/?lang=fr#alerts')
  await eventually(
    () => alerts.$eval('#alerts', (part) => Math.abs(part.getBoundingClientRect().top) < 150 && scrollY > 0),
    'the part that the link names',
  )
  const deep = await visit(`/admin?lang=fr${watch}`)
  await signIn(deep, relay.password)
  await isOn(deep, watch, name)
  await shows(deep, 'article.card-available')

  // The seats are taken, and no page keeps an old green.
  office.control({ action: 'take', match: firstSlug(lookout) })
  await press(deep, 'Vérifier maintenant')
  for (const page of [everybody, alerts]) await shows(page, '.card-none')
  await shows(deep, 'article.card-none')
  expect(faults()).toEqual([])
})
