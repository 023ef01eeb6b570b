import type { Call, Page } from './door-kit.ts'
import type { Admin, Relay } from './harness.ts'

import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { EXPECTED_LINES, readContract, refusal, startPage } from './door-kit.ts'
import { startRelay } from './harness.ts'

let page: Page
let relay: Relay
let admin: Admin

beforeAll(async () => {
  page = await startPage()
  relay = await startRelay({
    browser: false,
    env: { ALLOW_PRIVATE_HOSTS: page.host, CHECK_SECONDS: '3600' },
  })
  admin = await relay.signIn()
})
afterAll(async () => {
  await relay.stop({ allow: EXPECTED_LINES })
  await page.stop()
})

const PATIENCE_MS = 10_000
const RUNS_PER_CALL = 40

/** Text of every kind that could hurt; none of it is an address of somebody else's site. */
const junk = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    ' ',
    '0',
    '-1',
    '1e99',
    'NaN',
    'null',
    '../../etc/passwd',
    '%00',
    '%ff%fe',
    "'; DROP TABLE watches; --",
    '<script>alert(1)</script>',
    '__proto__',
    '\u0000',
    '\uD800',
    '\u202Eevil',
    '🦽'.repeat(100),
    'x'.repeat(3000),
    'http://127.0.0.1/',
    'http://[::1]:1/',
    'https://user@localhost/',
  ),
)
const scalar = fc.oneof(junk, fc.double(), fc.integer(), fc.boolean(), fc.constant(null))
const value = fc.oneof(
  scalar,
  fc.array(scalar, { maxLength: 3 }),
  fc.dictionary(junk, scalar, { maxKeys: 3 }),
)

function bodies() {
  const fields = {
    name: fc.oneof(value, fc.constant('Club')),
    nom: fc.oneof(value, fc.constant('Club')),
    url: fc.oneof(
      value,
      fc.nat(5).map((n) => `${page.url}/${n}`),
    ),
    target: fc.oneof(
      value,
      fc.record({ selector: value, anchor: value, event: value }, { requiredKeys: [] }),
    ),
    checkSeconds: fc.oneof(value, fc.constant(3600)),
    public: value,
    kind: fc.oneof(value, fc.constant('seats')),
    password: value,
    ['__proto__']: value,
  }
  const object = fc.record(fields, { requiredKeys: [] })
  return fc.oneof(
    fc.oneof(object, fc.array(object, { maxLength: 3 }), value).map((given) => JSON.stringify(given)),
    fc.jsonValue().map((given) => JSON.stringify(given)),
    junk,
    fc.constant('['.repeat(50_000)),
  )
}

const types = fc.constantFrom(
  'application/json',
  'application/json; charset=utf-8',
  'text/plain',
  'x',
  undefined,
)
const headers = fc.dictionary(
  fc.constantFrom(
    'accept',
    'accept-language',
    'if-none-match',
    'x-vigie-admin',

    'x-forwarded-for',
    'range',
  ),
  fc.string({ maxLength: 60 }).map((text) => text.replaceAll(/[^\x21-\x7e]/g, 'x')),
  { maxKeys: 3 },
)

function shapes(call: Call) {
  const names = (call.operation.parameters ?? [])
    .filter((part) => part.in === 'query')
    .map((part) => part.name)
  return fc.record({
    parts: fc.array(fc.oneof(junk, fc.constantFrom('0', '1', 'abc')), { minLength: 2, maxLength: 2 }),
    query: fc.array(fc.tuple(fc.oneof(junk, fc.constantFrom('x', ...names)), junk), { maxLength: 4 }),
    body: call.operation.requestBody === undefined ? fc.option(bodies(), { nil: undefined }) : bodies(),
    type: types,
    more: headers,
    signedIn: fc.boolean(),
  })
}

type Shape = ReturnType<typeof shapes> extends fc.Arbitrary<infer T> ? T : never

function ask(call: Call, { parts, query, body, type, more, signedIn }: Shape): Promise<Response> {
  let part = 0
  const path = call.path.replaceAll(
    /\{\w+\}/g,
    () => encodeURIComponent((parts[part++] ?? '').toWellFormed()) || 'x',
  )
  const search = new URLSearchParams(
    query.map(([key, text]) => [key.toWellFormed(), text.toWellFormed()]),
  ).toString()
  const init = {
    method: call.method,
    headers: { ...more, ...(type === undefined ? {} : { 'content-type': type }) },
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...(body === undefined || call.method === 'GET' ? {} : { body: new TextEncoder().encode(body) }),
  }
  const url = `${path}?${search}`
  return signedIn ? admin.fetch(url, init) : fetch(`${relay.url}${url}`, init)
}

test('whatever is sent to any call, the answer is a good one or a refusal in the one shape, in time', async () => {
  const calls = await readContract(relay.url)
  expect(calls.length).toBeGreaterThan(25)
  for (const call of calls) {
    // A fuzzed sign-out would end the session that the other calls need.
    const keepsSession = !(call.method === 'DELETE' && call.path === '/api/session')
    await fc.assert(
      fc.asyncProperty(shapes(call), async (shape) => {
        const answer = await ask(call, keepsSession ? shape : { ...shape, signedIn: false })
        const where = `${call.method} ${call.path} → ${answer.status}`
        expect([where, answer.status < 500]).toEqual([where, true])
        if (answer.status >= 400) expect(await refusal(answer)).toMatch(/^4\d\d [a-z-]+$/)
        else await answer.arrayBuffer()
      }),
      { numRuns: RUNS_PER_CALL, timeout: PATIENCE_MS * 2 },
    )
  }
  expect((await admin.fetch('/api/watches')).status).toBe(200)
}, 300_000)

test('whatever address and method are asked, it is the same', async () => {
  const path = fc.array(
    fc.oneof(
      junk,
      fc.constantFrom('api', 'watches', 'matches', 'docs', 'status.json', 'feed', '..', '%2e%2e'),
    ),
    { minLength: 1, maxLength: 4 },
  )
  const method = fc.constantFrom(
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'QUERY',
    'PROPFIND',
  )
  await fc.assert(
    fc.asyncProperty(path, method, async (parts, verb) => {
      const target = parts.map((part) => encodeURIComponent(part.toWellFormed())).join('/')
      const answer = await fetch(`${relay.url}/${target}`, {
        method: verb,
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      expect([verb, target, answer.status < 500]).toEqual([verb, target, true])
      if (answer.status >= 400 && verb !== 'HEAD') expect(await refusal(answer)).toMatch(/^4\d\d [a-z-]+$/)
      else await answer.arrayBuffer()
    }),
    { numRuns: 300, timeout: PATIENCE_MS * 2 },
  )
}, 120_000)
