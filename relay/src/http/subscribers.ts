import type { Subscribed, Wish } from '../actions/subscribe.ts'
import type { OwnExport } from '../actions/own-subscription.ts'
import type { z as Zod } from '@hono/zod-openapi'

import { createRoute, z } from '@hono/zod-openapi'

import { changeOwn, confirmOwn, eraseOwn, exportOwn, readOwn } from '../actions/own-subscription.ts'
import { readWays } from '../actions/read-ways.ts'
import { subscribe } from '../actions/subscribe.ts'
import { ownAddress } from './client-address.ts'
import { Refused, refusals } from './errors.ts'
import { Done, answerOf, body, json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'
import { dropUndefined } from './drop-undefined.ts'
import {
  NewSubscriptionSchema,
  OwnChangeSchema,
  SubscriptionSchema,
  TokenParams,
  TrailAlertSchema,
} from './subscription-schemas.ts'

const ways = createRoute({
  method: 'get',
  path: '/api/ways',
  ...operation('readWays', 'alerts'),
  responses: {
    200: json(
      z
        .object({
          telegram: z.object({ bot: z.string() }).nullable(),
          webPush: z.boolean(),
          email: z.boolean(),
        })
        .openapi('Ways'),
      'What people can choose from.',
    ),
  },
})

const add = createRoute({
  method: 'post',
  path: '/api/subscriptions',
  ...operation('subscribe', 'alerts'),
  request: { body: body(NewSubscriptionSchema) },
  responses: {
    201: json(
      z.object({ state: z.enum(['active', 'pending']), token: z.string().nullable() }).openapi('Subscribed'),
      '`active` with the token of the person’s own page, or `pending` until the link that was sent is opened.',
    ),
    ...refusals(400, 409, 413, 415, 422, 429, 503),
  },
})

const read = createRoute({
  method: 'get',
  path: '/api/subscriptions/{token}',
  ...operation('readSubscription', 'alerts'),
  request: { params: TokenParams },
  responses: { 200: json(SubscriptionSchema, 'One’s own choices.'), ...refusals(400, 404) },
})

const change = createRoute({
  method: 'patch',
  path: '/api/subscriptions/{token}',
  ...operation('changeSubscription', 'alerts'),
  request: { params: TokenParams, body: body(OwnChangeSchema) },
  responses: { 200: json(SubscriptionSchema, 'As it is now.'), ...refusals(400, 404, 413, 415, 422) },
})

const confirm = createRoute({
  method: 'post',
  path: '/api/subscriptions/{token}/confirm',
  ...operation('confirmSubscription', 'alerts'),
  request: { params: TokenParams },
  responses: { 200: json(SubscriptionSchema, 'Alerts come from now on.'), ...refusals(400, 404) },
})

const erase = createRoute({
  method: 'delete',
  path: '/api/subscriptions/{token}',
  ...operation('eraseSubscription', 'alerts'),
  request: { params: TokenParams },
  responses: { 200: json(Done, 'Nothing is kept any more.'), ...refusals(400, 404) },
})

const download = createRoute({
  method: 'get',
  path: '/api/subscriptions/{token}/export',
  ...operation('exportSubscription', 'alerts'),
  request: { params: TokenParams },
  responses: {
    200: json(
      answerOf<OwnExport>()(
        z
          .object({ subscription: z.looseObject({}), alerts: z.array(TrailAlertSchema) })
          .openapi('SubscriptionExport'),
      ),
      'All that is kept of a person, as a file.',
    ),
    ...refusals(400, 404),
  },
})

const gone = () =>
  new Refused(404, 'unknown-subscription', { message: 'There is no such subscription, or no more.' })

export const subscriberRoutes = makeRouter()
  .openapi(ways, async (c) => c.json(await readWays(c.get('context')), 200))
  .openapi(add, async (c) => {
    const wish = toWish(c.req.valid('json'))
    const outcome = await subscribe(c.get('context'), wish, ownAddress(c.req))
    if (outcome.kind === 'pending') return c.json({ state: outcome.kind, token: null }, 201)
    if (outcome.kind === 'active') return c.json({ state: outcome.kind, token: outcome.token }, 201)
    throw refuseWish(outcome)
  })
  .openapi(read, async (c) => {
    const subscription = await readOwn(c.get('context'), c.req.valid('param').token)
    if (subscription === null) throw gone()
    return c.json(subscription, 200)
  })
  .openapi(change, async (c) => {
    const { token } = c.req.valid('param')
    const outcome = await changeOwn(c.get('context'), token, dropUndefined(c.req.valid('json')))
    if (outcome.kind === 'gone') throw gone()
    if (outcome.kind === 'unknown-watch') throw refuseWatch(`${outcome.field}.${outcome.index}`)
    return c.json(outcome.subscription, 200)
  })
  .openapi(confirm, async (c) => {
    const subscription = await confirmOwn(c.get('context'), c.req.valid('param').token)
    if (subscription === null) throw gone()
    return c.json(subscription, 200)
  })
  .openapi(erase, async (c) => {
    if (!(await eraseOwn(c.get('context'), c.req.valid('param').token))) throw gone()
    return c.json({ success: true as const }, 200)
  })
  .openapi(download, async (c) => {
    const all = await exportOwn(c.get('context'), c.req.valid('param').token)
    if (all === null) throw gone()
    return c.json(all, 200, { 'content-disposition': 'attachment; filename="vigie-abonnement.json"' })
  })

function toWish(asked: Zod.output<typeof NewSubscriptionSchema>): Wish {
  const { locale, timeZone, watches } = asked
  const choices = dropUndefined({ locale, timeZone, watches })
  if (asked.channel === 'email')
    return { channel: asked.channel, address: asked.address, options: {}, choices, replaces: null }
  const { channel, endpoint: address, keys, replaces = null } = asked
  return { channel, address, options: { keys }, choices, replaces }
}

const refuseWatch = (path: string) =>
  new Refused(422, 'unknown-watch', {
    message: `${path}: there is no such watch.`,
    issues: [{ path, message: 'There is no such watch.' }],
  })

function refuseWish(outcome: Exclude<Subscribed, { kind: 'active' | 'pending' }>): Refused {
  switch (outcome.kind) {
    case 'too-many':
      return new Refused(429, 'too-many-subscriptions', {
        message: `Too many at once. Try again in ${outcome.retryAfterSeconds} s.`,
        headers: { 'retry-after': String(outcome.retryAfterSeconds) },
      })
    case 'address':
      return new Refused(422, 'address', {
        message: outcome.message,
        issues: [{ path: 'address', message: outcome.message }],
      })
    case 'unknown-watch':
      return refuseWatch(`watches.${outcome.index}`)
    case 'not-offered':
      return new Refused(422, 'not-offered', { message: 'This relay does not tell people by this channel.' })
    case 'not-sent':
      return new Refused(503, 'not-sent', { message: 'The message with the link could not be sent.' })
    default:
      outcome satisfies { kind: 'full' }
      return new Refused(409, 'full', { message: 'There is no room for more subscriptions.' })
  }
}
