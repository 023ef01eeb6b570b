import { createRoute, z } from '@hono/zod-openapi'

import { TRAIL_HEAD, trailLines } from '#core/alert-trail.ts'

import { eachAlert, readAlertTrail } from '../actions/read-alerts.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { AfterSchema, NextSchema, nextOf } from './cursor.ts'
import { refusals } from './errors.ts'
import { answerExport } from './export-file.ts'
import { Id, json } from './json.ts'
import { limitUpTo } from './limit.ts'
import { operation } from './operation.ts'
import { SubscriberId } from './people.ts'
import { makeRouter } from './router.ts'
import { TrailAlertSchema } from './subscription-schemas.ts'

const admin = { middleware: requireAdmin, security: ADMIN }
const EXPORT_MOST = 50_000

const watch = Id.optional()
const subscriber = SubscriberId.optional()

const list = createRoute({
  method: 'get',
  path: '/api/alerts',
  ...operation('listAlerts', 'alerts'),
  ...admin,
  request: { query: z.object({ watch, subscriber, after: AfterSchema, limit: limitUpTo(500, 100) }) },
  responses: {
    200: json(
      z.object({ alerts: z.array(TrailAlertSchema), next: NextSchema }).openapi('Alerts'),
      'The life of each alert with its attempts, the newest first.',
    ),
    ...refusals(400, 401),
  },
})

const download = createRoute({
  method: 'get',
  path: '/api/alerts/export',
  ...operation('exportAlerts', 'alerts'),
  ...admin,
  request: { query: z.object({ watch, subscriber, format: z.enum(['csv', 'json']).optional() }) },
  responses: {
    200: {
      description:
        'A file: one line for each moment (csv), or each alert whole (json). The newest 50,000 alerts.',
      content: {
        'text/csv': { schema: z.string() },
        'application/json': { schema: z.array(TrailAlertSchema) },
      },
    },
    ...refusals(400, 401),
  },
})

export const alertRoutes = makeRouter()
  .openapi(list, async (c) => {
    const { watch: watchId, subscriber: subscriberId, after, limit } = c.req.valid('query')
    const query = { watchId, subscriberId, after, limit }
    const { alerts, next } = await readAlertTrail(c.get('context'), query)
    return c.json({ alerts, next: nextOf(next) }, 200)
  })
  .openapi(download, (c) => {
    const { watch: watchId, subscriber: subscriberId, format = 'csv' } = c.req.valid('query')
    const pieces = eachAlert(c.get('context'), { watchId, subscriberId, limit: EXPORT_MOST })
    return answerExport(c, { name: 'vigie-alertes', format, pieces, head: TRAIL_HEAD, lines: trailLines })
  })
