import type { Api } from '../../relay/test/admin-page.ts'
import type { Page } from 'puppeteer-core'
import type { LogLine } from '#core/status.ts'

import { expect, test } from 'vitest'

import { SIGNED_IN, adminWatch, press, refusal, sees } from '../../relay/test/admin-page.ts'
import { stageDesk } from '../../relay/test/desk-stage.ts'
import { eventually } from '../../relay/test/eventually.ts'
import { openWatch } from '../../relay/test/public-watches.ts'
import { axeFaults, textOf } from '../../relay/test/screen.ts'
import { expectUsable, expectUsableForced } from '../../relay/test/usable.ts'

/** The log with the relay's answers played: very many lines, missing ones, and every state. */

const { visit, tell } = stageDesk()

const MARKUP = '<img src=x onerror="document.title=`owned`">'
const NOW = Date.now()
const LEVELS = ['info', 'success', 'warning', 'error'] as const
const LONG = `une file d’attente (${'tres-long-'.repeat(12)}) ${MARKUP}`

function line(cursor: number): LogLine {
  const level = LEVELS[cursor % 4] ?? 'info'
  const message = `Paris SG – Marseille n° ${cursor}${level === 'warning' ? `, ${LONG}` : ''}`
  // Over two days.
  const at = NOW - (10_050 - cursor) * 9000
  const known =
    cursor % 3 === 0 ? {} : { watchId: 'om', facts: { host: 'billetterie.example', checkId: MARKUP } }
  return { cursor, at, level, message, ...known }
}
const lines = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => line(from + index))
const answer = (logs: LogLine[]) => ({ body: { success: true, logs, total: logs.length } })
const WELL: Api = {
  ...SIGNED_IN,
  'GET /api/watches': { body: { watches: [adminWatch(openWatch())] } },
  'GET /api/logs': answer(lines(1, 40)),
}

const drawn = (page: Page) => page.$$eval('.log-item', (rows) => rows.length)
const focused = (page: Page) =>
  page.evaluate(() => Number(document.activeElement?.getAttribute('data-key') ?? Number.NaN))
const isSeen = (page: Page, key: number) =>
  page.evaluate((wanted) => {
    const box = document.querySelector('.log-box')?.getBoundingClientRect()
    const row = document.querySelector(`[data-key="${wanted}"]`)?.getBoundingClientRect()
    return box !== undefined && row !== undefined && row.bottom > box.top + 8 && row.top < box.bottom - 8
  }, key)

test('ten thousand lines: few are drawn, the keyboard goes from end to end, and new ones do not move what one reads', async () => {
  const page = await visit({ ...WELL }, '#/log')
  await sees(page, 'n° 40')
  for (const one of lines(41, 9990)) tell({ type: 'log', line: one })
  await eventually(() => isSeen(page, 9990), 'the newest line', 40_000)
  expect(await textOf(page, '.log-counted')).toBe('9 990 lignes')
  expect(await drawn(page)).toBeLessThan(100)

  await page.focus('.log-item[tabindex="0"]')
  await page.keyboard.press('Home')
  await eventually(async () => (await focused(page)) === -1 && (await isSeen(page, -1)), 'the beginning')
  await sees(page, 'Le journal commence ici.')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await eventually(async () => (await focused(page)) === 2, 'the second line')
  expect(await page.$eval('[data-key="2"]', (row) => row.getAttribute('aria-posinset'))).toBe('3')
  for (const one of lines(9991, 9993)) tell({ type: 'log', line: one })
  await sees(page, '3 nouvelles lignes')
  expect([await focused(page), await isSeen(page, 2)]).toEqual([2, true])
  expect(await drawn(page)).toBeLessThan(100)
  await page.keyboard.press('PageDown')
  await eventually(async () => (await focused(page)) > 5, 'a page further')
  const further = await focused(page)
  await page.setViewport({ width: 600, height: 900 })
  await eventually(() => isSeen(page, further), 'the same line in a narrow window', 40_000)
  expect(await focused(page)).toBe(further)
  await page.setViewport({ width: 1280, height: 900 })
  await page.keyboard.press('End')
  await eventually(async () => (await focused(page)) === 9993 && (await isSeen(page, 9993)), 'the end')
  tell({ type: 'log', line: line(9994) })
  await eventually(() => isSeen(page, 9994), 'the end is followed again')
  expect(await focused(page)).toBe(9993)
  await page.$eval('.log-box', (box) => box.scrollTo(0, box.scrollHeight / 2))
  const middle = await eventually(
    () => page.$eval('.log-item:nth-of-type(20)', (row) => Number(row.getAttribute('data-key'))),
    'lines of the middle',
  )
  expect(middle).toBeGreaterThan(1000)
  await press(page, 'Aller à la fin')
  await eventually(async () => (await isSeen(page, 9994)) && (await focused(page)) === 9994, 'the end')

  // Whoever reads the very first line when it is dropped stays in the list.
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowDown')
  await eventually(async () => (await focused(page)) === 1, 'the first line')
  for (const one of lines(9995, 10_004)) tell({ type: 'log', line: one })
  await eventually(async () => (await focused(page)) === 5, 'the first that is left')
  expect(await textOf(page, '.log-counted')).toBe('10 000 lignes')
})

test('lines that were missed are asked for; what the relay has no more is said, and nothing is hidden', async () => {
  const api: Api = { ...WELL }
  const page = await visit(api, '#/log?text=nirgends')
  await sees(page, 'Aucune ligne ne correspond')
  await press(page, 'Tout montrer')
  await sees(page, 'n° 40')
  api['GET /api/logs'] = refusal(500, 'internal')
  tell({ type: 'log', line: line(50) })
  await sees(page, '9 lignes manquent ici et n’ont pas pu être lues.')
  api['GET /api/logs'] = answer(lines(47, 49))
  await press(page, 'Réessayer maintenant')
  await sees(page, '6 lignes manquent ici : le relais ne les garde plus.')
  expect(
    await page.$$eval('.log-item', (rows) =>
      rows.slice(-6).map((row) => Number(row.getAttribute('data-key'))),
    ),
  ).toEqual([40, 46.5, 47, 48, 49, 50])
  await page.type('#field-log-text', 'file')
  await page.waitForSelector('.log-message mark')
  await press(page, 'Mettre en pause')
  tell({ type: 'log', line: line(54) })
  await sees(page, 'En pause : 1 ligne de plus')
  await expectUsableForced(page)
  await expectUsable(page)
  expect(await page.title()).toBe('Log · Vigie, admin')
})

test('a log that cannot be read says why, and tries again; an empty one says so', async () => {
  const api: Api = { ...WELL, 'GET /api/logs': refusal(500, 'internal') }
  const page = await visit(api, '#/log')
  await sees(page, 'Impossible de lire le journal')
  expect(await axeFaults(page)).toEqual([])
  api['GET /api/logs'] = answer([])
  await press(page, 'Réessayer maintenant')
  await sees(page, 'Rien encore dans le journal')
  expect(await axeFaults(page)).toEqual([])
  tell({ type: 'log', line: line(1) })
  await sees(page, 'n° 1')
})
