import type { Element } from '#core/rules.ts'
import type { RuleRefusal } from '../actions/change-rules.ts'

import { createRoute } from '@hono/zod-openapi'

import { describe } from '#core/rules-content.ts'
import { METRICS } from '#core/rules-facts.ts'

import { addRule, changeRule, readRule, readRules, removeRule, tryRule } from '../actions/change-rules.ts'
import { ADMIN, requireAdmin } from './admin.ts'
import { ErrorSchema, Refused, refusals } from './errors.ts'
import { Done, IdParams, body, json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'
import {
  NewRuleSchema,
  RuleChangeSchema,
  RuleSchema,
  RuleTriedSchema,
  RulesSchema,
  TryRuleSchema,
} from './rule-schemas.ts'

const admin = { middleware: requireAdmin, security: ADMIN }

const list = createRoute({
  method: 'get',
  path: '/api/rules',
  ...operation('listRules', 'rules'),
  ...admin,
  responses: { 200: json(RulesSchema, 'Oldest first, and what rules may look at.'), ...refusals(401) },
})

const add = createRoute({
  method: 'post',
  path: '/api/rules',
  ...operation('addRule', 'rules'),
  ...admin,
  request: { body: body(NewRuleSchema) },
  responses: { 201: json(RuleSchema, 'Judged from now on.'), ...refusals(400, 401, 403, 409, 413, 415, 422) },
})

const tryOut = createRoute({
  method: 'post',
  path: '/api/rules/try',
  ...operation('tryRule', 'rules'),
  ...admin,
  request: { body: body(TryRuleSchema) },
  responses: {
    200: json(RuleTriedSchema, 'What the condition sees now.'),
    ...refusals(400, 401, 403, 413, 415, 422),
  },
})

const read = createRoute({
  method: 'get',
  path: '/api/rules/{id}',
  ...operation('readRule', 'rules'),
  ...admin,
  request: { params: IdParams },
  responses: { 200: json(RuleSchema, 'The rule.'), ...refusals(400, 401, 404) },
})

const change = createRoute({
  method: 'patch',
  path: '/api/rules/{id}',
  ...operation('changeRule', 'rules'),
  ...admin,
  request: { params: IdParams, body: body(RuleChangeSchema) },
  responses: {
    200: json(RuleSchema, 'As it is now.'),
    ...refusals(400, 401, 403, 404, 413, 415, 422),
    409: json(
      ErrorSchema.extend({ current: RuleSchema.optional() }).openapi('RuleConflict'),
      'With the code `rule-conflict`, `current` is how somebody else left it.',
    ),
  },
})

const remove = createRoute({
  method: 'delete',
  path: '/api/rules/{id}',
  ...operation('removeRule', 'rules'),
  ...admin,
  request: { params: IdParams },
  responses: { 200: json(Done, 'No longer judged.'), ...refusals(400, 401, 403, 404) },
})

function refuse(outcome: RuleRefusal): Refused {
  switch (outcome.kind) {
    case 'rule': {
      const [first] = outcome.problems
      const message = first === undefined ? 'Not a usable rule.' : `${first.path}: ${first.message}`
      return new Refused(422, 'rule', { message, issues: outcome.problems })
    }
    case 'full':
      return new Refused(409, 'full', { message: 'There are too many rules: remove one first.' })
    case 'conflict':
      return new Refused(409, 'rule-conflict', {
        message: 'Somebody else changed this rule meanwhile: `current` is how it stands.',
        current: outcome.current,
      })
    case 'unknown':
      break
  }
  return new Refused(404, 'unknown-rule', { message: 'There is no such rule.' })
}

const metrics = [...METRICS].map(([name, { counter, labels }]) => ({
  name,
  counter,
  labels: [...labels],
}))

export const ruleRoutes = makeRouter()
  .openapi(list, async (c) => c.json({ rules: await readRules(c.get('context')), metrics }, 200))
  .openapi(add, async (c) => {
    const outcome = await addRule(c.get('context'), c.req.valid('json'))
    if (outcome.kind !== 'kept') throw refuse(outcome)
    return c.json(outcome.rule, 201)
  })
  .openapi(tryOut, async (c) => {
    const outcome = await tryRule(c.get('context'), c.req.valid('json').expr)
    if (outcome.kind !== 'tried') throw refuse(outcome)
    const { at, names, explained } = outcome
    const shown = <E extends Element>(one: E) => ({
      ...one,
      labels: { ...one.labels },
      what: describe(one.labels, names),
    })
    return c.json(
      {
        at,
        holds: explained.holds.map(shown),
        parts: explained.parts.map(({ path, why, sees }) => ({ path, why, sees: sees.map(shown) })),
        unanswered: explained.unanswered,
      },
      200,
    )
  })
  .openapi(read, async (c) => {
    const rule = await readRule(c.get('context'), c.req.valid('param').id)
    if (rule === null) throw refuse({ kind: 'unknown' })
    return c.json(rule, 200)
  })
  .openapi(change, async (c) => {
    const { id } = c.req.valid('param')
    const { updatedAt: seen, ...change } = c.req.valid('json')
    const outcome = await changeRule(c.get('context'), { id, change, seen })
    if (outcome.kind !== 'kept') throw refuse(outcome)
    return c.json(outcome.rule, 200)
  })
  .openapi(remove, async (c) => {
    const { id } = c.req.valid('param')
    if (!(await removeRule(c.get('context'), id))) throw refuse({ kind: 'unknown' })
    return c.json({ success: true as const }, 200)
  })
