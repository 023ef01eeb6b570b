import { createRoute, z } from '@hono/zod-openapi'

import { takeUpdate } from '../actions/take-update.ts'
import { Refused, refusals } from './errors.ts'
import { Done, body, json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'

const SECRET = 'x-telegram-bot-api-secret-token'

const webhook = createRoute({
  method: 'post',
  path: '/telegram/webhook',
  ...operation('takeTelegramUpdate', 'telegram'),
  request: {
    headers: z.object({ [SECRET]: z.string().max(256).optional() }),
    body: body(z.looseObject({ update_id: z.number().int() }).openapi('TelegramUpdate')),
  },
  responses: { 200: json(Done, 'Taken; the answer goes out by itself.'), ...refusals(400, 401, 413, 415) },
})

/** The secret is the one that `setWebhook` was given: https://core.telegram.org/bots/api#setwebhook */
export const telegramRoutes = makeRouter().openapi(webhook, async (c) => {
  const secret = c.req.header(SECRET) ?? ''
  const taken = await takeUpdate(c.get('context'), { secret, update: c.req.valid('json') })
  if (!taken) throw new Refused(401, 'wrong-secret', { message: 'Only Telegram may call this.' })
  return c.json({ success: true as const }, 200)
})
