import type { browser as WebExtension } from 'wxt/browser'
import type { LocalAlert } from '../db/types.ts'
import type { Stage } from './harness.ts'

import { readFile } from 'node:fs/promises'

import { number, printGoal, printSpread, spread } from '../../relay/dev/bench/figures.ts'
import { ticketPage, usualPage } from '../../relay/dev/bench/pages.ts'
import { cpuMs, startSite, until } from '../../relay/dev/bench/rig.ts'
import { hasChromium, HOW_TO_HAVE_CHROMIUM, startStage } from './harness.ts'

/** What the extension's own pages know by this name. */
declare const chrome: typeof WebExtension

const BYTES = 300_000
const PAGES = 4
const ROUNDS = 8
const SETTLED_MS = 2500
const MATCHES = 50
const OPENINGS = 8
const SIGHTINGS = 8
const STILL_MS = 75_000

/** What the extension costs and how soon it tells, in a real Chromium with nobody attached to its worker. */
export async function benchExtension(): Promise<boolean> {
  if (!hasChromium) {
    console.log(`  not run: ${HOW_TO_HAVE_CHROMIUM}`)
    return true
  }
  const met = [
    await onStage(checks),
    await onStage(sightings),
    await onStage(popup),
    await onStage(stillness),
  ]
  return met.flat().every(Boolean)
}

async function onStage(run: (stage: Stage) => Promise<boolean[]>): Promise<boolean[]> {
  const stage = await startStage()
  try {
    return await run(stage)
  } finally {
    await stage.close()
  }
}

async function follow(stage: Stage, url: string): Promise<string> {
  const rest = { name: url, target: {}, date: null, pace: 'normal', relayWatchId: null } as const
  const answer = await stage.ask({ type: 'follow', draft: { ...rest, url, window: false } })
  if (answer.kind !== 'followed') throw new Error(`not followed: ${answer.kind}`)
  return answer.follow.id
}

/** CPU of the extension's own process so far, ms: what else the browser does in others is not ours. */
async function ownCpuMs(stage: Stage): Promise<number> {
  const session = await stage.browser.target().createCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  for (const { id } of processInfo) {
    const line = await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')
    if (line.includes('--extension-process')) return await cpuMs(id)
  }
  throw new Error('the extension has no process')
}

type Pages = { kind: 'usual' | 'dense'; change: 'same' | 'other'; cold: boolean }

/** Pages of one site, looked at by the alarm as they are every minute: what a tick costs, shared among its checks. */
async function checks(stage: Stage): Promise<boolean[]> {
  const html = { usual: usualPage(BYTES), dense: ticketPage(BYTES) }
  let [asked, answer] = [0, html.usual]
  let isOther = true
  const site = await startSite((_, response) => {
    asked += 1
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(isOther ? answer.replace('</body>', `<!-- ${asked} --></body>`) : answer)
  })
  try {
    for (let n = 0; n < PAGES; n += 1) await follow(stage, `${site.url}/match-${n}`)
    await until('the first looks', () => (asked >= PAGES ? true : null))
    const measure = async ({ kind, change, cold }: Pages): Promise<number[]> => {
      ;[answer, isOther] = [html[kind], change === 'other']
      const used: number[] = []
      // The first of each brings bytes that were not there before.
      for (let n = 0; n <= ROUNDS; n += 1) {
        await stage.door.evaluate(makeDue)
        if (cold) await stage.killWorker()
        await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
        const [before, from] = [await ownCpuMs(stage), asked]
        await stage.ring('tick')
        await until('the looks of a tick', () => (asked >= from + PAGES ? true : null))
        await new Promise((resolve) => setTimeout(resolve, SETTLED_MS))
        if (n > 0) used.push(((await ownCpuMs(stage)) - before) / PAGES)
      }
      return used
    }
    const name = `check of a ${BYTES / 1000} kB page by the alarm, CPU`
    const usual = await measure({ kind: 'usual', change: 'other', cold: false })
    printSpread(`${name}, sent anew each time`, 'ms', usual)
    const figures = [
      ['the same bytes again', { kind: 'usual', change: 'same', cold: false }],
      ['dense, sent anew', { kind: 'dense', change: 'other', cold: false }],
      [`${PAGES} by a worker that was dead`, { kind: 'usual', change: 'other', cold: true }],
    ] as const satisfies [string, Pages][]
    for (const [what, pages] of figures) printSpread(`${name}, ${what}`, 'ms', await measure(pages))
    return [printGoal('median CPU of a background check', spread(usual).median, { most: 30, unit: 'ms' })]
  } finally {
    await site.stop()
  }
}

/** Runs in the door: as if every look's time had come. */
async function makeDue(): Promise<void> {
  const opening = indexedDB.open('vigie')
  await new Promise((resolve) => opening.addEventListener('success', resolve))
  const changing = opening.result.transaction('sights', 'readwrite')
  const rows: IDBRequest<object[]> = changing.objectStore('sights').getAll()
  rows.addEventListener('success', () => {
    for (const row of rows.result) changing.objectStore('sights').put({ ...row, nextLookAt: null })
  })
  await new Promise((resolve) => changing.addEventListener('complete', resolve))
  opening.result.close()
}

/** From the change of an open page to the end of the call that shows the notification. */
async function sightings(stage: Stage): Promise<boolean[]> {
  const html = usualPage(20_000)
  const site = await startSite((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(html)
  })
  const took: number[] = []
  try {
    for (let n = 0; n < SIGHTINGS; n += 1) {
      const url = `${site.url}/match-${n}`
      const id = await follow(stage, url)
      const page = await stage.openWeb(url)
      // A page that has long been drawn: what comes now came because data came.
      await new Promise((resolve) => setTimeout(resolve, 4000))
      const at = await page.evaluate(() => {
        document
          .querySelector('.offers')
          ?.insertAdjacentHTML(
            'beforeend',
            '<div class="offer" data-offer-type="PMR"><h3>Place PMR</h3><span>45,00 €</span><button>Réserver</button></div>',
          )
        return Date.now()
      })
      const alert = await until('the notification', async () => {
        const rows: unknown = await stage.rows('alerts')
        // Only our own worker writes the table.
        const alerts: LocalAlert[] = JSON.parse(JSON.stringify(rows))
        return alerts.find(({ followId, notifiedAt }) => followId === id && notifiedAt !== null) ?? null
      })
      took.push((alert.notifiedAt ?? 0) - at)
      await page.close()
    }
  } finally {
    await site.stop()
  }
  printSpread('from the change of an open page to its notification', 'ms', took)
  return [printGoal('longest until the notification', spread(took).most, { most: 300, unit: 'ms' })]
}

async function popup(stage: Stage): Promise<boolean[]> {
  const matches = Array.from({ length: MATCHES }, (_, n) => ({
    nom: `Étoile – Rivage ${n + 1}`,
    url: `https://billetterie.example/match-${n + 1}`,
  }))
  await stage.ask({ type: 'import', text: JSON.stringify(matches) })
  const [took, wholes]: [number[], number[]] = [[], []]
  for (let n = 0; n < OPENINGS; n += 1) {
    const page = await stage.browser.newPage()
    await page.setViewport({ width: 400, height: 600 })
    await page.evaluateOnNewDocument(noteList, MATCHES)
    await page.goto(stage.url('/popup.html'))
    const { screen, whole } = await page.evaluate(() => listShown)
    took.push(screen)
    wholes.push(whole)
    await page.close()
  }
  // The first opening compiles.
  printSpread(`popup with ${MATCHES} matches, until the list fills its window`, 'ms', took)
  printSpread(`popup with ${MATCHES} matches, until all of them are drawn`, 'ms', wholes)
  return [printGoal('median until the list fills the window', spread(took).median, { most: 100, unit: 'ms' })]
}

declare global {
  // oxlint-disable-next-line no-var
  var listShown: Promise<{ screen: number; whole: number }>
}

/** Runs in the popup before anything of it: when the list fills its window, and stands whole, since it was opened, ms. */
function noteList(most: number): void {
  let screen = 0
  globalThis.listShown = new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      const cards = [...document.querySelectorAll('article')]
      const fills = (cards.at(-1)?.getBoundingClientRect().bottom ?? 0) >= innerHeight
      if (screen === 0 && (fills || cards.length >= most)) {
        screen = -1
        requestAnimationFrame(() => (screen = performance.now()))
      }
      if (cards.length < most) return
      watch.disconnect()
      requestAnimationFrame(() => resolve({ screen, whole: performance.now() }))
    })
    watch.observe(document, { childList: true, subtree: true })
  })
}

/** Nothing followed: no alarm stands, and a worker that died is not born again. */
async function stillness(stage: Stage): Promise<boolean[]> {
  const id = await follow(stage, 'https://billetterie.example/match')
  await stage.ask({ type: 'remove', id })
  const alarms = await stage.door.evaluate(async () => (await chrome.alarms.getAll()).length)
  await stage.killWorker()
  let starts = 0
  for (const end = Date.now() + STILL_MS; Date.now() < end;) {
    if ((await stage.workers()).length > 0) {
      starts += 1
      await stage.killWorker()
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  console.log(
    `  nothing followed: ${alarms} alarms, ${starts} starts of the worker in ${number(STILL_MS / 1000)} s`,
  )
  return [printGoal('wake-ups when nothing is followed', alarms + starts, { most: 0, unit: '' })]
}
