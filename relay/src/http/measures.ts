import type { Health } from '../actions/read-health.ts'

import { createRoute, z } from '@hono/zod-openapi'

import { renderMetrics } from '#core/metrics.ts'

import { readHealth } from '../actions/read-health.ts'
import { readMetrics } from '../actions/read-metrics.ts'
import { answerOf, json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'
import { Time } from './schemas.ts'

const HealthSchema = answerOf<Health>()(
  z
    .object({
      ok: z.boolean(),
      version: z.string(),
      lanes: z.object({ total: z.number().int(), stopped: z.number().int(), resting: z.number().int() }),
      outbox: z.object({ depth: z.number().int(), oldestOwedAt: Time.nullable() }).nullable(),
      browser: z.enum(['answering', 'silent', 'bound', 'none']),
      lastCheckAt: Time.nullable(),
    })
    .openapi('Health'),
)

const health = createRoute({
  method: 'get',
  path: '/health',
  ...operation('readHealth', 'measures'),
  responses: {
    200: json(HealthSchema, 'Checks are being made.'),
    503: json(HealthSchema, 'Checks have stopped.'),
  },
})

const metrics = createRoute({
  method: 'get',
  path: '/metrics',
  ...operation('readMetrics', 'measures'),
  responses: {
    200: {
      description: 'Prometheus text 0.0.4.',
      content: { 'text/plain': { schema: z.string() } },
    },
  },
})

const uncached = { 'cache-control': 'no-store' }

export const measureRoutes = makeRouter()
  .openapi(health, async (c) => {
    const report = await readHealth(c.get('context'))
    return report.ok ? c.json(report, 200, uncached) : c.json(report, 503, uncached)
  })
  .openapi(metrics, async (c) => {
    const text = renderMetrics(await readMetrics(c.get('context')))
    return c.text(text, 200, { ...uncached, 'content-type': 'text/plain; version=0.0.4; charset=utf-8' })
  })
