import type { AuditWho } from '#core/audit.ts'
import type { App } from './router.ts'
import type { Session } from '../actions/read-session.ts'
import type { Context as HttpContext } from 'hono'

import { scopeOf } from '#core/scope.ts'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'

import { readKey } from '../actions/api-keys.ts'
import { readSession, shortId } from '../actions/read-session.ts'
import { wordBrowser } from '../actions/sign-in.ts'
import { Refused } from './errors.ts'
import { isSecure, refuseForeign } from './origin.ts'
import { recordChange } from './record-change.ts'

type Http = HttpContext<App>

const NAME = 'vigie'

/** For the contract: routes that carry it are refused without a session or a key. */
export const ADMIN = [{ session: [] }, { key: [] }]
/** For the contract: only somebody who signed in. */
export const PERSON = [{ session: [] }]

/**
 * Lets nobody through but a signed-in admin on our own pages, a program with the admin's cookie, or one with a key
 * whose scope covers the call; and records what they change.
 */
export const requireAdmin = createMiddleware<App>(async (c, next) => {
  c.set('who', (await findKeyHolder(c)) ?? (await findPerson(c)))
  await recordChange(c, next)
})

async function findPerson(c: Http): Promise<AuditWho> {
  const session = await findSession(c)
  if (session === null) throw new Refused(401, 'no-session', { message: 'Sign in first.' })
  refuseForeign(c)
  const token = readToken(c)
  if (session.renewed && token !== undefined) writeToken(c, { token, expiresAt: session.expiresAt })
  return { kind: 'session', id: shortId(session.id), name: wordBrowser(session.browser) }
}

/** A key is sent on purpose, never by a browser on its own: no other site can use it. */
async function findKeyHolder(c: Http): Promise<AuditWho | null> {
  const given = /^Bearer +(\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  if (given === undefined) return null
  const key = await readKey(c.get('context'), given)
  if (key === null)
    throw new Refused(401, 'wrong-key', {
      message: 'This key is unknown, has ended or was revoked.',
      headers: { 'www-authenticate': 'Bearer error="invalid_token"' },
    })
  const scope = scopeOf(c.req.method, c.req.path)
  if (scope === null)
    throw new Refused(403, 'person-needed', { message: 'Only somebody who signed in may do this.' })
  if (!key.scopes.includes(scope))
    throw new Refused(403, 'scope', { message: `This key lacks the scope "${scope}".` })
  return { kind: 'key', id: key.id, name: key.name }
}

export async function findSession(c: Http): Promise<Session | null> {
  const token = readToken(c)
  return token === undefined ? null : await readSession(c.get('context'), token)
}

export function readToken(c: Http, name = NAME): string | undefined {
  return isSecure(c) ? getCookie(c, name, 'host') : getCookie(c, name)
}

export function writeToken(
  c: Http,
  { token, expiresAt }: { token: string; expiresAt: number },
  name = NAME,
): void {
  const secure = isSecure(c)
  setCookie(c, name, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure,
    expires: new Date(expiresAt),
    ...(secure ? { prefix: 'host' as const } : {}),
  })
}

export function dropToken(c: Http, name = NAME): void {
  const secure = isSecure(c)
  deleteCookie(c, secure ? `__Host-${name}` : name, { path: '/', secure })
}
