import type { Page } from './door-kit.ts'
import type { Admin, Relay } from './harness.ts'

import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { EXPECTED_LINES, refusal, startPage } from './door-kit.ts'
import { eventually, startRelay } from './harness.ts'

let page: Page
let relay: Relay
let admin: Admin

beforeAll(async () => {
  page = await startPage()
  const env = { ALLOW_PRIVATE_HOSTS: page.host, CHECK_SECONDS: '3600' }
  relay = await startRelay({ browser: false, env })
  admin = await relay.signIn()
})
afterAll(async () => {
  await relay.stop({ allow: EXPECTED_LINES })
  await page.stop()
})

const send = (path: string, body?: unknown, method = 'POST') =>
  admin.fetch(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
const read = async (path: string) => await (await fetch(`${relay.url}${path}`)).json()

test('the old scripts add, list, check and delete by number, and read the old status', async () => {
  const match = { nom: 'PSG vs OM', url: `${page.url}/om` }
  const added = await send('/api/matches', match)
  expect(added.status).toBe(201)
  expect(await added.json()).toEqual({ success: true, match })
  expect(await refusal(await send('/api/matches', match))).toBe('409 duplicate')
  await send('/api/matches', { nom: 'PSG vs Lens', url: `${page.url}/lens` })
  expect(await read('/api/matches')).toEqual([match, { nom: 'PSG vs Lens', url: `${page.url}/lens` }])

  const checked = await (await send('/api/matches/0/check')).json()
  expect(checked).toMatchObject({
    success: true,
    message: 'Vérification de PSG vs OM lancée en arrière-plan',
  })
  const status = await eventually(async () => {
    const now = await read('/status.json')
    return now.matchs[0].nb_checks > 0 && now
  }, 'the first check of the match')
  expect(status).toMatchObject({ bot_actif: true, derniere_mise_a_jour: expect.any(String) })
  expect(status.matchs[0]).toEqual({
    ...match,
    pmr_disponible: false,
    dernier_check: "À l'instant",
    nb_checks: expect.any(Number),
  })
  expect(status.statistiques).toEqual({
    verifications_totales: expect.any(Number),
    alertes_envoyees: 0,
    taux_disponibilite: '0.0%',
    matchs_surveilles: 2,
  })

  const deleted = await send('/api/matches/0', undefined, 'DELETE')
  expect(await deleted.json()).toEqual({ success: true, deleted: match })
  expect(await read('/api/matches')).toEqual([{ nom: 'PSG vs Lens', url: `${page.url}/lens` }])
  expect(await refusal(await send('/api/matches/7', undefined, 'DELETE'))).toBe('404 unknown-index')
  expect(await refusal(await send('/api/matches/7/check'))).toBe('404 unknown-index')
  expect(await refusal(await send('/api/matches/-1', undefined, 'DELETE'))).toBe('400 invalid')
  expect(await refusal(await send('/api/matches', { nom: '' }))).toBe('400 invalid')
})

test('visits are counted without knowing who came', async () => {
  const before = await read('/api/analytics')
  for (const path of ['/api/analytics/visitor', '/api/analytics/visitor', '/api/analytics/telegram-click']) {
    const answer = await fetch(`${relay.url}${path}`, { method: 'POST' })
    expect(await answer.json()).toEqual({ success: true })
    expect(answer.headers.getSetCookie()).toEqual([])
  }
  const after = await read('/api/analytics')
  expect(after.visiteurs_totaux).toBe(before.visiteurs_totaux + 2)
  expect(after.clics_telegram).toBe(before.clics_telegram + 1)
  expect(after.visiteurs_aujourdhui).toBe(after.historique_7j[6])
  expect(after.historique_7j).toHaveLength(7)
  expect(after.derniere_date).toMatch(/^\d{4}-\d\d-\d\d$/)
  expect(Object.keys(after)).toEqual(
    expect.arrayContaining([
      'visiteurs_en_ligne',
      'temps_moyen',
      'taux_rebond',
      'pic_connexions',
      'taux_retour',
    ]),
  )
  const stats = await (await admin.fetch('/api/stats')).json()
  expect(stats).toMatchObject({ analytics: { visiteurs_totaux: after.visiteurs_totaux }, releases: [] })
})

test('matches.json goes in, twice without harm, and comes out as it was; one bad entry stops all', async () => {
  const file = ['a', 'b', 'é & <c>'].map((nom) => ({ nom, url: `${page.url}/${encodeURIComponent(nom)}` }))
  const before = await read('/api/matches')
  const bad = await send('/api/matches/import', [...file, { nom: 'x', url: 'http://10.0.0.1/' }])
  const { error } = await bad.clone().json()
  expect(await refusal(bad)).toBe('422 import-refused')
  expect(error.issues).toEqual([{ path: '3.url', message: expect.stringContaining('address-private') }])
  expect(await refusal(await send('/api/matches/import', [...file, { nom: 'x' }]))).toBe('400 invalid')
  expect(await refusal(await send('/api/matches/import', { nom: 'x' }))).toBe('400 invalid')
  expect(await read('/api/matches')).toEqual(before)

  const imported = await send('/api/matches/import', [...file, ...file])
  expect(await imported.json()).toEqual({ success: true, added: file, already: 3 })
  const again = await send('/api/matches/import', file)
  expect(await again.json()).toEqual({ success: true, added: [], already: 3 })
  expect(await (await admin.fetch('/api/matches/export')).json()).toEqual([...before, ...file])
})

test('more pages than can be watched are refused whole', async () => {
  const before = await read('/api/matches')
  const many = Array.from({ length: 499 }, (_, index) => ({ nom: `n${index}`, url: `${page.url}/n${index}` }))
  expect(await refusal(await send('/api/matches/import', many))).toBe('409 full')
  expect(await read('/api/matches')).toEqual(before)
})

test('the command line moves matches.json from one relay to another', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vigie-matches-'))
  const file = join(folder, 'matches.json')
  const other = await startRelay({ browser: false, env: { ALLOW_PRIVATE_HOSTS: page.host } })
  const run = (...words: string[]) =>
    promisify(execFile)(process.execPath, ['relay/dev/matches.ts', ...words], {
      env: { ...process.env, ADMIN_PASSWORD: relay.password, LANG: 'en_GB.UTF-8', LC_ALL: '' },
    })
  await run('export', file, '--relay', relay.url)
  const out = JSON.parse(await readFile(file, 'utf8'))
  expect(out).toEqual(await read('/api/matches'))
  const { stdout } = await run('import', file, '--relay', other.url)
  expect(stdout).toContain(`${out.length} page(s) added`)
  expect(await (await fetch(`${other.url}/api/matches`)).json()).toEqual(out)
  await writeFile(file, '[{"nom": "x", "url": "http://localhost:8080/"}]')
  await expect(run('import', file, '--relay', other.url)).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/refuses \(422\)[\s\S]*0\.url: address-private/),
  })
  await writeFile(file, 'not json')
  await expect(run('import', file, '--relay', other.url)).rejects.toMatchObject({ code: 2 })
  await expect(run('nonsense')).rejects.toMatchObject({ code: 2 })
  await other.stop({ allow: EXPECTED_LINES })
  await rm(folder, { recursive: true })
})
