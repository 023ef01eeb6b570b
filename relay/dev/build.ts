import type { WranglerToml } from './wrangler-toml.ts'

import { build as esbuild } from 'esbuild'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { parseArgs } from 'node:util'

import { runTool } from './run-tool.ts'
import { DIST, ROOT, SITE, WORKER } from './paths.ts'
import { Problem, reportFailure } from './problem.ts'
import { readWranglerToml } from './wrangler-toml.ts'

const READER = join(ROOT, 'relay/src/browser/reader.page.js')
const STAMP = join(DIST, 'built.stamp')
const SOURCES = [
  'relay/core',
  'relay/readers',
  'relay/src',
  'relay/migrations',
  'relay/dev/build.ts',
  'site',
  'package.json',
  'package-lock.json',
  'wrangler.toml',
]

export type Build = 'local' | 'assets' | 'deployable'

/**
 * `assets`: the page reader and the sites. `local`: these and the Worker, as `npm start` and the tests need them.
 * `deployable`: these, Cloudflare's own bundle (a dry run of `wrangler deploy`) and both extensions.
 */
export async function build(what: Build): Promise<void> {
  const begun = new Date()
  try {
    await Promise.all([buildReader(), buildSite()])
    if (what === 'assets') return
    await buildWorker(await readWranglerToml())
  } catch (error) {
    // esbuild and Vite say where in the sources; the stack is their own.
    if (error instanceof Error && 'errors' in error) throw new Problem(error.message)
    throw error
  }
  await writeFile(STAMP, '')
  await utimes(STAMP, begun, begun)
  if (what === 'local') return
  // The bundle of the other home, from the same wrangler.toml.
  await runTool('wrangler', ['deploy', '--dry-run', '--outdir', join(DIST, 'cloudflare')])
  await runTool('wxt', ['build'])
  await runTool('wxt', ['build', '-b', 'firefox'])
}

/** Builds what `npm start` and the tests need, unless a build began after the latest change of any source. */
export async function buildIfChanged(): Promise<void> {
  const built = await stat(STAMP).then(
    (stamp) => stamp.mtimeMs,
    () => 0,
  )
  const changes = await Promise.all(SOURCES.map((source) => latestChange(join(ROOT, source))))
  if (!existsSync(WORKER) || !existsSync(SITE) || Math.max(...changes) >= built) await build('local')
}

async function latestChange(path: string): Promise<number> {
  const itself = await stat(path)
  if (!itself.isDirectory()) return path === READER ? 0 : itself.mtimeMs
  const inside = await readdir(path)
  const changes = await Promise.all(inside.map((name) => latestChange(join(path, name))))
  return Math.max(path === dirname(READER) ? 0 : itself.mtimeMs, ...changes)
}

async function buildReader(): Promise<void> {
  const { outputFiles } = await esbuild({
    entryPoints: [join(ROOT, 'relay/readers/page.ts')],
    bundle: true,
    format: 'iife',
    minify: true,
    target: 'chrome120',
    write: false,
    logLevel: 'silent',
  })
  await replaceFile(READER, outputFiles[0]?.contents ?? new Uint8Array())
}

async function buildSite(): Promise<void> {
  const { build: vite } = await import('vite')
  const work = `${SITE}.${process.pid}`
  const root = join(ROOT, 'site')
  // One after the other and nothing shared: whoever opens the public page loads nothing of the admin's.
  for (const page of ['index.html', 'admin.html', 'abonnement.html', 'comprendre.html']) {
    const build = {
      outDir: work,
      emptyOutDir: page === 'index.html',
      rolldownOptions: { input: join(root, page) },
    }
    await vite({ root, logLevel: 'warn', build })
  }
  const old = `${SITE}.old.${process.pid}`
  await rename(SITE, old).catch(() => {})
  // Another build may have been first: its pages are as fresh.
  await rename(work, SITE).catch(() => rm(work, { recursive: true, force: true }))
  await rm(old, { recursive: true, force: true })
}

/** The same entry, rules and conditions as wrangler's own bundle, without its six seconds. */
async function buildWorker(toml: WranglerToml): Promise<void> {
  const { outputFiles } = await esbuild({
    entryPoints: [join(ROOT, toml.main)],
    bundle: true,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    mainFields: ['browser', 'module', 'main'],
    external: ['cloudflare:*', 'node:*'],
    keepNames: true,
    write: false,
    logLevel: 'silent',
    plugins: [
      {
        name: 'rules of wrangler.toml',
        setup: (bundler) => {
          for (const rule of toml.rules) {
            bundler.onLoad({ filter: globsToFilter(rule.globs) }, async ({ path }) => ({
              contents: await readFile(path),
              loader: 'text',
            }))
          }
        },
      },
    ],
  })
  await replaceFile(WORKER, outputFiles[0]?.contents ?? new Uint8Array())
}

/** Our rules are all of the form `**‍/*.ending`. */
function globsToFilter(globs: readonly string[]): RegExp {
  const endings = globs.map((glob) => glob.replace(/^\*\*\/\*/, '').replaceAll('.', String.raw`\.`))
  return new RegExp(`(${endings.join('|')})$`)
}

/** Whoever reads the file meanwhile sees the old one or the new one, whole. */
async function replaceFile(path: string, contents: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const work = join(dirname(path), `.${basename(path)}.${process.pid}`)
  await writeFile(work, contents)
  await rename(work, path)
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { assets: { type: 'boolean' }, deployable: { type: 'boolean' } } })
  const began = performance.now()
  try {
    await build(values.assets ? 'assets' : values.deployable ? 'deployable' : 'local')
    const seconds = ((performance.now() - began) / 1000).toFixed(1)
    console.log(`${relative(ROOT, DIST)}/ (${seconds} s)`)
  } catch (error) {
    reportFailure(error)
  }
}
