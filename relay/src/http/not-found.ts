import type { App } from './router.ts'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Context as HttpContext } from 'hono'

import { Refused, answerError } from './errors.ts'
import { dressAsset } from './serve-asset.ts'

type Known = { pattern: RegExp; method: string }

/**
 * What no route took: a known path asked by another method is 405, a page or picture of the site comes from the
 * assets, all else is 404.
 */
export function makeNotFound(registry: OpenAPIHono<App>['openAPIRegistry']) {
  let known: Known[] | null = null
  return async (c: HttpContext<App>): Promise<Response> => {
    known ??= registry.definitions.flatMap((definition) =>
      definition.type === 'route'
        ? [{ pattern: toPattern(definition.route.path), method: definition.route.method }]
        : [],
    )
    const methods = known.filter(({ pattern }) => pattern.test(c.req.path)).map(({ method }) => method)
    if (methods.length > 0) return refuseMethod(c, methods)
    if (c.req.path.startsWith('/api/')) return refuseUnknown(c)
    if (!/^(?:GET|HEAD)$/.test(c.req.method)) return refuseMethod(c, ['get'])
    const asset = await c.env.ASSETS.fetch(c.req.raw)
    const isPage = asset.headers.get('content-type')?.startsWith('text/html') === true
    if (asset.status >= 400 && !isPage) return refuseUnknown(c)
    return dressAsset(asset, c.req.raw)
  }
}

function refuseMethod(c: HttpContext<App>, methods: readonly string[]): Response {
  const allow = [
    ...new Set(methods.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]))),
  ]
  const message = `${c.req.method.slice(0, 20)} is not done here.`
  return answerError(new Refused(405, 'method', { message, headers: { allow: allow.join(', ') } }), c)
}

function refuseUnknown(c: HttpContext<App>): Response {
  return answerError(new Refused(404, 'not-found', { message: 'There is nothing at this address.' }), c)
}

/** `/api/watches/{id}` as a pattern; our paths hold no other special sign than the dot. */
function toPattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`)
}
