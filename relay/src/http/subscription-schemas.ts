import type { OwnAlert, OwnAnswered } from '#core/own-alert.ts'
import type { Subscription } from '#core/subscription.ts'
import type { TrailAlert } from '#core/alert-trail.ts'

import { z } from '@hono/zod-openapi'

import { ACKNOWLEDGED_AS, CHANNEL_NAMES } from '#core/alert.ts'
import { OUTCOMES } from '#core/delivery.ts'
import { isTimeZone, parseTimeOfDay } from '#core/quiet.ts'
import { LOUDNESSES, SUBSCRIBER_STATES } from '#core/subscriber.ts'

import { answerOf, Id } from './json.ts'
import { Time } from './schemas.ts'

const WATCHES_MOST = 500
const PAUSE_MOST = 4_102_444_800_000

const watchIds = z.array(Id).max(WATCHES_MOST)
const timeOfDay = z
  .string()
  .max(5)
  .refine((text) => parseTimeOfDay(text) !== null, 'must be a time such as 22:00')
const locale = z.enum(['fr', 'en'])
export const TimeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, 'must be a time zone such as Europe/Paris')
  .openapi({ example: 'Europe/Paris' })
export const QuietSchema = z.strictObject({ from: timeOfDay, to: timeOfDay })
const watches = z.union([z.literal('all'), watchIds]).openapi({ description: '`all`, or ids of watches.' })

const first = { locale: locale.optional(), timeZone: TimeZoneSchema.optional(), watches: watches.optional() }

const PushSchema = z.strictObject({
  channel: z.literal('web-push'),
  endpoint: z.string().max(2048),
  keys: z.strictObject({ p256dh: z.string().max(200), auth: z.string().max(100) }),
  replaces: z
    .string()
    .max(2048)
    .optional()
    .openapi({ description: 'The endpoint that this browser had before: its choices stay.' }),
  ...first,
})
const MailSchema = z.strictObject({
  channel: z.literal('email'),
  address: z
    .string()
    .max(254)
    .transform((text) => text.trim().toLowerCase()),
  ...first,
})
export const NewSubscriptionSchema = z
  .discriminatedUnion('channel', [PushSchema, MailSchema])
  .openapi('NewSubscription')

export const OwnChangeSchema = z
  .strictObject({
    ...first,
    quiet: QuietSchema.nullable().optional(),
    always: watchIds.optional(),
    loudness: z.enum(LOUDNESSES).optional(),
    pausedUntil: Time.min(0).max(PAUSE_MOST).nullable().optional(),
  })
  .openapi('SubscriptionChange')

export const SubscriptionShape = z.object({
  channel: z.enum(CHANNEL_NAMES),
  address: z.string().openapi({ description: 'Masked.', example: 'm…@exemple.fr' }),
  state: z.enum(SUBSCRIBER_STATES),
  hasSecond: z
    .boolean()
    .openapi({ description: 'Somebody is told when this one does not answer; who is not said.' }),
  createdAt: Time,
  locale,
  timeZone: z.string(),
  watches: z.union([z.literal('all'), z.array(z.string()).readonly()]),
  quiet: z.object({ from: z.string(), to: z.string() }).nullable(),
  always: z.array(z.string()).readonly(),
  loudness: z.enum(LOUDNESSES),
  pausedUntil: Time.nullable(),
})
export const SubscriptionSchema = answerOf<Subscription>()(SubscriptionShape.openapi('Subscription'))

export const TokenParams = z.object({
  token: z
    .string()
    .regex(/^[\w-]{22}$/, 'not a token')
    .openapi({ param: { name: 'token', in: 'path' } }),
})

const alertId = z
  .string()
  .max(48)
  .regex(/^[\w-]+$/, 'not an id')

export const AnswerSchema = z
  .strictObject({
    alertId: alertId.optional(),
    releaseId: alertId.optional(),
    outcome: z.enum(ACKNOWLEDGED_AS),
  })
  .refine(({ alertId: one, releaseId: other }) => (one === undefined) !== (other === undefined), {
    message: 'give alertId or releaseId, and not both',
    path: ['alertId'],
  })
  .openapi('Answer', { description: 'Of a message, by `alertId`, or of one opening, by `releaseId`.' })

const matchShape = { releaseId: z.string(), watchId: z.string(), name: z.string() }

export const AnsweredSchema = answerOf<OwnAnswered>()(
  z
    .object({
      state: z.enum(['kept', 'which']).openapi({
        description:
          '`which`: the message listed several matches. All of them count as seen; say by `releaseId` which one is meant.',
      }),
      matches: z.array(z.object(matchShape)),
    })
    .openapi('Answered'),
)

export const OwnAlertSchema = answerOf<OwnAlert>()(
  z
    .object({
      ...matchShape,
      url: z.string(),
      alertIds: z.array(z.string()).readonly(),
      toldAt: Time,
      closedAt: Time.nullable(),
      answered: z.enum(ACKNOWLEDGED_AS).nullable(),
      rings: z.boolean().openapi({ description: 'It will be repeated until it is answered or gone.' }),
    })
    .openapi('OwnAlert'),
)

export const AcceptSchema = z
  .strictObject({ code: z.string().max(100) })
  .openapi('Accept', { description: 'What the other subscription’s invitation gave.' })

export const TrailAlertSchema = answerOf<TrailAlert>()(
  z
    .object({
      id: z.string(),
      subscriberId: z.string(),
      channel: z.enum(CHANNEL_NAMES),
      kind: z.string().openapi({ example: 'opened' }),
      watchId: z.string().nullable(),
      releaseId: z.string().nullable(),
      name: z.string(),
      state: z.string().openapi({ example: 'sent' }),
      owedAt: Time,
      attempts: z.array(
        z.object({
          attempt: z.number().int(),
          leasedAt: Time,
          answeredAt: Time,
          outcome: z.enum(OUTCOMES),
          detail: z.string().nullable(),
        }),
      ),
      nextAt: Time.nullable(),
      sentAt: Time.nullable(),
      endedAt: Time.nullable(),
      acknowledgedAt: Time.nullable(),
      acknowledgedAs: z.enum(ACKNOWLEDGED_AS).nullable(),
    })
    .openapi('AlertTrail'),
)
