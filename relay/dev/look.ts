import type { Observation } from '#core/observation.ts'
import type { Verdict } from '#core/verdict.ts'
import type { SeatsTarget, Watch } from '#core/watch.ts'
import type { LookContext } from '../src/kinds/kind.ts'

import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { judge } from '#core/judge.ts'

import { makeBrowserRoom } from '../src/browser/room.ts'
import { VERSION } from '../src/config.ts'
import { seats } from '../src/kinds/seats/look.ts'
import { lookStatic } from '../src/kinds/seats/static-look.ts'
import { connectCdp } from './cdp.ts'
import { startChromium } from './chromium.ts'
import { findChromium } from './find-chromium.ts'
import { listen } from './free-port.ts'
import { lookWords, tellLook } from './look-words.ts'
import { ROOT } from './paths.ts'
import { Problem, reportFailure } from './problem.ts'

const words = lookWords(process.env)
const LOOK_MS = 60_000
const EXITS = { available: 0, none: 1, unknown: 3 } as const

type Asked = {
  /** Address, or path of a saved page. */
  what: string
  file: string | null
  target: SeatsTarget
  onlyStatic: boolean
  json: boolean
  url: string | null
  status: number
  headers: Record<string, string>
}

/** `npm run look -- <url | file.html>`: one check, told in words or as JSON. Exit 0 available, 1 none, 3 unknown. */
async function run(): Promise<void> {
  const asked = await readArguments()
  const saved = asked.file === null ? null : await serve(asked.file, asked)
  try {
    const url = saved?.url ?? asked.what
    const { observation, verdict } = await check(asked, watchOf(asked, url))
    if (asked.json) console.log(JSON.stringify({ verdict, observation }, null, 2))
    else console.log(tellLook(words, observation, verdict).join('\n'))
    process.exitCode = EXITS[verdict.state]
  } finally {
    saved?.close()
  }
}

async function readArguments(): Promise<Asked> {
  const { values, positionals } = parse()
  const [what] = positionals
  if (what === undefined || positionals.length !== 1) throw new Problem(...words.usage)
  const address = URL.parse(what)
  const isAddress = address !== null && /^https?:$/.test(address.protocol)
  if (!isAddress && !/\.x?html?$/i.test(what)) throw new Problem(words.notAnAddress(what), ...words.usage)
  const { selector, anchor, event, label, status = '200', header = [], url = null } = values
  if (isAddress && (values.status !== undefined || header.length > 0 || url !== null)) {
    throw new Problem(words.onlyForFiles)
  }
  if (!/^[2-5]\d\d$/.test(status)) throw new Problem(words.badStatus(status))
  if (url !== null && !/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw new Problem(words.notAnAddress(url))
  return {
    what: isAddress ? address.href : what,
    file: isAddress ? null : await readSaved(what),
    target: Object.fromEntries(
      Object.entries({ selector, anchor, event, label }).filter(([, given]) => given !== undefined),
    ),
    onlyStatic: values.static === true,
    json: values.json === true,
    url,
    status: Number(status),
    headers: Object.fromEntries(header.map(readHeader)),
  }
}

function parse() {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const target = { selector: text, anchor: text, event: text, label: text }
  const saved = { url: text, status: text, header: { type: 'string', multiple: true } } as const
  try {
    return parseArgs({ options: { ...target, ...saved, static: flag, json: flag }, allowPositionals: true })
  } catch {
    throw new Problem(...words.usage)
  }
}

function readHeader(given: string): [string, string] {
  const at = given.indexOf(':')
  const name = given.slice(0, at).trim().toLowerCase()
  if (at < 1 || !/^[!#$%&'*+.^_`|~\w-]+$/.test(name) || /[\r\n]/.test(given))
    throw new Problem(words.badHeader(given))
  return [name, given.slice(at + 1).trim()]
}

async function readSaved(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    throw new Problem(words.unreadable(path, error instanceof Error ? error.message : String(error)))
  }
}

/** A saved page answers on loopback, with the status and headers it is said to have had. */
async function serve(html: string, { status, headers }: Asked): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const isPage = request.url === '/page'
    response.writeHead(isPage ? status : 404, {
      ...(isPage ? headers : {}),
      'content-type': 'text/html; charset=utf-8',
    })
    response.end(isPage ? html : '')
  })
  const port = await listen(server, 0)
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { url: `http://127.0.0.1:${port}/page`, close }
}

function watchOf({ target }: Asked, url: string): Watch {
  const { host } = new URL(url)
  const times = { createdAt: 0, updatedAt: 0 }
  return {
    id: 'look',
    kind: 'seats',
    name: url,
    url,
    host,
    target,
    checkSeconds: 60,
    public: false,
    ...times,
  }
}

type Checked = { observation: Observation; verdict: Verdict }

async function check(asked: Asked, watch: Watch): Promise<Checked> {
  const browser = asked.onlyStatic ? null : await openBrowser()
  try {
    const context = contextOf(watch, browser)
    const looked =
      browser === null
        ? await lookStatic(context, watch, null)
        : await seats.look(context, watch, {}).then((both) => ({ ...both, memory: undefined }))
    const observation =
      asked.url === null ? looked.observation : movedTo(looked.observation, watch.url, asked.url)
    const verdict = judge({ url: asked.url ?? watch.url, target: asked.target }, observation)
    return { observation, verdict: 'verdict' in looked && asked.url === null ? looked.verdict : verdict }
  } finally {
    await browser?.close()
  }
}

/** The facts of a saved page, as if it had come from where it was saved. */
function movedTo(observation: Observation, from: string, to: string): Observation {
  const move = (url: string) => (url === from ? to : url)
  const { page, finalUrl, chain } = observation
  return {
    ...observation,
    url: to,
    finalUrl: move(finalUrl),
    chain: chain.map(move),
    page: page === null ? null : { ...page, url: move(page.url) },
  }
}

type Browser = Pick<LookContext, 'browser'> & { close: () => Promise<void> }

/** `BROWSER_CDP_URL`, else a Chromium of our own; `null` when there is none on this machine. */
async function openBrowser(): Promise<Browser | null> {
  const reader = await bundleReader()
  const given = process.env['BROWSER_CDP_URL']?.trim() ?? ''
  const found = given === '' ? await findChromium() : null
  if (given === '' && found === null) {
    console.error(words.noBrowser)
    return null
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-look-'))
  const chromium = found === null ? null : await startChromium({ dataDir, found })
  const room = makeBrowserRoom({ connect: () => connectCdp(chromium?.cdpUrl ?? given), reader })
  const close = async () => {
    room.close()
    await chromium?.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
  return { browser: room, close }
}

async function bundleReader(): Promise<string> {
  const { build } = await import('esbuild')
  const entryPoints = [join(ROOT, 'relay/readers/page.ts')]
  const { outputFiles } = await build({
    entryPoints,
    bundle: true,
    format: 'iife',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

/** At a person's own keyboard every address may be asked; the relay's own rule is in `guard-address.ts`. */
function contextOf(watch: Watch, browser: Browser | null): LookContext {
  return {
    fetch: (url, init) => fetch(url, init),
    guard: () => Promise.resolve(null),
    guardSync: () => null,
    allowedPrivateHosts: [
      watch.host.includes(':')
        ? watch.host
        : `${watch.host}:${new URL(watch.url).protocol === 'https:' ? 443 : 80}`,
    ],
    browser: browser?.browser ?? { look: () => Promise.reject(new Error('no browser')) },
    now: Date.now,
    userAgent: `Vigie/${VERSION}`,
    signal: AbortSignal.timeout(LOOK_MS),
  }
}

await run().catch(reportFailure)
