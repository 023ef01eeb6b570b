import type { Person, PeopleLine } from '#core/person.ts'
import type { SubscriberLine } from '#core/subscription.ts'

import { z } from '@hono/zod-openapi'

import { ALERT_STATES, CHANNEL_NAMES } from '#core/alert.ts'
import { OUTCOMES } from '#core/delivery.ts'
import { LOUDNESSES, ROLES } from '#core/subscriber.ts'
import { BODY_MOST, TEMPLATE_KINDS, TITLE_MOST } from '#core/template.ts'

import { NextSchema } from './cursor.ts'
import { answerOf, Id } from './json.ts'
import { Time } from './schemas.ts'
import { SubscriptionShape } from './subscription-schemas.ts'

/** A handle: see `actions/subscriber-handle.ts`. */
export const SubscriberId = z
  .string()
  .max(80)
  .regex(/^[\w:@.-]+$/, 'not an id')
export const SubscriberParams = z.object({ id: SubscriberId.openapi({ param: { name: 'id', in: 'path' } }) })

const LineShape = SubscriptionShape.extend({
  id: z.string(),
  escalateTo: z.string().nullable(),
  role: z.enum(ROLES),
  disabledWhy: z.string().nullable(),
  updatedAt: Time,
})
export const SubscriberSchema = answerOf<SubscriberLine>()(LineShape.openapi('Subscriber'))

const Count = z.number().int()
const PeopleLineSchema = answerOf<PeopleLine>()(
  LineShape.extend({
    last: z
      .object({ state: z.enum(ALERT_STATES), at: Time })
      .nullable()
      .openapi({ description: 'The newest alert that was owed to this one.' }),
  }).openapi('SubscriberInList'),
)
export const PeopleSchema = z
  .object({
    subscribers: z.array(PeopleLineSchema),
    counts: z.object({ active: Count, paused: Count, pending: Count, disabled: Count, missed: Count }),
    total: Count.openapi({ description: 'Of all, whatever was asked for.' }),
    found: Count.openapi({ description: 'That answer to what was asked for, on all pages.' }),
    next: NextSchema,
  })
  .openapi('Subscribers')

export const AlertCountsShape = z.object({
  owed: Count,
  leased: Count,
  gathered: Count,
  sent: Count,
  acknowledged: Count,
  'given-up': Count,
  withdrawn: Count,
})
export const PersonSchema = answerOf<Person>()(
  z
    .object({
      subscriber: LineShape,
      record: z.object({
        counts: AlertCountsShape.openapi({ description: 'Alerts that are still kept, by their state.' }),
        owedSince: Time.nullable(),
        sentAt: Time.nullable(),
        answeredAt: Time.nullable(),
        failure: z.object({ at: Time, outcome: z.enum(OUTCOMES), detail: z.string().nullable() }).nullable(),
        typicalMs: Count.nullable().openapi({
          description: 'Milliseconds from owed to sent, of the newest openings: the one in the middle.',
        }),
        days: z
          .array(z.object({ day: Count, sent: Count, missed: Count, other: Count }))
          .readonly()
          .openapi({ description: 'Of the last 30 days; `day` counts from 1 January 1970, UTC.' }),
      }),
      secondOf: z.array(z.string()).readonly(),
    })
    .openapi('SubscriberRecord'),
)

export const FindSchema = z
  .strictObject({ address: z.string().trim().min(3).max(2048) })
  .openapi('FindSubscriber', { description: 'The whole address: in a body, so that it stands in no log.' })

const locale = z.enum(['fr', 'en']).optional()
const watches = z.union([z.literal('all'), z.array(Id).max(500)]).optional()

export const NewSubscriberSchema = z
  .strictObject({
    channel: z.enum(CHANNEL_NAMES).exclude(['log']),
    address: z.string().min(1).max(2048),
    options: z.record(z.string().max(40), z.unknown()).optional(),
    role: z.enum(ROLES).optional(),
    locale,
    watches,
  })
  .openapi('NewSubscriber')

export const SubscriberChangeSchema = z
  .strictObject({
    state: z.enum(['active', 'disabled']).optional(),
    role: z.enum(ROLES).optional(),
    loudness: z.enum(LOUDNESSES).optional(),
    escalateTo: SubscriberId.nullable().optional(),
    locale,
    watches,
  })
  .openapi('SubscriberChange')

export const TestSchema = z
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
