import type { VisitKind } from '../actions/analytics.ts'
import type { App } from './router.ts'
import type { Context as HttpContext } from 'hono'

import { createRoute, z } from '@hono/zod-openapi'

import { addVisit, readAnalytics } from '../actions/analytics.ts'
import { Refused, refusals } from './errors.ts'
import { Done, json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'

export const AnalyticsSchema = z
  .object({
    visiteurs_totaux: z.number().int(),
    visiteurs_aujourdhui: z.number().int(),
    clics_telegram: z.number().int(),
    historique_7j: z.array(z.number().int()).openapi({ description: 'Visitors by day, today last.' }),
    derniere_date: z.string().nullable().openapi({ example: '2026-11-20' }),
  })
  .openapi('Analytics')

const unmeasured = { description: 'Not measured; kept for old clients, always the same.' }
const OldAnalyticsSchema = AnalyticsSchema.extend({
  visiteurs_en_ligne: z.literal(0).openapi(unmeasured),
  temps_moyen: z.literal('0m 0s').openapi(unmeasured),
  taux_rebond: z.literal('0%').openapi(unmeasured),
  pic_connexions: z.literal(0).openapi(unmeasured),
  taux_retour: z.literal('0%').openapi(unmeasured),
}).openapi('OldAnalytics')
const UNMEASURED = {
  visiteurs_en_ligne: 0,
  temps_moyen: '0m 0s',
  taux_rebond: '0%',
  pic_connexions: 0,
  taux_retour: '0%',
} as const

const read = createRoute({
  method: 'get',
  path: '/api/analytics',
  ...operation('readAnalytics', 'measures'),
  responses: { 200: json(OldAnalyticsSchema, 'Counters of the site, without cookies or addresses.') },
})

const counted = { 200: json(Done, 'Counted.'), ...refusals(429) }

const visit = createRoute({
  method: 'post',
  path: '/api/analytics/visitor',
  ...operation('countVisitor', 'measures'),
  responses: counted,
})

const click = createRoute({
  method: 'post',
  path: '/api/analytics/telegram-click',
  ...operation('countTelegramClick', 'measures'),
  responses: counted,
})

export const analyticsRoutes = makeRouter()
  .openapi(read, async (c) => {
    const analytics = { ...(await readAnalytics(c.get('context'))), ...UNMEASURED }
    return c.json(analytics, 200, { 'access-control-allow-origin': '*' })
  })
  .openapi(visit, async (c) => {
    await count(c, 'visitor')
    return c.json({ success: true as const }, 200)
  })
  .openapi(click, async (c) => {
    await count(c, 'telegram-click')
    return c.json({ success: true as const }, 200)
  })

async function count(c: HttpContext<App>, kind: VisitKind): Promise<void> {
  if (await addVisit(c.get('context'), kind)) return
  throw new Refused(429, 'too-many-visits', {
    message: 'Enough for this minute.',
    headers: { 'retry-after': '60' },
  })
}
