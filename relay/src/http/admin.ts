import type { App } from './router.ts'
import type { Session } from '../actions/read-session.ts'
import type { Context as HttpContext } from 'hono'

import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'

import { readSession } from '../actions/read-session.ts'
import { Refused } from './errors.ts'
import { isSecure, refuseForeign } from './origin.ts'

type Http = HttpContext<App>

const NAME = 'vigie'

/** For the contract: routes that carry it are refused without a session. */
export const ADMIN = [{ session: [] }]

/** Lets nobody through but a signed-in admin on our own pages, or a program with the admin's cookie. */
export const requireAdmin = createMiddleware<App>(async (c, next) => {
  const session = await findSession(c)
  if (session === null) throw new Refused(401, 'no-session', { message: 'Sign in first.' })
  refuseForeign(c)
  const token = readToken(c)
  if (session.renewed && token !== undefined) writeToken(c, { token, expiresAt: session.expiresAt })
  await next()
})

export async function findSession(c: Http): Promise<Session | null> {
  const token = readToken(c)
  return token === undefined ? null : await readSession(c.get('context'), token)
}

export function readToken(c: Http): string | undefined {
  return isSecure(c) ? getCookie(c, NAME, 'host') : getCookie(c, NAME)
}

export function writeToken(c: Http, { token, expiresAt }: { token: string; expiresAt: number }): void {
  const secure = isSecure(c)
  setCookie(c, NAME, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'Strict',
    secure,
    expires: new Date(expiresAt),
    ...(secure ? { prefix: 'host' as const } : {}),
  })
}

export function dropToken(c: Http): void {
  const secure = isSecure(c)
  deleteCookie(c, secure ? `__Host-${NAME}` : NAME, { path: '/', secure })
}
