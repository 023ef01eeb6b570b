import type { Release } from '../actions/read-releases.ts'

import { createRoute, z } from '@hono/zod-openapi'

import { readReleases } from '../actions/read-releases.ts'
import { readStats } from '../actions/read-stats.ts'
import { ADMIN, findSession, requireAdmin } from './admin.ts'
import { AnalyticsSchema } from './analytics.ts'
import { refusals } from './errors.ts'
import { answerOf, Id, json } from './json.ts'
import { limitUpTo } from './limit.ts'
import { operation } from './operation.ts'
import { refuseWatch } from './refuse-watch.ts'
import { makeRouter } from './router.ts'
import { OfferSchema, Time } from './schemas.ts'
import { TotalsSchema } from './status-schema.ts'

const ReleaseSchema = answerOf<Release>()(
  z
    .object({
      id: z.string(),
      watchId: z.string(),
      name: z.string(),
      openedAt: Time,
      openedBy: z.string(),
      offers: z.array(OfferSchema),
      closedAt: Time.nullable(),
      closedBy: z.string().nullable(),
      outcomes: z
        .object({
          seen: z.number().int(),
          'got-one': z.number().int(),
          'too-late': z.number().int(),
          'false-alarm': z.number().int(),
        })
        .openapi('Outcomes', {
          description: 'How many of those who were told gave each answer; nobody is named.',
        }),
    })
    .openapi('Release'),
)

const stats = createRoute({
  method: 'get',
  path: '/api/stats',
  ...operation('readStats', 'measures'),
  middleware: requireAdmin,
  security: ADMIN,
  responses: {
    200: json(
      z
        .object({
          at: Time,
          totals: TotalsSchema,
          releases: z.array(ReleaseSchema),
          analytics: AnalyticsSchema,
        })
        .openapi('Stats'),
      'Totals, the last releases, the site’s visitors.',
    ),
    ...refusals(401),
  },
})

const releases = createRoute({
  method: 'get',
  path: '/api/releases',
  ...operation('listReleases', 'measures'),
  request: {
    query: z.object({
      watch: Id.optional(),
      limit: limitUpTo(500, 100),
    }),
  },
  responses: {
    200: json(
      z.object({ releases: z.array(ReleaseSchema) }).openapi('Releases'),
      'Newest first; of public watches, and of all for the admin.',
    ),
    ...refusals(400, 404),
  },
})

export const statsRoutes = makeRouter()
  .openapi(stats, async (c) => c.json(await readStats(c.get('context')), 200))
  .openapi(releases, async (c) => {
    const { watch, limit } = c.req.valid('query')
    const admin = (await findSession(c)) !== null
    const found = await readReleases(c.get('context'), { watchId: watch, limit, admin })
    if (found === null) throw refuseWatch({ kind: 'unknown' })
    return c.json({ releases: found }, 200)
  })
