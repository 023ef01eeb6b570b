import type { AlertEvent } from '#core/person.ts'

import { createRoute, z } from '@hono/zod-openapi'

import { ALERT_STATES, CHANNEL_NAMES } from '#core/alert.ts'
import { TRAIL_HEAD, trailLines } from '#core/alert-trail.ts'

import { eachAlert, readAlertEvents, readAlertTrail } from '../actions/read-alerts.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { AfterSchema, NextSchema, nextOf } from './cursor.ts'
import { refusals } from './errors.ts'
import { answerExport } from './export-file.ts'
import { answerOf, Id, json } from './json.ts'
import { limitUpTo } from './limit.ts'
import { operation } from './operation.ts'
import { AlertCountsShape, SubscriberId } from './people-schemas.ts'
import { makeRouter } from './router.ts'
import { Time } from './schemas.ts'
import { TrailAlertSchema } from './subscription-schemas.ts'

const admin = { middleware: requireAdmin, security: ADMIN }
const EXPORT_MOST = 50_000

const time = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number')
  .transform(Number)
  .optional()

const ofEvents = {
  watch: Id.optional(),
  channel: z.enum(CHANNEL_NAMES).optional(),
  state: z.enum(ALERT_STATES).optional(),
  text: z
    .string()
    .min(1)
    .max(100)
    .optional()
    .openapi({ description: 'Part of the name of what it is about.' }),
  from: time.openapi({ type: 'string', description: 'Owed since then: epoch ms, included.' }),
  to: time.openapi({ type: 'string', description: 'Owed before then: epoch ms, excluded.' }),
}
const filter = {
  ...ofEvents,
  subscriber: SubscriberId.optional(),
  event: Id.optional().openapi({ description: 'Of one message, by its id among the events.' }),
}

const EventSchema = answerOf<AlertEvent>()(
  z
    .object({
      id: z.string(),
      kind: z.string().openapi({ example: 'opened' }),
      watchId: z.string().nullable(),
      name: z.string(),
      at: Time,
      counts: AlertCountsShape.openapi({ description: 'Its alerts, by their state.' }),
      quickestMs: z.number().int().nullable().openapi({ description: 'From owed to sent: the first.' }),
      slowestMs: z.number().int().nullable().openapi({ description: 'From owed to sent: the last.' }),
    })
    .openapi('AlertEvent'),
)

const list = createRoute({
  method: 'get',
  path: '/api/alerts',
  ...operation('listAlerts', 'alerts'),
  ...admin,
  request: { query: z.object({ ...filter, after: AfterSchema, limit: limitUpTo(500, 100) }) },
  responses: {
    200: json(
      z.object({ alerts: z.array(TrailAlertSchema), next: NextSchema }).openapi('Alerts'),
      'The life of each alert with its attempts, the newest first.',
    ),
    ...refusals(400, 401),
  },
})

const events = createRoute({
  method: 'get',
  path: '/api/alerts/events',
  ...operation('listAlertEvents', 'alerts'),
  ...admin,
  request: { query: z.object({ ...ofEvents, after: AfterSchema, limit: limitUpTo(100, 30) }) },
  responses: {
    200: json(
      z.object({ events: z.array(EventSchema), next: NextSchema }).openapi('AlertEvents'),
      'Each message once, with what became of it for all who were owed it, the newest first.',
    ),
    ...refusals(400, 401),
  },
})

const download = createRoute({
  method: 'get',
  path: '/api/alerts/export',
  ...operation('exportAlerts', 'alerts'),
  ...admin,
  request: { query: z.object({ ...filter, format: z.enum(['csv', 'json']).optional() }) },
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
    const { watch: watchId, subscriber: subscriberId, event: eventId, ...rest } = c.req.valid('query')
    const query = { ...rest, watchId, subscriberId, eventId }
    const { alerts, next } = await readAlertTrail(c.get('context'), query)
    return c.json({ alerts, next: nextOf(next) }, 200)
  })
  .openapi(events, async (c) => {
    const { watch: watchId, ...rest } = c.req.valid('query')
    const { events: found, next } = await readAlertEvents(c.get('context'), { ...rest, watchId })
    return c.json({ events: found, next: nextOf(next) }, 200)
  })
  .openapi(download, (c) => {
    const { watch: watchId, subscriber, event: eventId, format = 'csv', ...rest } = c.req.valid('query')
    const query = { ...rest, watchId, subscriberId: subscriber, eventId, limit: EXPORT_MOST }
    const pieces = eachAlert(c.get('context'), query)
    return answerExport(c, { name: 'vigie-alertes', format, pieces, head: TRAIL_HEAD, lines: trailLines })
  })
