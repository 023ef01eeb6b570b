import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { build } from 'wxt'

import { ROOT } from '../../relay/dev/paths.ts'
import { quiet } from './quiet.ts'

const run = promisify(execFile)

const BROWSERS = ['chrome', 'edge', 'firefox', 'safari'] as const

describe('what the stores get', () => {
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vigie-packages-'))
    for (const browser of BROWSERS) await build({ root: ROOT, outDir: folder, browser, logger: quiet })
  })

  afterAll(() => rm(folder, { recursive: true, force: true }))

  const manifestOf = async (browser: string): Promise<unknown> =>
    JSON.parse(await readFile(join(folder, `${browser}-mv3/manifest.json`), 'utf8'))

  // No permission comes in unnoticed: a change here is a change of what people are asked.
  test.each(BROWSERS)('%s: the manifest is the one that was agreed', async (browser) => {
    expect(await manifestOf(browser)).toMatchSnapshot()
  })

  test('Edge gets what Chrome gets', async () => {
    expect(await manifestOf('edge')).toEqual(await manifestOf('chrome'))
  })

  test("Mozilla's own check finds no error, and of warnings only Preact's known one", async () => {
    const args = [
      'lint',
      '--source-dir',
      join(folder, 'firefox-mv3'),
      '--output',
      'json',
      '--no-config-discovery',
    ]
    const { stdout } = await run(
      process.execPath,
      [join(ROOT, 'node_modules/web-ext/bin/web-ext.js'), ...args],
      {
        maxBuffer: 64 * 2 ** 20,
      },
    )
    const found: Lint = JSON.parse(stdout)
    expect(found.errors).toEqual([])
    expect(found.notices).toEqual([])
    expect([...new Set(found.warnings.map(({ code }) => code))]).toEqual(['UNSAFE_VAR_ASSIGNMENT'])
  })

  test('the same sources make the same bytes', async () => {
    const again = await mkdtemp(join(tmpdir(), 'vigie-packages-'))
    await build({ root: ROOT, outDir: again, browser: 'firefox', logger: quiet })
    expect(await digest(again)).toBe(await digest(folder))
    await rm(again, { recursive: true, force: true })
  })
})

type Finding = { code: string; message: string; file?: string }
type Lint = { errors: Finding[]; notices: Finding[]; warnings: Finding[] }

/** Of every file of the Firefox build there, by name and content. */
async function digest(of: string): Promise<string> {
  const { stdout } = await run('find', ['.', '-type', 'f', '-exec', 'sha256sum', '{}', '+'], {
    cwd: join(of, 'firefox-mv3'),
  })
  return createHash('sha256').update(stdout.split('\n').toSorted().join('\n')).digest('hex')
}
