import type { AuditLine } from '#core/audit.ts'

import { createRoute, z } from '@hono/zod-openapi'

import { AUDIT_HEAD, auditCsv, eachAudit, readAuditNames, readAuditPage } from '../actions/read-audit.ts'
import { PERSON, requireAdmin } from './admin.ts'
import { dropUndefined } from './drop-undefined.ts'
import { refusals } from './errors.ts'
import { answerExport } from './export-file.ts'
import { answerOf, json } from './json.ts'
import { limitUpTo } from './limit.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'
import { Time } from './schemas.ts'

const person = { middleware: requireAdmin, security: PERSON }

const Who = z.object({
  kind: z.enum(['session', 'key', 'relay']),
  id: z.string(),
  name: z.string().openapi({ description: 'Of a session its kind of browser, of a key its name.' }),
})

const LineSchema = answerOf<AuditLine>()(
  z
    .object({
      id: z.number().int(),
      at: Time,
      who: Who,
      what: z
        .string()
        .openapi({ description: 'The name of a call of this contract.', example: 'changeWatch' }),
      target: z.string().nullable().openapi({ description: 'The id of what was changed.' }),
      changes: z.array(
        z.object({ field: z.string(), before: z.string().nullable(), after: z.string().nullable() }),
      ),
    })
    .openapi('AuditLine'),
)

const number = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a whole number')
  .transform(Number)
  .optional()
const id = z
  .string()
  .max(80)
  .regex(/^[\w:@.-]+$/, 'not an id')
  .optional()

const filter = {
  who: id.openapi({ description: 'Only of this session or key.' }),
  what: id.openapi({ description: 'Only this call.' }),
  target: id.openapi({ description: 'Only what was changed on this.' }),
  text: z.string().min(1).max(100).optional().openapi({ description: 'Only where this stands.' }),
  from: number.openapi({ type: 'string', description: 'Epoch ms, included.' }),
  to: number.openapi({ type: 'string', description: 'Epoch ms, excluded.' }),
}

const list = createRoute({
  method: 'get',
  path: '/api/account/audit',
  ...operation('readAudit', 'account'),
  ...person,
  request: {
    query: z.object({
      ...filter,
      after: number.openapi({ type: 'string', description: '`next` of an answer before.' }),
      limit: limitUpTo(500, 50),
    }),
  },
  responses: {
    200: json(
      z
        .object({
          lines: z.array(LineSchema),
          next: z.string().nullable().openapi({ description: 'For `after`; null at the end.' }),
          who: z.array(Who).openapi({ description: 'Everybody the record knows, last first.' }),
          what: z.array(z.string()).openapi({ description: 'Every call the record knows.' }),
        })
        .openapi('Audit'),
      'Newest first.',
    ),
    ...refusals(400, 401, 403),
  },
})

const download = createRoute({
  method: 'get',
  path: '/api/account/audit/export',
  ...operation('exportAudit', 'account'),
  ...person,
  request: { query: z.object({ ...filter, format: z.enum(['csv', 'json']).optional() }) },
  responses: {
    200: {
      description: 'A file, newest first.',
      content: { 'text/csv': { schema: z.string() }, 'application/json': { schema: z.array(LineSchema) } },
    },
    ...refusals(400, 401, 403),
  },
})

export const auditRoutes = makeRouter()
  .openapi(list, async (c) => {
    const { after = null, limit, ...given } = c.req.valid('query')
    const context = c.get('context')
    const [{ lines, next }, names] = await Promise.all([
      readAuditPage(context, { ...dropUndefined(given), before: after, limit }),
      readAuditNames(context),
    ])
    return c.json({ lines, next: next === null ? null : String(next), ...names }, 200)
  })
  .openapi(download, (c) => {
    const { format = 'csv', ...given } = c.req.valid('query')
    const pieces = eachAudit(c.get('context'), dropUndefined(given))
    return answerExport(c, { name: 'vigie-registre', format, pieces, head: AUDIT_HEAD, lines: auditCsv })
  })
