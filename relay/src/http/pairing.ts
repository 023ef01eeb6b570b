import type { SignedApp } from './signed.ts'

import { OpenAPIHono, createRoute, z } from '@hono/zod-openapi'

import { ownReporter, revokeReporter, rotateKey } from '../actions/manage-reporters.ts'
import { beginPairing, pollCode } from '../actions/pair.ts'
import { clientAddress } from './client-address.ts'
import { Refused, refusals, refuseInvalid } from './errors.ts'
import { Done, body, json } from './json.ts'
import { operation } from './operation.ts'
import {
  OwnReporterSchema,
  PairSchema,
  PairedSchema,
  PolledSchema,
  PollSchema,
  PublicKeySchema,
} from './reporter-schemas.ts'
import { Time } from './schemas.ts'
import { requireSigned, SIGNED } from './signed.ts'

/** What a person's browser asks: to be let in, and about itself. */

const pair = createRoute({
  method: 'post',
  path: '/api/reporters/pair',
  ...operation('pair', 'reporters'),
  request: { body: body(PairSchema) },
  responses: {
    201: json(PairedSchema, 'Show the code; the operator approves it.'),
    ...refusals(400, 413, 415, 422, 429),
  },
})

const poll = createRoute({
  method: 'post',
  path: '/api/reporters/pair/poll',
  ...operation('pollPairing', 'reporters'),
  request: { body: body(PollSchema) },
  responses: {
    200: json(PolledSchema, 'What became of the code.'),
    ...refusals(400, 413, 415, 429),
  },
})

const me = createRoute({
  method: 'get',
  path: '/api/reporters/me',
  ...operation('readOwnReporter', 'reporters'),
  middleware: requireSigned('read'),
  security: SIGNED,
  responses: { 200: json(OwnReporterSchema, 'This device.'), ...refusals(401, 403, 409) },
})

const leave = createRoute({
  method: 'delete',
  path: '/api/reporters/me',
  ...operation('leaveReporters', 'reporters'),
  middleware: requireSigned('read'),
  security: SIGNED,
  responses: { 200: json(Done, 'Unpaired.'), ...refusals(401, 403, 409) },
})

const rotate = createRoute({
  method: 'post',
  path: '/api/reporters/me/key',
  ...operation('rotateKey', 'reporters'),
  middleware: requireSigned('read'),
  security: SIGNED,
  request: { body: body(z.strictObject({ publicKey: PublicKeySchema }).openapi('NewKey')) },
  responses: {
    200: json(
      z.object({ oldUntil: Time, fingerprint: z.string() }).openapi('KeyChanged'),
      'The new key counts; the old one for a day more.',
    ),
    ...refusals(400, 401, 403, 409, 413, 415, 422),
  },
})

const refuseKey = () =>
  new Refused(422, 'bad-key', {
    message: 'publicKey: no key of this kind.',
    issues: [{ path: 'publicKey', message: 'No key of this kind.' }],
  })

const tooMany = (code: string, retryAfterSeconds: number) =>
  new Refused(429, code, {
    message: `Too many at once. Try again in ${retryAfterSeconds} s.`,
    headers: { 'retry-after': String(retryAfterSeconds) },
  })

export const pairingRoutes = new OpenAPIHono<SignedApp>({ defaultHook: refuseInvalid })
  .openapi(pair, async (c) => {
    const { publicKey, label, version } = c.req.valid('json')
    const asked = { client: clientAddress(c.req), key: publicKey, label, version }
    const begun = await beginPairing(c.get('context'), asked)
    if (begun.kind === 'bad-key') throw refuseKey()
    if (begun.kind === 'too-many') throw tooMany('too-many-pairings', begun.retryAfterSeconds)
    const { kind: _, ...rest } = begun
    return c.json(rest, 201)
  })
  .openapi(poll, async (c) => {
    const polled = await pollCode(c.get('context'), c.req.valid('json').deviceCode)
    if (polled.kind === 'slow-down') throw tooMany('slow-down', polled.retryAfterSeconds)
    if (polled.kind === 'approved')
      return c.json({ state: polled.kind, device: polled.device, scopes: polled.scopes }, 200)
    return c.json({ state: polled.kind }, 200)
  })
  .openapi(me, async (c) => c.json(await ownReporter(c.get('reporter')), 200))
  .openapi(leave, async (c) => {
    await revokeReporter(c.get('context'), c.get('reporter').id, 'device')
    return c.json({ success: true as const }, 200)
  })
  .openapi(rotate, async (c) => {
    const changed = await rotateKey(c.get('context'), c.get('reporter'), c.req.valid('json').publicKey)
    if (changed === null) throw refuseKey()
    return c.json(changed, 200)
  })
