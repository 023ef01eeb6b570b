import type { ReadInsights } from '../actions/read-insights.ts'

import { createRoute, z } from '@hono/zod-openapi'

import { readInsights } from '../actions/read-insights.ts'
import { refusals } from './errors.ts'
import { answerOf, Id, json } from './json.ts'
import { operation } from './operation.ts'
import { refuseWatch } from './refuse-watch.ts'
import { makeRouter } from './router.ts'
import { Time } from './schemas.ts'

const Count = z.number().int()
const Ms = z.number().int().openapi({ description: 'Milliseconds.' })

const InsightsSchema = answerOf<ReadInsights>()(
  z
    .object({
      at: Time,
      count: Count,
      firstAt: Time.nullable(),
      lastAt: Time.nullable(),
      days: z.array(z.object({ day: z.string(), count: Count })),
      hours: z
        .array(z.array(Count))
        .openapi({ description: 'Openings by weekday (Monday first) and hour in Paris.' }),
      lives: z
        .object({
          count: Count,
          shortest: Ms,
          lowerQuartile: Ms,
          median: Ms,
          upperQuartile: Ms,
          longest: Ms,
        })
        .nullable(),
      hoursTell: z.boolean().openapi({ description: 'Whether `hours` tells a habit rather than chance.' }),
      outcomes: z.object({
        seen: Count,
        'got-one': Count,
        'too-late': Count,
        'false-alarm': Count,
      }),
    })
    .openapi('Insights'),
)

const insights = createRoute({
  method: 'get',
  path: '/api/insights',
  ...operation('readInsights', 'measures'),
  request: {
    query: z.object({
      watch: Id.optional(),
    }),
  },
  responses: {
    200: json(InsightsSchema, 'When seats appeared and how long they stayed.'),
    ...refusals(400, 404),
  },
})

export const insightRoutes = makeRouter().openapi(insights, async (c) => {
  const found = await readInsights(c.get('context'), c.req.valid('query').watch)
  if (found === null) throw refuseWatch({ kind: 'unknown' })
  return c.json(found, 200, { 'cache-control': 'public, max-age=30' })
})
