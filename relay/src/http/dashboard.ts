import type { Dashboard } from '../actions/read-dashboard.ts'

import { createRoute, z } from '@hono/zod-openapi'

import { SPAN_NAMES } from '#core/dashboard.ts'
import { REASONS } from '#core/verdict.ts'

import { readDashboard } from '../actions/read-dashboard.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { refusals } from './errors.ts'
import { answerOf, json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'
import { Time } from './schemas.ts'

const Count = z.number().int()
const Ms = z.number().openapi({ description: 'Milliseconds.' })
const Minutes = z.number().openapi({ description: 'Minutes of browser, idle time included.' })
const Reason = z.enum(REASONS)
const Delivery = z.object({ count: Count, medianMs: Ms, p95Ms: Ms, slowestMs: Ms }).openapi('DeliveryTimes', {
  description: 'From the look that saw a seat to the channel’s word that it has the message.',
})

const Series = z
  .object({
    at: Time,
    available: Count,
    none: Count,
    unknown: Count,
    drawn: Count,
    pageMs: Ms,
    awake: Count.openapi({ description: 'Minutes of the step in which the relay was running.' }),
    owed: Count,
    oldestMs: Ms,
    reports: Count,
  })
  .openapi('DashboardStep')

const Host = z
  .object({
    host: z.string(),
    watches: Count,
    blind: Count,
    paused: Count.openapi({ description: 'Watches of this host that are paused now.' }),
    blindMs: Ms,
    watchedMs: Ms,
    reasons: z.array(z.object({ reason: Reason, ms: Ms })),
    steps: z.array(z.number().nullable()),
    looks: Count,
    callsToday: Count,
    restingUntil: Time.nullable(),
  })
  .openapi('DashboardHost')

const Browser = z
  .object({
    home: z.enum(['cloudflare', 'own', 'none']),
    month: z.object({ from: Time, to: Time }),
    usedMinutes: Minutes,
    forecastMinutes: Minutes.nullable(),
    days: z.array(z.object({ day: z.string(), minutes: Minutes })),
    capMinutes: Minutes.nullable(),
    capAt: Time.nullable(),
    usedUp: z.boolean(),
  })
  .openapi('DashboardBrowser')

const Bill = z
  .object({
    lines: z.array(
      z.object({
        thing: z.enum([
          'plan',
          'browser',
          'requests',
          'objectRequests',
          'objectTime',
          'objectRows',
          'databaseRows',
        ]),
        quantity: z.number(),
        included: z.number(),
        usd: z.number(),
        per: z.number(),
        cost: z.number(),
        source: z.string(),
      }),
    ),
    total: z.number(),
    browserSoFar: z.number(),
    browserAtCap: z.number().nullable(),
    readOn: z.string(),
  })
  .openapi('DashboardBill', {
    description: 'What the month costs on Cloudflare at the pace of the last day, US dollars.',
  })

const DashboardSchema = answerOf<Dashboard>()(
  z
    .object({
      at: Time,
      span: z.enum(SPAN_NAMES),
      from: Time,
      to: Time,
      step: Ms,
      steps: Count,
      series: z.array(Series),
      reasons: z.array(z.object({ reason: Reason, count: Count })),
      hosts: z.array(Host),
      deliveries: z.object({
        all: Delivery.nullable(),
        channels: z.array(Delivery.extend({ channel: z.string() })),
        steps: z.array(Delivery.extend({ at: Time })),
      }),
      outbox: z.object({ owed: Count, oldestOwedAt: Time.nullable() }),
      browser: Browser,
      bill: Bill,
      visits: z.object({
        days: z.array(z.object({ day: z.string(), visitors: Count, clicks: Count })),
        visitors: Count,
        clicks: Count,
      }),
    })
    .openapi('Dashboard'),
)

const dashboard = createRoute({
  method: 'get',
  path: '/api/dashboard',
  ...operation('readDashboard', 'measures'),
  middleware: requireAdmin,
  security: ADMIN,
  request: { query: z.object({ span: z.enum(SPAN_NAMES).default('day') }) },
  responses: {
    200: json(DashboardSchema, 'Looks, sight, deliveries, the outbox, the browser and its cost, visitors.'),
    ...refusals(400, 401),
  },
})

export const dashboardRoutes = makeRouter().openapi(dashboard, async (c) =>
  c.json(await readDashboard(c.get('context'), c.req.valid('query').span), 200),
)
