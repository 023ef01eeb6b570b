import type { StatusDocument } from '#core/status.ts'
import type { Lookout } from './lookout.ts'
import type { WatchList } from '#relay/client.ts'

import { expect, test } from 'vitest'

import { eventually } from './eventually.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'

/** The list of watches, by its calls: pause, delete and bring back, order, two who change at once, files. */

/** Most of it needs no eyes. */
const start = ({ browser = false } = {}) => startLookout({ office: { by: 'static' }, browser })
const NEVER = 3600

async function call(
  { admin }: Lookout,
  path: string,
  { method = 'POST', ...body }: Record<string, unknown> = {},
) {
  const answer = await admin.fetch(`/api/${path}`, {
    method: String(method),
    ...(Object.keys(body).length === 0 ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  const value: Record<string, unknown> = text.startsWith('{') ? JSON.parse(text) : { text }
  return { status: answer.status, value, text }
}

async function list({ admin }: Lookout): Promise<WatchList> {
  const found: WatchList = await (await admin.fetch('/api/watches')).json()
  return found
}

async function publicNames({ relay }: Lookout): Promise<string[]> {
  const status: StatusDocument = await (await fetch(`${relay.url}/status.json`)).json()
  return status.watches.map(({ name }) => name)
}

async function add(lookout: Lookout, name: string, changes: Record<string, unknown> = {}): Promise<string> {
  const url = `${lookout.office.matches[0]?.url}?n=${encodeURIComponent(name)}`
  const made = await call(lookout, 'watches', { name, url, checkSeconds: NEVER, ...changes })
  expect(made.status, made.text).toBe(201)
  return String(made.value['id'])
}

test('a paused watch looks no more and says so; what was open ends, and an opening after it is told anew', async () => {
  const lookout = await start({ browser: true })
  const { office, relay, telegram } = lookout
  const slug = firstSlug(lookout)
  office.control({ action: 'release', match: slug, places: 1 })
  const watch = await watchMatch(lookout)
  const openings = () => telegram.messages.filter(({ text }) => text.includes('PMR')).length
  await eventually(() => openings() === 1, 'the first alert')
  expect((await call(lookout, `watches/${watch.id}/pause`)).value).toMatchObject({
    pausedAt: expect.any(Number),
  })
  const paused = await watch.read()
  expect(paused).toMatchObject({
    verdict: { state: 'unknown', reason: 'paused' },
    openSince: null,
    reporters: [],
  })
  expect(paused.blindSince).toBeGreaterThan(0)
  expect((await call(lookout, 'releases', { method: 'GET' })).value).toMatchObject({
    releases: [{ closedBy: 'paused' }],
  })
  // Nobody saw the seat go, and nobody is told that it went.
  expect(await (await fetch(`${relay.url}/openings.atom?lang=en`)).text()).toContain(
    'No longer watched since',
  )
  expect(telegram.messages.filter(({ text }) => /parti|gone/i.test(text))).toEqual([])
  expect(await call(lookout, `watches/${watch.id}/check`)).toMatchObject({
    status: 409,
    value: { error: { code: 'paused' } },
  })
  // Pausing again changes nothing, and a restart keeps the pause.
  expect((await call(lookout, 'watches/pause')).value).toEqual({ changed: 0 })
  await relay.kill()
  await relay.restart()
  expect((await (await fetch(`${relay.url}/health`)).json()).lanes).toMatchObject({ total: 0 })
  const { checks } = await watch.read()
  expect((await call(lookout, 'watches/resume')).value).toEqual({ changed: 1 })
  await eventually(async () => (await watch.read()).checks > checks, 'a look of its own accord')
  await eventually(() => openings() === 2, 'the opening after the pause')
  expect((await watch.read()).verdict.state).toBe('available')
})

test('a deleted watch is gone for everybody at once, and comes back whole with who chose it', async () => {
  const lookout = await start({ browser: true })
  const { relay, office } = lookout
  const slug = firstSlug(lookout)
  const first = await add(lookout, 'First', { public: false })
  const watch = await watchMatch(lookout)
  await add(lookout, 'Last')
  const person = await call(lookout, 'subscribers', {
    channel: 'telegram',
    address: '4242',
    watches: [watch.id],
  })
  expect(person.status, person.text).toBe(201)
  await watch.lookUntil('none')
  const before = await watch.read()
  expect((await call(lookout, `watches/${watch.id}`, { method: 'DELETE' })).status).toBe(200)
  expect(await publicNames(lookout)).toEqual(['Last'])
  expect((await call(lookout, `watches/${watch.id}`, { method: 'GET' })).status).toBe(404)
  const { removed } = await list(lookout)
  expect(removed).toMatchObject([{ watch: { id: watch.id } }])
  expect(removed[0]?.until).toBeGreaterThan(Date.now())
  await relay.kill()
  await relay.restart()
  const back = await call(lookout, `watches/${watch.id}/restore`)
  expect(back).toMatchObject({ status: 200, value: { id: watch.id } })
  expect((await call(lookout, `watches/${watch.id}/restore`)).status).toBe(200)
  const after = await list(lookout)
  expect(after.removed).toEqual([])
  expect(after.watches.map(({ id }) => id).slice(0, 2)).toEqual([first, watch.id])
  expect((await watch.read()).checks).toBeGreaterThanOrEqual(before.checks)
  office.control({ action: 'release', match: slug, places: 1 })
  await watch.lookUntil('available')
  // Telegram does not know that chat: what counts is that it was to be told.
  const theirs = async () =>
    (await call(lookout, `alerts?subscriber=${String(person.value['id'])}`, { method: 'GET' })).text
  await eventually(async () => (await theirs()).includes(watch.id), 'the alert of who had chosen it')
  // Its page is watched by another one by now: two of the same cannot be.
  await call(lookout, `watches/${first}`, { method: 'DELETE' })
  await add(lookout, 'First', { public: true })
  expect(await call(lookout, `watches/${first}/restore`)).toMatchObject({
    status: 409,
    value: { error: { code: 'duplicate' } },
  })
  expect((await call(lookout, 'watches/no-such/restore')).status).toBe(404)
})

test('the order is the public page’s; two who change at once: the later hears of it, and has both before them', async () => {
  const lookout = await start()
  const [a, b, c] = [await add(lookout, 'A'), await add(lookout, 'B'), await add(lookout, 'C')]
  expect(await publicNames(lookout)).toEqual(['A', 'B', 'C'])
  expect((await call(lookout, `watches/${c}/place`, { method: 'PUT', before: a })).value).toEqual({
    ids: [c, a, b],
  })
  expect((await call(lookout, `watches/${a}/place`, { method: 'PUT', before: null })).value).toEqual({
    ids: [c, b, a],
  })
  expect(await publicNames(lookout)).toEqual(['C', 'B', 'A'])
  expect((await call(lookout, `watches/${a}/place`, { method: 'PUT', before: 'no-such' })).status).toBe(404)
  const seen = (await list(lookout)).watches.find(({ id }) => id === a)?.updatedAt
  expect(
    (await call(lookout, `watches/${a}`, { method: 'PATCH', name: 'A, renamed', updatedAt: seen })).status,
  ).toBe(200)
  const refused = await call(lookout, `watches/${a}`, { method: 'PATCH', name: 'mine', updatedAt: seen })
  expect(refused).toMatchObject({
    status: 409,
    value: { error: { code: 'conflict' }, current: { name: 'A, renamed' } },
  })
  // Without a version, as scripts do, the last one holds.
  expect((await call(lookout, `watches/${a}`, { method: 'PATCH', name: 'script' })).status).toBe(200)
  const audit = (await call(lookout, 'account/audit', { method: 'GET' })).text
  expect(audit).toContain('moveWatch')
})

test('a file is shown before it is taken: what it adds, changes and may not, row by row', async () => {
  const lookout = await start()
  await add(lookout, 'Here', { checkSeconds: 60 })
  const [here] = (await list(lookout)).watches
  const csv = await call(lookout, 'watches/export?format=csv', { method: 'GET' })
  expect(csv.text).toContain('checkSeconds')
  const json = await call(lookout, 'watches/export', { method: 'GET' })
  const same = await call(lookout, 'watches/import/preview', { text: JSON.stringify(json.value) })
  expect(same.value).toMatchObject({ format: 'json', rows: [{ does: 'nothing' }] })
  const long = `${' '.repeat(400_000)}${JSON.stringify(json.value)}`
  expect((await call(lookout, 'watches/import/preview', { text: long })).status).toBe(200)
  const url = lookout.office.matches[0]?.url
  const text = JSON.stringify([
    { nom: '<b>New</b>', url },
    { nom: 'New again', url },
    { nom: 'Renamed', url: here?.url },
    { nom: 'Inside', url: 'http://127.0.0.1:1/' },
    { nom: '', url: 'https://a.example/' },
  ])
  const shown = await call(lookout, 'watches/import/preview', { text })
  expect(shown.value).toMatchObject({
    format: 'matches',
    rows: [
      { row: 1, does: 'add', name: '<b>New</b>' },
      { row: 2, does: 'refuse', code: 'twice' },
      { row: 3, does: 'change', fields: [{ field: 'name', before: 'Here', after: 'Renamed' }] },
      { row: 4, does: 'refuse', code: 'address-port' },
      { row: 5, does: 'refuse', code: 'invalid', issues: [{ path: 'name' }] },
    ],
  })
  expect((await list(lookout)).watches).toHaveLength(1)
  const { seen } = shown.value
  expect(await call(lookout, 'watches/import', { text, seen: 'another', rows: [1] })).toMatchObject({
    status: 409,
    value: { error: { code: 'import-stale' } },
  })
  expect((await call(lookout, 'watches/import', { text, seen, rows: [1, 3] })).value).toEqual({
    added: 1,
    changed: 1,
  })
  expect(await publicNames(lookout)).toEqual(['Renamed', '<b>New</b>'])
  const pausing = JSON.stringify({
    watches: (await list(lookout)).watches.map(({ id, name, url: page }) => ({
      id,
      name,
      url: page,
      paused: true,
    })),
  })
  const planned = await call(lookout, 'watches/import/preview', { text: pausing })
  expect(planned.value).toMatchObject({
    rows: [{ fields: [{ field: 'paused', before: 'false', after: 'true' }] }, { does: 'change' }],
  })
  const turned = { text: pausing, seen: planned.value.seen, rows: [1, 2] }
  expect((await call(lookout, 'watches/import', turned)).value).toEqual({ added: 0, changed: 2 })
  expect((await list(lookout)).watches.map(({ pausedAt }) => typeof pausedAt)).toEqual(['number', 'number'])
  const log = await call(lookout, 'logs', { method: 'GET' })
  expect(log.text.match(/veille mise en pause/g)).toHaveLength(2)
  const again = await call(lookout, 'watches/import/preview', { text: '\uFEFFNom;Lien\nX;' })
  expect(again.value).toMatchObject({ rows: [{ does: 'refuse', code: 'invalid' }] })
  expect((await call(lookout, 'watches/import/preview', { text: 'hello' })).value).toMatchObject({
    error: { code: 'file-header' },
  })
})
