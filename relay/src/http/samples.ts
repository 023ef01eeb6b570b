import { createRoute, z } from '@hono/zod-openapi'

import type { Proposal } from '#readers/teach.ts'
import type { Sample, SampleLine } from '#core/sample.ts'
import type { PresetAnswer } from '../actions/read-preset.ts'

import { PRESET_CODES } from '#core/preset.ts'
import { SAYS, WHERE_MOST } from '#core/sample.ts'

import { keepSample } from '../actions/keep-sample.ts'
import { readPreset } from '../actions/read-preset.ts'
import { readSample, readSamples, removeSample } from '../actions/read-samples.ts'
import { teachWatch } from '../actions/teach-watch.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { Refused, refusals } from './errors.ts'
import { Done, IdParams, answerOf, body, json } from './json.ts'
import { operation } from './operation.ts'
import { refuseWatch } from './refuse-watch.ts'
import { makeRouter } from './router.ts'
import { TargetSchema, Time, VerdictSchema, address, words } from './schemas.ts'

const admin = { middleware: requireAdmin, security: ADMIN }

const LineShape = z
  .object({
    id: z.string(),
    host: z.string(),
    url: z.string(),
    finalUrl: z.string(),
    status: z.number().int().nullable(),
    headers: z.record(z.string(), z.string()),
    at: Time,
    rendered: z.boolean().openapi({ description: 'As a browser drew it; otherwise the HTML as sent.' }),
    says: z.enum(SAYS),
    where: z.string().optional(),
    watchId: z.string().optional(),
    verdict: VerdictSchema,
    faithful: z.boolean().openapi({ description: 'The cleaned page reads as the page itself did.' }),
    proven: z.boolean(),
    bytes: z.number().int(),
  })
  .openapi('SampleLine')
const LineSchema = answerOf<SampleLine>()(LineShape)
const SampleSchema = answerOf<Sample>()(
  LineShape.omit({ bytes: true })
    .extend({ html: z.string() })
    .openapi('Sample', { description: 'A page without its secrets and without persons.' }),
)
const ProposalSchema = answerOf<Proposal>()(
  z
    .object({
      target: TargetSchema,
      proven: z.array(
        z.object({ sampleId: z.string(), says: z.enum(SAYS), got: VerdictSchema, agrees: z.boolean() }),
      ),
      ok: z.boolean(),
      need: z.enum(['page-without', 'page-with', 'second-page', 'point-at-it']).nullable(),
    })
    .openapi('Proposal', { description: 'Take it with `PATCH /api/watches/{id}` and its `target`.' }),
)
const PresetSchema = answerOf<PresetAnswer>()(
  z
    .object({
      code: z.enum(PRESET_CODES),
      sight: z.enum(['page', 'label', 'session', 'none']),
      name: z.string().nullable(),
      note: z.object({ fr: z.string(), en: z.string() }).nullable(),
      target: TargetSchema,
    })
    .openapi('Preset'),
)

const NewSampleSchema = z
  .strictObject({
    url: address.optional(),
    watchId: z.string().max(64).optional(),
    says: z.enum(SAYS),
    rendered: z.boolean().optional(),
    where: words(WHERE_MOST).optional(),
  })
  .refine(({ url, watchId }) => url !== undefined || watchId !== undefined, {
    message: 'url or watchId must be given',
    path: ['url'],
  })
  .openapi('NewSample')

const keep = createRoute({
  method: 'post',
  path: '/api/samples',
  ...operation('keepSample', 'samples'),
  ...admin,
  request: { body: body(NewSampleSchema) },
  responses: {
    201: json(
      z.object({ sample: SampleSchema, seen: VerdictSchema }).openapi('KeptSample'),
      'Kept; `seen` is what the page itself read as.',
    ),
    ...refusals(400, 401, 403, 404, 413, 415, 422),
  },
})

const list = createRoute({
  method: 'get',
  path: '/api/samples',
  ...operation('listSamples', 'samples'),
  ...admin,
  request: { query: z.object({ host: z.string().max(300).optional() }) },
  responses: {
    200: json(z.object({ samples: z.array(LineSchema) }).openapi('Samples'), 'Newest first.'),
    ...refusals(400, 401),
  },
})

const read = createRoute({
  method: 'get',
  path: '/api/samples/{id}',
  ...operation('readSample', 'samples'),
  ...admin,
  request: { params: IdParams },
  responses: { 200: json(SampleSchema, 'With its page.'), ...refusals(400, 401, 404) },
})

const remove = createRoute({
  method: 'delete',
  path: '/api/samples/{id}',
  ...operation('removeSample', 'samples'),
  ...admin,
  request: { params: IdParams },
  responses: { 200: json(Done, 'Forgotten.'), ...refusals(400, 401, 403, 404) },
})

const teach = createRoute({
  method: 'post',
  path: '/api/watches/{id}/teach',
  ...operation('teachWatch', 'samples'),
  ...admin,
  request: { params: IdParams },
  responses: {
    200: json(ProposalSchema, 'Proposed; nothing is changed yet.'),
    ...refusals(400, 401, 403, 404),
  },
})

const preset = createRoute({
  method: 'get',
  path: '/api/presets',
  ...operation('readPreset', 'samples'),
  ...admin,
  request: { query: z.object({ url: address }) },
  responses: { 200: json(PresetSchema, 'What is known of this site.'), ...refusals(400, 401) },
})

const gone = () => new Refused(404, 'unknown-sample', { message: 'There is no such sample.' })

export const sampleRoutes = makeRouter()
  .openapi(keep, async (c) => {
    const { rendered = true, ...input } = c.req.valid('json')
    const outcome = await keepSample(c.get('context'), { ...input, rendered })
    switch (outcome.kind) {
      case 'kept':
        return c.json({ sample: outcome.sample, seen: outcome.seen }, 201)
      case 'no-page':
        throw new Refused(422, 'no-page', { message: 'No page came that could be kept.' })
      case 'too-large':
        throw new Refused(422, 'page-too-large', {
          message: `The page is too large: ${outcome.bytes} bytes.`,
        })
      default:
        throw refuseWatch(outcome)
    }
  })
  .openapi(list, async (c) => {
    const { host } = c.req.valid('query')
    return c.json({ samples: await readSamples(c.get('context'), host ?? null) }, 200)
  })
  .openapi(read, async (c) => {
    const sample = await readSample(c.get('context'), c.req.valid('param').id)
    if (sample === null) throw gone()
    return c.json(sample, 200)
  })
  .openapi(remove, async (c) => {
    if (!(await removeSample(c.get('context'), c.req.valid('param').id))) throw gone()
    return c.json({ success: true as const }, 200)
  })
  .openapi(teach, async (c) => {
    const proposal = await teachWatch(c.get('context'), c.req.valid('param').id)
    if (proposal === null) throw refuseWatch({ kind: 'unknown' })
    return c.json(proposal, 200)
  })
  .openapi(preset, (c) => c.json(readPreset(c.req.valid('query').url), 200))
