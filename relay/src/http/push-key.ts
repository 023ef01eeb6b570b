import { createRoute, z } from '@hono/zod-openapi'

import { pushKey } from '../actions/push-key.ts'
import { json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'

const KeySchema = z
  .object({ key: z.string().openapi({ description: 'An uncompressed P-256 point, base64url.' }) })
  .openapi('PushKey')

const read = createRoute({
  method: 'get',
  path: '/api/push-key',
  ...operation('readPushKey', 'status'),
  responses: { 200: json(KeySchema, 'What a browser needs to subscribe (`applicationServerKey`).') },
})

export const pushKeyRoutes = makeRouter().openapi(read, async (c) => {
  const key = await pushKey(c.get('context'))
  return c.json({ key }, 200, { 'cache-control': 'public, max-age=3600' })
})
