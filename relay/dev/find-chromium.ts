import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import {
  access,
  chmod,
  constants,
  mkdir,
  mkdtemp,
  readFile,
  rename,
  rm,
  stat,
  writeFile,
} from 'node:fs/promises'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'
import { z } from 'zod'

import { startChild } from './child.ts'
import { ROOT } from './paths.ts'
import { Problem } from './problem.ts'
import { words } from './words.ts'

export type FoundChromium = {
  path: string
  /** A headless shell draws pages, but cannot load extensions. */
  kind: 'full' | 'headless-shell'
  /** What the process needs in its environment besides the usual. */
  env: Record<string, string>
}

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'msedge',
]

const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
)

/** CHROME_PATH, else an installed browser, else the one in the npm package (Linux x64), else `null`. */
export async function findChromium(env: NodeJS.ProcessEnv = process.env): Promise<FoundChromium | null> {
  const given = env['CHROME_PATH']?.trim() ?? ''
  if (given !== '') {
    if (!(await isExecutable(given))) throw new Problem(words.chromePathWrong(given))
    return { path: given, kind: /headless[-_]shell/.test(given) ? 'headless-shell' : 'full', env: {} }
  }
  for (const path of usualPlaces(env)) {
    if (await isExecutable(path)) return { path, kind: 'full', env: {} }
  }
  if (process.platform !== 'linux' || process.arch !== 'x64') return null
  return packagedChromium()
}

function usualPlaces(env: NodeJS.ProcessEnv): string[] {
  if (process.platform === 'win32') {
    const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LocalAppData']]
    return roots.flatMap((root) =>
      root === undefined
        ? []
        : [
            join(root, 'Google/Chrome/Application/chrome.exe'),
            join(root, 'Chromium/Application/chrome.exe'),
            join(root, 'Microsoft/Edge/Application/msedge.exe'),
          ],
    )
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const linux = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome', '/usr/lib/chromium']
  const onPath = [...folders, ...linux].flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return process.platform === 'darwin' ? [...MAC, ...onPath] : onPath
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}

/**
 * The headless shell of `@sparticuz/chromium`, unpacked once beside node_modules. The package's own
 * `executablePath()` unpacks to a fixed name in the shared temporary folder, and its shared libraries only
 * on Amazon's machines; a plain Debian lacks the same ones (NSS), so both are unpacked here, out of others' reach.
 */
async function packagedChromium(): Promise<FoundChromium | null> {
  const require = createRequire(import.meta.url)
  const packed = join(dirname(require.resolve('@sparticuz/chromium')), '../bin')
  if (!existsSync(packed)) return null
  const version = await packageVersion(packed)
  const home = join(ROOT, 'node_modules/.cache/vigie', `chromium-${version}-fonts`)
  if (!existsSync(home)) await unpack(packed, home)
  return {
    path: join(home, 'chromium'),
    kind: 'headless-shell',
    env: { LD_LIBRARY_PATH: join(home, 'lib'), FONTCONFIG_PATH: join(home, 'fonts') },
  }
}

async function packageVersion(packed: string): Promise<string> {
  const manifest = JSON.parse(await readFile(join(packed, '../package.json'), 'utf8')) as unknown
  return z.object({ version: z.string() }).parse(manifest).version
}

/** All or nothing: a half-unpacked browser never carries the final name. */
async function unpack(packed: string, home: string): Promise<void> {
  await mkdir(dirname(home), { recursive: true })
  const work = await mkdtemp(`${home}-`)
  try {
    await inflate(join(packed, 'chromium.br'), join(work, 'chromium'))
    await chmod(join(work, 'chromium'), 0o755)
    for (const name of ['al2023', 'fonts', 'swiftshader']) {
      const tar = join(work, `${name}.tar`)
      await inflate(join(packed, `${name}.tar.br`), tar)
      const folder = name === 'fonts' ? join(work, 'fonts') : work
      await mkdir(folder, { recursive: true })
      await run('tar', ['-xf', tar, '-C', folder, '--no-same-owner'])
      await rm(tar)
    }
    await writeFile(join(work, 'fonts/fonts.conf'), fontsConf(home))
    await rename(work, home)
  } catch (error) {
    await rm(work, { recursive: true, force: true })
    // Another process was first: its copy is as good.
    if (!existsSync(home)) throw error
  }
}

const escaped = (path: string) => path.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** The package's own list names folders of Amazon's machines: without a font the browser draws no text, or dies. */
function fontsConf(home: string): string {
  const folders = [
    join(home, 'fonts'),
    '/usr/share/fonts',
    '/usr/local/share/fonts',
    join(homedir(), '.fonts'),
  ]
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${escaped(folder)}</dir>`).join('\n')}
  <cachedir>${escaped(join(home, 'fonts-cache'))}</cachedir>
</fontconfig>
`
}

async function inflate(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to))
}

async function run(command: string, args: string[]): Promise<void> {
  const said: string[] = []
  const child = await startChild({ command, args, env: process.env, onLine: (line) => said.push(line) })
  const { code } = await child.exited
  if (code !== 0) throw new Error(`${command} failed: ${said.join('\n')}`)
}
