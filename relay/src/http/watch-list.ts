import { createRoute, z } from '@hono/zod-openapi'

import { setAllPaused, setPaused } from '../actions/pause-watch.ts'
import { moveWatch } from '../actions/place-watch.ts'
import { forgetRemoved, restoreWatch } from '../actions/remove-watch.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { refusals } from './errors.ts'
import { Done, Id, IdParams, body, json } from './json.ts'
import { operation } from './operation.ts'
import { refuseWatch } from './refuse-watch.ts'
import { makeRouter } from './router.ts'
import { WatchSchema } from './schemas.ts'

/** What is done to watches from their list. */

const admin = { middleware: requireAdmin, security: ADMIN }
const CountSchema = z.object({ changed: z.number().int() }).openapi('WatchesTurned')

const pause = createRoute({
  method: 'post',
  path: '/api/watches/{id}/pause',
  ...operation('pauseWatch', 'watches'),
  ...admin,
  request: { params: IdParams },
  responses: { 200: json(WatchSchema, 'As it is now.'), ...refusals(400, 401, 403, 404) },
})

const resume = createRoute({
  method: 'post',
  path: '/api/watches/{id}/resume',
  ...operation('resumeWatch', 'watches'),
  ...admin,
  request: { params: IdParams },
  responses: { 200: json(WatchSchema, 'As it is now.'), ...refusals(400, 401, 403, 404) },
})

const pauseAll = createRoute({
  method: 'post',
  path: '/api/watches/pause',
  ...operation('pauseWatches', 'watches'),
  ...admin,
  responses: { 200: json(CountSchema, 'How many were not paused before.'), ...refusals(401, 403) },
})

const resumeAll = createRoute({
  method: 'post',
  path: '/api/watches/resume',
  ...operation('resumeWatches', 'watches'),
  ...admin,
  responses: { 200: json(CountSchema, 'How many were paused before.'), ...refusals(401, 403) },
})

const move = createRoute({
  method: 'put',
  path: '/api/watches/{id}/place',
  ...operation('moveWatch', 'watches'),
  ...admin,
  request: {
    params: IdParams,
    body: body(
      z
        .strictObject({
          before: Id.nullable().openapi({
            description: 'The watch that comes after it; null: it comes last.',
          }),
        })
        .openapi('WatchPlace'),
    ),
  },
  responses: {
    200: json(z.object({ ids: z.array(z.string()) }).openapi('WatchOrder'), 'The whole list in its order.'),
    ...refusals(400, 401, 403, 404, 413, 415),
  },
})

const restore = createRoute({
  method: 'post',
  path: '/api/watches/{id}/restore',
  ...operation('restoreWatch', 'watches'),
  ...admin,
  request: { params: IdParams },
  responses: { 200: json(WatchSchema, 'Watched again.'), ...refusals(400, 401, 403, 404, 409) },
})

const forget = createRoute({
  method: 'delete',
  path: '/api/watches/{id}/removed',
  ...operation('forgetWatch', 'watches'),
  ...admin,
  request: { params: IdParams },
  responses: { 200: json(Done, 'It cannot be brought back any more.'), ...refusals(400, 401, 403, 404) },
})

export const watchListRoutes = makeRouter()
  .openapi(pause, async (c) => {
    const watch = await setPaused(c.get('context'), c.req.valid('param').id, 'pause')
    if (watch === null) throw refuseWatch({ kind: 'unknown' })
    return c.json(watch, 200)
  })
  .openapi(resume, async (c) => {
    const watch = await setPaused(c.get('context'), c.req.valid('param').id, 'resume')
    if (watch === null) throw refuseWatch({ kind: 'unknown' })
    return c.json(watch, 200)
  })
  .openapi(pauseAll, async (c) => {
    const changed = await setAllPaused(c.get('context'), 'pause')
    return c.json({ changed: changed.length }, 200)
  })
  .openapi(resumeAll, async (c) => {
    const changed = await setAllPaused(c.get('context'), 'resume')
    return c.json({ changed: changed.length }, 200)
  })
  .openapi(move, async (c) => {
    const ids = await moveWatch(c.get('context'), c.req.valid('param').id, c.req.valid('json').before)
    if (ids === null) throw refuseWatch({ kind: 'unknown' })
    return c.json({ ids }, 200)
  })
  .openapi(restore, async (c) => {
    const outcome = await restoreWatch(c.get('context'), c.req.valid('param').id)
    if (outcome.kind !== 'restored') throw refuseWatch(outcome)
    return c.json(outcome.watch, 200)
  })
  .openapi(forget, async (c) => {
    const done = await forgetRemoved(c.get('context'), c.req.valid('param').id)
    if (!done) throw refuseWatch({ kind: 'unknown' })
    return c.json({ success: true as const }, 200)
  })
