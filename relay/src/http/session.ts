import type { SignedIn } from '../actions/sign-in.ts'

import { createRoute, z } from '@hono/zod-openapi'

import { signOut } from '../actions/read-session.ts'
import { signIn } from '../actions/sign-in.ts'
import { dropToken, findSession, readToken, writeToken } from './admin.ts'
import { Refused, refusals } from './errors.ts'
import { Done, body, json } from './json.ts'
import { operation } from './operation.ts'
import { refuseForeign } from './origin.ts'
import { makeRouter } from './router.ts'
import { Time } from './schemas.ts'

const open = createRoute({
  method: 'post',
  path: '/api/session',
  ...operation('signIn', 'session'),
  request: { body: body(z.strictObject({ password: z.string().min(1).max(200) }).openapi('Password')) },
  responses: {
    200: json(
      z.object({ success: z.literal(true), expiresAt: Time }).openapi('SignedIn'),
      'Signed in; the cookie is set.',
    ),
    ...refusals(400, 401, 403, 413, 415, 429, 503),
  },
})

const read = createRoute({
  method: 'get',
  path: '/api/session',
  ...operation('readSession', 'session'),
  responses: {
    200: json(
      z.object({ admin: z.boolean(), expiresAt: Time.nullable() }).openapi('Session'),
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
    const client = c.req.header('cf-connecting-ip') ?? ''
    const outcome = await signIn(c.get('context'), { password: c.req.valid('json').password, client })
    if (outcome.kind !== 'signed-in') throw refuseSignIn(outcome)
    writeToken(c, outcome)
    return c.json({ success: true as const, expiresAt: outcome.expiresAt }, 200)
  })
  .openapi(read, async (c) => {
    const session = await findSession(c)
    return c.json({ admin: session !== null, expiresAt: session?.expiresAt ?? null }, 200)
  })
  .openapi(close, async (c) => {
    refuseForeign(c)
    const token = readToken(c)
    if (token !== undefined) await signOut(c.get('context'), token)
    dropToken(c)
    return c.json({ success: true as const }, 200)
  })

function refuseSignIn(outcome: Exclude<SignedIn, { kind: 'signed-in' }>): Refused {
  if (outcome.kind === 'wrong') return new Refused(401, 'wrong-password', { message: 'Wrong password.' })
  if (outcome.kind === 'no-password')
    return new Refused(503, 'no-password', {
      message: 'No admin password is set: give ADMIN_PASSWORD, at least 12 characters.',
    })
  return new Refused(429, 'too-many-attempts', {
    message: `Too many attempts. Try again in ${outcome.retryAfterSeconds} s.`,
    headers: { 'retry-after': String(outcome.retryAfterSeconds) },
  })
}
