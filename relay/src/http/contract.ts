import type { App } from './router.ts'
import type { Contract, Language } from './docs-page.ts'
import type { Context as HttpContext } from 'hono'

import { createRoute, z } from '@hono/zod-openapi'
import { accepts } from 'hono/accepts'

import { drawDocs } from './docs-page.ts'
import { DOCS_STYLE } from './docs-style.ts'
import { refusals } from './errors.ts'
import { json } from './json.ts'
import { operation } from './operation.ts'
import { makeRouter } from './router.ts'

const contract = createRoute({
  method: 'get',
  path: '/api/openapi.json',
  ...operation('readContract', 'contract'),
  responses: { 200: json(z.object({ openapi: z.string() }), 'OpenAPI 3.1.') },
})

const docs = createRoute({
  method: 'get',
  path: '/docs',
  ...operation('readDocs', 'contract'),
  request: { query: z.object({ lang: z.enum(['fr', 'en']).optional() }) },
  responses: {
    200: { description: 'A page.', content: { 'text/html': { schema: z.string() } } },
    ...refusals(400),
  },
})

const kept = { 'cache-control': 'public, max-age=300' }

/** The contract itself. `read` is asked once: the routes of an isolate do not change. */
export function makeContractRoutes(read: () => Contract) {
  let document: Contract | null = null
  const readOnce = () => (document ??= read())
  const plain = (): { openapi: string } => JSON.parse(JSON.stringify(readOnce()))
  const router = makeRouter()
    .openapi(contract, (c) => c.json(plain(), 200, kept))
    .openapi(docs, (c) => {
      const language = c.req.valid('query').lang ?? preferred(c)
      return c.html(drawDocs(readOnce(), language), 200, {
        'cache-control': 'no-cache',
        'content-language': language,
        vary: 'accept-language',
      })
    })
  router.get('/docs/style.css', (c) => c.body(DOCS_STYLE, 200, { ...kept, 'content-type': 'text/css' }))
  return router
}

function preferred(c: HttpContext<App>): Language {
  const best = accepts(c, {
    header: 'Accept-Language',
    supports: ['fr', 'en'],
    default: 'fr',
    match: matchTag,
  })
  return best === 'en' ? 'en' : 'fr'
}

function matchTag(wanted: readonly { type: string; q: number }[]): string {
  const known = wanted.toSorted((a, b) => b.q - a.q).map(({ type }) => type.slice(0, 2).toLowerCase())
  return known.find((tag) => tag === 'fr' || tag === 'en') ?? 'fr'
}
