import type { Page } from './door-kit.ts'
import type { Admin, Relay } from './harness.ts'
import type { AuditLine } from '#core/audit.ts'

import { rm } from 'node:fs/promises'
import { TOTP } from 'otpauth'
import { afterAll, beforeAll, expect, test } from 'vitest'

import { EXPECTED_LINES, readContract, refusal, startPage } from './door-kit.ts'
import { eventually, startRelay } from './harness.ts'

/** Who may come in, what keys open, and who changed what. Passkeys have their own stories. */

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

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101 Firefox/142.0'
const JSON_TYPE = { 'content-type': 'application/json' }
const ask = (method: string, path: string, body?: unknown) =>
  admin.fetch(path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(relay.url + path, {
    method: 'POST',
    headers: { ...JSON_TYPE, ...headers },
    body: JSON.stringify(body),
  })
const cookieOf = (answer: Response, name: string) =>
  answer.headers
    .getSetCookie()
    .find((line) => line.startsWith(`${name}=`))
    ?.split(';')[0] ?? ''
const withKey = (token: string, method: string, path: string, body?: unknown) =>
  fetch(relay.url + path, {
    method,
    headers: { ...JSON_TYPE, authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
const audit = async (query = ''): Promise<{ lines: AuditLine[]; next: string | null }> =>
  await (await ask('GET', `/api/account/audit${query}`)).json()
const makeKey = async (scopes: string[], days: number | null = 30): Promise<{ id: string; token: string }> =>
  await (await ask('POST', '/api/account/keys', { name: `Script ${scopes.join('+')}`, scopes, days })).json()

test('who is signed in is listed in coarse words, and ended one by one or all at once', async () => {
  const other = await post('/api/session', { password: relay.password }, { 'user-agent': FIREFOX })
  const cookie = cookieOf(other, 'vigie')
  const phone = await relay.signIn()
  const { sessions } = await (await ask('GET', '/api/account/sessions')).json()
  expect(sessions.filter(({ current }: { current: boolean }) => current)).toHaveLength(1)
  const firefox = sessions.find(({ browser }: { browser: string }) => browser === 'firefox')
  expect(firefox).toEqual({
    id: expect.stringMatching(/^[0-9a-f]{16}$/),
    createdAt: expect.any(Number),
    usedAt: expect.any(Number),
    expiresAt: expect.any(Number),
    browser: 'firefox',
    system: 'linux',
    way: 'password',
    current: false,
  })
  const isIn = async () => (await fetch(`${relay.url}/api/watches`, { headers: { cookie } })).status
  expect(await isIn()).toBe(200)
  expect((await ask('DELETE', `/api/account/sessions/${firefox.id}`)).status).toBe(200)
  expect(await isIn()).toBe(401)
  expect(await refusal(await ask('DELETE', `/api/account/sessions/${firefox.id}`))).toBe('404 gone')
  expect(await (await ask('DELETE', '/api/account/sessions')).json()).toMatchObject({
    ended: expect.any(Number),
  })
  expect(await refusal(await phone.fetch('/api/watches'))).toBe('401 no-session')
  expect((await ask('GET', '/api/watches')).status).toBe(200)
})

test('a key opens what its scopes say and nothing else, until it ends', async () => {
  const reader = await makeKey(['read'])
  const writer = await makeKey(['watches'], null)
  expect(reader.token).toMatch(/^vigie_[\w-]{43}$/)
  const watch = { name: 'Par un script', url: `${page.url}/script`, checkSeconds: 3600 }
  expect((await withKey(reader.token, 'GET', '/api/watches')).status).toBe(200)
  expect(await refusal(await withKey(reader.token, 'POST', '/api/watches', watch))).toBe('403 scope')
  expect(await refusal(await withKey(writer.token, 'GET', '/api/watches'))).toBe('403 scope')
  expect(await refusal(await withKey(writer.token, 'PUT', '/api/templates', {}))).toBe('403 scope')
  const made = await withKey(writer.token, 'POST', '/api/watches', watch)
  expect(made.status).toBe(201)
  const { id } = await made.json()
  expect((await audit(`?target=${id}`)).lines).toMatchObject([
    { who: { kind: 'key', id: writer.id, name: 'Script watches' }, what: 'addWatch', target: id },
  ])

  const list = await ask('GET', '/api/account/keys')
  const text = await list.text()
  expect(text).not.toContain(reader.token)
  const used = JSON.parse(text).keys.find((key: { id: string }) => key.id === writer.id)
  expect(used).toMatchObject({
    scopes: ['watches'],
    expiresAt: null,
    usedDay: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    hint: writer.token.slice(0, 10),
  })

  expect((await ask('DELETE', `/api/account/keys/${writer.id}`)).status).toBe(200)
  expect(await refusal(await withKey(writer.token, 'POST', '/api/watches', watch))).toBe('401 wrong-key')
  for (const token of ['vigie_', `vigie_${'x'.repeat(43)}`, 'nonsense', reader.token.slice(0, -1)])
    expect([token, await refusal(await withKey(token, 'GET', '/api/watches'))]).toEqual([
      token,
      '401 wrong-key',
    ])
})

test('no key, whatever its scopes, touches the account', async () => {
  const all = await makeKey(['read', 'watches', 'alerts', 'settings'])
  const calls = (await readContract(relay.url)).filter(({ path }) => path.startsWith('/api/account'))
  expect(calls.length).toBeGreaterThan(12)
  for (const { method, path } of calls) {
    const answer = await withKey(
      all.token,
      method,
      path.replaceAll(/\{\w+\}/g, 'any'),
      method === 'GET' ? undefined : {},
    )
    expect([method, path, await refusal(answer)]).toEqual([method, path, '403 person-needed'])
  }
  // A key next to a session does not borrow the session's rights.
  const both = await fetch(`${relay.url}/api/account`, {
    headers: { cookie: admin.cookie, authorization: `Bearer ${all.token}` },
  })
  expect(await refusal(both)).toBe('403 person-needed')
})

test('bad keys are not made', async () => {
  const good = { name: 'x', scopes: ['read'], days: 1 }
  const code = async (change: object) =>
    await refusal(await ask('POST', '/api/account/keys', { ...good, ...change }))
  expect(await code({ name: ' ' })).toBe('400 invalid')
  expect(await code({ scopes: [] })).toBe('400 invalid')
  expect(await code({ scopes: ['root'] })).toBe('400 invalid')
  expect(await code({ days: 0 })).toBe('400 invalid')
  expect(await code({ days: 9999 })).toBe('400 invalid')
  expect(await code({ days: undefined })).toBe('400 invalid')
})

test('every change is recorded: who, what, on what, from what to what, and no secret', async () => {
  const url = `${page.url}/recorded?token=abcdef0123456789`
  const { id } = await (await ask('POST', '/api/watches', { name: 'Avant', url, checkSeconds: 3600 })).json()
  await ask('PATCH', `/api/watches/${id}`, { name: 'Après', checkSeconds: 1800 })
  await ask('PATCH', `/api/watches/${id}`, { name: '' })
  await ask('DELETE', `/api/watches/${id}`)
  const { lines } = await audit(`?target=${id}`)
  expect(lines.map(({ what }) => what)).toEqual(['removeWatch', 'changeWatch', 'addWatch'])
  const [removed, changed, added] = lines
  expect(changed?.who).toMatchObject({ kind: 'session', id: expect.stringMatching(/^[0-9a-f]{16}$/) })
  expect(changed?.changes).toEqual(
    expect.arrayContaining([
      { field: 'name', before: 'Avant', after: 'Après' },
      { field: 'check_seconds', before: '3600', after: '1800' },
    ]),
  )
  expect(changed?.changes).toHaveLength(2)
  expect(added?.changes).toContainEqual({ field: 'name', before: null, after: 'Avant' })
  expect(removed?.changes).toContainEqual({ field: 'name', before: 'Après', after: null })
  const all = JSON.stringify(await audit('?limit=500'))
  for (const secret of [relay.password, admin.cookie.split('=')[1] ?? '', 'vigie_', 'abcdef0123456789'])
    expect([secret, all.includes(secret)]).toEqual([secret, false])
})

test('the record is read in pages, filtered, searched, and taken away as a file', async () => {
  const first = await audit('?limit=2')
  expect(first.lines).toHaveLength(2)
  const second = await audit(`?limit=2&after=${first.next}`)
  expect(second.lines[0]?.id).toBeLessThan(first.lines[1]?.id ?? 0)
  for (const { what } of (await audit('?what=makeKey')).lines) expect(what).toBe('makeKey')
  expect(
    (await audit('?text=apr%C3%A8s')).lines.length + (await audit('?text=Apr')).lines.length,
  ).toBeGreaterThan(0)
  expect((await audit('?text=%25')).lines).toEqual([])
  expect((await audit(`?from=${Date.now() + 60_000}`)).lines).toEqual([])
  const csv = await ask('GET', '/api/account/audit/export?what=makeKey')
  expect(csv.headers.get('content-type')).toContain('text/csv')
  const rows = (await csv.text()).trim().split('\r\n')
  expect(rows[0]).toContain('at,kind,who,name,what,target,changes')
  expect(rows.length).toBe((await audit('?what=makeKey&limit=500')).lines.length + 1)
  const file = await (await ask('GET', '/api/account/audit/export?format=json')).json()
  expect(file.length).toBe((await audit('?limit=500')).lines.length)
  expect(await refusal(await ask('GET', '/api/account/audit?after=x'))).toBe('400 invalid')
})

test('an app’s codes: confirmed once, then asked for after the password, each counting once', async () => {
  const begun = await (await ask('POST', '/api/account/totp')).json()
  expect(begun.uri).toMatch(/^otpauth:\/\/totp\/Vigie/)
  const code = (inMs = 0) =>
    new TOTP({ secret: begun.secret, digits: 6, period: 30 }).generate({ timestamp: Date.now() + inMs })
  // Before it is confirmed the password alone opens.
  expect((await post('/api/session', { password: relay.password })).status).toBe(200)
  const wrong = code() === '000000' ? '111111' : '000000'
  expect(await refusal(await ask('POST', '/api/account/totp/confirm', { code: wrong }))).toBe(
    '422 wrong-first-code',
  )
  const confirmed = await ask('POST', '/api/account/totp/confirm', { code: code() })
  expect(confirmed.status).toBe(200)
  const { recovery } = await confirmed.json()
  expect(recovery).toHaveLength(10)
  expect(await refusal(await ask('POST', '/api/account/totp'))).toBe('409 codes-on')
  expect(await (await ask('GET', '/api/account')).json()).toMatchObject({
    codesSince: expect.any(Number),
    recoveryLeft: 10,
  })

  const half = async () => {
    const answer = await post('/api/session', { password: relay.password })
    expect(answer.status).toBe(202)
    expect(await answer.json()).toMatchObject({ passkey: false, code: true })
    expect(cookieOf(answer, 'vigie')).toBe('')
    return cookieOf(answer, 'vigie-half')
  }
  const first = await half()
  expect(first).not.toBe('')
  // Half a session opens nothing, under its own name or the other.
  for (const cookie of [first, first.replace('vigie-half', 'vigie')])
    expect(await refusal(await fetch(`${relay.url}/api/watches`, { headers: { cookie } }))).toBe(
      '401 no-session',
    )
  expect(await refusal(await post('/api/session/code', { code: code(30_000) }))).toBe('409 password-first')
  const used = code(30_000)
  const entered = await post('/api/session/code', { code: used }, { cookie: first })
  expect(entered.status).toBe(200)
  expect(
    (await fetch(`${relay.url}/api/watches`, { headers: { cookie: cookieOf(entered, 'vigie') } })).status,
  ).toBe(200)
  // The half was spent, and so was the code.
  expect(await refusal(await post('/api/session/code', { code: used }, { cookie: first }))).toBe(
    '409 password-first',
  )
  const again = await half()
  expect(await refusal(await post('/api/session/code', { code: used }, { cookie: again }))).toBe(
    '401 wrong-code',
  )

  const spare: string = recovery[0]
  const typed = ` ${spare.toUpperCase().replaceAll('-', ' ')} `
  expect((await post('/api/session/code', { code: typed }, { cookie: again })).status).toBe(200)
  expect(await refusal(await post('/api/session/code', { code: spare }, { cookie: await half() }))).toBe(
    '401 wrong-code',
  )
  expect(await (await ask('GET', '/api/account')).json()).toMatchObject({ recoveryLeft: 9 })
  const fresh = await (await ask('POST', '/api/account/recovery')).json()
  expect(
    await refusal(await post('/api/session/code', { code: recovery[1] }, { cookie: await half() })),
  ).toBe('401 wrong-code')
  expect(
    (await post('/api/session/code', { code: fresh.recovery[0] }, { cookie: await half() })).status,
  ).toBe(200)

  const text =
    JSON.stringify(await audit('?limit=500')) + (await (await ask('GET', '/api/logs?limit=1000')).text())
  for (const secret of [begun.secret, spare, fresh.recovery[1]]) expect(text).not.toContain(secret)
})

test('codes cannot be guessed: five for one password, ten for one caller, and a restart forgets none', async () => {
  const from = { 'cf-connecting-ip': '203.0.113.20' }
  const begin = async () =>
    cookieOf(await post('/api/session', { password: relay.password }, from), 'vigie-half')
  const first = await begin()
  const guess = (cookie: string) => post('/api/session/code', { code: 'aaaa-aaaa' }, { ...from, cookie })
  const answers = await Promise.all(Array.from({ length: 8 }, () => guess(first)))
  const refusals = await Promise.all(answers.map(refusal))
  expect(refusals.filter((line) => line === '401 wrong-code')).toHaveLength(5)
  expect(refusals.filter((line) => line === '409 password-first')).toHaveLength(3)
  const second = await begin()
  expect(await refusal(await guess(second))).toBe('401 wrong-code')
  expect(await refusal(await guess(second))).toBe('401 wrong-code')
  expect(await refusal(await guess(second))).toBe('429 too-many-attempts')
  await relay.restart()
  expect(await refusal(await guess(second))).toBe('429 too-many-attempts')
})

test('who lost every proof but runs the relay opens it by the password, and nothing is forgotten', async () => {
  const data = `${relay.data}-lost`
  const [one, other] = [{}, { ADMIN_SECOND_FACTOR: '0' }]
  const first = await startRelay({ browser: false, data, env: one })
  const before = await first.signIn()
  const { secret } = await (await before.fetch('/api/account/totp', { method: 'POST' })).json()
  const code = new TOTP({ secret }).generate()
  await before.fetch('/api/account/totp/confirm', { method: 'POST', body: JSON.stringify({ code }) })
  await expect(first.signIn()).rejects.toThrow('202')
  await first.stop({ allow: EXPECTED_LINES })
  const second = await startRelay({ browser: false, data, env: other })
  const after = await second.signIn()
  expect(await (await after.fetch('/api/account')).json()).toMatchObject({ codesSince: expect.any(Number) })
  await second.stop({ allow: EXPECTED_LINES })
  await rm(data, { recursive: true, force: true })
})

test('without the app the password opens again, and nothing is left to recover', async () => {
  expect((await ask('DELETE', '/api/account/totp')).status).toBe(200)
  expect(await refusal(await ask('DELETE', '/api/account/totp'))).toBe('404 gone')
  expect((await post('/api/session', { password: relay.password })).status).toBe(200)
  expect(await (await ask('GET', '/api/account')).json()).toMatchObject({ codesSince: null, recoveryLeft: 0 })
  expect(await refusal(await ask('POST', '/api/account/recovery'))).toBe('409 no-second-proof')
  await eventually(
    async () => (await audit('?what=dropCodes')).lines.length === 1,
    'the record of the removed app',
  )
})

test('another site can do none of it', async () => {
  const evil = { cookie: admin.cookie, origin: 'https://evil.example' }
  for (const path of [
    '/api/account/keys',
    '/api/account/totp',
    '/api/account/passkeys/options',
    '/api/session/code',
  ])
    expect([path, await refusal(await post(path, { code: 'x' }, evil))]).toEqual([path, '403 foreign-origin'])
})
