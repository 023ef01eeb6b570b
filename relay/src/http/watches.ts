import { createRoute, z } from '@hono/zod-openapi'

import type { Observation } from '#core/observation.ts'

import { addWatch } from '../actions/add-watch.ts'
import { askCheck } from '../actions/ask-check.ts'
import { changeWatch } from '../actions/change-watch.ts'
import { readWatch, readWatches } from '../actions/read-watches.ts'
import { readRemoved, removeWatch } from '../actions/remove-watch.ts'
import { tryWatch } from '../actions/try-watch.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { ErrorSchema, refusals } from './errors.ts'
import { PictureShape } from './evidence.ts'
import { Done, IdParams, answerOf, body, json } from './json.ts'
import { operation } from './operation.ts'
import { refuseWatch } from './refuse-watch.ts'
import { makeRouter } from './router.ts'
import {
  NewWatchSchema,
  TrySchema,
  VerdictSchema,
  WatchChangeSchema,
  WatchSchema,
  WatchWithStatusSchema,
  WatchesSchema,
} from './schemas.ts'

const admin = { middleware: requireAdmin, security: ADMIN }
const ObservationSchema = answerOf<Observation>()(
  z.looseObject({}).openapi('Observation', { description: 'Facts and evidence, as the reader saw them.' }),
)

const list = createRoute({
  method: 'get',
  path: '/api/watches',
  ...operation('listWatches', 'watches'),
  ...admin,
  responses: {
    200: json(WatchesSchema, 'In the order of the list.'),
    ...refusals(401),
  },
})

const add = createRoute({
  method: 'post',
  path: '/api/watches',
  ...operation('addWatch', 'watches'),
  ...admin,
  request: { body: body(NewWatchSchema) },
  responses: {
    201: json(WatchSchema, 'Watched from now on.'),
    ...refusals(400, 401, 403, 409, 413, 415, 422),
  },
})

const tryOut = createRoute({
  method: 'post',
  path: '/api/watches/try',
  ...operation('tryWatch', 'watches'),
  ...admin,
  request: { body: body(TrySchema) },
  responses: {
    200: json(
      z
        .object({
          observation: ObservationSchema,
          verdict: VerdictSchema,
          picture: PictureShape.extend({ data: z.string().openapi({ format: 'byte' }) })
            .openapi('TriedPicture')
            .nullable(),
        })
        .openapi('Tried'),
      'What one look saw.',
    ),
    ...refusals(400, 401, 403, 413, 415, 422),
  },
})

const read = createRoute({
  method: 'get',
  path: '/api/watches/{id}',
  ...operation('readWatch', 'watches'),
  ...admin,
  request: { params: IdParams },
  responses: { 200: json(WatchWithStatusSchema, 'The watch.'), ...refusals(400, 401, 404) },
})

const change = createRoute({
  method: 'patch',
  path: '/api/watches/{id}',
  ...operation('changeWatch', 'watches'),
  ...admin,
  request: { params: IdParams, body: body(WatchChangeSchema) },
  responses: {
    200: json(WatchSchema, 'As it is now.'),
    ...refusals(400, 401, 403, 404, 413, 415, 422),
    409: json(
      ErrorSchema.extend({ current: WatchSchema.optional() }).openapi('WatchConflict'),
      'With the code `conflict`, `current` is how somebody else left it.',
    ),
  },
})

const remove = createRoute({
  method: 'delete',
  path: '/api/watches/{id}',
  ...operation('removeWatch', 'watches'),
  ...admin,
  request: { params: IdParams },
  responses: {
    200: json(Done, 'No longer watched. For a day it can be brought back whole.'),
    ...refusals(400, 401, 403, 404),
  },
})

const check = createRoute({
  method: 'post',
  path: '/api/watches/{id}/check',
  ...operation('checkWatch', 'watches'),
  ...admin,
  request: { params: IdParams },
  responses: {
    202: json(
      z.object({ checkId: z.string() }).openapi('Asked'),
      'Asked for; the result comes by feed and log.',
    ),
    ...refusals(400, 401, 403, 404, 409),
  },
})

export const watchRoutes = makeRouter()
  .openapi(list, async (c) => {
    const context = c.get('context')
    const [watches, removed] = await Promise.all([readWatches(context), readRemoved(context)])
    return c.json({ watches, removed }, 200)
  })
  .openapi(add, async (c) => {
    const outcome = await addWatch(c.get('context'), c.req.valid('json'))
    if (outcome.kind !== 'added') throw refuseWatch(outcome)
    return c.json(outcome.watch, 201)
  })
  .openapi(tryOut, async (c) => {
    const { name, url, target, lookId } = c.req.valid('json')
    const asked = { name: name ?? url.slice(0, 120), url, target, lookId }
    const outcome = await tryWatch(c.get('context'), asked)
    if (outcome.kind !== 'tried') throw refuseWatch(outcome)
    const { observation, verdict, picture } = outcome
    return c.json({ observation, verdict, picture }, 200)
  })
  .openapi(read, async (c) => {
    const watch = await readWatch(c.get('context'), c.req.valid('param').id)
    if (watch === null) throw refuseWatch({ kind: 'unknown' })
    return c.json(watch, 200)
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    const { updatedAt: seen, ...change } = c.req.valid('json')
    const outcome = await changeWatch(c.get('context'), { id, change, seen })
    if (outcome.kind !== 'changed') throw refuseWatch(outcome)
    return c.json(outcome.watch, 200)
  })
  .openapi(remove, async (c) => {
    const removed = await removeWatch(c.get('context'), c.req.valid('param').id)
    if (removed === null) throw refuseWatch({ kind: 'unknown' })
    return c.json({ success: true as const }, 200)
  })
  .openapi(check, async (c) => {
    const asked = await askCheck(c.get('context'), c.req.valid('param').id)
    if (asked === null) throw refuseWatch({ kind: 'unknown' })
    if (asked === 'paused') throw refuseWatch({ kind: 'paused' })
    return c.json({ checkId: asked.checkId }, 202)
  })
