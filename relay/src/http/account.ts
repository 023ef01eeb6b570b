import type { Account, SessionLine } from '../actions/manage-account.ts'
import type { App } from './router.ts'
import type { Context as HttpContext } from 'hono'

import { BROWSERS, SYSTEMS } from '#core/browser-name.ts'
import { createRoute, z } from '@hono/zod-openapi'

import { sha256 } from '../actions/hash-password.ts'
import { endOtherSessions, endSession, readAccount, readSessions } from '../actions/manage-account.ts'
import { readFactors } from '../actions/read-factors.ts'
import { renewRecovery } from '../actions/recovery.ts'
import { beginCodes, confirmCodes, dropCodes } from '../actions/totp.ts'
import { PERSON, readToken, requireAdmin } from './admin.ts'
import { Refused, refusals } from './errors.ts'
import { Done, IdParams, answerOf, body, json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'
import { Time } from './schemas.ts'

const person = { middleware: requireAdmin, security: PERSON }

const AccountSchema = answerOf<Account>()(
  z
    .object({
      passkeys: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          rp: z.string().openapi({ description: 'The host name that it works on.' }),
          synced: z.boolean().openapi({ description: 'Kept by a password manager, on several devices.' }),
          createdAt: Time,
          usedAt: Time.nullable(),
        }),
      ),
      codesSince: Time.nullable().openapi({ description: 'Since when an app makes codes; null: none does.' }),
      recoveryLeft: z.number().int(),
    })
    .openapi('Account'),
)

const SessionLineSchema = answerOf<SessionLine>()(
  z
    .object({
      id: z.string(),
      createdAt: Time,
      usedAt: Time.openapi({ description: 'Exact to five minutes.' }),
      expiresAt: Time,
      browser: z.enum(BROWSERS),
      system: z.enum(SYSTEMS),
      way: z.enum(['password', 'passkey', 'code', 'recovery']),
      current: z.boolean(),
    })
    .openapi('SessionLine'),
)

export const RecoverySchema = z
  .array(z.string())
  .openapi({ description: 'Each opens once in place of a second proof. Shown this once.' })

const read = createRoute({
  method: 'get',
  path: '/api/account',
  ...operation('readAccount', 'account'),
  ...person,
  responses: { 200: json(AccountSchema, 'How one signs in.'), ...refusals(401, 403) },
})

const sessions = createRoute({
  method: 'get',
  path: '/api/account/sessions',
  ...operation('listSessions', 'account'),
  ...person,
  responses: {
    200: json(
      z.object({ sessions: z.array(SessionLineSchema) }).openapi('Sessions'),
      'Last used first. No addresses are kept.',
    ),
    ...refusals(401, 403),
  },
})

const endOne = createRoute({
  method: 'delete',
  path: '/api/account/sessions/{id}',
  ...operation('endSession', 'account'),
  ...person,
  request: { params: IdParams },
  responses: { 200: json(Done, 'It has ended.'), ...refusals(400, 401, 403, 404) },
})

const endOthers = createRoute({
  method: 'delete',
  path: '/api/account/sessions',
  ...operation('endOtherSessions', 'account'),
  ...person,
  responses: {
    200: json(z.object({ ended: z.number().int() }).openapi('SessionsEnded'), 'All but yours.'),
    ...refusals(401, 403),
  },
})

const begin = createRoute({
  method: 'post',
  path: '/api/account/totp',
  ...operation('beginCodes', 'account'),
  ...person,
  responses: {
    200: json(
      z.object({ secret: z.string(), uri: z.string() }).openapi('CodesBegun', {
        description: 'For an app (`otpauth:` as a QR code, or the secret typed). Nothing counts yet.',
      }),
      'Confirm with a first code.',
    ),
    ...refusals(401, 403, 409),
  },
})

const confirm = createRoute({
  method: 'post',
  path: '/api/account/totp/confirm',
  ...operation('confirmCodes', 'account'),
  ...person,
  request: { body: body(z.strictObject({ code: z.string().min(1).max(20) }).openapi('FirstCode')) },
  responses: {
    200: json(z.object({ recovery: RecoverySchema.nullable() }).openapi('CodesConfirmed'), 'It counts.'),
    ...refusals(400, 401, 403, 404, 413, 415, 422),
  },
})

const drop = createRoute({
  method: 'delete',
  path: '/api/account/totp',
  ...operation('dropCodes', 'account'),
  ...person,
  responses: { 200: json(Done, 'No app counts any more.'), ...refusals(401, 403, 404) },
})

const renew = createRoute({
  method: 'post',
  path: '/api/account/recovery',
  ...operation('renewRecovery', 'account'),
  ...person,
  responses: {
    200: json(
      z.object({ recovery: RecoverySchema }).openapi('RecoveryCodes'),
      'New codes; the ones before count no more.',
    ),
    ...refusals(401, 403, 409),
  },
})

/** The hash of the token of who asks: these routes let nobody else in. */
export const ownSession = async (c: HttpContext<App>) => await sha256(readToken(c) ?? '')

const none = (message: string) => new Refused(404, 'gone', { message })

export const accountRoutes = makeRouter()
  .openapi(read, async (c) => c.json(await readAccount(c.get('context')), 200))
  .openapi(sessions, async (c) =>
    c.json({ sessions: await readSessions(c.get('context'), await ownSession(c)) }, 200),
  )
  .openapi(endOne, async (c) => {
    if (!(await endSession(c.get('context'), c.req.valid('param').id)))
      throw none('This session has ended already.')
    return c.json({ success: true as const }, 200)
  })
  .openapi(endOthers, async (c) => {
    const ended = await endOtherSessions(c.get('context'), await ownSession(c))
    c.get('context').audit?.push({ field: 'ended', before: null, after: String(ended) })
    return c.json({ ended }, 200)
  })
  .openapi(begin, async (c) => {
    const begun = await beginCodes(c.get('context'))
    if (begun === null)
      throw new Refused(409, 'codes-on', { message: 'An app is set up already: remove it first.' })
    return c.json(begun, 200)
  })
  .openapi(confirm, async (c) => {
    const code = c.req.valid('json').code.replaceAll(/\s/g, '')
    const confirmed = await confirmCodes(c.get('context'), code)
    if (confirmed.kind === 'none') throw none('No app waits to be confirmed.')
    if (confirmed.kind === 'wrong')
      throw new Refused(422, 'wrong-first-code', {
        message: 'This is not the code of now.',
        issues: [{ path: 'code', message: 'Not the code of now.' }],
      })
    return c.json({ recovery: confirmed.recovery }, 200)
  })
  .openapi(drop, async (c) => {
    if (!(await dropCodes(c.get('context')))) throw none('No app is set up.')
    return c.json({ success: true as const }, 200)
  })
  .openapi(renew, async (c) => {
    const { passkey, code } = await readFactors(c.get('context'))
    if (!passkey && !code)
      throw new Refused(409, 'no-second-proof', { message: 'Set up a passkey or an app first.' })
    return c.json({ recovery: await renewRecovery(c.get('context')) }, 200)
  })
