import type { WatchStory } from '../actions/read-watch-story.ts'

import { createRoute, z } from '@hono/zod-openapi'

import { REPORT_OUTCOMES, REPORT_RUNGS } from '#core/reporter.ts'
import { PROOF_KINDS, REASONS } from '#core/verdict.ts'

import { readWatchStory } from '../actions/read-watch-story.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { refusals } from './errors.ts'
import { IdParams, answerOf, json } from './json.ts'
import { operation } from './operation.ts'
import { refuseWatch } from './refuse-watch.ts'
import { makeRouter } from './router.ts'
import { Time, VerdictShape } from './schemas.ts'

const HOURS_MOST = 168

const reason = z.enum(REASONS)
const kind = z.enum(['relay-fetch', 'relay-browser', 'extension'])
const Who = z
  .object({
    owner: z.string(),
    label: z.string(),
    state: z.enum(['active', 'muted', 'revoked']),
    own: z.boolean(),
  })
  .nullable()
  .openapi({ description: 'Whose browser it is, as the operator named it; `null` for the relay.' })

const Span = z.discriminatedUnion('state', [
  z.object({ from: Time, to: Time, state: z.literal(['available', 'none', 'unseen']) }),
  z.object({ from: Time, to: Time, state: z.literal('unknown'), reason }),
])

const Outlook = z.object({
  dueAt: Time,
  lookingSince: Time.nullable(),
  restingUntil: Time.nullable(),
  strikes: z.number().int(),
  gapMs: z.number(),
  callsToday: z.number().int(),
  callsMost: z.number().int(),
  watchesOfHost: z.number().int(),
  patience: z.object({ usualMs: z.number(), longAt: Time.nullable(), nextMs: z.number() }),
})

const Reported = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('available'),
    count: z.number().int().nullable(),
    prints: z.array(z.string()),
  }),
  z.object({ state: z.literal('none'), proof: z.enum(PROOF_KINDS) }),
  z.object({ state: z.literal('unknown'), reason }),
])

const StorySchema = answerOf<WatchStory>()(
  z
    .object({
      at: Time,
      history: z.object({
        from: Time,
        to: Time,
        spans: z.array(Span).openapi({ description: 'Oldest first, without a hole.' }),
        openings: z.array(z.object({ from: Time, to: Time.nullable() })),
      }),
      outlook: Outlook.nullable().openapi({ description: 'What the host’s lane has in mind.' }),
      checks: z
        .array(
          z.object({
            id: z.string(),
            at: Time,
            reporter: kind,
            state: z.enum(['available', 'none', 'unknown']),
            reason: reason.nullable(),
            durationMs: z.number(),
            forced: z.boolean(),
          }),
        )
        .openapi({ description: 'Those that changed something or were asked for, newest first.' }),
      words: z
        .array(
          z.object({
            reporter: z.string(),
            who: Who,
            kind,
            verdict: VerdictShape,
            at: Time,
            sightedAt: Time.nullable(),
            unproven: z.boolean(),
          }),
        )
        .openapi({ description: 'What each reporter said last, newest first.' }),
      reports: z
        .array(
          z.object({
            id: z.string(),
            reporterId: z.string(),
            who: Who,
            at: Time,
            receivedAt: Time,
            rung: z.enum(REPORT_RUNGS),
            verdict: Reported,
            shadow: z.boolean(),
            outcome: z.enum([...REPORT_OUTCOMES, 'contradicted']),
          }),
        )
        .openapi({ description: 'What browsers told, newest first.' }),
    })
    .openapi('WatchStory'),
)

const route = createRoute({
  method: 'get',
  path: '/api/watches/{id}/story',
  ...operation('readWatchStory', 'watches'),
  middleware: requireAdmin,
  security: ADMIN,
  request: {
    params: IdParams,
    query: z.object({
      hours: z
        .string()
        .regex(/^\d{1,3}$/, 'not a number of hours')
        .optional()
        .openapi({ description: `How far back, 1 to ${HOURS_MOST}; 24 unless given.` }),
    }),
  },
  responses: { 200: json(StorySchema, 'How it went, and what comes next.'), ...refusals(400, 401, 404) },
})

export const watchStoryRoutes = makeRouter().openapi(route, async (c) => {
  const { hours: given = '24' } = c.req.valid('query')
  const hours = Math.min(Math.max(1, Number(given)), HOURS_MOST)
  const story = await readWatchStory(c.get('context'), { id: c.req.valid('param').id, hours })
  if (story === null) throw refuseWatch({ kind: 'unknown' })
  return c.json(story, 200)
})
