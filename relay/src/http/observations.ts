import type { SignedApp } from './signed.ts'

import { OpenAPIHono, createRoute } from '@hono/zod-openapi'

import { callFalseAlarm } from '../actions/false-alarm.ts'
import { takeReports } from '../actions/take-reports.ts'
import { clientAddress } from './client-address.ts'
import { Refused, refusals, refuseInvalid } from './errors.ts'
import { Done, body, json } from './json.ts'
import { operation } from './operation.ts'
import { FalseAlarmSchema, ReportResultsSchema, ReportsSchema } from './reporter-schemas.ts'
import { requireSigned, SIGNED } from './signed.ts'

const report = createRoute({
  method: 'post',
  path: '/api/observations',
  ...operation('report', 'reporters'),
  middleware: requireSigned('report'),
  security: SIGNED,
  request: { body: body(ReportsSchema) },
  responses: {
    200: json(ReportResultsSchema, 'What became of each.'),
    ...refusals(400, 401, 403, 409, 413, 415),
  },
})

const falseAlarm = createRoute({
  method: 'post',
  path: '/api/observations/false-alarm',
  ...operation('callFalseAlarm', 'reporters'),
  middleware: requireSigned('report'),
  security: SIGNED,
  request: { body: body(FalseAlarmSchema) },
  responses: { 200: json(Done, 'Counted, once.'), ...refusals(400, 401, 403, 404, 409, 413, 415) },
})

export const observationRoutes = new OpenAPIHono<SignedApp>({ defaultHook: refuseInvalid })
  .openapi(report, async (c) => {
    const { reports } = c.req.valid('json')
    const call = { reporter: c.get('reporter'), signedAt: c.get('signedAt'), address: clientAddress(c.req) }
    return c.json({ results: await takeReports(c.get('context'), { ...call, reports }) }, 200)
  })
  .openapi(falseAlarm, async (c) => {
    if (!(await callFalseAlarm(c.get('context'), c.get('reporter'), c.req.valid('json'))))
      throw new Refused(404, 'unknown-release', { message: 'There is no such release, or it is long over.' })
    return c.json({ success: true as const }, 200)
  })
