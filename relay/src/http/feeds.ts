import type { FeedFormat } from '../actions/syndicate.ts'
import type { App } from './router.ts'
import type { Context as HttpContext } from 'hono'

import { createRoute, z } from '@hono/zod-openapi'

import { drawBadge, syndicate } from '../actions/syndicate.ts'
import { refusals } from './errors.ts'
import { Id } from './json.ts'
import { operation } from './operation.ts'
import { refuseWatch } from './refuse-watch.ts'
import { makeRouter } from './router.ts'

const Language = z.enum(['fr', 'en']).optional().openapi({ description: 'French when not given.' })
const query = z.object({ watch: Id.optional(), lang: Language })

const TYPES: Record<FeedFormat, string> = {
  atom: 'application/atom+xml; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  ics: 'text/calendar; charset=utf-8',
}

/** Other people's pages and readers may show these. */
const OPEN = {
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
  'cache-control': 'public, max-age=60',
}

const answers = (description: string, type: string) => ({
  responses: {
    200: { description, content: { [type]: { schema: z.string() } } },
    ...refusals(400, 404),
  },
})

const atom = createRoute({
  method: 'get',
  path: '/openings.atom',
  ...operation('readAtom', 'status'),
  request: { query },
  ...answers('The last openings, newest first.', 'application/atom+xml'),
})

const rss = createRoute({
  method: 'get',
  path: '/openings.rss',
  ...operation('readRss', 'status'),
  request: { query },
  ...answers('The last openings, newest first.', 'application/rss+xml'),
})

const ics = createRoute({
  method: 'get',
  path: '/openings.ics',
  ...operation('readCalendar', 'status'),
  request: { query },
  ...answers('The last openings as events.', 'text/calendar'),
})

const badge = createRoute({
  method: 'get',
  path: '/badge/{file}',
  ...operation('readBadge', 'status'),
  request: {
    params: z.object({
      file: z
        .string()
        .max(68)
        .regex(/^[\w-]+\.svg$/, 'not the name of a badge')
        .openapi({ param: { name: 'file', in: 'path' }, example: '2f1c….svg' }),
    }),
    query: z.object({ lang: Language }),
  },
  ...answers('One watch’s state as a picture, for other pages.', 'image/svg+xml'),
})

export const feedsRoutes = makeRouter()
  .openapi(atom, async (c) => await answer(c, 'atom', c.req.valid('query')))
  .openapi(rss, async (c) => await answer(c, 'rss', c.req.valid('query')))
  .openapi(ics, async (c) => await answer(c, 'ics', c.req.valid('query')))
  .openapi(badge, async (c) => {
    const id = c.req.valid('param').file.replace(/\.svg$/, '')
    const svg = await drawBadge(c.get('context'), id, c.req.valid('query').lang ?? 'fr')
    if (svg === null) throw refuseWatch({ kind: 'unknown' })
    // A picture that is opened as a page of its own must not be able to do anything.
    return c.body(svg, 200, {
      ...OPEN,
      'cache-control': 'public, max-age=30',
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  })

async function answer(
  c: HttpContext<App>,
  format: FeedFormat,
  { watch, lang }: { watch?: string | undefined; lang?: 'fr' | 'en' | undefined },
): Promise<Response> {
  const text = await syndicate(c.get('context'), { format, watchId: watch, locale: lang ?? 'fr' })
  if (text === null) throw refuseWatch({ kind: 'unknown' })
  return c.body(text, 200, { ...OPEN, 'content-type': TYPES[format] })
}
