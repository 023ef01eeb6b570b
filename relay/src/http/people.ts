import type { Delivery } from '#core/delivery.ts'
import type { Added } from '../actions/manage-subscribers.ts'

import { createRoute, z } from '@hono/zod-openapi'

import { CHANNEL_NAMES } from '#core/alert.ts'
import { PEOPLE_STATES } from '#core/person.ts'

import {
  addSubscriber,
  changeSubscriber,
  removeSubscriber,
  testSubscriber,
} from '../actions/manage-subscribers.ts'
import { readPerson, readSubscribers } from '../actions/read-people.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { AfterSchema, nextOf } from './cursor.ts'
import { dropUndefined } from './drop-undefined.ts'
import { Refused, refusals } from './errors.ts'
import { body, Done, Id, json } from './json.ts'
import { limitUpTo } from './limit.ts'
import { operation } from './operation.ts'
import {
  FindSchema,
  NewSubscriberSchema,
  PeopleSchema,
  PersonSchema,
  SubscriberChangeSchema,
  SubscriberParams,
  SubscriberSchema,
  TestSchema,
} from './people-schemas.ts'
import { makeRouter } from './router.ts'

const admin = { middleware: requireAdmin, security: ADMIN }
/** An address is unique within its channel. */
const FIND_MOST = 20

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
      state: z.enum(PEOPLE_STATES).optional().openapi({
        description: '`missed`: to whom an alert was given up.',
      }),
      watch: Id.optional().openapi({ description: 'Only who is told of this watch.' }),
      limit: limitUpTo(500, 100),
    }),
  },
  responses: {
    200: json(PeopleSchema, 'Newest first; addresses are masked.'),
    ...refusals(400, 401),
  },
})

const read = createRoute({
  method: 'get',
  path: '/api/subscribers/{id}',
  ...operation('readSubscriber', 'alerts'),
  ...admin,
  request: { params: SubscriberParams },
  responses: {
    200: json(PersonSchema, 'One subscriber, and what became of their alerts.'),
    ...refusals(400, 401, 404),
  },
})

const find = createRoute({
  method: 'post',
  path: '/api/subscribers/find',
  ...operation('findSubscribers', 'alerts'),
  ...admin,
  request: { body: body(FindSchema) },
  responses: {
    200: json(PeopleSchema, 'Those of just this address, by whatever channel.'),
    ...refusals(400, 401, 403, 413, 415),
  },
})

const add = createRoute({
  method: 'post',
  path: '/api/subscribers',
  ...operation('addSubscriber', 'alerts'),
  ...admin,
  request: { body: body(NewSubscriberSchema) },
  responses: {
    201: json(SubscriberSchema, 'Gets alerts from now on.'),
    ...refusals(400, 401, 403, 409, 413, 415, 422),
  },
})

const change = createRoute({
  method: 'patch',
  path: '/api/subscribers/{id}',
  ...operation('changeSubscriber', 'alerts'),
  ...admin,
  request: { params: SubscriberParams, body: body(SubscriberChangeSchema) },
  responses: { 200: json(SubscriberSchema, 'As it is now.'), ...refusals(400, 401, 403, 404, 413, 415) },
})

const remove = createRoute({
  method: 'delete',
  path: '/api/subscribers/{id}',
  ...operation('removeSubscriber', 'alerts'),
  ...admin,
  request: { params: SubscriberParams },
  responses: { 200: json(Done, 'Forgotten, with all alerts to it.'), ...refusals(400, 401, 403, 404) },
})

const test = createRoute({
  method: 'post',
  path: '/api/subscribers/{id}/test',
  ...operation('testSubscriber', 'alerts'),
  ...admin,
  request: { params: SubscriberParams, body: body(TestSchema) },
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
    const { watch: watchId, ...asked } = c.req.valid('query')
    const { next, ...page } = await readSubscribers(c.get('context'), { ...asked, watchId })
    return c.json({ ...page, next: nextOf(next) }, 200)
  })
  .openapi(find, async (c) => {
    const asked = { address: c.req.valid('json').address, limit: FIND_MOST }
    const { next: _, ...page } = await readSubscribers(c.get('context'), asked)
    return c.json({ ...page, next: null }, 200)
  })
  .openapi(read, async (c) => {
    const person = await readPerson(c.get('context'), c.req.valid('param').id)
    if (person === null) throw gone()
    return c.json(person, 200)
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
