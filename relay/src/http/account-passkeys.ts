import { createRoute, z } from '@hono/zod-openapi'

import { addPasskey, askNewPasskey, dropPasskey, namePasskey } from '../actions/passkeys.ts'
import { RecoverySchema, ownSession } from './account.ts'
import { PERSON, requireAdmin } from './admin.ts'
import { Refused, refusals } from './errors.ts'
import { Done, IdParams, answerOf, body, json } from './json.ts'
import { operation } from './operation.ts'
import { MadeSchema, OptionsSchema, passkeySite } from './passkey-site.ts'
import { makeRouter } from './router.ts'

const person = { middleware: requireAdmin, security: PERSON }
type Options = Awaited<ReturnType<typeof askNewPasskey>>

const name = z
  .string()
  .max(60)
  .transform((text) => text.replaceAll(/\s+/g, ' ').trim())
  .refine((text) => text !== '', 'must say something')
  .openapi({ type: 'string', example: 'Téléphone' })

const ask = createRoute({
  method: 'post',
  path: '/api/account/passkeys/options',
  ...operation('askNewPasskey', 'account'),
  ...person,
  responses: {
    200: json(answerOf<Options>()(OptionsSchema), 'For the authenticator; once, within five minutes.'),
    ...refusals(401, 403, 422),
  },
})

const add = createRoute({
  method: 'post',
  path: '/api/account/passkeys',
  ...operation('addPasskey', 'account'),
  ...person,
  request: { body: body(z.strictObject({ name, response: MadeSchema }).openapi('NewPasskey')) },
  responses: {
    201: json(
      z.object({ id: z.string(), recovery: RecoverySchema.nullable() }).openapi('PasskeyAdded'),
      'It signs in from now on.',
    ),
    ...refusals(400, 401, 403, 409, 413, 415, 422),
  },
})

const rename = createRoute({
  method: 'patch',
  path: '/api/account/passkeys/{id}',
  ...operation('renamePasskey', 'account'),
  ...person,
  request: { params: IdParams, body: body(z.strictObject({ name }).openapi('PasskeyName')) },
  responses: { 200: json(Done, 'Named so.'), ...refusals(400, 401, 403, 404, 413, 415) },
})

const drop = createRoute({
  method: 'delete',
  path: '/api/account/passkeys/{id}',
  ...operation('dropPasskey', 'account'),
  ...person,
  request: { params: IdParams },
  responses: { 200: json(Done, 'It signs in no more.'), ...refusals(400, 401, 403, 404) },
})

const gone = () => new Refused(404, 'gone', { message: 'There is no such passkey, or no more.' })

export const accountPasskeyRoutes = makeRouter()
  .openapi(ask, async (c) => {
    const given = { site: passkeySite(c), session: await ownSession(c) }
    return c.json(await askNewPasskey(c.get('context'), given), 200)
  })
  .openapi(add, async (c) => {
    const given = { site: passkeySite(c), session: await ownSession(c), ...c.req.valid('json') }
    const added = await addPasskey(c.get('context'), given)
    if (added.kind === 'refused')
      throw new Refused(422, 'passkey-refused', { message: 'This passkey does not answer what was asked.' })
    if (added.kind === 'known-or-full')
      throw new Refused(409, 'passkey-known', { message: 'It is known already, or there are twenty.' })
    return c.json({ id: added.id, recovery: added.recovery }, 201)
  })
  .openapi(rename, async (c) => {
    const { id } = c.req.valid('param')
    if (!(await namePasskey(c.get('context'), id, c.req.valid('json').name))) throw gone()
    return c.json({ success: true as const }, 200)
  })
  .openapi(drop, async (c) => {
    if (!(await dropPasskey(c.get('context'), c.req.valid('param').id))) throw gone()
    return c.json({ success: true as const }, 200)
  })
