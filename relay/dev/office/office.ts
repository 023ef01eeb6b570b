import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Answer } from './answer.ts'
import type { Fixture } from './programme.ts'
import type { Action, DrawnBy } from './stage.ts'
import type { Visit } from './visits.ts'

import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

import { listen } from '../free-port.ts'
import { drip, html, json, send, text } from './answer.ts'
import { playChance } from './chance.ts'
import { answerControl } from './control-api.ts'
import { controlPage } from './control-page.ts'
import { loadFiles } from './files.ts'
import { cartPage, homePage, matchName, matchPage, matchPath, notFoundPage, offerWords } from './pages.ts'
import { actionSchema, Stage } from './stage.ts'
import { Visits } from './visits.ts'
import { wallOf } from './walls.ts'

export type OfficeOptions = {
  /** 0, the default, takes any free port. */
  port?: number
  /** Where to listen; loopback by default. */
  host?: string
  /** Releases and takes by chance; off, nothing happens by itself. */
  random?: boolean
  /** How long the data call of a match page takes; 350 ms by default. */
  delayMs?: number
  /** Who draws the offers: the page's script (default) or the server. */
  by?: DrawnBy
}

type OfficeMatch = { slug: string; nom: string; url: string }

export type Office = {
  url: string
  /** `host:port`, as `ALLOW_PRIVATE_HOSTS` wants it. */
  host: string
  matches: readonly OfficeMatch[]
  /** What the control page does, from a test. Throws on an action that does not exist. */
  control: (action: Action) => void
  /** Every request since the start, oldest first; the last 5000. */
  requests: () => readonly Visit[]
  stop: () => Promise<void>
}

const SLOW_MS = 8000
const MATCH = /^\/billetterie\/match\/([a-z0-9-]+)$/
const DATA = /^\/api\/matchs\/([a-z0-9-]+)\/offres$/

/** Opens the demo ticket office on loopback. */
export async function startOffice(options: OfficeOptions = {}): Promise<Office> {
  const random = options.random ?? false
  const stage = new Stage({ random, delayMs: options.delayMs ?? 350, by: options.by ?? 'script' })
  const visits = new Visits()
  const files = await loadFiles()
  const server = createServer((request, response) => {
    response.on('error', () => {})
    void answer({ stage, visits, files }, request, response)
  })
  const port = await listen(server, options.port ?? 0, options.host)
  const host = `localhost:${port}`
  const endChance = random ? playChance(stage, Date.now, Math.random) : () => {}
  return {
    url: `http://${host}`,
    host,
    matches: stage.fixtures.map((fixture) => ({
      slug: fixture.slug,
      nom: matchName(fixture),
      url: `http://${host}${matchPath(fixture.slug)}`,
    })),
    control: (action) => stage.apply(actionSchema.parse(action), Date.now()),
    requests: () => visits.all(),
    stop: async () => {
      endChance()
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

type Inside = { stage: Stage; visits: Visits; files: ReadonlyMap<string, Answer> }

async function answer(inside: Inside, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { stage, visits, files } = inside
  const path = new URL(request.url ?? '/', 'http://office').pathname
  if (path === '/controle') return send(request, response, html(controlPage(stage)))
  if (path === '/controle/api') return answerControl(stage, visits, { request, response })
  const file = files.get(path)
  const slug = (MATCH.exec(path) ?? DATA.exec(path))?.[1]
  const kind = file === undefined ? (DATA.test(path) ? 'data' : 'document') : 'file'
  visits.note(request, response, { at: Date.now(), path, kind })
  if (file !== undefined) return send(request, response, file)
  if (path === '/robots.txt') return send(request, response, text(stage.robots))
  const fixture = stage.fixtures.find((one) => one.slug === slug)
  if (kind === 'data') return answerData(stage, fixture, { request, response })
  return answerDocument(stage, { request, response, path, fixture })
}

type Exchange = { request: IncomingMessage; response: ServerResponse }

async function answerDocument(
  stage: Stage,
  { request, response, path, fixture }: Exchange & { path: string; fixture: Fixture | undefined },
): Promise<void> {
  const scene = stage.scene(fixture?.slug)
  if (scene.mode === 'hang') return
  if (scene.mode === 'reset') {
    request.socket.resetAndDestroy()
    return
  }
  // The list stays open where only the way to a match leads back to it.
  const wall = scene.mode === 'season-redirect' && fixture === undefined ? null : wallOf(scene)
  if (wall !== null) return send(request, response, { type: 'text/html; charset=utf-8', ...wall })
  const page = documentAt(stage, path, fixture)
  if (scene.mode === 'slow') return drip(response, page, SLOW_MS)
  send(request, response, page)
}

function documentAt(stage: Stage, path: string, fixture: Fixture | undefined): Answer {
  if (fixture !== undefined) return html(matchPage(stage, fixture, Date.now()))
  if (path === '/' || path === '/billetterie') return html(homePage(stage, Date.now()))
  if (path === '/panier') return html(cartPage())
  return html(notFoundPage(), 404)
}

async function answerData(
  stage: Stage,
  fixture: Fixture | undefined,
  { request, response }: Exchange,
): Promise<void> {
  if (fixture === undefined) return send(request, response, json({ error: 'no such match' }, 404))
  const { mode, delayMs } = stage.scene(fixture.slug)
  if (mode === 'hang') return
  await sleep(mode === 'slow' ? delayMs + SLOW_MS / 2 : delayMs, undefined, { ref: false })
  if (mode === 'broken-data') return send(request, response, json({ error: 'unavailable' }, 500))
  send(request, response, json({ match: fixture.slug, words: offerWords, offers: stage.offers(fixture) }))
}
