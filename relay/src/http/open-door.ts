import type { App } from './router.ts'

import { cors } from 'hono/cors'
import { createMiddleware } from 'hono/factory'

import { SIGNED_HEADERS } from '#core/signature.ts'

/** What people's browsers ask from wherever they are: proven by a signature or a secret code, never by a cookie. */
const PATHS = /^\/api\/(?:reporters\/(?:pair|me)|observations|push-key|subscriptions)(?:\/|$)/

const open = cors({
  origin: '*',
  allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
  allowHeaders: ['content-type', ...Object.values(SIGNED_HEADERS)],
  exposeHeaders: ['retry-after', SIGNED_HEADERS.time],
  maxAge: 86_400,
})

/** Lets pages of any origin ask these, without credentials. */
export const openDoor = createMiddleware<App>(async (c, next) =>
  PATHS.test(c.req.path) ? await open(c, next) : await next(),
)
