import type { App } from './router.ts'
import type { Context as HttpContext } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

import { z } from '@hono/zod-openapi'
import { HTTPException } from 'hono/http-exception'

import { tell } from '../actions/tell.ts'
import { en } from './locales/en.ts'

type Issue = { path: string; message: string }

const ISSUES_MAX = 50
const TEXT_MAX = 300

export const ErrorSchema = z
  .object({
    error: z.object({
      code: z.string().openapi({ example: 'invalid', description: 'Stable, for programs.' }),
      message: z
        .string()
        .openapi({ description: 'For people, in English; clients word the code themselves.' }),
      issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    }),
    success: z.literal(false).openapi({ description: 'For the clients of the bot that Vigie replaces.' }),
  })
  .openapi('Error')

/** `current`: how the thing stands that somebody else changed meanwhile. */
type More = { issues?: Issue[]; headers?: Record<string, string>; current?: object }

/** An answer other than the one hoped for. Thrown by routes; `answerError` alone turns it into a response. */
export class Refused extends Error {
  readonly status: ContentfulStatusCode
  readonly code: string
  readonly more: More

  constructor(status: ContentfulStatusCode, code: string, { message, ...more }: { message: string } & More) {
    super(message)
    this.status = status
    this.code = code
    this.more = more
  }
}

/** The one place where an error becomes words. What nobody expected is told to the log and to nobody else. */
export function answerError(error: Error, c: HttpContext<App>): Response {
  if (error instanceof Refused) return answer(c, error)
  if (error instanceof HTTPException && error.status < 500) return answer(c, fromFramework(error))
  const line = `${c.req.method} ${withoutToken(c.req.path).slice(0, TEXT_MAX)}: ${String(error).slice(0, TEXT_MAX)}`
  const context = c.get('context') as App['Variables']['context'] | undefined
  if (context === undefined) console.error(line, error.stack)
  else c.executionCtx.waitUntil(tell(context, { level: 'error', message: line }))
  return answer(
    c,
    new Refused(500, 'internal', { message: 'Something broke on our side; it is in the log.' }),
  )
}

/** A subscription's address bears its secret. */
function withoutToken(path: string): string {
  return path.replace(/^(\/api\/(?:subscriptions|unsubscribe)\/)[^/]+/, '$1…')
}

function answer(c: HttpContext<App>, { status, code, message, more }: Refused): Response {
  const { issues, headers = {}, current } = more
  const error = { code, message, ...(issues === undefined ? {} : { issues }) }
  const body = { error, success: false, ...(current === undefined ? {} : { current }) }
  return c.json(body, status, { 'cache-control': 'no-store', ...headers })
}

function fromFramework(error: HTTPException): Refused {
  if (error.status === 415)
    return new Refused(415, 'content-type', { message: 'Send JSON, with content-type: application/json.' })
  if (error.status === 400) return new Refused(400, 'malformed-json', { message: 'The body is not JSON.' })
  return new Refused(error.status, 'refused', { message: error.message })
}

type Checked =
  | { success: true }
  | { success: false; error: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } }

/** Hook of every validated route: wrong types, missing and over-long fields are a 400 that names each field. */
export function refuseInvalid(result: Checked): undefined {
  if (result.success) return undefined
  const issues = result.error.issues.slice(0, ISSUES_MAX).map(({ path, message }) => ({
    path: path.map(String).join('.').slice(0, TEXT_MAX),
    message: message.slice(0, TEXT_MAX),
  }))
  const first = issues[0]
  const where = first === undefined || first.path === '' ? '' : `${first.path}: `
  throw new Refused(400, 'invalid', { message: `${where}${first?.message ?? 'Invalid input.'}`, issues })
}

type ErrorStatus = 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 426 | 429 | 503
type ErrorResponses<S extends ErrorStatus> = {
  [status in S]: { description: string; content: { 'application/json': { schema: typeof ErrorSchema } } }
}

/** The error answers of a route, for the contract. */
export function refusals<S extends ErrorStatus>(...statuses: S[]): ErrorResponses<S> {
  const entries = statuses.map((status) => [
    status,
    { description: en.docs.answer[status], content: { 'application/json': { schema: ErrorSchema } } },
  ])
  const responses: ErrorResponses<S> = Object.fromEntries(entries)
  return responses
}
