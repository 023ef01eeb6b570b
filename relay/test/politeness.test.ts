import type { StatusDocument } from '#core/status.ts'
import type { Visit } from '../dev/office/visits.ts'

import { readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, onTestFinished, test } from 'vitest'

import { eventually } from './harness.ts'
import { firstSlug, startLookout, watchMatch } from './lookout.ts'

const pages = (visits: readonly Visit[]) =>
  visits.filter(({ kind, path }) => kind === 'document' && path.startsWith('/billetterie/match/'))

test('robots.txt is read first and obeyed', async () => {
  const lookout = await startLookout()
  lookout.office.control({ action: 'robots', text: 'User-agent: vigie\nDisallow: /billetterie/\n' })
  const watch = await watchMatch(lookout)
  expect((await watch.read()).verdict).toMatchObject({ state: 'unknown', reason: 'blocked' })
  await watch.look()
  expect(lookout.office.requests().map(({ path }) => path)).toEqual(['/robots.txt'])
})

test('Retry-After is obeyed even when somebody asks for a check', async () => {
  const lookout = await startLookout()
  const watch = await watchMatch(lookout)
  lookout.office.control({ action: 'mode', mode: 'rate-limited', retryAfter: 3 })
  expect((await watch.look()).verdict).toMatchObject({ state: 'unknown', reason: 'rate-limited' })
  const limited = lookout.office.requests().findLast(({ status }) => status === 429)
  lookout.office.control({ action: 'mode', mode: 'normal' })
  const url = lookout.office.matches[1]?.url
  const tried = await lookout.admin.fetch('/api/watches/try', {
    method: 'POST',
    body: JSON.stringify({ url }),
  })
  expect(await tried.json()).toMatchObject({ verdict: { state: 'unknown', reason: 'rate-limited' } })
  await watch.look()
  const next = lookout.office.requests().find(({ at }) => at > (limited?.at ?? 0))
  expect((next?.at ?? 0) - (limited?.at ?? 0)).toBeGreaterThanOrEqual(3000)
  expect((await watch.read()).verdict.state).toBe('none')
})

test('Retry-After is obeyed although the watch was changed in the middle of the look', async () => {
  const answer = Promise.withResolvers<void>()
  let asked = 0
  const server = createServer(async (request, response) => {
    if (request.url === '/robots.txt') return void response.writeHead(404).end()
    asked += 1
    await answer.promise
    response.writeHead(429, { 'retry-after': '3600' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const { admin } = await startLookout({ hosts: [host], browser: false })
  const body = JSON.stringify({ name: 'Before', url: `http://${host}/match`, checkSeconds: 3600 })
  const { id }: { id: string } = await (await admin.fetch('/api/watches', { method: 'POST', body })).json()
  await eventually(() => asked === 1, 'the first look')
  const renamed = { method: 'PATCH', body: JSON.stringify({ name: 'After' }) }
  expect((await admin.fetch(`/api/watches/${id}`, renamed)).status).toBe(200)
  answer.resolve()
  await eventually(async () => (await (await admin.fetch('/health')).json()).lanes.resting === 1, 'the rest')
  expect(asked).toBe(1)
})

test(
  'ten watches of one host never make more than two requests at once, nor two within the gap',
  { timeout: 120_000 },
  async () => {
    // Long beside what a busy machine takes from asking the browser to the request that leaves it.
    const gap = 1000
    const lookout = await startLookout({ env: { HOST_GAP_MS: String(gap) } })
    const { office, admin, relay } = lookout
    const [match] = office.matches
    for (let n = 0; n < 10; n += 1) {
      const body = JSON.stringify({ name: `Match ${n}`, url: `${match?.url}?place=${n}`, checkSeconds: 3600 })
      expect((await admin.fetch('/api/watches', { method: 'POST', body })).status).toBe(201)
    }
    await eventually(
      async () => {
        const status: StatusDocument = await (await fetch(`${relay.url}/status.json`)).json()
        return status.watches.every(({ lastCheckAt }) => lastCheckAt !== null)
      },
      'all first looks',
      100_000,
    )
    const visits = pages(office.requests())
    expect(Math.max(...visits.map(({ concurrent }) => concurrent))).toBeLessThanOrEqual(2)
    const gaps = visits.slice(1).map(({ at }, n) => at - (visits[n]?.at ?? 0))
    // Seen from the other end of a connection: a request may arrive a little later than the one after it.
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(gap / 2)
  },
)

test('a wall makes the next look come later, and one good look makes all as before', async () => {
  const lookout = await startLookout({ env: { CHECK_SECONDS: '10' } })
  lookout.office.control({ action: 'mode', mode: 'blocked' })
  const watch = await watchMatch(lookout, { checkSeconds: 10 })
  for (let n = 0; n < 3; n += 1) await watch.look()
  expect(await (await lookout.admin.fetch('/health')).json()).toMatchObject({ lanes: { resting: 1 } })
  lookout.office.control({ action: 'mode', mode: 'normal' })
  expect((await watch.lookUntil('none')).blindSince).toBeNull()
})

test('images, fonts and other weight of a page are not asked for', async () => {
  const lookout = await startLookout()
  const watch = await watchMatch(lookout)
  await watch.look()
  const weight = lookout.office
    .requests()
    .filter(({ path }) => /\.(png|jpe?g|webp|gif|svg|woff2?|mp4)$/.test(path))
  expect(weight).toEqual([])
})

test('a page that has not changed is asked for with its ETag', async () => {
  const lookout = await startLookout({ office: { by: 'plain', delayMs: 0 } })
  const watch = await watchMatch(lookout)
  for (let n = 0; n < 5; n += 1) await watch.look()
  const conditional = pages(lookout.office.requests()).filter(
    ({ headers }) => headers['if-none-match'] !== undefined,
  )
  expect(conditional.length).toBeGreaterThan(0)
  expect(conditional.some(({ status }) => status === 304)).toBe(true)
  lookout.office.control({ action: 'release', match: firstSlug(lookout), places: 1 })
  await watch.lookUntil('available')
})

test('a wall that falls is noticed without anybody asking', async () => {
  const lookout = await startLookout()
  lookout.office.control({ action: 'mode', mode: 'blocked' })
  const watch = await watchMatch(lookout, { checkSeconds: 10 })
  lookout.office.control({ action: 'mode', mode: 'normal' })
  const seen = await eventually(
    async () => {
      const now = await watch.read()
      return now.verdict.state === 'none' ? now : null
    },
    'sight again',
    45_000,
  )
  expect(seen.blindSince).toBeNull()
})

test('no more requests in a day than the budget allows, and the status says why', async () => {
  const lookout = await startLookout({ env: { HOST_DAILY_CALLS: '4' } })
  const watch = await watchMatch(lookout)
  const spent = await watch.look().then(watch.look)
  expect(spent.verdict).toMatchObject({ state: 'unknown', reason: 'rate-limited' })
  const documents = lookout.office.requests().filter(({ kind }) => kind === 'document')
  expect(documents.length).toBeLessThanOrEqual(5)
})

test('a redirect to a private address is not followed, by fetch nor by browser', async () => {
  const trap = createServer((_request, response) => void response.end('inside'))
  let knocks = 0
  trap.on('connection', () => (knocks += 1))
  await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void trap.close())
  const address = trap.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const lookout = await startLookout()
  lookout.office.control({ action: 'mode', mode: 'private-redirect', location: `http://127.0.0.1:${port}/` })
  const watch = await watchMatch(lookout)
  await watch.look()
  expect((await watch.look()).verdict).toMatchObject({ state: 'unknown' })
  expect(knocks).toBe(0)
})

test('a watch that only the database knows is taken up by the watchdog', { timeout: 120_000 }, async () => {
  const lookout = await startLookout()
  const { relay, office } = lookout
  await relay.kill()
  const folder = join(relay.data, 'state')
  const file = (await readdir(folder, { recursive: true })).find((name) =>
    /D1Database.*(?<!metadata)\.sqlite$/.test(name),
  )
  const db = new DatabaseSync(join(folder, file ?? 'missing'))
  const at = Date.now()
  const row = ['lost', 'Match perdu', office.matches[0]?.url ?? '', office.host, at, at]
  db.prepare(
    `INSERT INTO watches (id, kind, name, url, host, target, check_seconds, public, created_at, updated_at)
     VALUES (?, 'seats', ?, ?, ?, '{}', 3600, 1, ?, ?)`,
  ).run(...row)
  db.close()
  await relay.restart()
  await eventually(
    async () => {
      const status: StatusDocument = await (await fetch(`${relay.url}/status.json`)).json()
      return status.watches[0]?.verdict.state === 'none'
    },
    'a look by the watchdog',
    100_000,
  )
})
