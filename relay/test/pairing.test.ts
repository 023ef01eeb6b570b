import type { Admin, Relay } from './harness.ts'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { beginPairing, freshNonce, makeDevice, makeKey, pairDevice, post } from './devices.ts'
import { EXPECTED_LINES, refusal } from './door-kit.ts'
import { startRelay } from './harness.ts'

/** A person's browser is let in by the operator, proves itself by its key, and is unpaired again. */

let relay: Relay
let admin: Admin

beforeAll(async () => {
  relay = await startRelay({ browser: false })
  admin = await relay.signIn()
})
afterAll(() => relay.stop({ allow: EXPECTED_LINES }))

const decide = (code: string, body: object) =>
  admin.fetch(`/api/reporters/pairings/${code}`, { method: 'POST', body: JSON.stringify(body) })
const poll = async (deviceCode: string) =>
  await (await post(`${relay.url}/api/reporters/pair/poll`, { deviceCode })).json()
const pair = (body: object) => post(`${relay.url}/api/reporters/pair`, body, '203.0.113.20')
const listed = async (id: string) => {
  const { reporters }: { reporters: Record<string, unknown>[] } = await (
    await admin.fetch('/api/reporters')
  ).json()
  return reporters.find((one) => one['id'] === id)
}

test('a browser asks, the operator compares the fingerprint and lets it in, and it knows itself', async () => {
  const key = await makeKey()
  const begun = await beginPairing(relay.url, key.public)
  expect(begun.userCode).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
  expect(new URL(begun.approveUrl)).toMatchObject({ search: '', hash: `#/devices?code=${begun.userCode}` })
  expect(begun.expiresAt - Date.now()).toBeLessThanOrEqual(600_000)
  expect(await poll(begun.deviceCode)).toEqual({ state: 'pending' })

  // However the code is typed.
  const typed = begun.userCode.replace('-', ' ').toLowerCase()
  const waiting = await (await admin.fetch(`/api/reporters/pairings/${encodeURIComponent(typed)}`)).json()
  expect(waiting).toMatchObject({ label: 'Firefox du salon', version: '1.2.3' })
  expect(await refusal(await decide(begun.userCode, { approve: true }))).toBe('400 invalid')
  expect((await decide(begun.userCode, { approve: true, owner: 'Jeanne' })).status).toBe(200)

  const approved: { device: string } = await poll(begun.deviceCode)
  expect(approved).toEqual({ state: 'approved', device: expect.any(String), scopes: ['report', 'read'] })
  const device = makeDevice(relay.url, { id: approved.device, key, address: '203.0.113.7' })
  const self = await (await device.call('/api/reporters/me', { method: 'GET' })).json()
  expect(self).toMatchObject({ owner: 'Jeanne', label: 'Firefox du salon', fingerprint: waiting.fingerprint })
  expect(JSON.stringify(self)).not.toMatch(/score|state|muted/)
  expect(await listed(approved.device)).toMatchObject({
    standing: 'new',
    score: 0,
    lastContactAt: expect.any(Number),
  })
  // A code counts once.
  expect(await refusal(await decide(begun.userCode, { approve: true, owner: 'Eve' }))).toBe(
    '404 unknown-code',
  )
})

test('a browser that the operator turns away learns it', async () => {
  const begun = await beginPairing(relay.url, (await makeKey()).public)
  expect((await decide(begun.userCode, { approve: false })).status).toBe(200)
  expect(await poll(begun.deviceCode)).toEqual({ state: 'denied' })
  expect(await poll('nobody')).toEqual({ state: 'expired' })
})

test('a browser that asks too often what became of its code is slowed down', async () => {
  const { deviceCode } = await beginPairing(relay.url, (await makeKey()).public)
  await poll(deviceCode)
  const again = await post(`${relay.url}/api/reporters/pair/poll`, { deviceCode })
  expect(await refusal(again)).toBe('429 slow-down')
  expect(again.headers.get('retry-after')).toBe('5')
})

test('keys that are none, and words that are too long, are refused by name', async () => {
  const { public: good } = await makeKey()
  const wish = { publicKey: good, label: 'x', version: '1' }
  for (const key of ['', '$', 'A'.repeat(101)])
    expect(await refusal(await pair({ ...wish, publicKey: { ...good, key } }))).toBe('400 invalid')
  for (const publicKey of [
    { ...good, key: good.key.slice(2) },
    { ...good, algorithm: 'P-256' },
  ])
    expect(await refusal(await pair({ ...wish, publicKey }))).toBe('422 bad-key')
  expect(await refusal(await pair({ ...wish, label: '' }))).toBe('400 invalid')
  expect(await refusal(await pair({ ...wish, label: 'x'.repeat(61) }))).toBe('400 invalid')
  expect(await refusal(await pair({ ...wish, extra: 1 }))).toBe('400 invalid')
})

test('who asks for codes without end is stopped, and others are not; addresses are not kept', async () => {
  const { public: publicKey } = await makeKey()
  const ask = (address: string) =>
    post(`${relay.url}/api/reporters/pair`, { publicKey, label: 'x', version: '1' }, address)
  const answers = await Promise.all(Array.from({ length: 14 }, () => ask('203.0.113.30')))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10)
  const stopped = answers.find(({ status }) => status === 429)
  expect(Number(stopped?.headers.get('retry-after'))).toBeGreaterThan(500)
  expect((await ask('203.0.113.31')).status).toBe(201)
})

test('five wrong codes are enough', async () => {
  const other = await relay.signIn()
  const { userCode } = await beginPairing(relay.url, (await makeKey()).public, { address: '203.0.113.40' })
  const look = (code: string) => other.fetch(`/api/reporters/pairings/${code}`)
  for (let time = 0; time < 5; time += 1)
    expect(await refusal(await look('BBBB-BBBB'))).toBe('404 unknown-code')
  expect(await refusal(await look('BBBB-BBBC'))).toBe('429 too-many-codes')
  expect(await refusal(await look(userCode))).toBe('429 too-many-codes')
  expect((await admin.fetch(`/api/reporters/pairings/${userCode}`)).status).toBe(200)
})

test('one owner lets five devices in within an hour, however the name is written', async () => {
  const key = (await makeKey()).public
  const join = async (owner: string, address: string) => {
    const { userCode } = await beginPairing(relay.url, key, { address })
    return await decide(userCode, { approve: true, owner })
  }
  for (let index = 0; index < 5; index += 1)
    expect((await join(index % 2 === 0 ? 'Many ' : 'many', '203.0.113.50')).status).toBe(200)
  expect(await refusal(await join('MANY', '203.0.113.50'))).toBe('409 too-many-devices')
  expect((await join('Somebody else', '203.0.113.50')).status).toBe(200)
})

test('every call that is not exactly what the device signed, now, once, is refused with its reason', async () => {
  const device = await pairDevice(relay.url, admin, { owner: 'Nina', address: '203.0.113.60' })
  const stranger = await makeKey()
  const ask = (more: Parameters<typeof device.call>[1] = {}) =>
    device.call('/api/observations', { body: { reports: [] }, ...more })
  // Signed well, it comes as far as its body.
  expect(await refusal(await ask())).toBe('400 invalid')
  expect(await refusal(await ask({ key: stranger }))).toBe('401 wrong-signature')
  expect(await refusal(await ask({ signed: { body: '{"reports":[{}]}' } }))).toBe('401 wrong-signature')
  expect(await refusal(await ask({ signed: { path: '/api/reporters/me' } }))).toBe('401 wrong-signature')
  expect(await refusal(await ask({ signed: { method: 'DELETE' } }))).toBe('401 wrong-signature')
  expect(await refusal(await ask({ device: 'nobody' }))).toBe('401 unknown-device')
  for (const header of ['x-vigie-device', 'x-vigie-time', 'x-vigie-nonce', 'x-vigie-signature'])
    expect(await refusal(await ask({ headers: { [header]: '' } }))).toBe('401 unsigned')
  for (const off of [-310_000, 310_000]) {
    const late = await ask({ time: Date.now() + off })
    expect(Math.abs(Number(late.headers.get('x-vigie-time')) - Date.now())).toBeLessThan(5000)
    expect(await refusal(late)).toBe('401 clock')
  }
  const nonce = freshNonce()
  expect(await refusal(await ask({ nonce }))).toBe('400 invalid')
  expect(await refusal(await ask({ nonce }))).toBe('409 replayed')
  // What was refused used no nonce up.
  const other = freshNonce()
  expect(await refusal(await ask({ nonce: other, key: stranger }))).toBe('401 wrong-signature')
  expect(await refusal(await ask({ nonce: other }))).toBe('400 invalid')
  expect(await listed(device.id)).toMatchObject({ taken: 0 })
})

test('a browser without Ed25519 signs by P-256', async () => {
  const device = await pairDevice(relay.url, admin, { algorithm: 'P-256', address: '203.0.113.61' })
  expect((await device.call('/api/reporters/me', { method: 'GET' })).status).toBe(200)
})

test('a device changes its key: the old one signs for it and counts for a day more, a stranger’s does not', async () => {
  const device = await pairDevice(relay.url, admin, { owner: 'Omar', address: '203.0.113.62' })
  const [next, stranger] = [await makeKey(), await makeKey()]
  const body = { publicKey: next.public }
  const forged = await device.call('/api/reporters/me/key', { body, key: next })
  expect(await refusal(forged)).toBe('401 wrong-signature')
  const changed: { oldUntil: number } = await (await device.call('/api/reporters/me/key', { body })).json()
  expect(changed.oldUntil - Date.now()).toBeGreaterThan(23.9 * 3_600_000)
  const me = (key: typeof next) => device.call('/api/reporters/me', { method: 'GET', key })
  expect((await me(next)).status).toBe(200)
  expect((await me(device.key)).status).toBe(200)
  expect(await refusal(await me(stranger))).toBe('401 wrong-signature')
})

test('either side ends it at once', async () => {
  const [one, two] = [
    await pairDevice(relay.url, admin, { owner: 'Paul', address: '203.0.113.63' }),
    await pairDevice(relay.url, admin, { owner: 'Paul', address: '203.0.113.63' }),
  ]
  const body = JSON.stringify({ own: true })
  expect((await admin.fetch(`/api/reporters/${one.id}`, { method: 'PATCH', body })).status).toBe(200)
  // Who else has the admin open hears of it.
  expect(await (await admin.fetch('/api/logs')).text()).toContain('Navigateur cru comme l’un des vôtres')
  expect((await admin.fetch(`/api/reporters/${one.id}`, { method: 'DELETE' })).status).toBe(200)
  expect((await two.call('/api/reporters/me', { method: 'DELETE' })).status).toBe(200)
  for (const device of [one, two]) {
    const me = await device.call('/api/reporters/me', { method: 'GET' })
    expect(await refusal(me)).toBe('401 revoked-device')
    expect(await listed(device.id)).toMatchObject({ state: 'revoked' })
  }
  const again = await admin.fetch(`/api/reporters/${one.id}`, { method: 'DELETE' })
  expect(await refusal(again)).toBe('404 unknown-device')
  const { lines }: { lines: { what: string; who: string; reporterId: string }[] } = await (
    await admin.fetch('/api/reporters/audit')
  ).json()
  const said = (id: string) =>
    lines.filter((line) => line.reporterId === id).map(({ who, what }) => `${who} ${what}`)
  expect(said(one.id)).toEqual(['operator revoked', 'operator marked-own', 'operator paired'])
  expect(said(two.id)).toEqual([`${two.id} left`, 'operator paired'])
})

test('pages of any origin may ask these calls, without cookies, and only these', async () => {
  const origin = 'chrome-extension://abcdefghijklmnop'
  const preflight = (path: string) =>
    fetch(`${relay.url}${path}`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,x-vigie-signature',
      },
    })
  for (const path of ['/api/observations', '/api/reporters/pair/poll', '/api/reporters/me/key']) {
    const { status, headers } = await preflight(path)
    expect([path, status]).toEqual([path, 204])
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
    expect(headers.get('access-control-allow-headers')).toContain('x-vigie-signature')
  }
  expect((await preflight('/api/reporters')).headers.get('access-control-allow-origin')).toBeNull()
  const refused = await fetch(`${relay.url}/api/observations`, { method: 'POST', headers: { origin } })
  expect(refused.headers.get('access-control-allow-origin')).toBe('*')
  expect(refused.headers.get('access-control-expose-headers')).toContain('x-vigie-time')
  expect(await refusal(refused)).toBe('401 unsigned')
})
