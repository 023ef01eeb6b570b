import { createRoute, z } from '@hono/zod-openapi'

import { LOG_LEVELS } from '#core/status.ts'

import { readLogs } from '../actions/read-logs.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { refusals } from './errors.ts'
import { json } from './json.ts'
import { operation } from './operation.ts'
import { limitUpTo } from './limit.ts'
import { makeRouter } from './router.ts'
import { LogLineSchema } from './schemas.ts'

const cursor = (description: string) =>
  z
    .string()
    .regex(/^\d{1,15}$/, 'must be a cursor')
    .transform(Number)
    .optional()
    .openapi({ type: 'string', description })

const route = createRoute({
  method: 'get',
  path: '/api/logs',
  ...operation('readLogs', 'measures'),
  middleware: requireAdmin,
  security: ADMIN,
  request: {
    query: z.object({
      limit: limitUpTo(1000, 200),
      after: cursor('Only lines after this cursor.'),
      before: cursor('Only lines before this cursor: how one goes back.'),
      level: z.enum(LOG_LEVELS).optional(),
    }),
  },
  responses: {
    200: json(
      z
        .object({ success: z.literal(true), logs: z.array(LogLineSchema), total: z.number().int() })
        .openapi('Logs'),
      'The newest of those asked for, newest last.',
    ),
    ...refusals(400, 401),
  },
})

export const logRoutes = makeRouter().openapi(route, async (c) => {
  const { logs, total } = await readLogs(c.get('context'), c.req.valid('query'))
  return c.json({ success: true as const, logs, total }, 200)
})
