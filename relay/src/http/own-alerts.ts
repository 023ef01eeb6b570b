import type { Accepting } from '../actions/second-person.ts'

import { createRoute, z } from '@hono/zod-openapi'

import { answerOwn, readRecent } from '../actions/own-alerts.ts'
import { acceptSecond, dropSecond, inviteSecond } from '../actions/second-person.ts'
import { Refused, refusals } from './errors.ts'
import { Done, body, json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'
import {
  AcceptSchema,
  AnsweredSchema,
  AnswerSchema,
  OwnAlertSchema,
  SubscriptionSchema,
  TokenParams,
} from './subscription-schemas.ts'

const recent = createRoute({
  method: 'get',
  path: '/api/subscriptions/{token}/alerts',
  ...operation('readOwnAlerts', 'alerts'),
  request: { params: TokenParams },
  responses: {
    200: json(z.object({ alerts: z.array(OwnAlertSchema) }).openapi('OwnAlerts'), 'Newest first.'),
    ...refusals(400, 404),
  },
})

const answer = createRoute({
  method: 'post',
  path: '/api/subscriptions/{token}/answer',
  ...operation('answerAlert', 'alerts'),
  request: { params: TokenParams, body: body(AnswerSchema) },
  responses: {
    200: json(AnsweredSchema, 'It rings no more. The same a second time changes nothing.'),
    ...refusals(400, 404, 413, 415),
  },
})

const invite = createRoute({
  method: 'post',
  path: '/api/subscriptions/{token}/invitation',
  ...operation('inviteSecond', 'alerts'),
  request: { params: TokenParams },
  responses: {
    201: json(
      z
        .object({ code: z.string(), url: z.string(), hours: z.number().int() })
        .openapi('Invitation', { description: 'Counts for so many hours. Nothing is stored of it.' }),
      'For the one who is to be told when this one does not answer.',
    ),
    ...refusals(400, 404),
  },
})

const accept = createRoute({
  method: 'post',
  path: '/api/subscriptions/{token}/accept',
  ...operation('acceptSecond', 'alerts'),
  request: { params: TokenParams, body: body(AcceptSchema) },
  responses: {
    200: json(Done, 'This subscription is told when the other one does not answer.'),
    ...refusals(400, 404, 413, 415, 422),
  },
})

const drop = createRoute({
  method: 'delete',
  path: '/api/subscriptions/{token}/second',
  ...operation('dropSecond', 'alerts'),
  request: { params: TokenParams },
  responses: { 200: json(SubscriptionSchema, 'Nobody else is told any more.'), ...refusals(400, 404) },
})

const gone = () =>
  new Refused(404, 'unknown-subscription', { message: 'There is no such subscription, or no more.' })

export const ownAlertRoutes = makeRouter()
  .openapi(recent, async (c) => {
    const alerts = await readRecent(c.get('context'), c.req.valid('param').token)
    if (alerts === null) throw gone()
    return c.json({ alerts }, 200)
  })
  .openapi(answer, async (c) => {
    const { alertId, releaseId = '', outcome } = c.req.valid('json')
    const about = alertId === undefined ? { releaseId } : { alertId }
    const done = await answerOwn(c.get('context'), c.req.valid('param').token, { ...about, outcome })
    if (done === 'gone') throw gone()
    if (done === 'unknown')
      throw new Refused(404, 'unknown-alert', { message: 'Nothing of this was told to this subscription.' })
    return c.json(done, 200)
  })
  .openapi(invite, async (c) => {
    const invitation = await inviteSecond(c.get('context'), c.req.valid('param').token)
    if (invitation === null) throw gone()
    return c.json(invitation, 201)
  })
  .openapi(accept, async (c) => {
    const { code } = c.req.valid('json')
    const done = await acceptSecond(c.get('context'), c.req.valid('param').token, code)
    if (done.kind !== 'accepted') throw refuseAccept(done)
    return c.json({ success: true as const }, 200)
  })
  .openapi(drop, async (c) => {
    const subscription = await dropSecond(c.get('context'), c.req.valid('param').token)
    if (subscription === null) throw gone()
    return c.json(subscription, 200)
  })

function refuseAccept({ kind }: Exclude<Accepting, { kind: 'accepted' }>): Refused {
  switch (kind) {
    case 'gone':
      return gone()
    case 'over':
      return new Refused(422, 'invitation-over', {
        message: 'code: counts no more.',
        issues: [{ path: 'code', message: 'Counts no more.' }],
      })
    case 'own':
      return new Refused(422, 'invitation-own', { message: 'This is the subscription that made the code.' })
    default:
      kind satisfies 'not-active'
      return new Refused(422, 'not-active', { message: 'Alerts do not arrive with this subscription.' })
  }
}
