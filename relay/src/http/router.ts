import type { AuditWho } from '#core/audit.ts'
import type { Context } from '../context.ts'
import type { Env } from '../env.ts'

import { OpenAPIHono } from '@hono/zod-openapi'

import { refuseInvalid } from './errors.ts'

/** What every handler finds: the runtime's bindings, and the context that actions take. */
export type App = { Bindings: Env; Variables: { context: Context; who: AuditWho } }

/** A router whose bad input ends in the one error shape. */
export function makeRouter(): OpenAPIHono<App> {
  return new OpenAPIHono<App>({ defaultHook: refuseInvalid })
}
