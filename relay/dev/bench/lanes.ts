import type { Rig, Site } from './rig.ts'

import { number, printGoal, printSpread } from './figures.ts'
import { densePage } from './pages.ts'
import { memoryMb, readWatches, residentMb, startRig, startSite, watchPage } from './rig.ts'

const HOSTS = 10
const WATCHES_PER_HOST = 10
const CADENCE_S = 10
const MINUTES = 3

/** 100 watches on 10 hosts at 10 s for three minutes: lateness, missed slots and memory. */
export async function benchLanes(): Promise<boolean> {
  const page = densePage(20_000, false)
  const looks = new Map<string, number[]>()
  const sites = await Promise.all(
    Array.from({ length: HOSTS }, (_, host) =>
      startSite((request, response) => {
        const key = `${host}${request.url}`
        looks.set(key, [...(looks.get(key) ?? []), performance.now()])
        response.setHeader('content-type', 'text/html; charset=utf-8')
        response.end(request.url?.startsWith('/match') === true ? page : '')
      }),
    ),
  )
  const rig = await startRig({
    env: { ALLOW_PRIVATE_HOSTS: sites.map((site) => site.host).join(',') },
    browser: true,
  })
  try {
    await addWatches(rig, sites)
    // The first looks learn whether fetch suffices; what is measured is the steady state after them.
    await settleDown(rig)
    const [before, lateBefore] = [
      new Map([...looks].map(([key, times]) => [key, times.length])),
      await lateness(rig),
    ]
    const memory: [number[], number[]] = [[], []]
    for (let n = 0; n < MINUTES * 6; n += 1) {
      await new Promise((resolve) => setTimeout(resolve, 10_000))
      memory[0].push(await residentMb(rig.relayPid))
      memory[1].push(await memoryMb(rig.chromiumPid ?? 0))
    }
    const late = difference(await lateness(rig), lateBefore)
    const counts = [...looks]
      .filter(([key]) => key.includes('/match'))
      .map(([key, times]) => times.length - (before.get(key) ?? 0))
    const slots = (MINUTES * 60) / CADENCE_S
    printSpread('looks per watch', `of ${slots} slots`, counts)
    printSpread('relay, resident', 'MB', memory[0])
    printSpread('Chromium with all its processes', 'MB', memory[1])
    const atBound = shareWithin(late, 0.1)
    console.log(`  lateness: ${number(atBound * 100)} % within 100 ms of ${late.get('count') ?? 0} starts`)
    const met = [
      printGoal('starts later than 100 ms, share', 1 - atBound, { most: 0.01, unit: '' }),
      // The three minutes may begin and end within a slot's jitter.
      printGoal('slots missed by the worst watch', slots - Math.min(...counts), { most: 1, unit: '' }),
      printGoal('relay memory, most', Math.max(...memory[0]), { most: 200, unit: 'MB' }),
      printGoal('Chromium memory, most', Math.max(...memory[1]), { most: 400, unit: 'MB' }),
    ]
    return met.every(Boolean)
  } finally {
    await rig.stop()
    await Promise.all(sites.map((site) => site.stop()))
  }
}

async function addWatches(rig: Rig, sites: readonly Site[]): Promise<void> {
  for (const [host, site] of sites.entries()) {
    for (let n = 0; n < WATCHES_PER_HOST; n += 1) {
      await watchPage(rig, {
        name: `Club ${host}, match ${n}`,
        url: `${site.url}/match/${n}`,
        checkSeconds: CADENCE_S,
      })
    }
  }
}

async function settleDown(rig: Rig): Promise<void> {
  for (let n = 0; n < 240; n += 1) {
    await new Promise((resolve) => setTimeout(resolve, 2000))
    const watches = await readWatches(rig)
    const ready = watches.filter((watch) => watch.checks >= 5 && watch.verdict.state === 'none').length
    if (n % 5 === 0) console.log(`  learning: ${ready} of ${watches.length} watches settled`)
    if (ready === HOSTS * WATCHES_PER_HOST) return
  }
  throw new Error('the watches did not settle')
}

/** The lateness histogram of /metrics: count by upper bound, and in all. */
async function lateness(rig: Rig): Promise<Map<string, number>> {
  const text = await (await rig.client.metrics.$get()).text()
  const found = new Map<string, number>()
  for (const [, le, value] of text.matchAll(
    /^vigie_lane_lateness_seconds_bucket\{.*?le="([^"]+)".*?\} (\S+)$/gm,
  )) {
    found.set(le ?? '', (found.get(le ?? '') ?? 0) + Number(value))
  }
  for (const [, value] of text.matchAll(/^vigie_lane_lateness_seconds_count(?:\{.*?\})? (\S+)$/gm)) {
    found.set('count', (found.get('count') ?? 0) + Number(value))
  }
  return found
}

function difference(after: Map<string, number>, before: Map<string, number>): Map<string, number> {
  return new Map([...after].map(([key, value]) => [key, value - (before.get(key) ?? 0)]))
}

function shareWithin(histogram: Map<string, number>, bound: number): number {
  return (histogram.get(String(bound)) ?? 0) / (histogram.get('count') ?? 0)
}
