import type { KeyLine } from '../actions/api-keys.ts'

import { SCOPES } from '#core/scope.ts'
import { createRoute, z } from '@hono/zod-openapi'

import { makeKey, readKeys, endKey } from '../actions/api-keys.ts'
import { PERSON, requireAdmin } from './admin.ts'
import { Refused, refusals } from './errors.ts'
import { Done, IdParams, answerOf, body, json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'
import { Time } from './schemas.ts'

const person = { middleware: requireAdmin, security: PERSON }

const KeySchema = answerOf<KeyLine>()(
  z
    .object({
      id: z.string(),
      name: z.string(),
      hint: z.string().openapi({ description: 'How it begins.', example: 'vigie_4fQx' }),
      scopes: z.array(z.enum(SCOPES)),
      createdAt: Time,
      expiresAt: Time.nullable(),
      revokedAt: Time.nullable(),
      usedDay: z
        .string()
        .nullable()
        .openapi({ description: 'UTC day of its last use.', example: '2026-11-20' }),
    })
    .openapi('ApiKey'),
)

const NewKeySchema = z
  .strictObject({
    name: z
      .string()
      .max(60)
      .transform((text) => text.replaceAll(/\s+/g, ' ').trim())
      .refine((text) => text !== '', 'must say something')
      .openapi({ type: 'string' }),
    scopes: z
      .array(z.enum(SCOPES))
      .min(1)
      .max(SCOPES.length)
      .transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope))),
    days: z.number().int().min(1).max(3650).nullable().openapi({ description: 'null: it does not end.' }),
  })
  .openapi('NewApiKey')

const list = createRoute({
  method: 'get',
  path: '/api/account/keys',
  ...operation('listKeys', 'account'),
  ...person,
  responses: {
    200: json(z.object({ keys: z.array(KeySchema) }).openapi('ApiKeys'), 'Newest first; revoked ones last.'),
    ...refusals(401, 403),
  },
})

const make = createRoute({
  method: 'post',
  path: '/api/account/keys',
  ...operation('makeKey', 'account'),
  ...person,
  request: { body: body(NewKeySchema) },
  responses: {
    201: json(
      z.object({ id: z.string(), token: z.string() }).openapi('ApiKeyMade'),
      'For `Authorization: Bearer …`. Shown this once.',
    ),
    ...refusals(400, 401, 403, 409, 413, 415),
  },
})

const revoke = createRoute({
  method: 'delete',
  path: '/api/account/keys/{id}',
  ...operation('revokeKey', 'account'),
  ...person,
  request: { params: IdParams },
  responses: { 200: json(Done, 'It opens nothing any more.'), ...refusals(400, 401, 403, 404) },
})

export const keyRoutes = makeRouter()
  .openapi(list, async (c) => c.json({ keys: await readKeys(c.get('context')) }, 200))
  .openapi(make, async (c) => {
    const made = await makeKey(c.get('context'), c.req.valid('json'))
    if (made === null) throw new Refused(409, 'keys-full', { message: 'There are fifty keys: revoke one.' })
    return c.json(made, 201)
  })
  .openapi(revoke, async (c) => {
    if (!(await endKey(c.get('context'), c.req.valid('param').id)))
      throw new Refused(404, 'gone', { message: 'This key is revoked already.' })
    return c.json({ success: true as const }, 200)
  })
