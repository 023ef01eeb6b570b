import type { Lookout } from '../../relay/test/lookout.ts'
import type { Screen } from '../../relay/test/screen.ts'
import type { Page } from 'puppeteer-core'

import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'

import { press, sees, signIn } from '../../relay/test/admin-page.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { startLookout } from '../../relay/test/lookout.ts'
import { openScreen } from '../../relay/test/screen.ts'
import { connectShared } from '../../relay/test/shared-browser.ts'

/** The log over a real relay, whose lines come from what an admin does at its doors. */

const MARKUP = '<img src=x onerror="document.title=`owned`"><b>'

async function enter({ relay }: Lookout, hash: string): Promise<Screen> {
  const browser = await connectShared()
  const screen = await openScreen(browser, `${relay.url}/admin?lang=fr${hash}`)
  onTestFinished(async () => {
    await screen.close()
    await browser.disconnect()
    expect(screen.faults).toEqual([])
  })
  await signIn(screen.page, relay.password)
  return screen
}

let made = 0

/** Adds a watch that is never looked at by the story, or changes it: each is a line of the log. */
async function act({ admin, office }: Lookout, name: string, id?: string): Promise<string> {
  const [match] = office.matches
  made += 1
  const answer = await admin.fetch(id === undefined ? '/api/watches' : `/api/watches/${id}`, {
    method: id === undefined ? 'POST' : 'PATCH',
    body: JSON.stringify({
      name,
      ...(id === undefined ? { url: `${match?.url}?n=${made}`, checkSeconds: 3600 } : {}),
    }),
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  const { id: given }: { id: string } = await answer.json()
  return given
}

/** The cursors and words of the lines that stand on the page, in their order. */
const linesOf = (page: Page) =>
  page.$$eval('.log-item:has(.log-line)', (rows) =>
    rows.map((row) => ({
      cursor: Number(row.getAttribute('data-key')),
      text: row.querySelector('.log-message')?.textContent ?? '',
      html: row.querySelector('.log-message')?.children.length ?? 0,
    })),
  )

const has = (page: Page, words: string) =>
  eventually(
    async () => (await linesOf(page)).some(({ text }) => text.includes(words)),
    `a line "${words}"`,
    40_000,
  )

test('lines come by themselves, also those told while the relay could not be heard, none lost and none twice', async () => {
  const lookout = await startLookout({ browser: false })
  const id = await act(lookout, 'Le premier')
  const { page } = await enter(lookout, '#/log')
  await has(page, 'Le premier : page ajoutée')
  await act(lookout, `Hostile ${MARKUP}`, id)
  await has(page, `Hostile ${MARKUP}`)
  expect((await linesOf(page)).filter(({ html }) => html > 0)).toEqual([])
  await page.waitForSelector('.log-head .pill-live')

  await lookout.relay.kill()
  await page.waitForSelector('.log-head .pill-live', { hidden: true })
  await lookout.relay.restart()
  await act(lookout, 'Dit trop tôt', id)
  await has(page, 'Dit trop tôt')
  await page.waitForSelector('.log-head .pill-live')
  await act(lookout, 'Dit après', id)
  await has(page, 'Dit après')
  const cursors = (await linesOf(page)).map(({ cursor }) => cursor)
  expect(cursors).toEqual(Array.from(cursors, (_, index) => (cursors[0] ?? 0) + index))
  const answer = await lookout.admin.fetch('/api/logs')
  const { logs }: { logs: { cursor: number }[] } = await answer.json()
  expect(cursors).toEqual(logs.map(({ cursor }) => cursor))

  await page.setOfflineMode(true)
  await sees(page, 'Vous êtes hors ligne.')
  await act(lookout, 'Dit hors ligne', id)
  await page.setOfflineMode(false)
  await has(page, 'Dit hors ligne')

  // A relay whose log is lost begins to count anew: nothing of it may be taken for what was seen already.
  await lookout.relay.kill()
  await dropLog(lookout.relay.data)
  await lookout.relay.restart()
  await sees(page, 'le relais est revenu avec un autre journal', 60_000)
  await act(lookout, 'Tout neuf', id)
  await has(page, 'Tout neuf')
  const fresh = await linesOf(page)
  expect(fresh.some(({ text }) => text.includes('Dit hors ligne'))).toBe(false)
  expect(fresh[0]?.cursor).toBe(1)
}, 120_000)

/** Takes the log out of the data of a relay that does not run. */
async function dropLog(data: string): Promise<void> {
  const files = await readdir(join(data, 'state'), { recursive: true })
  const logs = files
    .filter((name) => name.endsWith('.sqlite'))
    .filter((name) => holdsLog(join(data, 'state', name)))
  expect(logs).toHaveLength(1)
  for (const log of logs)
    for (const ending of ['', '-wal', '-shm']) await rm(join(data, 'state', log + ending), { force: true })
}

function holdsLog(file: string): boolean {
  const db = new DatabaseSync(file)
  const has = db.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'lines_by_level'`).get()
  db.close()
  return has !== undefined
}

test('a pause holds the view, a filter chooses, the address keeps it, and a line leads to its watch and back', async () => {
  const lookout = await startLookout({ browser: false })
  const first = await act(lookout, 'Ancien nom')
  const second = await act(lookout, 'Autre match')
  const { page } = await enter(lookout, '#/log')
  await has(page, 'Autre match : page ajoutée')
  await press(page, 'Mettre en pause')
  await act(lookout, 'Nouveau nom', first)
  await sees(page, 'En pause : 1 ligne de plus')
  expect((await linesOf(page)).some(({ text }) => text.includes('Nouveau nom'))).toBe(false)
  await press(page, 'Reprendre')
  await has(page, 'Nouveau nom : réglages changés')

  await page.select('#field-log-watch', second)
  await eventually(
    async () => (await linesOf(page)).every(({ text }) => text.includes('Autre match')),
    'only the lines of one watch',
  )
  await page.type('#field-log-text', 'AJOUTEE')
  await eventually(async () => (await page.$$eval('.log-message mark', (all) => all.length)) === 1, 'a mark')
  expect(await page.$eval('.log-message mark', (mark) => mark.textContent)).toBe('ajoutée')
  expect(page.url()).toContain(`#/log?watch=${second}&text=AJOUTEE`)
  await page.reload()
  await page.waitForSelector('.log-message mark')
  expect(await linesOf(page)).toHaveLength(1)
  await press(page, 'Voir la veille')
  await eventually(() => page.url().endsWith(`#/watch/${second}`), 'the watch')
  await page.goBack()
  await page.waitForSelector('.log-message mark')
  await page.goForward()
  await press(page, 'Son journal')
  await eventually(() => page.url().endsWith(`#/log?watch=${second}`), 'its lines')
  await has(page, 'Autre match : page ajoutée')
  await press(page, 'Tout montrer')
  await has(page, 'Nouveau nom : réglages changés')

  await page.click('.log-switch.log-info input')
  await eventually(
    async () => (await linesOf(page)).every(({ text }) => !text.includes('réglages changés')),
    'no line of that level',
  )
  await lookout.admin.fetch('/api/session', { method: 'DELETE' })
  await page.deleteCookie({ name: 'vigie' })
  await lookout.relay.restart()
  await sees(page, 'Votre session est terminée.')
}, 120_000)
