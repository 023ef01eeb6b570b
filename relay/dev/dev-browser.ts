import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'

import { findChromium } from './find-chromium.ts'
import { ROOT } from './paths.ts'

/**
 * Gives `wrangler dev` the Chromium of this machine instead of a download: its Browser Run stand-in starts the
 * program at a fixed place of its cache when there is one (miniflare's browser-rendering plugin, as installed).
 * Answers the environment that makes it look there; empty where the layout of the cache is not known to us.
 */
export async function offerBrowserToWrangler(): Promise<Record<string, string>> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return {}
  const found = await findChromium()
  const version = await wantedVersion()
  if (found === null || version === null) return {}
  const cache = join(ROOT, 'node_modules/.cache/vigie/wrangler')
  const folder = join(cache, '.wrangler/chrome', `linux-${version}`, 'chrome-linux64')
  await mkdir(folder, { recursive: true })
  await rm(join(folder, 'chrome'), { force: true })
  await symlink(found.path, join(folder, 'chrome'))
  // CI is the only switch that adds --no-sandbox, which root needs.
  const root = process.getuid?.() === 0 ? { CI: '1' } : {}
  return { XDG_CACHE_HOME: cache, ...root, ...found.env }
}

async function wantedVersion(): Promise<string | null> {
  const places = ['node_modules/wrangler/node_modules/miniflare', 'node_modules/miniflare']
  const place = places.map((path) => join(ROOT, path, 'dist/src/index.js')).find((path) => existsSync(path))
  if (place === undefined) return null
  return /BROWSER_VERSION = "([\d.]+)"/.exec(await readFile(place, 'utf8'))?.[1] ?? null
}
