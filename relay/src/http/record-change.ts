import type { App } from './router.ts'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context as HttpContext } from 'hono'

import { diffFacts } from '#core/audit.ts'

import { recordAudit } from '../actions/record-audit.ts'
import { readSubject, subjectOf } from '../actions/read-subject.ts'
import { secretsOf } from '../actions/tell.ts'

type Http = HttpContext<App>
type Named = { pattern: RegExp; method: string; name: string; holes: number }

/** They are asked with a body, and change nothing. */
const ONLY_LOOK = new Set([
  'tryWatch',
  'previewWatches',
  'tryRule',
  'previewTemplate',
  'findSubscribers',
  'askNewPasskey',
  'beginCodes',
])

let named: Named[] = []

/** Tells once which call of the contract is which, so that the record can name them. */
export function nameOperations(registry: OpenAPIHono<App>['openAPIRegistry']): void {
  named = registry.definitions
    .flatMap((definition) => {
      if (definition.type !== 'route') return []
      const { path, method, operationId = '' } = definition.route
      const source = path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')
      const holes = path.split('{').length
      return [{ pattern: new RegExp(`^${source}$`), method: method.toUpperCase(), name: operationId, holes }]
    })
    .sort((a, b) => a.holes - b.holes)
}

/**
 * Every change of the admin's passes here and is recorded: who, which call, on what, and what differs between how the
 * thing stood before and stands after, beside what the action itself told. Another change of the same thing that
 * falls between the two looks may be told twice; none is lost.
 */
export async function recordChange(c: Http, next: () => Promise<void>): Promise<void> {
  const { path, method } = c.req
  const what = named.find((one) => one.method === method && one.pattern.test(path))?.name ?? method
  if (/^(?:GET|HEAD)$/.test(method) || ONLY_LOOK.has(what)) return await next()
  const context = { ...c.get('context'), audit: [] }
  c.set('context', context)
  const subject = subjectOf(path)
  const id = idIn(c)
  const before = await readSubject(context, subject, id)
  await next()
  if (c.res.status >= 400) return
  const made = id === null ? await madeId(c.res) : null
  const target = id ?? made
  const after = await readSubject(context, subject, target)
  const changes = [
    ...context.audit,
    ...diffFacts(made === null ? before : null, after, secretsOf(context.env)),
  ]
  await recordAudit(context, { who: c.get('who'), what, target, changes })
}

const ID = /^[\w:@.-]{1,80}$/

/** Codes and tokens that stand in a path are secrets: only what is called an id is told. */
function idIn(c: Http): string | null {
  const id: string | undefined = c.req.param('id')
  return id !== undefined && ID.test(id) ? id : null
}

async function madeId(answer: Response): Promise<string | null> {
  if (answer.headers.get('content-type')?.startsWith('application/json') !== true) return null
  const { id }: { id?: unknown } = Object(await answer.clone().json())
  return typeof id === 'string' && ID.test(id) ? id : null
}
