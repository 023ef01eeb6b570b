import type { Stage } from '../../../extension/test/harness.ts'
import type { LocalAlert } from '../../../extension/db/types.ts'
import type { browser as WebExtension } from 'wxt/browser'
import type { Site } from './rig.ts'

import { hasChromium, HOW_TO_HAVE_CHROMIUM, startStage } from '../../../extension/test/harness.ts'
import { number, printGoal, printSpread, spread } from './figures.ts'
import { ticketPage, usualPage } from './pages.ts'
import { startSite, until } from './rig.ts'

/** What the extension's own pages know by this name. */
declare const chrome: typeof WebExtension

const BYTES = 300_000
const SITES = 6
const ROUNDS = 4
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

/** Seconds of CPU of all processes that draw or run scripts, the extension's own among them, as ms. */
async function scriptCpuMs(stage: Stage): Promise<number> {
  const session = await stage.browser.target().createCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  await session.detach()
  return (
    processInfo.filter(({ type }) => type === 'renderer').reduce((sum, { cpuTime }) => sum + cpuTime, 0) *
    1000
  )
}

/** Each site has one page, so that no look waits for the gap between two looks at a site. */
async function checks(stage: Stage): Promise<boolean[]> {
  const kinds = { usual: usualPage(BYTES), dense: ticketPage(BYTES) }
  let asked = 0
  const answers = { same: () => '', other: () => `<!-- ${(asked += 1)} -->` }
  let [kind, change]: [keyof typeof kinds, keyof typeof answers] = ['usual', 'same']
  const sites: Site[] = []
  for (let n = 0; n < SITES; n += 1)
    sites.push(
      await startSite((_, response) => {
        response.setHeader('content-type', 'text/html; charset=utf-8')
        response.end(kinds[kind].replace('</body>', `${answers[change]()}</body>`))
      }),
    )
  try {
    const ids: string[] = []
    for (const { url } of sites) ids.push(await follow(stage, `${url}/match`))
    const round = async (isCold: boolean) => {
      let used = 0
      for (const id of ids) {
        if (isCold) await stage.killWorker()
        const before = await scriptCpuMs(stage)
        await stage.ask({ type: 'check-now', id })
        used += (await scriptCpuMs(stage)) - before
      }
      return used / ids.length
    }
    const rounds = async (isCold: boolean) => {
      const used: number[] = []
      for (let n = 0; n <= ROUNDS; n += 1) used.push(await round(isCold))
      return used.slice(1)
    }
    const warm: Record<string, number[]> = {}
    for (kind of ['usual', 'dense'] as const)
      for (change of ['same', 'other'] as const) warm[`${kind} ${change}`] = await rounds(false)
    ;[kind, change] = ['usual', 'other']
    const cold = await rounds(true)
    const name = `background check of a ${BYTES / 1000} kB page, CPU`
    printSpread(`${name}, sent anew each time`, 'ms', warm['usual other'] ?? [])
    printSpread(`${name}, the same bytes again`, 'ms', warm['usual same'] ?? [])
    printSpread(`${name}, dense, sent anew`, 'ms', warm['dense other'] ?? [])
    printSpread(`${name}, dense, the same bytes again`, 'ms', warm['dense same'] ?? [])
    printSpread(`${name}, with the start of the worker`, 'ms', cold)
    return [
      printGoal('median CPU of a background check', spread(warm['usual other'] ?? []).median, {
        most: 30,
        unit: 'ms',
      }),
    ]
  } finally {
    for (const site of sites) await site.stop()
  }
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
        const rows = (await stage.rows('alerts')) as LocalAlert[]
        return rows.find(({ followId, notifiedAt }) => followId === id && notifiedAt !== null) ?? null
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
  const took: number[] = []
  for (let n = 0; n < OPENINGS; n += 1) {
    const page = await stage.browser.newPage()
    await page.setViewport({ width: 400, height: 600 })
    await page.evaluateOnNewDocument(noteList, MATCHES)
    await page.goto(stage.url('/popup.html'))
    took.push(await page.evaluate(() => listShown))
    await page.close()
  }
  // The first opening compiles.
  printSpread(`popup with ${MATCHES} matches, until its list is drawn`, 'ms', took)
  return [printGoal('median until the list is drawn', spread(took).median, { most: 100, unit: 'ms' })]
}

declare global {
  // oxlint-disable-next-line no-var
  var listShown: Promise<number>
}

/** Runs in the popup before anything of it: the time at which the list stands in a frame, since it was opened. */
function noteList(most: number): void {
  globalThis.listShown = new Promise((resolve) => {
    const watch = new MutationObserver(() => {
      if (document.querySelectorAll('article').length < most) return
      watch.disconnect()
      requestAnimationFrame(() => resolve(performance.now()))
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
