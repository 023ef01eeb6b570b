import type { Relay } from './harness.ts'
import type { Browser, CDPSession, Page } from 'puppeteer-core'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { EXPECTED_LINES } from './door-kit.ts'
import { startRelay } from './harness.ts'
import { connectShared } from './shared-browser.ts'

/** Passkeys on a real relay, from an authenticator that Chromium itself plays (CDP WebAuthn). */

let relay: Relay
let browser: Browser
let page: Page
let cdp: CDPSession
let authenticator: string

beforeAll(async () => {
  relay = await startRelay({ browser: false })
  browser = await connectShared()
})
afterAll(async () => {
  await browser.disconnect()
  await relay.stop({ allow: EXPECTED_LINES })
})
beforeEach(async () => {
  const context = await browser.createBrowserContext()
  page = await context.newPage()
  await page.goto(`${relay.url}/favicon.svg`)
  cdp = await page.createCDPSession()
  await cdp.send('WebAuthn.enable')
  authenticator = await plugIn()
})
afterEach(() => page.browserContext().close())

async function plugIn(): Promise<string> {
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return authenticatorId
}

type Told = { status: number; body: { [name: string]: unknown; error?: { code: string } } }

/** A call of the page's own, with its cookies. */
const call = (method: string, path: string, body?: unknown): Promise<Told> =>
  page.evaluate(
    async (how, where, what) => {
      const headers = { 'content-type': 'application/json' }
      const init = what === undefined ? {} : { headers, body: what }
      const answer = await fetch(where, { method: how, ...init })
      return { status: answer.status, body: await answer.json() }
    },
    method,
    path,
    body === undefined ? undefined : JSON.stringify(body),
  )

const line = ({ status, body }: Told) => `${status} ${body.error?.code ?? ''}`.trim()
const signIn = () => call('POST', '/api/session', { password: relay.password })

/** What the browser's authenticator answers, as JSON. */
const make = async (options: unknown): Promise<Record<string, unknown>> =>
  await page.evaluate(async (text) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(text))
    const made = await navigator.credentials.create({ publicKey })
    return JSON.parse(JSON.stringify(made))
  }, JSON.stringify(options))
const sign = async (options: unknown): Promise<Record<string, unknown>> =>
  await page.evaluate(async (text) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(text))
    const signed = await navigator.credentials.get({ publicKey })
    return JSON.parse(JSON.stringify(signed))
  }, JSON.stringify(options))

async function addPasskey(name: string): Promise<Told> {
  const { body } = await call('POST', '/api/account/passkeys/options')
  return await call('POST', '/api/account/passkeys', { name, response: await make(body) })
}
const askToSign = async () => (await call('POST', '/api/session/passkey/options')).body

test('passkeys: several, named; one alone signs in; a password alone does no more; revoked it opens nothing', async () => {
  expect((await signIn()).status).toBe(200)
  const added = await addPasskey('  Clé   du salon ')
  expect(added.status).toBe(201)
  expect(added.body['recovery']).toHaveLength(10)
  const first = authenticator
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: first })
  expect(credentials).toMatchObject([{ isResidentCredential: true, rpId: 'localhost' }])

  // The same authenticator is not asked to make a second one: it is excluded.
  const { body: again } = await call('POST', '/api/account/passkeys/options')
  expect(again['excludeCredentials']).toHaveLength(1)
  await cdp.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId: first })
  authenticator = await plugIn()
  const second = await addPasskey('Téléphone')
  expect(second.body).toMatchObject({ recovery: null })
  const account = await call('GET', '/api/account')
  expect(account.body['passkeys']).toMatchObject([
    { name: 'Clé du salon', rp: 'localhost', usedAt: null },
    { name: 'Téléphone', usedAt: null },
  ])

  await call('DELETE', '/api/session')
  expect(await signIn()).toMatchObject({ status: 202, body: { passkey: true, code: false } })
  expect((await call('GET', '/api/watches')).status).toBe(401)
  const options = await askToSign()
  expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' })
  expect(options['allowCredentials'] ?? []).toEqual([])
  const signed = await sign(options)
  expect((await call('POST', '/api/session/passkey', signed)).status).toBe(200)
  expect((await call('GET', '/api/watches')).status).toBe(200)
  // What was signed counts once.
  expect(line(await call('POST', '/api/session/passkey', signed))).toBe('401 wrong-passkey')

  const id = String(second.body['id'])
  expect((await call('PATCH', `/api/account/passkeys/${id}`, { name: 'Vieux téléphone' })).status).toBe(200)
  const late = await sign(await askToSign())
  expect((await call('DELETE', `/api/account/passkeys/${id}`)).status).toBe(200)
  expect(line(await call('DELETE', `/api/account/passkeys/${id}`))).toBe('404 gone')
  expect(line(await call('POST', '/api/session/passkey', late))).toBe('401 wrong-passkey')
  const audit = await call('GET', `/api/account/audit?target=${id}`)
  expect(audit.body['lines']).toMatchObject([
    { what: 'dropPasskey', changes: [{ field: 'name', before: 'Vieux téléphone', after: null }, {}] },
    { what: 'renamePasskey', changes: [{ field: 'name', before: 'Téléphone', after: 'Vieux téléphone' }] },
    { what: 'addPasskey' },
  ])
})

test('what was not asked for, not verified, changed, copied or made elsewhere opens nothing', async () => {
  // A passkey is there from the story before; its recovery codes were shown once, so this story brings its own.
  // One where a password still signs in.
  const fresh = await startRelay({ browser: false })
  try {
    await page.goto(`${fresh.url}/favicon.svg`)
    expect((await call('POST', '/api/session', { password: fresh.password })).status).toBe(200)
    const { body: asked } = await call('POST', '/api/account/passkeys/options')
    const forged = await make({ ...asked, challenge: 'bm90IG91cnMtbm90LW91cnM' })
    // The authenticator keeps one for each account: this one takes the other's place.
    const made = await make(asked)
    const add = (response: unknown) => call('POST', '/api/account/passkeys', { name: 'x', response })
    expect(line(await add(forged))).toBe('422 passkey-refused')
    expect((await add(made)).status).toBe(201)
    expect(line(await add(made))).toBe('422 passkey-refused')

    const prove = async (response: unknown) => line(await call('POST', '/api/session/passkey', response))
    const good = await sign(await askToSign())
    const response = Object(good['response'])
    const flipped = `${String(response.signature).slice(0, -6)}AAAAAA`
    expect(await prove({ ...good, response: { ...response, signature: flipped } })).toBe('401 wrong-passkey')
    // The challenge was spent by that.
    expect(await prove(good)).toBe('401 wrong-passkey')
    const own = await sign({ ...(await askToSign()), challenge: 'bm90IG91cnMtbm90LW91cnM' })
    expect(await prove(own)).toBe('401 wrong-passkey')

    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: authenticator, isUserVerified: false })
    const unseen = await sign({ ...(await askToSign()), userVerification: 'discouraged' })
    expect(await prove(unseen)).toBe('401 wrong-passkey')
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: authenticator, isUserVerified: true })

    expect(await prove(await sign(await askToSign()))).toBe('200')
    // A copy of the key counts from where it was copied.
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: authenticator })
    const copy = credentials.find(({ signCount }) => signCount > 1)
    if (copy === undefined) throw new Error('no key that counted')
    await cdp.send('WebAuthn.clearCredentials', { authenticatorId: authenticator })
    await cdp.send('WebAuthn.addCredential', {
      authenticatorId: authenticator,
      credential: { ...copy, signCount: 0 },
    })
    expect(await prove(await sign(await askToSign()))).toBe('401 wrong-passkey')

    const numeric = fresh.url.replace('localhost', '127.0.0.1')
    const bare = await fetch(`${numeric}/api/session/passkey/options`, {
      method: 'POST',
      headers: { origin: numeric },
    })
    expect(bare.status).toBe(422)
    for (const headers of [{}, { origin: 'https://evil.example' }])
      expect(
        (await fetch(`${fresh.url}/api/session/passkey/options`, { method: 'POST', headers })).status,
      ).toBe(403)
  } finally {
    await fresh.stop({ allow: EXPECTED_LINES })
  }
})
