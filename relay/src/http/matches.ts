import { createRoute, z } from '@hono/zod-openapi'

import { addWatch } from '../actions/add-watch.ts'
import { askCheck } from '../actions/ask-check.ts'
import { exportMatches, importMatches, listMatches, toMatch } from '../actions/matches.ts'
import { removeWatch } from '../actions/remove-watch.ts'
import { checkStarted } from '../actions/words-for-door.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { Refused, refusals } from './errors.ts'
import { body, json } from './json.ts'
import { operation } from './operation.ts'
import { refuseWatch } from './refuse-watch.ts'
import { makeRouter } from './router.ts'
import { MatchSchema } from './schemas.ts'

/** The calls of the bot that Vigie replaces: its scripts work on, with a session where something is written. */

const admin = { middleware: requireAdmin, security: ADMIN }
const IndexParams = z.object({
  index: z
    .string()
    .regex(/^\d{1,6}$/, 'must be a place in the list, from 0')
    .openapi({ param: { name: 'index', in: 'path' }, example: '0' }),
})
const success = z.literal(true)

const list = createRoute({
  method: 'get',
  path: '/api/matches',
  ...operation('listMatches', 'matches'),
  responses: { 200: json(z.array(MatchSchema), 'The public watches, in the order of the status.') },
})

const add = createRoute({
  method: 'post',
  path: '/api/matches',
  ...operation('addMatch', 'matches'),
  ...admin,
  request: { body: body(MatchSchema) },
  responses: {
    201: json(z.object({ success, match: MatchSchema }).openapi('MatchAdded'), 'Watched from now on.'),
    ...refusals(400, 401, 403, 409, 413, 415, 422),
  },
})

const exportFile = createRoute({
  method: 'get',
  path: '/api/matches/export',
  ...operation('exportMatches', 'matches'),
  ...admin,
  responses: { 200: json(z.array(MatchSchema), 'All watches, as `matches.json`.'), ...refusals(401) },
})

const importFile = createRoute({
  method: 'post',
  path: '/api/matches/import',
  ...operation('importMatches', 'matches'),
  ...admin,
  request: { body: body(z.array(MatchSchema).max(500)) },
  responses: {
    200: json(
      z.object({ success, added: z.array(MatchSchema), already: z.number().int() }).openapi('Imported'),
      'All of them are watched now; `already` counts those that were.',
    ),
    ...refusals(400, 401, 403, 409, 413, 415, 422),
  },
})

const remove = createRoute({
  method: 'delete',
  path: '/api/matches/{index}',
  ...operation('removeMatch', 'matches'),
  ...admin,
  request: { params: IndexParams },
  responses: {
    200: json(z.object({ success, deleted: MatchSchema }).openapi('MatchDeleted'), 'No longer watched.'),
    ...refusals(400, 401, 403, 404),
  },
})

const check = createRoute({
  method: 'post',
  path: '/api/matches/{index}/check',
  ...operation('checkMatch', 'matches'),
  ...admin,
  request: { params: IndexParams },
  responses: {
    200: json(
      z.object({ success, message: z.string(), checkId: z.string() }).openapi('MatchAsked'),
      'Asked for.',
    ),
    ...refusals(400, 401, 403, 404, 409),
  },
})

const unknownIndex = () => new Refused(404, 'unknown-index', { message: 'There is no match at this place.' })

export const matchRoutes = makeRouter()
  .openapi(list, async (c) => {
    const matches = (await listMatches(c.get('context'))).map(toMatch)
    return c.json(matches, 200, { 'access-control-allow-origin': '*' })
  })
  .openapi(add, async (c) => {
    const { nom, url } = c.req.valid('json')
    const outcome = await addWatch(c.get('context'), { name: nom, url })
    if (outcome.kind !== 'added') throw refuseWatch(outcome)
    return c.json({ success: true as const, match: toMatch(outcome.watch) }, 201)
  })
  .openapi(exportFile, async (c) => {
    const headers = { 'content-disposition': 'attachment; filename="matches.json"' }
    return c.json(await exportMatches(c.get('context')), 200, headers)
  })
  .openapi(importFile, async (c) => {
    const outcome = await importMatches(c.get('context'), c.req.valid('json'))
    if (outcome.kind === 'refused')
      throw new Refused(422, 'import-refused', {
        message: 'Nothing was imported: some entries are refused.',
        issues: outcome.issues,
      })
    if (outcome.kind !== 'imported') throw refuseWatch(outcome)
    return c.json({ success: true as const, added: outcome.added, already: outcome.already }, 200)
  })
  .openapi(remove, async (c) => {
    const watch = (await listMatches(c.get('context')))[Number(c.req.valid('param').index)]
    const removed = watch === undefined ? null : await removeWatch(c.get('context'), watch.id)
    if (removed === null) throw unknownIndex()
    return c.json({ success: true as const, deleted: toMatch(removed) }, 200)
  })
  .openapi(check, async (c) => {
    const watch = (await listMatches(c.get('context')))[Number(c.req.valid('param').index)]
    const asked = watch === undefined ? null : await askCheck(c.get('context'), watch.id)
    if (asked === null) throw unknownIndex()
    if (asked === 'paused') throw refuseWatch({ kind: 'paused' })
    const message = checkStarted(asked.watch.name)
    return c.json({ success: true as const, message, checkId: asked.checkId }, 200)
  })
