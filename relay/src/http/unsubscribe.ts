import { createRoute, z } from '@hono/zod-openapi'

import { eraseOwn } from '../actions/own-subscription.ts'
import { refusals } from './errors.ts'
import { Done, json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'
import { TokenParams } from './subscription-schemas.ts'

const path = '/api/unsubscribe/{token}' as const

const open = createRoute({
  method: 'get',
  path,
  ...operation('openUnsubscribe', 'alerts'),
  request: { params: TokenParams },
  responses: {
    302: { description: 'To the page with the button: a mail scanner that follows a link ends nothing.' },
    ...refusals(400),
  },
})

const end = createRoute({
  method: 'post',
  path,
  ...operation('unsubscribe', 'alerts'),
  request: {
    params: TokenParams,
    body: {
      required: false,
      content: { 'application/x-www-form-urlencoded': { schema: z.looseObject({}) } },
    },
  },
  responses: { 200: json(Done, 'Nothing is kept any more; also when nothing was.'), ...refusals(400, 413) },
})

/** https://www.rfc-editor.org/rfc/rfc8058: the header of every mail names this address. */
export const unsubscribeRoutes = makeRouter()
  .openapi(open, (c) => c.redirect(`/abonnement?fin#${c.req.valid('param').token}`, 302))
  .openapi(end, async (c) => {
    await eraseOwn(c.get('context'), c.req.valid('param').token)
    return c.json({ success: true as const }, 200)
  })
