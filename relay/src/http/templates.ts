import type { StoredTemplate, TemplateProblem } from '../actions/templates.ts'
import type { AlertText } from '#core/wording.ts'

import { createRoute, z } from '@hono/zod-openapi'

import { CHANNEL_NAMES } from '#core/alert.ts'
import { BODY_MOST, TEMPLATE_KINDS, TITLE_MOST } from '#core/template.ts'

import { changeTemplate, previewTemplate, readTemplates } from '../actions/templates.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { Refused, refusals } from './errors.ts'
import { Done, answerOf, body, json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'

const admin = { middleware: requireAdmin, security: ADMIN }

const kind = z.enum(TEMPLATE_KINDS)
const key = { channel: z.enum(CHANNEL_NAMES), kind, locale: z.enum(['fr', 'en']) }
const words = { title: z.string().max(TITLE_MOST), body: z.string().max(BODY_MOST) }
const TemplateSchema = answerOf<StoredTemplate>()(z.object({ ...key, ...words }).openapi('Template'))
const ChangeSchema = z
  .strictObject({ ...key, template: z.strictObject(words).nullable() })
  .openapi('TemplateChange', { description: '`null`: the shipped words.' })
const KeepSchema = ChangeSchema.extend({
  seen: z
    .strictObject(words)
    .nullable()
    .optional()
    .openapi({
      description:
        'Your words as you saw them, `null` for the shipped ones: when somebody else has changed them since, nothing is ' +
        'changed. Left out, it is changed whatever it was.',
    }),
}).openapi('TemplateKeep')
const ProblemSchema = answerOf<TemplateProblem>()(
  z.object({ field: z.enum(['title', 'body']), message: z.string() }).openapi('TemplateProblem'),
)
const TextSchema = answerOf<AlertText>()(
  z
    .object({
      title: z.string(),
      lines: z.array(z.string()),
      links: z.array(z.object({ label: z.string(), url: z.string() })),
    })
    .openapi('AlertText', { description: 'Plain text; each channel escapes it in its own way.' }),
)

const list = createRoute({
  method: 'get',
  path: '/api/templates',
  ...operation('listTemplates', 'alerts'),
  ...admin,
  responses: {
    200: json(
      z
        .object({
          kinds: z.array(z.object({ kind, placeholders: z.array(z.string()) })),
          templates: z.array(TemplateSchema),
        })
        .openapi('Templates'),
      'The operator’s own words, and the names that may stand in braces in each kind of message.',
    ),
    ...refusals(401),
  },
})

const change = createRoute({
  method: 'put',
  path: '/api/templates',
  ...operation('changeTemplate', 'alerts'),
  ...admin,
  request: { body: body(KeepSchema) },
  responses: { 200: json(Done, 'Said so from now on.'), ...refusals(400, 401, 403, 409, 413, 415, 422) },
})

const preview = createRoute({
  method: 'post',
  path: '/api/templates/preview',
  ...operation('previewTemplate', 'alerts'),
  ...admin,
  request: { body: body(ChangeSchema) },
  responses: {
    200: json(
      z.object({ text: TextSchema, problems: z.array(ProblemSchema) }).openapi('TemplatePreview'),
      'An example in these words; nothing is kept.',
    ),
    ...refusals(400, 401, 403, 413, 415),
  },
})

export const templateRoutes = makeRouter()
  .openapi(list, async (c) => c.json(await readTemplates(c.get('context')), 200))
  .openapi(change, async (c) => {
    const { template, seen, ...which } = c.req.valid('json')
    const outcome = await changeTemplate(c.get('context'), which, { template, seen })
    if (outcome.kind === 'refused')
      throw new Refused(422, 'template-refused', {
        message: 'Nothing was kept: the template cannot be used.',
        issues: outcome.problems.map(({ field, message }) => ({ path: `template.${field}`, message })),
      })
    if (outcome.kind === 'conflict')
      throw new Refused(409, 'template-conflict', {
        message: 'Nothing was kept: somebody else has changed these words since you saw them.',
        issues: (['title', 'body'] as const).map((field) => ({
          path: `template.${field}`,
          message: outcome.theirs === null ? 'is the shipped one again' : `is now ${outcome.theirs[field]}`,
        })),
      })
    return c.json({ success: true as const }, 200)
  })
  .openapi(preview, (c) => {
    const { template, ...which } = c.req.valid('json')
    return c.json(previewTemplate(c.get('context'), which, template), 200)
  })
