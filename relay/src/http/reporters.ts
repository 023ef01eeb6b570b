import type { App } from './router.ts'
import type { Context as HttpContext } from 'hono'

import { createRoute, z } from '@hono/zod-openapi'

import {
  changeReporter,
  hearAbout,
  hearAll,
  readAudit,
  readReporters,
  revokeReporter,
} from '../actions/manage-reporters.ts'
import { decidePairing, readPairing } from '../actions/pair.ts'
import { sha256 } from '../actions/hash-password.ts'
import { ADMIN, readToken, requireAdmin } from './admin.ts'
import { dropUndefined } from './drop-undefined.ts'
import { Refused, refusals } from './errors.ts'
import { Done, Id, IdParams, body, json } from './json.ts'
import { limitUpTo } from './limit.ts'
import { operation } from './operation.ts'
import { refuseWatch } from './refuse-watch.ts'
import {
  CodeParams,
  DecisionSchema,
  ReporterChangeSchema,
  ReporterSchema,
  TrustLineSchema,
  WaitingSchema,
} from './reporter-schemas.ts'
import { makeRouter } from './router.ts'

const admin = { middleware: requireAdmin, security: ADMIN }

const list = createRoute({
  method: 'get',
  path: '/api/reporters',
  ...operation('listReporters', 'reporters'),
  ...admin,
  responses: {
    200: json(
      z
        .object({
          reporters: z.array(ReporterSchema),
          unheard: z
            .array(z.string())
            .openapi({ description: 'Ids of watches about which no browser is heard.' }),
          heard: z.boolean().openapi({ description: 'Whether browsers are heard at all.' }),
        })
        .openapi('Reporters'),
      'Newest first; revoked ones last.',
    ),
    ...refusals(401),
  },
})

const audit = createRoute({
  method: 'get',
  path: '/api/reporters/audit',
  ...operation('readTrustLog', 'reporters'),
  ...admin,
  request: {
    query: z.object({
      after: z
        .string()
        .regex(/^\d{1,15}$/, 'must be a `next` of an answer before')
        .optional(),
      reporter: Id.optional().openapi({
        description: 'Only what was decided about this one, and what it did.',
      }),
      limit: limitUpTo(500, 100),
    }),
  },
  responses: {
    200: json(
      z
        .object({ lines: z.array(TrustLineSchema), next: z.string().nullable() })
        .openapi('TrustLog', { description: '`next`: for `after`; null at the end.' }),
      'Newest first.',
    ),
    ...refusals(400, 401),
  },
})

const pairing = createRoute({
  method: 'get',
  path: '/api/reporters/pairings/{code}',
  ...operation('readPairing', 'reporters'),
  ...admin,
  request: { params: CodeParams },
  responses: { 200: json(WaitingSchema, 'What asks to be let in.'), ...refusals(400, 401, 404, 429) },
})

const decide = createRoute({
  method: 'post',
  path: '/api/reporters/pairings/{code}',
  ...operation('decidePairing', 'reporters'),
  ...admin,
  request: { params: CodeParams, body: body(DecisionSchema) },
  responses: {
    200: json(z.object({ device: z.string().nullable() }).openapi('Decided'), 'The code counts no more.'),
    ...refusals(400, 401, 403, 404, 409, 413, 415, 422, 429),
  },
})

const change = createRoute({
  method: 'patch',
  path: '/api/reporters/{id}',
  ...operation('changeReporter', 'reporters'),
  ...admin,
  request: { params: IdParams, body: body(ReporterChangeSchema) },
  responses: { 200: json(ReporterSchema, 'As it is now.'), ...refusals(400, 401, 403, 404, 413, 415) },
})

const revoke = createRoute({
  method: 'delete',
  path: '/api/reporters/{id}',
  ...operation('revokeReporter', 'reporters'),
  ...admin,
  request: { params: IdParams },
  responses: { 200: json(Done, 'Nothing of it counts any more.'), ...refusals(400, 401, 403, 404) },
})

const HearSchema = z.strictObject({ heard: z.boolean() }).openapi('HearReports')

const hear = createRoute({
  method: 'put',
  path: '/api/watches/{id}/reports',
  ...operation('hearAbout', 'reporters'),
  ...admin,
  request: {
    params: IdParams,
    body: body(HearSchema),
  },
  responses: { 200: json(Done, 'So it is.'), ...refusals(400, 401, 403, 404, 413, 415) },
})

const hearEverything = createRoute({
  method: 'put',
  path: '/api/reporters/heard',
  ...operation('hearAll', 'reporters'),
  ...admin,
  request: { body: body(HearSchema) },
  responses: { 200: json(Done, 'So it is.'), ...refusals(400, 401, 403, 413, 415) },
})

const gone = () => new Refused(404, 'unknown-device', { message: 'There is no such device, or no more.' })

type Missed = { kind: 'unknown' } | { kind: 'too-many'; retryAfterSeconds: number }

function refuseCode(missed: Missed): Refused {
  if (missed.kind === 'unknown')
    return new Refused(404, 'unknown-code', { message: 'No device waits with this code, or no more.' })
  return new Refused(429, 'too-many-codes', {
    message: `Too many wrong codes. Try again in ${missed.retryAfterSeconds} s.`,
    headers: { 'retry-after': String(missed.retryAfterSeconds) },
  })
}

const sessionOf = async (c: HttpContext<App>) => await sha256(readToken(c) ?? '')

export const reporterRoutes = makeRouter()
  .openapi(list, async (c) => c.json(await readReporters(c.get('context')), 200))
  .openapi(audit, async (c) => {
    const { after, reporter: reporterId, limit } = c.req.valid('query')
    const query = { after: after === undefined ? null : Number(after), reporterId, limit }
    const { lines, next } = await readAudit(c.get('context'), query)
    return c.json({ lines, next: next === null ? null : String(next) }, 200)
  })
  .openapi(pairing, async (c) => {
    const asked = { session: await sessionOf(c), code: c.req.valid('param').code }
    const found = await readPairing(c.get('context'), asked)
    if (found.kind !== 'waiting') throw refuseCode(found)
    return c.json(found.waiting, 200)
  })
  .openapi(decide, async (c) => {
    const { approve, owner, own = false } = c.req.valid('json')
    if (approve && owner === undefined)
      throw new Refused(400, 'invalid', {
        message: 'owner: needed to approve.',
        issues: [{ path: 'owner', message: 'Needed to approve.' }],
      })
    const asked = { session: await sessionOf(c), code: c.req.valid('param').code }
    c.get('context').audit?.push({ field: 'approved', before: null, after: String(approve) })
    const decided = await decidePairing(c.get('context'), { ...asked, approve, owner: owner ?? '', own })
    switch (decided.kind) {
      case 'approved':
        return c.json({ device: decided.device }, 200)
      case 'denied':
        return c.json({ device: null }, 200)
      case 'too-many-devices':
        throw new Refused(409, 'too-many-devices', {
          message: 'This owner has had five new devices within the hour.',
        })
      default:
        throw refuseCode(decided)
    }
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    const line = await changeReporter(c.get('context'), id, dropUndefined(c.req.valid('json')))
    if (line === null) throw gone()
    return c.json(line, 200)
  })
  .openapi(revoke, async (c) => {
    if (!(await revokeReporter(c.get('context'), c.req.valid('param').id, 'operator'))) throw gone()
    return c.json({ success: true as const }, 200)
  })
  .openapi(hearEverything, async (c) => {
    const { heard } = c.req.valid('json')
    await hearAll(c.get('context'), heard)
    c.get('context').audit?.push({ field: 'heard', before: null, after: String(heard) })
    return c.json({ success: true as const }, 200)
  })
  .openapi(hear, async (c) => {
    const { id } = c.req.valid('param')
    const { heard } = c.req.valid('json')
    if (!(await hearAbout(c.get('context'), id, heard))) throw refuseWatch({ kind: 'unknown' })
    c.get('context').audit?.push({ field: 'heard', before: null, after: String(heard) })
    return c.json({ success: true as const }, 200)
  })
