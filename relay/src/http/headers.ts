import type { App } from './router.ts'
import type { Context as HttpContext } from 'hono'

import { createMiddleware } from 'hono/factory'
import { secureHeaders } from 'hono/secure-headers'

import { isSecure } from './origin.ts'

/** Browsers that do not count a WebSocket as `'self'` need its address; odd hosts are left out. */
function socketSource(c: HttpContext<App>): string {
  const host = URL.parse(c.req.url)?.host ?? ''
  return /^[\w.:[\]-]+$/.test(host) ? `ws://${host} wss://${host}` : ''
}

const options = {
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'", (c: HttpContext) => socketSource(c)],
    manifestSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [], usb: [] },
}

const plain = secureHeaders({ ...options, strictTransportSecurity: false })
const strict = secureHeaders({ ...options, strictTransportSecurity: 'max-age=31536000' })

/** A route may ask for less than the pages need, and may offer pictures to other people's pages. */
const OF_A_ROUTE = ['content-security-policy', 'cross-origin-resource-policy']

/** On every answer, errors included; what is not meant to be kept says so. */
export const guardAnswer = createMiddleware<App>(async (c, next) => {
  await next()
  const write = isSecure(c) ? strict : plain
  const own = OF_A_ROUTE.flatMap((name) => {
    const value = c.res.headers.get(name)
    return value === null ? [] : [{ name, value }]
  })
  await write(c, () => Promise.resolve())
  const { headers } = c.res
  for (const { name, value } of own) headers.set(name, value)
  if (c.req.path.startsWith('/api/') && !headers.has('cache-control'))
    headers.set('cache-control', 'no-store')
})
