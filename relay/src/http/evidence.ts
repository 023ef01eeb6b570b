import { createRoute, z } from '@hono/zod-openapi'

import type { Evidence } from '#core/evidence.ts'
import type { EvidenceRow } from '../actions/read-evidence.ts'

import { EVIDENCE_CAUSES, PICTURE_TYPES } from '#core/evidence.ts'
import { REASONS } from '#core/verdict.ts'

import { readEvidence, readEvidenceList, readPicture } from '../actions/read-evidence.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { Refused, refusals } from './errors.ts'
import { IdParams, answerOf, json } from './json.ts'
import { limitUpTo } from './limit.ts'
import { operation } from './operation.ts'
import { refuseWatch } from './refuse-watch.ts'
import { makeRouter } from './router.ts'
import { Time } from './schemas.ts'

const admin = { middleware: requireAdmin, security: ADMIN }

export const PictureShape = z
  .object({
    bytes: z.number().int(),
    type: z.enum(PICTURE_TYPES),
    width: z.number().int(),
    height: z.number().int(),
  })
  .openapi('Picture')

const EvidenceRowSchema = answerOf<EvidenceRow>()(
  z
    .object({
      id: z.string(),
      watchId: z.string(),
      checkId: z.string(),
      at: Time,
      cause: z.enum(EVIDENCE_CAUSES),
      state: z.enum(['available', 'none', 'unknown']),
      reason: z.enum(REASONS).nullable(),
      bytes: z.number().int().openapi({ description: 'Of all that is stored of it.' }),
      picture: PictureShape.nullable(),
    })
    .openapi('EvidenceRow'),
)

const EvidenceSchema = answerOf<Evidence>()(
  z.looseObject({}).openapi('Evidence', {
    description: 'Verdict and observation of one look, without cookies, tokens or names; 64 kB at most.',
  }),
)

const list = createRoute({
  method: 'get',
  path: '/api/watches/{id}/evidence',
  ...operation('listEvidence', 'watches'),
  ...admin,
  request: { params: IdParams, query: z.object({ limit: limitUpTo(200, 50) }) },
  responses: {
    200: json(z.object({ evidence: z.array(EvidenceRowSchema) }).openapi('EvidenceList'), 'Newest first.'),
    ...refusals(400, 401, 404),
  },
})

const read = createRoute({
  method: 'get',
  path: '/api/evidence/{id}',
  ...operation('readEvidence', 'watches'),
  ...admin,
  request: { params: IdParams },
  responses: { 200: json(EvidenceSchema, 'All that this look saw.'), ...refusals(400, 401, 404) },
})

const binary = z.string().openapi({ format: 'binary' })

const picture = createRoute({
  method: 'get',
  path: '/api/evidence/{id}/picture',
  ...operation('readPicture', 'watches'),
  ...admin,
  request: { params: IdParams },
  responses: {
    200: {
      description: 'The page as it was judged.',
      content: {
        'image/jpeg': { schema: binary },
        'image/png': { schema: binary },
        'image/webp': { schema: binary },
      },
    },
    ...refusals(400, 401, 404),
  },
})

const gone = () => new Refused(404, 'unknown-evidence', { message: 'There is no such evidence, or no more.' })

export const evidenceRoutes = makeRouter()
  .openapi(list, async (c) => {
    const { limit } = c.req.valid('query')
    const evidence = await readEvidenceList(c.get('context'), { watchId: c.req.valid('param').id, limit })
    if (evidence === null) throw refuseWatch({ kind: 'unknown' })
    return c.json({ evidence }, 200)
  })
  .openapi(read, async (c) => {
    const evidence = await readEvidence(c.get('context'), c.req.valid('param').id)
    if (evidence === null) throw gone()
    return c.json(evidence, 200)
  })
  .openapi(picture, async (c) => {
    const found = await readPicture(c.get('context'), c.req.valid('param').id)
    if (found === null) throw gone()
    return c.body(found.content, 200, {
      'content-type': found.type,
      'content-disposition': 'inline',
      'cache-control': 'private, no-store',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })
