import type { Relay } from './harness.ts'

import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { EXPECTED_LINES, readContract, refusal } from './door-kit.ts'
import { startRelay } from './harness.ts'

let relay: Relay

beforeAll(async () => {
  relay = await startRelay({ browser: false })
})
afterAll(async () => {
  await relay.stop({ allow: EXPECTED_LINES })
  await rm(`${relay.data}-other`, { recursive: true, force: true })
})

const JSON_TYPE = { 'content-type': 'application/json' }

function trySignIn(password: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const init = { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify({ password }) }
  return fetch(`${relay.url}/api/session`, init)
}

test('the admin signs in, works, signs out, and is out', async () => {
  const admin = await relay.signIn()
  expect(await (await admin.fetch('/api/session')).json()).toMatchObject({ admin: true })
  const list = await admin.fetch('/api/watches')
  expect(list.status).toBe(200)
  expect(list.headers.get('cache-control')).toBe('no-store')
  expect((await admin.fetch('/api/session', { method: 'DELETE' })).status).toBe(200)
  expect(await refusal(await admin.fetch('/api/watches'))).toBe('401 no-session')
  expect(await (await admin.fetch('/api/session')).json()).toEqual({
    admin: false,
    expiresAt: null,
    passkey: false,
  })
})

test('the cookie can neither be read by a page nor sent by another site', async () => {
  const answer = await trySignIn(relay.password)
  const cookie = answer.headers.getSetCookie()[0] ?? ''
  expect(cookie).toMatch(/^vigie=[0-9a-f]{64}; /)
  for (const part of ['HttpOnly', 'SameSite=Strict', 'Path=/']) expect(cookie).toContain(part)
})

test('every admin call is refused without a session, with a made-up one, and before its input is read', async () => {
  const calls = (await readContract(relay.url)).filter(
    (call) => call.operation.security?.some((one) => 'session' in Object(one)) === true,
  )
  expect(calls.length).toBeGreaterThan(12)
  for (const { method, path } of calls) {
    const url = relay.url + path.replaceAll(/\{\w+\}/g, 'nobody')
    for (const cookie of [
      undefined,
      `vigie=${'0'.repeat(64)}`,
      'vigie=x',
      `__Host-vigie=${'0'.repeat(64)}`,
    ]) {
      const headers = { ...JSON_TYPE, ...(cookie === undefined ? {} : { cookie }) }
      const body = method === 'GET' ? {} : { body: '{' }
      const answer = await fetch(url, { method, headers, ...body })
      expect([method, path, cookie, await refusal(answer)]).toEqual([method, path, cookie, '401 no-session'])
    }
  }
})

test('another site cannot act with the admin’s cookie', async () => {
  const { cookie } = await relay.signIn()
  const add = (headers: Record<string, string>, body = '{}') =>
    fetch(`${relay.url}/api/watches`, { method: 'POST', headers: { ...JSON_TYPE, cookie, ...headers }, body })
  expect(await refusal(await add({ origin: 'https://evil.example' }))).toBe('403 foreign-origin')
  expect(await refusal(await add({ origin: 'null' }))).toBe('403 foreign-origin')
  expect(await refusal(await add({ 'sec-fetch-site': 'cross-site' }))).toBe('403 foreign-origin')
  expect(await refusal(await add({ 'sec-fetch-site': 'same-site' }))).toBe('403 foreign-origin')
  expect(await refusal(await add({ 'content-type': 'text/plain' }))).toBe('403 foreign-origin')
  // Our own page and a script come as far as their input.
  expect(await refusal(await add({ origin: relay.url }))).toBe('400 invalid')
  expect(await refusal(await add({ 'sec-fetch-site': 'same-origin' }))).toBe('400 invalid')
  expect(await refusal(await add({}))).toBe('400 invalid')
  const login = await trySignIn(relay.password, { origin: 'https://evil.example' })
  expect(await refusal(login)).toBe('403 foreign-origin')
})

test('wrong passwords are refused, soon not even looked at, and a restart forgets none of them', async () => {
  const from = { 'cf-connecting-ip': '203.0.113.7' }
  for (let attempt = 1; attempt <= 10; attempt += 1)
    expect(await refusal(await trySignIn(`wrong ${attempt}`, from))).toBe('401 wrong-password')
  const late = await trySignIn(relay.password, from)
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(500)
  expect(await refusal(late)).toBe('429 too-many-attempts')
  await relay.restart()
  expect(await refusal(await trySignIn(relay.password, from))).toBe('429 too-many-attempts')
  // Who comes from elsewhere is not shut out by it.
  expect((await trySignIn(relay.password, { 'cf-connecting-ip': '203.0.113.8' })).status).toBe(200)
})

test('many attempts at once count one by one', async () => {
  const from = { 'cf-connecting-ip': '203.0.113.9' }
  const answers = await Promise.all(Array.from({ length: 25 }, () => trySignIn('wrong', from)))
  const refusals = await Promise.all(answers.map(refusal))
  expect(refusals.filter((line) => line === '401 wrong-password')).toHaveLength(10)
  expect(refusals.filter((line) => line === '429 too-many-attempts')).toHaveLength(15)
})

test('a password that is no text, empty or endless is not tried', async () => {
  for (const password of [undefined, null, 1, '', 'x'.repeat(201), { $ne: '' }, ['x']])
    expect(await refusal(await trySignIn(password))).toBe('400 invalid')
})

test('a session outlives a restart, and ends when the operator changes the password', async () => {
  const first = await startRelay({ browser: false, data: `${relay.data}-other` })
  const admin = await first.signIn()
  await first.restart()
  expect((await admin.fetch('/api/watches')).status).toBe(200)
  await first.stop({ allow: EXPECTED_LINES })
  const env = { ADMIN_PASSWORD: 'another long password' }
  const second = await startRelay({ browser: false, data: `${relay.data}-other`, env })
  const old = await fetch(`${second.url}/api/watches`, { headers: { cookie: admin.cookie } })
  expect(await refusal(old)).toBe('401 no-session')
  expect((await second.signIn()).cookie).not.toBe('')
  await second.stop({ allow: EXPECTED_LINES })
})

test('without any password nobody signs in', async () => {
  const bare = await startRelay({ browser: false, env: { ADMIN_PASSWORD: '' } })
  const answer = await fetch(`${bare.url}/api/session`, {
    method: 'POST',
    headers: JSON_TYPE,
    body: JSON.stringify({ password: 'whatever it may be' }),
  })
  expect(await refusal(answer)).toBe('503 no-password')
  await bare.stop({ allow: EXPECTED_LINES })
})

test('the password and the session are nowhere in clear', async () => {
  const admin = await relay.signIn()
  await trySignIn('wrong again')
  const logs = await (await admin.fetch('/api/logs?limit=1000')).text()
  for (const text of [logs, relay.output()]) {
    expect(text).not.toContain(relay.password)
    expect(text).not.toContain(admin.cookie.split('=')[1])
  }
})
