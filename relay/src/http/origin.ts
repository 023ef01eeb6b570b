import type { App } from './router.ts'
import type { Context as HttpContext } from 'hono'

import { Refused } from './errors.ts'

type Http = HttpContext<App>

/**
 * True on https, seen by the request itself or, behind a proxy that ends TLS, by the address the operator
 * gave (`PUBLIC_URL`) when the request asked for that host.
 */
export function isSecure(c: Http): boolean {
  const url = URL.parse(c.req.url)
  if (url === null || url.protocol === 'https:') return url !== null
  const context: App['Variables']['context'] | undefined = c.get('context')
  const own = URL.parse(context?.config.publicUrl ?? '')
  return own?.protocol === 'https:' && own.host === url.host
}

/** The request comes from one of our own pages. */
export function isSameOrigin(c: Http): boolean {
  const origin = c.req.header('origin')
  if (origin === undefined) return c.req.header('sec-fetch-site') === 'same-origin'
  return origin === new URL(c.req.url).origin || origin === new URL(c.get('context').config.publicUrl).origin
}

/**
 * No other site may change anything with the admin's cookie. Programs that are no browser name no origin; they
 * pass when they send what no form can: JSON, or no body at all.
 */
export function refuseForeign(c: Http): void {
  if (/^(?:GET|HEAD|OPTIONS)$/.test(c.req.method) || isSameOrigin(c)) return
  const fromBrowser = c.req.header('origin') !== undefined || c.req.header('sec-fetch-site') !== undefined
  const type = c.req.header('content-type')
  if (!fromBrowser && (type === undefined || /^application\/json\b/i.test(type))) return
  throw new Refused(403, 'foreign-origin', { message: 'This request comes from another site.' })
}
