import type { Delivery } from '#core/delivery.ts'
import type { SubscriberLine } from '#core/subscription.ts'
import type { Added } from '../actions/manage-subscribers.ts'

import { createRoute, z } from '@hono/zod-openapi'

import { CHANNEL_NAMES } from '#core/alert.ts'
import { LOUDNESSES, ROLES } from '#core/subscriber.ts'
import { BODY_MOST, TEMPLATE_KINDS, TITLE_MOST } from '#core/template.ts'

import {
  addSubscriber,
  changeSubscriber,
  readSubscribers,
  removeSubscriber,
  testSubscriber,
} from '../actions/manage-subscribers.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { AfterSchema, NextSchema, nextOf } from './cursor.ts'
import { dropUndefined } from './drop-undefined.ts'
import { Refused, refusals } from './errors.ts'
import { answerOf, body, Done, Id, json } from './json.ts'
import { limitUpTo } from './limit.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'
import { Time } from './schemas.ts'
import { SubscriptionShape } from './subscription-schemas.ts'

const admin = { middleware: requireAdmin, security: ADMIN }

/** A handle: see `actions/subscriber-handle.ts`. */
export const SubscriberId = z
  .string()
  .max(80)
  .regex(/^[\w:@.-]+$/, 'not an id')
const Params = z.object({ id: SubscriberId.openapi({ param: { name: 'id', in: 'path' } }) })

const LineSchema = answerOf<SubscriberLine>()(
  SubscriptionShape.extend({
    id: z.string(),
    escalateTo: z.string().nullable(),
    role: z.enum(ROLES),
    disabledWhy: z.string().nullable(),
    updatedAt: Time,
  }).openapi('Subscriber'),
)

const locale = z.enum(['fr', 'en']).optional()
const watches = z.union([z.literal('all'), z.array(Id).max(500)]).optional()

const NewSchema = z
  .strictObject({
    channel: z.enum(CHANNEL_NAMES).exclude(['log']),
    address: z.string().min(1).max(2048),
    options: z.record(z.string().max(40), z.unknown()).optional(),
    role: z.enum(ROLES).optional(),
    locale,
    watches,
  })
  .openapi('NewSubscriber')

const ChangeSchema = z
  .strictObject({
    state: z.enum(['active', 'disabled']).optional(),
    role: z.enum(ROLES).optional(),
    loudness: z.enum(LOUDNESSES).optional(),
    escalateTo: SubscriberId.nullable().optional(),
    locale,
    watches,
  })
  .openapi('SubscriberChange')

const TestSchema = z
  .strictObject({
    kind: z.enum(TEMPLATE_KINDS).optional(),
    template: z
      .strictObject({ title: z.string().max(TITLE_MOST), body: z.string().max(BODY_MOST) })
      .nullable()
      .optional(),
  })
  .openapi('Test', {
    description: 'Without a kind: a plain trial. With one: its example, in these words or the shipped ones.',
  })

const list = createRoute({
  method: 'get',
  path: '/api/subscribers',
  ...operation('listSubscribers', 'alerts'),
  ...admin,
  request: {
    query: z.object({
      after: AfterSchema,
      channel: z.enum(CHANNEL_NAMES).optional(),
      mark: z
        .string()
        .regex(/^[\w-]{1,40}$/, 'not a mark')
        .optional()
        .openapi({ description: 'Only those whose mark, the first signs of the id, begins so.' }),
      limit: limitUpTo(500, 100),
    }),
  },
  responses: {
    200: json(
      z
        .object({ subscribers: z.array(LineSchema), total: z.number().int(), next: NextSchema })
        .openapi('Subscribers'),
      'Newest first; addresses are masked.',
    ),
    ...refusals(400, 401),
  },
})

const add = createRoute({
  method: 'post',
  path: '/api/subscribers',
  ...operation('addSubscriber', 'alerts'),
  ...admin,
  request: { body: body(NewSchema) },
  responses: {
    201: json(LineSchema, 'Gets alerts from now on.'),
    ...refusals(400, 401, 403, 409, 413, 415, 422),
  },
})

const change = createRoute({
  method: 'patch',
  path: '/api/subscribers/{id}',
  ...operation('changeSubscriber', 'alerts'),
  ...admin,
  request: { params: Params, body: body(ChangeSchema) },
  responses: { 200: json(LineSchema, 'As it is now.'), ...refusals(400, 401, 403, 404, 413, 415) },
})

const remove = createRoute({
  method: 'delete',
  path: '/api/subscribers/{id}',
  ...operation('removeSubscriber', 'alerts'),
  ...admin,
  request: { params: Params },
  responses: { 200: json(Done, 'Forgotten, with all alerts to it.'), ...refusals(400, 401, 403, 404) },
})

const test = createRoute({
  method: 'post',
  path: '/api/subscribers/{id}/test',
  ...operation('testSubscriber', 'alerts'),
  ...admin,
  request: { params: Params, body: body(TestSchema) },
  responses: {
    200: json(
      z
        .object({
          outcome: z.enum(['sent', 'rate-limited', 'failed', 'ambiguous', 'refused', 'moved']),
          detail: z.string().nullable(),
        })
        .openapi('TestSent'),
      'What the channel answered.',
    ),
    ...refusals(400, 401, 403, 404, 413, 415, 422),
  },
})

const gone = () =>
  new Refused(404, 'unknown-subscriber', { message: 'There is no such subscriber, or no more.' })

export const peopleRoutes = makeRouter()
  .openapi(list, async (c) => {
    const { subscribers, total, next } = await readSubscribers(c.get('context'), c.req.valid('query'))
    return c.json({ subscribers, total, next: nextOf(next) }, 200)
  })
  .openapi(add, async (c) => {
    const { options = {}, role = 'reader', channel, address, ...rest } = c.req.valid('json')
    const given = { channel, address: address.trim(), options, role, ...dropUndefined(rest) }
    const outcome = await addSubscriber(c.get('context'), given)
    if (outcome.kind !== 'added') throw refuseNew(outcome)
    return c.json(outcome.subscriber, 201)
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    const row = await changeSubscriber(c.get('context'), id, dropUndefined(c.req.valid('json')))
    if (row === null) throw gone()
    return c.json(row, 200)
  })
  .openapi(remove, async (c) => {
    if (!(await removeSubscriber(c.get('context'), c.req.valid('param').id))) throw gone()
    return c.json({ success: true as const }, 200)
  })
  .openapi(test, async (c) => {
    const { kind, template = null } = c.req.valid('json')
    const words = kind === undefined ? null : { kind, template }
    const delivery = await testSubscriber(c.get('context'), c.req.valid('param').id, words)
    if (delivery === null) throw gone()
    if (delivery.kind === 'unusable')
      throw new Refused(422, 'template-refused', {
        message: 'Nothing was sent: the template cannot be used.',
        issues: delivery.problems.map(({ field, message }) => ({ path: `template.${field}`, message })),
      })
    return c.json(toAnswer(delivery), 200)
  })

function refuseNew(outcome: Exclude<Added, { kind: 'added' }>): Refused {
  if (outcome.kind === 'duplicate')
    return new Refused(409, 'duplicate-subscriber', { message: 'This address gets alerts already.' })
  const path = outcome.message.startsWith('options') ? 'options' : 'address'
  return new Refused(422, 'address', {
    message: outcome.message,
    issues: [{ path, message: outcome.message }],
  })
}

function toAnswer(delivery: Delivery) {
  switch (delivery.kind) {
    case 'sent':
    case 'moved':
      return { outcome: delivery.kind, detail: null }
    case 'rate-limited':
      return { outcome: delivery.kind, detail: `${Math.ceil(delivery.retryAfterMs / 1000)} s` }
    case 'refused':
      return { outcome: delivery.kind, detail: delivery.detail }
    default:
      return {
        outcome: delivery.ambiguous ? ('ambiguous' as const) : ('failed' as const),
        detail: delivery.detail,
      }
  }
}
