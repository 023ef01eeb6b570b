import type { Proven } from '../actions/prove-code.ts'
import type { SignIn, SignedIn } from '../actions/sign-in.ts'
import type { App } from './router.ts'
import type { Context as HttpContext } from 'hono'

import { nameBrowser } from '#core/browser-name.ts'
import { createRoute, z } from '@hono/zod-openapi'

import { askPasskey, signInByPasskey } from '../actions/passkeys.ts'
import { proveCode } from '../actions/prove-code.ts'
import { readFactors } from '../actions/read-factors.ts'
import { signOut } from '../actions/read-session.ts'
import { signIn } from '../actions/sign-in.ts'
import { dropToken, findSession, readToken, writeToken } from './admin.ts'
import { clientAddress } from './client-address.ts'
import { Refused, refusals } from './errors.ts'
import { Done, answerOf, body, json } from './json.ts'
import { operation } from './operation.ts'
import { refuseForeign } from './origin.ts'
import { OptionsSchema, SignedSchema, passkeySite } from './passkey-site.ts'
import { makeRouter } from './router.ts'
import { Time } from './schemas.ts'

type Http = HttpContext<App>
type Options = Extract<Awaited<ReturnType<typeof askPasskey>>, { kind: 'ask' }>['options']

const HALF = 'vigie-half'

const SignedInSchema = z.object({ success: z.literal(true), expiresAt: Time }).openapi('SignedIn')

const open = createRoute({
  method: 'post',
  path: '/api/session',
  ...operation('signIn', 'session'),
  request: { body: body(z.strictObject({ password: z.string().min(1).max(200) }).openapi('Password')) },
  responses: {
    200: json(SignedInSchema, 'Signed in; the cookie is set.'),
    202: json(
      z.object({ passkey: z.boolean(), code: z.boolean(), expiresAt: Time }).openapi('SecondProof'),
      'The password was right. A passkey, a code of the app (where `code`) or a recovery code is needed, too.',
    ),
    ...refusals(400, 401, 403, 413, 415, 429, 503),
  },
})

const prove = createRoute({
  method: 'post',
  path: '/api/session/code',
  ...operation('proveCode', 'session'),
  request: { body: body(z.strictObject({ code: z.string().min(1).max(40) }).openapi('SecondCode')) },
  responses: {
    200: json(SignedInSchema, 'Signed in; the cookie is set.'),
    ...refusals(400, 401, 403, 409, 413, 415, 429),
  },
})

const ask = createRoute({
  method: 'post',
  path: '/api/session/passkey/options',
  ...operation('askPasskey', 'session'),
  responses: {
    200: json(answerOf<Options>()(OptionsSchema), 'For the authenticator; once, within five minutes.'),
    ...refusals(403, 422, 429),
  },
})

const byPasskey = createRoute({
  method: 'post',
  path: '/api/session/passkey',
  ...operation('signInByPasskey', 'session'),
  request: { body: body(SignedSchema) },
  responses: {
    200: json(SignedInSchema, 'Signed in; the cookie is set.'),
    ...refusals(400, 401, 403, 413, 415, 422),
  },
})

const read = createRoute({
  method: 'get',
  path: '/api/session',
  ...operation('readSession', 'session'),
  responses: {
    200: json(
      z
        .object({
          admin: z.boolean(),
          expiresAt: Time.nullable(),
          passkey: z.boolean().openapi({ description: 'A passkey can be used to sign in.' }),
        })
        .openapi('Session'),
      'Whether you are signed in.',
    ),
  },
})

const close = createRoute({
  method: 'delete',
  path: '/api/session',
  ...operation('signOut', 'session'),
  responses: { 200: json(Done, 'Signed out.'), ...refusals(403) },
})

export const sessionRoutes = makeRouter()
  .openapi(open, async (c) => {
    refuseForeign(c)
    const outcome = await signIn(c.get('context'), { password: c.req.valid('json').password, ...comer(c) })
    if (outcome.kind === 'signed-in') return c.json(enter(c, outcome), 200)
    if (outcome.kind !== 'half') throw refuseSignIn(outcome)
    const { passkey, code, expiresAt } = outcome
    writeToken(c, outcome, HALF)
    return c.json({ passkey, code, expiresAt }, 202)
  })
  .openapi(prove, async (c) => {
    refuseForeign(c)
    const half = readToken(c, HALF) ?? ''
    const outcome = await proveCode(c.get('context'), { half, code: c.req.valid('json').code, ...comer(c) })
    if (outcome.kind !== 'signed-in') throw refuseCode(outcome)
    return c.json(enter(c, outcome), 200)
  })
  .openapi(ask, async (c) => {
    const asked = await askPasskey(c.get('context'), { site: passkeySite(c), client: comer(c).client })
    if (asked.kind === 'too-many') throw tooMany(asked)
    return c.json(asked.options, 200)
  })
  .openapi(byPasskey, async (c) => {
    const given = { site: passkeySite(c), response: c.req.valid('json'), browser: comer(c).browser }
    const outcome = await signInByPasskey(c.get('context'), given)
    if (outcome.kind === 'wrong')
      throw new Refused(401, 'wrong-passkey', {
        message: 'This passkey is not one of ours, or proved nothing.',
      })
    return c.json(enter(c, outcome), 200)
  })
  .openapi(read, async (c) => {
    const session = await findSession(c)
    const { passkey } = await readFactors(c.get('context'))
    return c.json({ admin: session !== null, expiresAt: session?.expiresAt ?? null, passkey }, 200)
  })
  .openapi(close, async (c) => {
    refuseForeign(c)
    const token = readToken(c)
    if (token !== undefined) await signOut(c.get('context'), token)
    dropToken(c)
    return c.json({ success: true as const }, 200)
  })

const comer = (c: Http) => ({
  client: clientAddress(c.req),
  browser: nameBrowser(c.req.header('user-agent') ?? ''),
})

function enter(c: Http, signedIn: SignedIn): { success: true; expiresAt: number } {
  writeToken(c, signedIn)
  if (readToken(c, HALF) !== undefined) dropToken(c, HALF)
  return { success: true, expiresAt: signedIn.expiresAt }
}

function refuseSignIn(outcome: Exclude<SignIn, { kind: 'signed-in' | 'half' }>): Refused {
  if (outcome.kind === 'wrong') return new Refused(401, 'wrong-password', { message: 'Wrong password.' })
  if (outcome.kind === 'no-password')
    return new Refused(503, 'no-password', {
      message: 'No admin password is set: give ADMIN_PASSWORD, at least 12 characters.',
    })
  return tooMany(outcome)
}

function refuseCode(outcome: Exclude<Proven, { kind: 'signed-in' }>): Refused {
  if (outcome.kind === 'too-many') return tooMany(outcome)
  if (outcome.kind === 'no-half')
    return new Refused(409, 'password-first', { message: 'Give the password first, again.' })
  return new Refused(401, 'wrong-code', { message: 'This code is wrong, or was used already.' })
}

function tooMany({ retryAfterSeconds }: { retryAfterSeconds: number }): Refused {
  return new Refused(429, 'too-many-attempts', {
    message: `Too many attempts. Try again in ${retryAfterSeconds} s.`,
    headers: { 'retry-after': String(retryAfterSeconds) },
  })
}
