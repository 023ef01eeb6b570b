import type { Watch } from '#core/watch.ts'
import type { BrowserRoom, LookContext } from '../src/kinds/kind.ts'
import type { Asked } from './look-arguments.ts'
import type { SavedPage } from './look-saved.ts'
import type { LookWords } from './look-words.ts'

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { makeBrowserRoom } from '../src/browser/room.ts'
import { VERSION } from '../src/config.ts'
import { connectCdp } from './cdp.ts'
import { startChromium } from './chromium.ts'
import { findChromium } from './find-chromium.ts'
import { ROOT } from './paths.ts'

const LOOK_MS = 180_000

export function watchOf({ target }: Asked, url: string): Watch {
  const about = { checkSeconds: 60, public: false, createdAt: 0, updatedAt: 0 }
  return { id: 'look', kind: 'seats', name: url, url, host: new URL(url).host, target, ...about }
}

export type Browser = { room: BrowserRoom; isOurs: boolean; close: () => Promise<void> }

/** `BROWSER_CDP_URL`, else a Chromium of our own; `null` when there is none on this machine. */
export async function openBrowser(words: LookWords, saved: SavedPage | null): Promise<Browser | null> {
  const given = process.env['BROWSER_CDP_URL']?.trim() ?? ''
  const found = given === '' ? await findChromium() : null
  if (given === '' && found === null) {
    console.error(words.noBrowser)
    return null
  }
  const reader = await bundleReader()
  const dataDir = await mkdtemp(join(tmpdir(), 'vigie-look-'))
  const chromium = found === null ? null : await startChromium({ dataDir, found, flags: saved?.flags ?? [] })
  const room = makeBrowserRoom({ connect: () => connectCdp(chromium?.cdpUrl ?? given), reader })
  const close = async () => {
    room.close()
    await chromium?.stop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
  }
  return { room, isOurs: chromium !== null, close }
}

/** The reader as the page runs it. */
async function bundleReader(): Promise<string> {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, 'relay/readers/page.ts')],
    bundle: true,
    format: 'iife',
    write: false,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

/** At a person's own keyboard every address may be asked; the relay's own rule is in `guard-address.ts`. */
export function contextOf(asked: Asked, saved: SavedPage | null, browser: Browser | null): LookContext {
  const room = browser?.room ?? { look: () => Promise.reject(new Error('no browser')) }
  return {
    fetch: (url, init) =>
      fetch(saved !== null && url === (asked.url ?? saved.local) ? saved.local : url, init),
    guard: () => Promise.resolve(null),
    guardSync: () => null,
    allowedPrivateHosts: [],
    browser: saved === null ? anywhere(room) : playing(room, saved, browser?.isOurs === true),
    now: Date.now,
    ...(asked.patienceMs === null ? {} : { patienceMs: asked.patienceMs }),
    userAgent: `Vigie/${VERSION}`,
    signal: AbortSignal.timeout(LOOK_MS),
  }
}

/** Loopback and private hosts too, with or without a port. */
function anywhere(room: BrowserRoom): BrowserRoom {
  return {
    look: (request) => room.look({ ...request, allowedPrivateHosts: [hostPort(request.watch.url)] }),
  }
}

/** A saved page is shown under its own host's name where the browser can be told so, else under this machine's. */
function playing(room: BrowserRoom, saved: SavedPage, named: boolean): BrowserRoom {
  const lookAt: (url: string) => BrowserRoom['look'] = (url) => (request) =>
    anywhere(room).look({ ...request, watch: { ...request.watch, url, host: new URL(url).host } })
  return {
    async look(request) {
      const shown = await lookAt(named ? saved.named : saved.local)(request)
      // Hosts that Chromium knows for https alone (HSTS preload) cannot be played over http.
      const refused = shown.page === null && shown.failure?.detail.includes('ERR_SSL') === true
      return saved.moved(refused ? await lookAt(saved.local)(request) : shown)
    },
  }
}

function hostPort(url: string): string {
  const { hostname, port, protocol } = new URL(url)
  return `${hostname}:${port === '' ? (protocol === 'https:' ? 443 : 80) : port}`
}
