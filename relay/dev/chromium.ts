import type { Child } from './child.ts'
import type { FoundChromium } from './find-chromium.ts'

import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { startChild } from './child.ts'
import { findChromium } from './find-chromium.ts'
import { Problem } from './problem.ts'
import { words } from './words.ts'

export type Chromium = Child & { cdpUrl: string; port: number; kind: FoundChromium['kind'] }

export type ChromiumOptions = {
  /** The profile goes to `chromium/` in it and is emptied first: nothing is remembered between runs. */
  dataDir: string
  /** 0, the default, takes any free port. */
  port?: number
  /** Further command line flags. */
  flags?: readonly string[]
  found?: FoundChromium
}

const FLAGS = [
  '--headless=new',
  '--remote-debugging-address=127.0.0.1',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--no-pings',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-breakpad',
  '--disable-dev-shm-usage',
  // The last three make a window's own interface for each new context, and a spare process beside each page.
  '--disable-features=Translate,MediaRouter,OptimizationHints,AutofillServerCommunication,WebUIOmniboxPopup,WebUIOmniboxAimPopup,SpareRendererForSitePerProcess',
  '--disable-background-timer-throttling',
  '--disable-backgrounding-occluded-windows',
  '--disable-renderer-backgrounding',
  '--mute-audio',
  '--password-store=basic',
  '--use-mock-keychain',
]

const START_MS = 30_000

/** Starts a headless Chromium that answers to DevTools on loopback. Throws a `Problem` when there is none. */
export async function startChromium(options: ChromiumOptions): Promise<Chromium> {
  const found = options.found ?? (await findChromium())
  if (found === null) throw new Problem(words.noChromium)
  const profile = join(options.dataDir, 'chromium')
  await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  await mkdir(profile, { recursive: true })
  const listening = Promise.withResolvers<number>()
  const said: string[] = []
  const child = await startChild({
    command: found.path,
    args: [
      ...FLAGS,
      ...(needsNoSandbox() ? ['--no-sandbox'] : []),
      `--user-data-dir=${profile}`,
      `--remote-debugging-port=${options.port ?? 0}`,
      ...(options.flags ?? []),
      'about:blank',
    ],
    env: { ...process.env, ...found.env },
    onLine: (line) => {
      if (said.push(line) > 50) said.shift()
      const port = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(line)?.[1]
      if (port !== undefined) listening.resolve(Number(port))
    },
  })
  const timer = setTimeout(() => void child.kill(), START_MS)
  const port = await Promise.race([listening.promise, child.exited.then(() => null)])
  clearTimeout(timer)
  if (port === null) throw new Problem(...whyNot(found.path, said))
  return { ...child, port, cdpUrl: `http://127.0.0.1:${port}`, kind: found.kind }
}

/** Chromium refuses to start its sandbox as root, and build machines seldom allow it. */
function needsNoSandbox(): boolean {
  return process.getuid?.() === 0 || (process.env['CI'] ?? '') !== ''
}

function whyNot(path: string, said: string[]): string[] {
  if (said.some((line) => line.includes('No usable sandbox'))) return [words.noSandbox(path)]
  const library = said.join('\n').match(/error while loading shared libraries: ([^:]+)/)?.[1]
  if (library !== undefined) return [words.chromiumLacksLibrary(path, library)]
  return [words.chromiumFailed(path, said.at(-1) ?? '')]
}
