import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'

import { ROOT } from '../dev/paths.ts'

const run = promisify(execFile)

/** Each file breaks one rule of the rooms, in the way somebody in a hurry would. */
const VIOLATIONS = {
  'relay/core/imports-package.ts': `import { Hono } from 'hono'\nexport const x = Hono\n`,
  'relay/core/imports-parent.ts': `import { x } from '../readers/x.ts'\nexport const y = x\n`,
  'relay/readers/imports-relay.ts': `import { x } from '../src/x.ts'\nexport const y = x\n`,
  'relay/src/store/imports-channels.ts': `import { x } from '../channels/x.ts'\nexport const y = x\n`,
  'relay/src/store/imports-actions.ts': `import { x } from '../actions/x.ts'\nexport const y = x\n`,
  'relay/src/browser/imports-store.ts': `import { x } from '../store/x.ts'\nexport const y = x\n`,
  'relay/src/channels/imports-store.ts': `import { x } from '../store/x.ts'\nexport const y = x\n`,
  'relay/src/kinds/seats/imports-browser.ts': `import { x } from '../../browser/x.ts'\nexport const y = x\n`,
  'relay/src/actions/imports-http.ts': `import { x } from '../http/x.ts'\nexport const y = x\n`,
  'relay/src/actions/imports-puppeteer.ts': `import { connect } from 'puppeteer-core'\nexport const y = connect\n`,
  'relay/src/http/imports-store.ts': `import { x } from '../store/x.ts'\nexport const y = x\n`,
  'relay/src/lane/imports-app.ts': `import { x } from '../app.ts'\nexport const y = x\n`,
  'site/src/imports-relay.ts': `import { x } from '../../relay/src/config.ts'\nexport const y = x\n`,
  'site/src/imports-readers.ts': `import { x } from '#readers/words.ts'\nexport const y = x\n`,
  'extension/imports-relay.ts': `import { x } from '../relay/src/config.ts'\nexport const y = x\n`,
}

test.for(Object.entries(VIOLATIONS))('the linter stops %s', async ([path, source]) => {
  const house = await emptyHouse({ [path]: source })
  const said = await failing('oxlint', ['--format=unix'], house)
  expect(said).toContain('no-restricted-imports')
})

test('the linter lets the allowed directions pass', async () => {
  const house = await emptyHouse({
    'relay/core/uses-core.ts': `import { x } from './x.ts'\nexport const y = x\n`,
    'relay/src/http/uses-action.ts': `import { x } from '../actions/x.ts'\nexport const y = x\n`,
    'relay/src/actions/uses-store.ts': `import { x } from '../store/x.ts'\nexport const y = x\n`,
    'relay/src/browser/uses-puppeteer.ts': `import { connect } from 'puppeteer-core'\nexport const y = connect\n`,
    'site/src/uses-client.ts': `import { x } from '#relay/client.ts'\nexport const y = x\n`,
  })
  await run(tool('oxlint'), [], { cwd: house })
})

test('the compiler knows no document in core', async () => {
  const house = await emptyHouse({ 'relay/core/uses-dom.ts': `export const title = document.title\n` })
  await cp(join(ROOT, 'tsconfig.base.json'), join(house, 'tsconfig.base.json'))
  await cp(join(ROOT, 'relay/core/tsconfig.json'), join(house, 'relay/core/tsconfig.json'))
  const said = await failing('tsc', ['-b', 'relay/core'], house)
  expect(said).toMatch(/uses-dom\.ts.*Cannot find name 'document'/)
})

test('no file of the repository holds a secret, and none is called for later', async () => {
  const { stdout } = await run('git', ['ls-files', '-z'], { cwd: ROOT })
  const files = stdout.split('\0').filter((file) => file !== '' && !/package-lock\.json$|\.png$/.test(file))
  expect(files.length).toBeGreaterThan(0)
  const { stdout: found } = await run(
    'git',
    [
      'grep',
      '-lE',
      String.raw`\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b|-----BEGIN [A-Z ]*PRIVATE KEY|AIza[0-9A-Za-z_-]{35}`,
    ],
    {
      cwd: ROOT,
    },
  ).catch(() => ({ stdout: '' }))
  expect(found).toBe('')
})

/** A folder with our lint rules and the given files only. */
async function emptyHouse(files: Record<string, string>): Promise<string> {
  const house = await mkdtemp(join(tmpdir(), 'vigie-house-'))
  onTestFinished(() => rm(house, { recursive: true, force: true }))
  await cp(join(ROOT, '.oxlintrc.json'), join(house, '.oxlintrc.json'))
  for (const [path, source] of Object.entries(files)) {
    await mkdir(dirname(join(house, path)), { recursive: true })
    await writeFile(join(house, path), source)
  }
  expect(await readdir(house)).not.toHaveLength(0)
  return house
}

function tool(name: string): string {
  return join(ROOT, 'node_modules/.bin', name)
}

/** Runs a tool that must refuse, and answers what it said. */
async function failing(name: string, args: string[], cwd: string): Promise<string> {
  try {
    await run(tool(name), args, { cwd })
  } catch (error) {
    const { stdout, stderr }: { stdout?: string; stderr?: string } = Object(error)
    return `${stdout}${stderr}`
  }
  throw new Error(`${name} had nothing to say`)
}
