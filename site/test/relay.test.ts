import { expect, onTestFinished, test } from 'vitest'

import { eventually } from '../../relay/test/eventually.ts'
import { firstSlug, startLookout, watchMatch } from '../../relay/test/lookout.ts'
import { axeFaults, bringUp, openScreen, textOf } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'

async function openPage(url: string) {
  const browser = await connectShared()
  const screen = await openScreen(browser, url)
  onTestFinished(async () => {
    await screen.close()
    await browser.disconnect()
  })
  const shows = (selector: string) =>
    eventually(() => screen.page.$(selector), `${selector} on the page`, 40_000)
  return { ...screen, shows }
}

test('a seat released at the office shows on the open page, and the page outlives its relay', async () => {
  const lookout = await startLookout()
  const { relay, office } = lookout
  const watch = await watchMatch(lookout)
  const { page, faults, shows } = await openPage(`${relay.url}/?lang=fr`)

  await shows('.pill-live')
  await shows('.card-none')
  expect(await textOf(page, '.card-none')).toMatch(
    /Olympique des Brumes Aucune place pour l’instant Vue il y a \d+ s par le relais\./,
  )
  await page.evaluate(() => document.body.setAttribute('data-loaded', 'once'))

  office.control({ action: 'release', match: firstSlug(lookout), places: 2 })
  await watch.lookUntil('available')
  await shows('.card-available')
  const card = await textOf(page, '.card-available')
  expect(card).toContain('PMR')
  expect(card).toContain('15,00 €')
  const link = await page.$eval('.go-big', (one) => one.getAttribute('href'))
  expect(link).toMatch(new RegExp(`^${office.url}/`))
  expect(await textOf(page, '#urgent')).toContain('Places disponibles')
  expect(await axeFaults(page)).toEqual([])

  await relay.kill()
  await shows('.pill-lost')
  await relay.restart()
  await shows('.pill-live')
  await shows('.card-available')
  expect(await page.$('body[data-loaded=once]')).not.toBeNull()

  office.control({ action: 'take', match: firstSlug(lookout) })
  await watch.lookUntil('none')
  await shows('.card-none')
  const counted = await (await fetch(`${relay.url}/api/analytics`)).json()
  expect(counted).toMatchObject({ visiteurs_totaux: 1, clics_telegram: 0 })
  expect(faults).toEqual([])
})

test('what could not be fetched without a network fills itself when it is back', async () => {
  const lookout = await startLookout()
  const watch = await watchMatch(lookout)
  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 1 })
  await watch.lookUntil('available')
  const { page, faults, shows } = await openPage(`${lookout.relay.url}/?lang=fr`)
  await shows('.pill-live')
  await bringUp(page, '#when')
  await shows('#when .insights[aria-busy=false]')
  await page.setOfflineMode(true)
  await shows('.pill-offline')
  await page.select('#insights-watch', watch.id)
  await page.click('.history summary')
  await shows('#when .panel-failed')
  await shows('.history [role=alert]')
  await page.setOfflineMode(false)
  await shows('#when .insights[aria-busy=false]')
  await shows('.history-list')
  expect(await page.$$('.panel-failed, .history [role=alert]')).toEqual([])
  expect(faults).toEqual([])
})
