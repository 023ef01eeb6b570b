import type { Page } from './door-kit.ts'
import type { Admin, Relay } from './harness.ts'
import type { FeedMessage } from '#core/status.ts'

import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { EXPECTED_LINES, expectGuarded, readContract, refusal, startPage } from './door-kit.ts'
import { eventually, startRelay } from './harness.ts'

let page: Page
let relay: Relay
let admin: Admin

beforeAll(async () => {
  page = await startPage()
  relay = await startRelay({ browser: false, env: { ALLOW_PRIVATE_HOSTS: page.host } })
  admin = await relay.signIn()
})
afterAll(async () => {
  await relay.stop({ allow: EXPECTED_LINES })
  await page.stop()
})

const ask = (method: string, path: string, body?: unknown) =>
  admin.fetch(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
const add = (more: object) => ask('POST', '/api/watches', { name: 'Club', checkSeconds: 3600, ...more })
const visible = async () => {
  const status = await (await fetch(`${relay.url}/status.json`)).json()
  return status.watches.map((watch: { id: string }) => watch.id)
}

const bad = async (body: unknown) => {
  const answer = await ask('POST', '/api/watches', body)
  const { error } = await answer.clone().json()
  return [await refusal(answer), (error.issues ?? []).map(({ path }: { path: string }) => path)]
}
const send = (body: BodyInit, type = 'application/json') =>
  admin.fetch('/api/watches', { method: 'POST', headers: { 'content-type': type }, body })

test('a watch is added, seen by everybody, hidden, changed and removed', async () => {
  const answer = await add({ url: `${page.url}/life#part`, target: { selector: '[data-offer-type="PMR"]' } })
  expect(answer.status).toBe(201)
  const watch = await answer.json()
  expect(watch).toMatchObject({
    kind: 'seats',
    name: 'Club',
    url: `${page.url}/life`,
    host: page.host,
    target: { selector: '[data-offer-type="PMR"]' },
    checkSeconds: 3600,
    public: true,
  })
  expect(await visible()).toContain(watch.id)
  expect(await (await ask('GET', `/api/watches/${watch.id}`)).json()).toMatchObject({
    status: { id: watch.id },
  })

  expect((await ask('PATCH', `/api/watches/${watch.id}`, { public: false, name: 'Secret' })).status).toBe(200)
  expect(await visible()).not.toContain(watch.id)
  const { watches } = await (await ask('GET', '/api/watches')).json()
  expect(watches.find(({ id }: { id: string }) => id === watch.id)).toMatchObject({
    name: 'Secret',
    public: false,
  })

  expect((await ask('DELETE', `/api/watches/${watch.id}`)).status).toBe(200)
  for (const [method, body] of [['GET'], ['DELETE'], ['PATCH', {}]] as const)
    expect(await refusal(await ask(method, `/api/watches/${watch.id}`, body))).toBe('404 unknown-watch')
})

test('one page is watched once for one target, also when many ask at once', async () => {
  const url = `${page.url}/twice`
  const answers = await Promise.all(Array.from({ length: 6 }, () => add({ url })))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 409)).toHaveLength(5)
  expect(await refusal(await add({ url: `${url}#elsewhere` }))).toBe('409 duplicate')
  expect((await add({ url, target: { event: 'Paris SG OM' } })).status).toBe(201)
  const other = await (await add({ url: `${url}/other` })).json()
  expect(await refusal(await ask('PATCH', `/api/watches/${other.id}`, { url }))).toBe('409 duplicate')
})

test('a check can be asked for, and a page tried without being kept', async () => {
  const watch = await (await add({ url: `${page.url}/check` })).json()
  const asked = await ask('POST', `/api/watches/${watch.id}/check`)
  expect(asked.status).toBe(202)
  expect(await asked.json()).toEqual({ checkId: expect.stringMatching(/^[\w-]+$/) })
  const tried = await ask('POST', '/api/watches/try', { url: `${page.url}/tried` })
  expect(tried.status).toBe(200)
  const { observation, verdict } = await tried.json()
  expect(observation).toMatchObject({ url: `${page.url}/tried`, status: 200 })
  expect(verdict.state).toBe('unknown')
  const { watches } = await (await ask('GET', '/api/watches')).json()
  expect(watches.map(({ url }: { url: string }) => url)).not.toContain(`${page.url}/tried`)
})

test('bad input is named field by field', async () => {
  const good = { name: 'Club', url: page.url }
  expect(await bad({})).toEqual(['400 invalid', ['name', 'url']])
  expect(await bad({ ...good, name: 'x'.repeat(121) })).toEqual(['400 invalid', ['name']])
  expect(await bad({ ...good, name: ' \n\t ' })).toEqual(['400 invalid', ['name']])
  expect(await bad({ ...good, url: 7 })).toEqual(['400 invalid', ['url']])
  expect(await bad({ ...good, checkSeconds: 9 })).toEqual(['400 invalid', ['checkSeconds']])
  expect(await bad({ ...good, checkSeconds: 10.5 })).toEqual(['400 invalid', ['checkSeconds']])
  expect(await bad({ ...good, checkSeconds: 3601 })).toEqual(['400 invalid', ['checkSeconds']])
  expect(await bad({ ...good, public: 'yes' })).toEqual(['400 invalid', ['public']])
  expect(await bad({ ...good, kind: 'boats' })).toEqual(['400 invalid', ['kind']])
  expect(await bad({ ...good, checkSecond: 10 })).toEqual(['400 invalid', ['']])
  expect(await bad({ ...good, target: { selector: 'x'.repeat(301) } })).toEqual([
    '400 invalid',
    ['target.selector'],
  ])
  expect(await bad({ ...good, target: { selector: 'a[', anchor: ':contains("x")' } })).toEqual([
    '422 target',
    ['target.selector', 'target.anchor'],
  ])
  expect(await bad([])).toEqual(['400 invalid', ['']])
  expect(await bad(null)).toEqual(['400 invalid', ['']])
})

test('what is not JSON, not declared so, or too large is refused', async () => {
  expect(await refusal(await send('{'))).toBe('400 malformed-json')
  expect(await refusal(await send(''))).toBe('400 malformed-json')
  expect(await refusal(await send('{}', 'text/plain'))).toBe('415 content-type')
  expect(await refusal(await send('name=x', 'application/x-www-form-urlencoded'))).toBe('415 content-type')
  expect(await refusal(await send(JSON.stringify({ name: 'x'.repeat(262_144) })))).toBe('413 too-large')
  expect(await refusal(await send('['.repeat(200_000)))).toBe('400 malformed-json')
})

/** A request that `fetch` would not make. */
function askRaw(
  path: string,
  options: { method?: string; headers?: object; body?: string[] },
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(relay.url)
    const { method = 'GET', body = [] } = options
    const sending = request({ hostname, port, path, method, headers: { ...options.headers } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => {
        const headers = Object.entries(answer.headers).map(([key, value]): [string, string] => [
          key,
          String(value),
        ])
        resolve(new Response(Buffer.concat(chunks), { status: answer.statusCode ?? 0, headers }))
      })
    })
    sending.on('error', reject)
    for (const chunk of body) sending.write(chunk)
    sending.end()
  })
}

test('a body that does not say how long it is is stopped, too', async () => {
  const answer = await askRaw('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'transfer-encoding': 'chunked' },
    body: Array.from({ length: 40 }, () => 'x'.repeat(10_000)),
  })
  expect(await refusal(answer)).toBe('413 too-large')
})

test('a host that is none gets no page, and cannot write into the policy', async () => {
  expect(await refusal(await askRaw('/status.json', { headers: { host: 'evil; script-src *' } }))).toBe(
    '400 host',
  )
  const odd = await askRaw('/status.json', { headers: { host: 'a;script-src' } })
  expect(odd.headers.get('content-security-policy')).not.toContain('a;script-src')
})

test('unknown addresses and wrong methods say so', async () => {
  expect(await refusal(await ask('GET', '/api/nothing'))).toBe('404 not-found')
  expect(await refusal(await ask('GET', '/nothing.png'))).toBe('404 not-found')
  expect(await refusal(await ask('POST', '/nothing'))).toBe('405 method')
  const wrong = await ask('PUT', '/api/watches/abc')
  expect(wrong.headers.get('allow')).toBe('GET, HEAD, PATCH, DELETE')
  expect(await refusal(wrong)).toBe('405 method')
  expect(await refusal(await ask('DELETE', '/status.json'))).toBe('405 method')
  expect(await refusal(await ask('GET', '/api/watches/..%2f..%2fetc'))).toBe('400 invalid')
  expect(await refusal(await ask('GET', `/api/watches/${'x'.repeat(65)}`))).toBe('400 invalid')
  expect(await refusal(await ask('GET', '/api/logs?limit=0'))).toBe('400 invalid')
  expect(await refusal(await ask('GET', '/api/logs?level=loud'))).toBe('400 invalid')
  expect(await refusal(await ask('GET', '/api/logs?after=-1'))).toBe('400 invalid')
  expect(await refusal(await ask('GET', '/api/releases?watch=unknown'))).toBe('404 unknown-watch')
  expect((await ask('HEAD', '/api/status')).status).toBe(200)
})

test('the log tells what the admin did, can be read on from a cursor, and filtered', async () => {
  await (await add({ url: `${page.url}/log`, name: 'Le match du journal' })).json()
  const { success, logs, total } = await (await ask('GET', '/api/logs?limit=1000')).json()
  expect(success).toBe(true)
  expect(total).toBeGreaterThanOrEqual(logs.length)
  const line = logs.find(({ message }: { message: string }) => message.startsWith('Le match du journal'))
  expect(line).toMatchObject({
    level: 'success',
    type: 'success',
    timestamp: expect.stringMatching(/^\d\d:\d\d:\d\d$/),
  })
  const later = await (await ask('GET', `/api/logs?after=${line.cursor}`)).json()
  for (const { cursor } of later.logs) expect(cursor).toBeGreaterThan(line.cursor)
  const filtered = await (await ask('GET', '/api/logs?level=success&limit=5')).json()
  for (const { level } of filtered.logs) expect(level).toBe('success')
})

test('the status may be read by any site, and costs nothing when nothing is new', async () => {
  const first = await fetch(`${relay.url}/api/status`)
  expect(first.headers.get('access-control-allow-origin')).toBe('*')
  expectGuarded(first)
  const status = await first.json()
  expect(status.bot_actif).toBe(true)
  const again = await fetch(`${relay.url}/api/status`, {
    headers: { 'if-none-match': first.headers.get('etag') ?? '' },
  })
  expect([200, 304]).toContain(again.status)
  const file = await (await fetch(`${relay.url}/status.json`)).json()
  expect(Object.keys(file)).toEqual(Object.keys(status))
})

test('health and measures are for everybody, and well formed', async () => {
  const health = await fetch(`${relay.url}/health`)
  expect(health.status).toBe(200)
  expect(await health.json()).toMatchObject({ ok: true, version: expect.any(String), browser: 'none' })
  const answer = await fetch(`${relay.url}/metrics`)
  expect(answer.headers.get('content-type')).toContain('version=0.0.4')
  checkExposition(await answer.text())
})

/** Rules of the text format: HELP and TYPE once and first, families together, series unique, newline at the end. */
function checkExposition(text: string): void {
  expect(text.endsWith('\n')).toBe(true)
  const families = new Set<string>()
  const series = new Set<string>()
  let family = ''
  for (const line of text.trimEnd().split('\n')) {
    const head = /^# (HELP|TYPE) ([a-z_]+) (.+)$/.exec(line)
    if (head?.[1] === 'HELP') {
      expect(families).not.toContain(head[2])
      family = head[2] ?? ''
      families.add(family)
      continue
    }
    if (head !== null) {
      expect([head[2], ['counter', 'gauge', 'histogram'].includes(head[3] ?? '')]).toEqual([family, true])
      continue
    }
    const sample =
      /^([a-z_]+)(\{[a-z_]+="(?:[^"\\\n]|\\["\\n])*"(?:,[a-z_]+="(?:[^"\\\n]|\\["\\n])*")*\})? (\S+)$/.exec(
        line,
      )
    expect([line, sample === null]).toEqual([line, false])
    expect((sample?.[1] ?? '').replace(/_(?:bucket|sum|count)$/, '')).toBe(
      family.replace(/_(?:bucket|sum|count)$/, ''),
    )
    expect(Number.isFinite(Number(sample?.[3]))).toBe(true)
    const key = `${sample?.[1]}${sample?.[2] ?? ''}`
    expect(series).not.toContain(key)
    series.add(key)
  }
  for (const name of ['vigie_watches', 'vigie_outbox_depth', 'vigie_build_info'])
    expect(families).toContain(name)
}

test('the contract names every call, and its page needs no script', async () => {
  const calls = await readContract(relay.url)
  const names = calls.map(({ method, path }) => `${method} ${path}`)
  for (const name of ['GET /status.json', 'POST /api/session', 'PATCH /api/watches/{id}', 'GET /metrics'])
    expect(names).toContain(name)
  const contract = await (await fetch(`${relay.url}/api/openapi.json`)).json()
  expect(contract.openapi).toBe('3.1.0')
  expect(contract.components.securitySchemes.session).toMatchObject({ type: 'apiKey', in: 'cookie' })
  const french = await fetch(`${relay.url}/docs`, { headers: { 'accept-language': 'fr-FR,en;q=0.5' } })
  expectGuarded(french)
  const html = await french.text()
  expect(html).toContain('<html lang="fr">')
  expect(html).not.toContain('<script')
  for (const { path } of calls) expect(html).toContain(path)
  const english = await (await fetch(`${relay.url}/docs?lang=en`)).text()
  expect(english).toContain('<html lang="en">')
  expect((await fetch(`${relay.url}/docs/style.css`)).headers.get('content-type')).toContain('text/css')
})

test('the site comes from the relay, with the same headers', async () => {
  const home = await fetch(`${relay.url}/`)
  expect(home.status).toBe(200)
  expect(await home.text()).toContain('<!doctype html>')
  expectGuarded(home)
})

/** Opens the feed; what it says is collected in `said`. */
async function listen(headers: Record<string, string>): Promise<{ said: FeedMessage[]; close: () => void }> {
  const said: FeedMessage[] = []
  // The types are those of browsers, which may not set headers.
  const socket: WebSocket = Reflect.construct(WebSocket, [
    `${relay.url.replace('http', 'ws')}/api/feed`,
    { headers },
  ])
  socket.addEventListener('message', ({ data }) => said.push(JSON.parse(String(data))))
  await eventually(() => said.length > 0, 'the greeting of the feed')
  return { said, close: () => socket.close() }
}

test('the feed tells everybody what changes, and the log to nobody but the admin on our own pages', async () => {
  const listeners = {
    admin: await listen({ cookie: admin.cookie, origin: relay.url }),
    anybody: await listen({}),
    liar: await listen({ 'x-vigie-admin': '1', origin: relay.url }),
    foreign: await listen({ cookie: admin.cookie, origin: 'https://evil.example' }),
  }
  const heard = Object.entries(listeners)
  for (const [who, { said }] of heard)
    expect([who, said[0]]).toMatchObject([who, { type: 'hello', admin: who === 'admin' }])
  const watch = await (await add({ url: `${page.url}/feed`, name: 'Le match du fil' })).json()
  for (const [who, { said }] of heard)
    await eventually(
      () => said.some((one) => one.type === 'watch' && one.watch.id === watch.id),
      `news to ${who}`,
    )
  const { said } = listeners.admin
  await eventually(
    () => said.some((one) => one.type === 'log' && one.line.watchId === watch.id),
    'the log line',
  )
  await ask('DELETE', `/api/watches/${watch.id}`)
  for (const [who, { said, close }] of heard) {
    await eventually(
      () => said.some((one) => one.type === 'removed' && one.id === watch.id),
      `news to ${who}`,
    )
    expect([who, said.some((one) => one.type === 'log')]).toEqual([who, who === 'admin'])
    close()
  }
  expect(await refusal(await ask('GET', '/api/feed'))).toBe('426 upgrade-required')
})
