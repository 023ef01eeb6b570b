import { createRoute, z } from '@hono/zod-openapi'

import { findSession } from './admin.ts'
import { Refused, refusals } from './errors.ts'
import { operation } from './operation.ts'
import { isSameOrigin } from './origin.ts'
import { makeRouter } from './router.ts'

const route = createRoute({
  method: 'get',
  path: '/api/feed',
  ...operation('openFeed', 'status'),
  request: {
    query: z.object({
      after: z
        .string()
        .regex(/^\d{1,15}$/)
        .optional()
        .openapi({ description: 'Admin: log lines after this cursor come first.' }),
    }),
  },
  responses: {
    101: { description: 'WebSocket of `hello`, `watch`, `removed` and, for the admin, `log` messages.' },
    ...refusals(400, 426, 503),
  },
})

/** Log lines go to the admin on our own pages only: another site's page must not listen with the admin's cookie. */
export const feedRoutes = makeRouter().openapi(route, async (c) => {
  if (c.req.header('upgrade')?.toLowerCase() !== 'websocket')
    throw new Refused(426, 'upgrade-required', {
      message: 'The feed speaks WebSocket only.',
      headers: { upgrade: 'websocket' },
    })
  const session = isSameOrigin(c) ? await findSession(c) : null
  const headers = new Headers(c.req.raw.headers)
  headers.delete('cookie')
  headers.delete('x-vigie-admin')
  if (session !== null) headers.set('x-vigie-admin', session.id)
  const answer = await c.env.FEED.getByName('feed').fetch(new Request(c.req.raw, { headers }))
  if (answer.webSocket !== null) return new Response(null, { status: 101, webSocket: answer.webSocket })
  if (answer.status === 503) throw new Refused(503, 'feed-full', { message: 'Too many readers at once.' })
  throw new Refused(400, 'feed-refused', { message: 'The feed did not take this request.' })
})
