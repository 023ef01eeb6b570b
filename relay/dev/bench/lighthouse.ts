import type { Rig } from './rig.ts'

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { z } from 'zod'

import { startChild } from '../child.ts'
import { startChromium } from '../chromium.ts'
import { blockedMs } from './blocked.ts'
import { printGoal, printSpread, spread } from './figures.ts'
import { densePage } from './pages.ts'
import { readWatches, startRig, startSite, until, watchPage } from './rig.ts'

/** Fetched by npm when asked for: as a dependency it would bring 60 packages, 15 of them for the second time. */
const LIGHTHOUSE = 'lighthouse@13.5.0'
const RUNS = 5
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const
const TIMES = [
  ['first-contentful-paint', 'first content'],
  ['largest-contentful-paint', 'largest content'],
  ['speed-index', 'speed index'],
  ['total-blocking-time', 'blocked'],
] as const

const category = z.object({ score: z.number() })
const audit = z.object({ numericValue: z.number() })
const reportSchema = z.object({
  categories: z.object({
    performance: category,
    accessibility: category,
    'best-practices': category,
    seo: category,
  }),
  audits: z.object({
    'first-contentful-paint': audit,
    'largest-contentful-paint': audit,
    'speed-index': audit,
    'total-blocking-time': audit,
  }),
  environment: z.object({ benchmarkIndex: z.number() }),
})
type Report = z.infer<typeof reportSchema>

/** Lighthouse on the served public page, an opening on it: its usual phone, slow 4G, a processor four times slower. */
export async function benchLighthouse(): Promise<boolean> {
  const site = await startSite((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(request.url?.startsWith('/match') ? densePage(2000, request.url.endsWith('1')) : '')
  })
  const rig = await startRig({ env: { ALLOW_PRIVATE_HOSTS: site.host, HOST_GAP_MS: '100' }, browser: true })
  const folder = await mkdtemp(join(tmpdir(), 'vigie-bench-lighthouse-'))
  const chromium = await startChromium({ dataDir: folder })
  const reports: Report[] = []
  const blocked: number[] = []
  try {
    for (const n of [1, 2, 3])
      await watchPage(rig, {
        name: `Étoile - Rivage ${n}`,
        url: `${site.url}/match/${n}`,
        checkSeconds: 3600,
      })
    await until('the verdicts', () => everyVerdict(rig))
    for (let n = 0; n < RUNS; n += 1)
      reports.push(
        await runLighthouse({ url: rig.url, port: chromium.port, file: join(folder, `${n}.json`) }),
      )
    for (let n = 0; n < RUNS; n += 1) blocked.push(await blockedMs(`${rig.url}/`))
  } finally {
    await chromium.stop()
    await rig.stop()
    await site.stop()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  printSpread('blocked, by what the page itself used of the processor', 'ms', blocked)
  return print(reports)
}

async function everyVerdict(rig: Rig): Promise<true | null> {
  return (await readWatches(rig)).every(({ verdict }) => verdict.state !== 'unknown') ? true : null
}

function print(reports: readonly Report[]): boolean {
  const missing = CATEGORIES.map((name) => {
    const scores = reports.map(({ categories }) => Math.round(categories[name].score * 100))
    printSpread(name, 'of 100', scores)
    return printGoal(`${name}, median short of 100`, 100 - spread(scores).median, { most: 0, unit: '' })
  })
  const timesOf = (name: (typeof TIMES)[number][0]) => reports.map(({ audits }) => audits[name].numericValue)
  for (const [name, words] of TIMES) printSpread(words, 'ms', timesOf(name))
  // Below 1500 something else was running: what is blocked then is the machine.
  printSpread(
    'this machine meanwhile, Lighthouse’s own index',
    '',
    reports.map(({ environment }) => environment.benchmarkIndex),
  )
  const first = spread(timesOf('first-contentful-paint')).median
  return [...missing, printGoal('first content, median', first, { most: 1000, unit: 'ms' })].every(Boolean)
}

type Run = { url: string; port: number; file: string }

async function runLighthouse({ url, port, file }: Run): Promise<Report> {
  const args = ['exec', '--yes', `--package=${LIGHTHOUSE}`, '--', 'lighthouse', `${url}/?lang=fr`, '--quiet']
  const rest = [`--port=${port}`, '--output=json', `--output-path=${file}`, '--max-wait-for-load=20000']
  const only = `--only-categories=${CATEGORIES.join(',')}`
  await npm([...args, ...rest, only, '--no-enable-error-reporting'])
  return reportSchema.parse(JSON.parse(await readFile(file, 'utf8')))
}

/** npm as it was started, with this Node before any other. */
async function npm(args: readonly string[]): Promise<void> {
  const own = process.env['npm_execpath']
  const [command, first] = own === undefined ? ['npm', []] : [process.execPath, [own]]
  const PATH = `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`
  const said: string[] = []
  const child = await startChild({
    command,
    args: [...first, ...args],
    env: { ...process.env, PATH },
    onLine: (line) => said.push(line),
  })
  const { code } = await child.exited
  if (code !== 0) throw new Error(`${LIGHTHOUSE} ended with ${code}:\n${said.slice(-20).join('\n')}`)
}
