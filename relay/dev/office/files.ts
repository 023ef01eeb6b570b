import type { Answer } from './answer.ts'

import { transform } from 'esbuild'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

const NAMES = [
  'office.css',
  'matches.css',
  'control.css',
  'crest.svg',
  'cookies.js',
  'match.js',
  'control.js',
]

/** All files of the site by path; `/markup.js` is the server's own `markup.ts` without its types. */
export async function loadFiles(): Promise<ReadonlyMap<string, Answer>> {
  const folder = join(import.meta.dirname, 'public')
  const files = await Promise.all(
    NAMES.map(async (name) => [`/${name}`, file(name, await readFile(join(folder, name), 'utf8'))] as const),
  )
  const source = await readFile(join(import.meta.dirname, 'markup.ts'), 'utf8')
  const { code } = await transform(source, { loader: 'ts', format: 'esm' })
  return new Map([...files, ['/markup.js', file('markup.js', code)]])
}

function file(name: string, body: string): Answer {
  return { status: 200, type: TYPES[extname(name)] ?? 'text/plain', body }
}
