import type { Observation } from '#core/observation.ts'
import type { Patience } from '#core/patience.ts'
import type { KnownCalls } from '../../src/kinds/seats/known-calls.ts'
import type { OpenRoom } from '../../src/browser/room.ts'
import type { Site } from './rig.ts'
import type { SettlePage } from './settle-pages.ts'

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { judge } from '#core/judge.ts'
import { FIRST_PATIENCE, learnPatience, nextLook } from '#core/patience.ts'

import { makeBrowserRoom } from '../../src/browser/room.ts'
import { isIdle, learnCalls, NO_CALLS } from '../../src/kinds/seats/known-calls.ts'
import { connectCdp } from '../cdp.ts'
import { startChromium } from '../chromium.ts'
import { ROOT } from '../paths.ts'
import { number, printGoal, printSpread, spread } from './figures.ts'
import { readerCpu } from './reader-cpu.ts'
import { startSite } from './rig.ts'
import { scrollingFlow } from './scrolling-flow.ts'
import { settlePages, watchOf } from './settle-pages.ts'

const LONG_MS = 15_000
const LOOKS = 3

type Learnt = { patience: Patience; calls: KnownCalls }
type Done = { ms: number; saw: boolean; observation: Observation }

/**
 * A rendered look, phase by phase, against "domcontentloaded, ten seconds, five scrolls of 1500 px and two seconds"
 * on the same pages in the same browser. Compared is the usual look, whose patience one long look has learnt.
 */
export async function benchSettle(): Promise<boolean> {
  const pages = settlePages()
  const site = await serve(pages)
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-bench-settle-'))
  const chromium = await startChromium({ dataDir })
  const reader = await readFile(join(ROOT, 'relay/src/browser/reader.page.js'), 'utf8')
  const room = makeBrowserRoom({ connect: () => connectCdp(chromium.cdpUrl), reader })
  try {
    const long = await Promise.all(pages.map((page) => look(room, site, { page, learnt: null })))
    const usual = new Map<SettlePage, Done[]>(pages.map((page) => [page, []]))
    for (let n = 0; n < LOOKS; n += 1) {
      for (const [at, page] of pages.entries())
        usual.get(page)?.push(await look(room, site, { page, learnt: learn(long[at]) }))
    }
    const flow = await Promise.all(pages.map((page) => scrollingFlow(chromium.cdpUrl, addressOf(site, page))))
    report(pages, { long, usual, flow })
    const cpu = await readerCpu({ chromium, reader, room })
    return [compare(pages, { long, usual, flow }), ...cpu].every(Boolean)
  } finally {
    room.close()
    await chromium.stop()
    await site.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
}

type Results = { long: Done[]; usual: Map<SettlePage, Done[]>; flow: { ms: number; saw: boolean }[] }

function report(pages: readonly SettlePage[], { long, usual, flow }: Results): void {
  for (const [at, page] of pages.entries()) {
    const done = usual.get(page) ?? []
    const name = `${page.name}, ${page.seat ? 'a seat' : 'none'}`
    printSpread(
      `${name}: usual look`,
      'ms',
      done.map(({ ms }) => ms),
    )
    const phases = [...new Set(done.flatMap(({ observation }) => Object.keys(observation.phases)))].map(
      (phase) =>
        `${phase} ${number(spread(done.map(({ observation }) => observation.phases[phase] ?? 0)).median)}`,
    )
    console.log(
      `    ${phases.join(', ')} ms; long look ${number(long[at]?.ms ?? 0)} ms, the flow ${number(flow[at]?.ms ?? 0)} ms`,
    )
  }
}

function compare(pages: readonly SettlePage[], { long, usual, flow }: Results): boolean {
  const all = pages.flatMap((page) => usual.get(page) ?? [])
  const withSeat = pages.flatMap((page, at) => (page.seat ? [at] : []))
  const recall = (saw: (at: number) => boolean) => withSeat.filter(saw).length / withSeat.length
  const seen = (at: number) => [...usual.values()][at]?.every((done) => done.saw) === true
  const ours = recall(seen)
  const first = recall((at) => long[at]?.saw === true)
  const theirs = recall((at) => flow[at]?.saw === true)
  console.log(`  recall: usual look ${number(ours)}, long look ${number(first)}, the flow ${number(theirs)}`)
  const ratio = spread(all.map(({ ms }) => ms)).median / spread(flow.map(({ ms }) => ms)).median
  const faster = printGoal('usual look to the flow, ratio of medians', ratio, { most: 1 / 7, unit: '' })
  return printGoal('recall lost', theirs - Math.min(ours, first), { most: 0, unit: '' }) && faster
}

function learn(done: Done | undefined): Learnt {
  const page = done?.observation.page
  if (done === undefined || page === null || page === undefined)
    return { patience: FIRST_PATIENCE, calls: NO_CALLS }
  const { lateMs = 0 } = page.settle
  const patience = learnPatience(FIRST_PATIENCE, { at: Date.now(), long: true, whole: true, lateMs })
  return { patience, calls: learnCalls(NO_CALLS, page) }
}

async function look(
  room: OpenRoom,
  site: Site,
  { page, learnt }: { page: SettlePage; learnt: Learnt | null },
): Promise<Done> {
  const url = addressOf(site, page)
  const { patience, calls } = learnt ?? { patience: FIRST_PATIENCE, calls: NO_CALLS }
  const plan = nextLook(patience, LONG_MS, Date.now())
  const watch = watchOf(site, url)
  const began = performance.now()
  const observation = await room.look({
    watch,
    guard: () => null,
    allowedPrivateHosts: [site.host],
    now: Date.now,
    signal: AbortSignal.timeout(60_000),
    deadlineMs: 20_000 + plan.patienceMs,
    patienceMs: plan.patienceMs,
    leastMs: plan.leastMs,
    calls: { led: calls.led, idle: calls.hung.filter(isIdle).map(([path]) => path) },
  })
  const ms = performance.now() - began
  const { state } = judge(watch, observation)
  if (state === 'unknown' || (state === 'available') !== page.seat)
    console.log(
      `  ${page.name}, ${page.seat ? 'a seat' : 'none'}: ${state}, ${JSON.stringify(observation.page?.settle)}`,
    )
  return { ms, saw: state === 'available', observation }
}

const addressOf = (site: Site, { name, seat }: SettlePage) =>
  `${site.url}/${name}/${seat ? 'seat' : 'none'}/match`

async function serve(pages: readonly SettlePage[]): Promise<Site> {
  return await startSite((request, response) => {
    const url = new URL(request.url ?? '', 'http://site')
    const [, name, seat, what] = url.pathname.split('/')
    const page = pages.find((one) => one.name === name && (one.seat ? 'seat' : 'none') === seat)
    response.setHeader('content-type', 'text/html; charset=utf-8')
    if (page === undefined) return void response.writeHead(404).end()
    if (what === 'match') return void response.end(page.html)
    if (what === 'chat') return
    if (what !== 'more') return void response.end()
    setTimeout(() => response.end(page.more(Number(url.searchParams.get('time')))), page.afterMs)
  })
}
