import type { CorpusCase } from './corpus-case.ts'

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'

import { ROOT } from '../../dev/paths.ts'

/** Real pages saved by others, in the folder that `VIGIE_CORPUS` names and never in this repository. */

const wanted = z.object({
  selector: z.string().optional(),
  row: z.string().optional(),
  label: z.string().optional(),
  expect: z.string().optional(),
})
const manifest = z.object({
  pages: z.array(
    z.object({
      file: z.string(),
      url: z.string(),
      status: z.number(),
      headers: z.record(z.string(), z.string()),
      anchor: z.string().nullable(),
      target: z.union([wanted, z.array(wanted)]),
      expect: z.string(),
    }),
  ),
})
type Saved = z.infer<typeof manifest>['pages'][number]

export function recordedFolder(): { folder: string; path: string } {
  const folder = process.env['VIGIE_CORPUS'] ?? ''
  const inside = join(ROOT, folder, 'pages/manifest.json')
  return { folder, path: existsSync(inside) ? inside : join(folder, 'pages/manifest.json') }
}

/** `null` when no folder is named, or when it holds no list of pages. */
export async function recordedCases(): Promise<CorpusCase[] | null> {
  const { folder, path } = recordedFolder()
  if (folder === '' || !existsSync(path)) return null
  const { pages } = manifest.parse(JSON.parse(await readFile(path, 'utf8')))
  const cases = pages.map(async (page) => casesOf(page, await readFile(join(path, '..', page.file), 'utf8')))
  return (await Promise.all(cases)).flat()
}

/** One saved page may show several things that are looked for. */
function casesOf(page: Saved, body: string): CorpusCase[] {
  const targets = Array.isArray(page.target) ? page.target : [page.target]
  const { hostname, pathname } = new URL(page.url)
  return targets.map(({ selector, row, label, expect = page.expect }) => {
    const given = { selector: selector ?? row, label, anchor: page.anchor ?? undefined }
    return {
      id: label === undefined ? page.file : `${page.file}: ${label}`,
      title: page.url,
      page: { status: page.status, headers: page.headers, body },
      host: hostname,
      path: pathname,
      target: Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
      everywhere: true,
      // As sent, a page with scripts or style sheets may not tell what a browser would show.
      expect: {
        rendered: expect,
        static: expect.startsWith('unknown') ? expect : `${expect} | unknown:needs-render`,
      },
    }
  })
}
