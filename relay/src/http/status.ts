import type { App } from './router.ts'
import type { Context as HttpContext } from 'hono'

import { createRoute } from '@hono/zod-openapi'

import { serveStatus } from '../actions/serve-status.ts'
import { json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'
import { StatusSchema } from './status-schema.ts'

const responses = {
  200: json(StatusSchema, 'Every public watch, and the totals.'),
  304: { description: 'Nothing new since the `ETag` that was sent.' },
}

const file = createRoute({
  method: 'get',
  path: '/status.json',
  ...operation('readStatusFile', 'status'),
  responses,
})

const call = createRoute({
  method: 'get',
  path: '/api/status',
  ...operation('readStatus', 'status'),
  responses,
})

async function answer(c: HttpContext<App>): Promise<Response> {
  const { text, etag } = await serveStatus(c.get('context'))
  const headers = {
    etag,
    'cache-control': 'public, max-age=1, must-revalidate',
    'access-control-allow-origin': '*',
  }
  const known = c.req.header('if-none-match')?.split(',') ?? []
  if (known.some((tag) => tag.trim() === etag || tag.trim() === '*')) return c.body(null, 304, headers)
  return c.body(text, 200, { ...headers, 'content-type': 'application/json; charset=utf-8' })
}

export const statusRoutes = makeRouter()
  .openapi(file, (c) => answer(c))
  .openapi(call, (c) => answer(c))
