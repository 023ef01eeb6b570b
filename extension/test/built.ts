import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'wxt'

import { ROOT } from '../../relay/dev/paths.ts'
import { quiet } from './quiet.ts'

const CACHE = join(ROOT, 'node_modules/.cache/vigie-extension')
const SOURCES = ['extension', 'relay/core', 'relay/readers', 'wxt.config.ts', 'package-lock.json']
const KEPT = 6

/**
 * The extension as stories run it, with the loopback hosts allowed from the start: built when its sources have changed
 * since, else the one that stands. Answers its folder, which is shared: write nothing there.
 */
export async function builtExtension(browser: 'chrome' | 'firefox' = 'chrome'): Promise<string> {
  const hash = createHash('sha256').update(browser)
  for (const source of SOURCES) await addTo(hash, source)
  const kept = join(CACHE, hash.digest('hex').slice(0, 24))
  const folder = join(kept, `${browser}-mv3`)
  if ((await stat(folder).catch(() => null)) === null) await buildInto(kept, browser)
  await utimes(kept, new Date(), new Date())
  return folder
}

async function addTo(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const itself = await stat(join(ROOT, path))
  if (!itself.isDirectory()) {
    hash.update(`${path}\0`).update(await readFile(join(ROOT, path)))
    return
  }
  if (path.endsWith('extension/test')) return
  for (const name of (await readdir(join(ROOT, path))).toSorted())
    if (!name.endsWith('.test.ts')) await addTo(hash, `${path}/${name}`)
}

async function buildInto(kept: string, browser: 'chrome' | 'firefox'): Promise<void> {
  await mkdir(CACHE, { recursive: true })
  const outDir = await mkdtemp(join(CACHE, 'building-'))
  const before = process.env['VIGIE_E2E']
  process.env['VIGIE_E2E'] = '1'
  try {
    await build({ root: ROOT, outDir, browser, logger: quiet })
  } finally {
    if (before === undefined) delete process.env['VIGIE_E2E']
    else process.env['VIGIE_E2E'] = before
  }
  // Another worker of the same run may have been first with the very same.
  await rename(outDir, kept).catch(() => rm(outDir, { recursive: true, force: true }))
  await forgetOld()
}

async function forgetOld(): Promise<void> {
  const all = await Promise.all(
    (await readdir(CACHE)).map(async (name) => ({ name, at: (await stat(join(CACHE, name))).mtimeMs })),
  )
  for (const { name } of all.toSorted((a, b) => b.at - a.at).slice(KEPT))
    await rm(join(CACHE, name), { recursive: true, force: true })
}
