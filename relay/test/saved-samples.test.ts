import type { CorpusCase, Mode } from './corpus/corpus-case.ts'
import type { Eyes } from './corpus/eyes.ts'
import type { SavedSample } from '../dev/sample-files.ts'

import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { judge } from '#core/judge.ts'

import { ROOT } from '../dev/paths.ts'
import { readSamples } from '../dev/sample-files.ts'
import { openEyes } from './corpus/eyes.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Pages kept by `npm run sample` are tests from then on: looked at again, as of the day when they were kept. */

const FOLDER = join(ROOT, 'relay/test/corpus/samples')
const kept = await readSamples(FOLDER)

let eyes: Eyes
beforeAll(async () => {
  eyes = await openEyes()
})
afterAll(async () => {
  await eyes.close()
})

async function look(sample: SavedSample, mode: Mode): Promise<string> {
  const { hostname, pathname, search } = new URL(sample.finalUrl)
  const page = { status: sample.status ?? 200, headers: sample.headers, body: sample.html }
  const one: CorpusCase = {
    id: sample.name,
    title: sample.url,
    page,
    host: hostname,
    path: `${pathname}${search}`,
    target: sample.target,
    everywhere: true,
    expect: sample.expect,
  }
  const { observation } = await eyes.look(one, mode)
  const verdict = judge({ url: observation.url, target: sample.target }, { ...observation, at: sample.at })
  const told = verdict.state === 'unknown' ? `unknown:${verdict.reason}` : verdict.state
  return sample.expect === 'unknown' ? told.replace(/:.*/, '') : told
}

test.each(kept)('$name → $expect', async (sample) => {
  expect(await look(sample, 'rendered')).toBe(sample.expect)
  const sent = await look(sample, 'static')
  if (!sample.expect.startsWith('unknown') && sent !== 'unknown:needs-render')
    expect(sent).toBe(sample.expect)
})

const run = promisify(execFile)
async function sample(...args: string[]): Promise<{ code: number; said: string }> {
  const options = { cwd: ROOT, env: { ...process.env, LC_ALL: 'C' } }
  return await run(process.execPath, ['relay/dev/sample.ts', ...args], options).then(
    ({ stdout }) => ({ code: 0, said: stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      said: stdout + stderr,
    }),
  )
}

const row = (name: string) =>
  `<div class="zeile"><span>${name}</span> <b>35,00 €</b> <button>In den Warenkorb</button></div>`
const page = (rows: string) =>
  `<!doctype html><html><head><title>Karten</title><style>.weg{display:none}</style></head><body><p>Hallo Herr Mustermann</p><main><h1>Verein - Gast</h1><div class="preise" id="x"></div></main><script>setTimeout(()=>{document.getElementById('x').innerHTML=${JSON.stringify(`${rows}<div class="weg">${row('Rollstuhlplatz')}</div>`)}},200)</script></body></html>`

test('a page kept from the command line is a test within a minute', { timeout: 180_000 }, async () => {
  const [folder, out] = [await temporaryFolder(), await temporaryFolder()]
  const keep = async (name: string, rows: string, says: string) => {
    await writeFile(join(folder, `${name}.html`), page(rows))
    const about = ['--url', 'https://karten.verein.example/spiel/1', '--patience', '0.5']
    return await sample(join(folder, `${name}.html`), '--says', says, '--out', out, '--name', name, ...about)
  }
  const first = await keep('without', row('Stehplatz'), 'none')
  expect(first).toMatchObject({ code: 0, said: expect.stringContaining('unknown') })
  expect((await sample('teach', out)).code).toBe(3)
  expect((await keep('with', row('Stehplatz') + row('Rollstuhlplatz'), 'available')).code).toBe(0)

  const taught = await sample('teach', out, '--accept')
  expect(taught).toMatchObject({ code: 0, said: expect.stringContaining('Proven on all kept pages') })
  const samples = await readSamples(out)
  expect(samples.map(({ name, expect: must }) => [name, must])).toEqual([
    ['with', 'available'],
    ['without', 'none'],
  ])
  for (const each of samples) {
    expect(await look(each, 'rendered')).toBe(each.expect)
    expect(await look(each, 'static')).toBe(each.expect)
    const html = await readFile(join(out, `${each.name}.html`), 'utf8')
    expect(html).not.toMatch(/Mustermann|<style|setTimeout/)
  }
})

test('what is not understood is said, with exit code 2', async () => {
  expect(await sample()).toMatchObject({ code: 2, said: expect.stringContaining('Usage') })
  expect(await sample('x.html', '--says', 'perhaps')).toMatchObject({
    code: 2,
    said: expect.stringContaining('--says'),
  })
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'odd.json'), '{"url":1}')
  expect(await sample('teach', folder)).toMatchObject({ code: 2, said: expect.stringContaining('odd.json') })
  expect(await sample('teach', '/no/such/folder')).toMatchObject({ code: 2 })
})
