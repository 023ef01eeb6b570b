import type { RuleWithThings } from '../actions/change-rules.ts'
import type { Condition, Value } from '#core/rules.ts'

import { z } from '@hono/zod-openapi'

import { CHANNEL_NAMES, SEVERITIES } from '#core/alert.ts'
import { PART_WHYS } from '#core/rules-explain.ts'
import { COMPARISONS } from '#core/rules.ts'
import { REASONS } from '#core/verdict.ts'

import { answerOf } from './json.ts'
import { Time, words } from './schemas.ts'

const DAY = 86_400
const seconds = (least: number, most: number) => z.number().int().min(least).max(most)

const label = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z_]*$/, 'not the name of a label')
const labels = z.array(label).max(8)
const text = z.string().max(300)

const match = z
  .array(
    z.union([
      z.strictObject({ label, op: z.enum(['=', '!=']), value: text }),
      z.strictObject({ label, op: z.enum(['in', 'not-in']), values: z.array(text).min(1).max(50) }),
    ]),
  )
  .max(8)
  .optional()
  .openapi({ description: 'All must hold. A label that is not there counts as empty.' })

const metricName = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9_]*$/, 'not the name of a metric')
const verdicts = {
  states: z
    .array(z.enum(['available', 'none', 'unknown']))
    .min(1)
    .max(3),
  reasons: z.array(z.enum(REASONS)).min(1).max(REASONS.length).optional(),
  match,
}
const by = z
  .array(z.enum(['host']))
  .max(1)
  .optional()
const window = seconds(60, DAY).openapi({ description: 'Seconds.' })

const measured = [
  z.strictObject({ kind: z.literal('metric'), name: metricName, match }),
  z.strictObject({ kind: z.literal('verdict'), ...verdicts }),
  z.strictObject({ kind: z.literal('count'), by, ...verdicts }),
  z.strictObject({ kind: z.literal('share'), by, ...verdicts }),
  z.strictObject({ kind: z.literal('increase'), name: metricName, match, window }),
  z.strictObject({ kind: z.literal('rate'), name: metricName, match, window }),
] as const

const MeasuredSchema = z.discriminatedUnion('kind', [...measured])
const gathered = (kind: 'sum' | 'least' | 'most') =>
  z.strictObject({ kind: z.literal(kind), of: MeasuredSchema, by: labels.optional() })
const ValueSchema: z.ZodType<Value> = z
  .discriminatedUnion('kind', [...measured, gathered('sum'), gathered('least'), gathered('most')])
  .openapi('RuleValue', {
    description:
      '`verdict` is 1 or 0 for each watch; `count` and `share` are over watches; `increase` and `rate` are of counters, without extrapolation.',
  })

const leaves = [
  z.strictObject({
    kind: z.literal('compare'),
    left: ValueSchema,
    op: z.enum(COMPARISONS),
    right: z.number(),
  }),
  z.strictObject({ kind: z.literal('absent'), name: metricName, match }),
] as const

const LeafSchema = z.discriminatedUnion('kind', [...leaves]).openapi('RuleLeaf')
const joinedOf = <S extends z.ZodType>(part: S) =>
  [
    z.strictObject({ kind: z.literal('and'), all: z.array(part).min(1).max(10), on: labels.optional() }),
    z.strictObject({ kind: z.literal('or'), any: z.array(part).min(1).max(10) }),
  ] as const
const InnerSchema = z.discriminatedUnion('kind', [...leaves, ...joinedOf(LeafSchema)]).openapi('RuleInner')
/** Two levels of `and` and `or`: no nesting that could go on without end. */
const ConditionSchema: z.ZodType<Condition> = z
  .discriminatedUnion('kind', [...leaves, ...joinedOf(InnerSchema)])
  .openapi('RuleCondition', {
    description: 'What must hold, for each thing by itself. What is no number, or not there, never holds.',
  })

const choices = {
  enabled: z.boolean().optional(),
  for: seconds(0, 7 * DAY)
    .optional()
    .openapi({ description: 'Seconds for which it must hold without a break before it fires.' }),
  keepFiringFor: seconds(0, 7 * DAY)
    .optional()
    .openapi({ description: 'Seconds for which it goes on firing after it holds no more.' }),
  repeat: seconds(1, 30 * DAY)
    .optional()
    .openapi({
      description: 'Least seconds between two messages about one thing, across end and new beginning.',
    }),
  groupWait: seconds(0, 3600)
    .optional()
    .openapi({ description: 'Seconds the first message waits for more.' }),
  groupInterval: seconds(1, DAY)
    .optional()
    .openapi({ description: 'Seconds between messages of one group.' }),
  resolved: z.boolean().optional().openapi({ description: 'Say when it is over.' }),
  group: labels.optional().openapi({ description: 'Labels whose equal values share a message.' }),
  inhibitedBy: z
    .array(z.strictObject({ rule: z.string().min(1).max(64), equal: labels }))
    .max(10)
    .optional()
    .openapi({ description: 'Rules by id, or `blind-alert`, that silence this one while they fire.' }),
  severity: z.enum(SEVERITIES).optional(),
  channels: z.array(z.enum(CHANNEL_NAMES)).min(1).max(20).nullable().optional(),
}

export const NewRuleSchema = z
  .strictObject({ name: words(120), expr: ConditionSchema, ...choices })
  .openapi('NewRule')
export const RuleChangeSchema = z
  .strictObject({
    name: words(120).optional(),
    expr: ConditionSchema.optional(),
    ...choices,
    updatedAt: Time.optional().openapi({
      description: 'Of the rule as the editor saw it: when it is another one by now, the change is refused.',
    }),
  })
  .openapi('RuleChange')
export const TryRuleSchema = z
  .strictObject({ ...choices, name: words(120).optional(), expr: ConditionSchema })
  .openapi('TryRule', { description: 'A whole rule may be sent; only its condition is looked at.' })

const thing = z.object({ what: z.string(), value: z.number(), since: Time, firing: z.boolean() })

const RuleShape = z
  .object({
    id: z.string(),
    name: z.string(),
    enabled: z.boolean(),
    expr: ConditionSchema,
    for: z.number(),
    keepFiringFor: z.number(),
    repeat: z.number(),
    groupWait: z.number(),
    groupInterval: z.number(),
    resolved: z.boolean(),
    group: z.array(z.string()).readonly(),
    inhibitedBy: z.array(z.object({ rule: z.string(), equal: z.array(z.string()).readonly() })).readonly(),
    severity: z.enum(SEVERITIES),
    channels: z.array(z.enum(CHANNEL_NAMES)).readonly().nullable(),
    shipped: z.boolean(),
    createdAt: Time,
    updatedAt: Time,
    things: z.array(thing).openapi({ description: 'For what it fires, or waits to.' }),
    judgedAt: Time.nullable().openapi({ description: 'When what it remembers last changed.' }),
  })
  .openapi('Rule')
export const RuleSchema = answerOf<RuleWithThings>()(RuleShape)

export const RulesSchema = z
  .object({
    rules: z.array(RuleSchema),
    metrics: z.array(z.object({ name: z.string(), counter: z.boolean(), labels: z.array(z.string()) })),
  })
  .openapi('Rules')

const seen = z.object({ what: z.string(), labels: z.record(z.string(), z.string()), value: z.number() })

export const RuleTriedSchema = z
  .object({
    at: Time,
    holds: z.array(seen),
    parts: z.array(
      z.object({
        path: z.string(),
        why: z.enum(PART_WHYS),
        sees: z.array(seen.extend({ holds: z.boolean() })),
      }),
    ),
    unanswered: z.array(z.enum(['watches', 'lanes', 'outbox', 'store'])),
  })
  .openapi('RuleTried')
