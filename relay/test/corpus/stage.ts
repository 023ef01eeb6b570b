import type { IncomingMessage, ServerResponse } from 'node:http'

import type { Answer, CorpusCase, Mode, Reply } from './corpus-case.ts'

import { createServer, request as ask } from 'node:http'

import { listen } from '../../dev/free-port.ts'
import { CLUB_HOST, MATCH_PATH } from './corpus-case.ts'

/** One loopback server that plays every site: the first label of a host with a case's mark says whose page is meant. */
export type Stage = {
  /** The address of the case's page, of its own for each look. */
  put: (one: CorpusCase, mode: Mode) => { url: string; host: string }
  /** One hop to whatever host, answered by this server: what `LookContext.fetch` promises. */
  fetch: (url: string, init: RequestInit) => Promise<Response>
  close: () => void
}

type Playing = { one: CorpusCase; label: string; asked: Map<string, number> }

export async function startStage(): Promise<Stage> {
  const playing = new Map<string, Playing>()
  let port = 0
  let count = 0
  const server = createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    const label = host.split('.').find((part) => playing.has(part))
    const scene = playing.get(label ?? '')
    if (scene === undefined) return void response.writeHead(404).end()
    play(scene, request, { response, port })
  })
  port = await listen(server, 0)
  return {
    put(one, mode) {
      const label = `c${(count += 1)}${mode.slice(0, 1)}`
      playing.set(label, { one, label, asked: new Map() })
      const host = `${label}.${one.host ?? CLUB_HOST}:${port}`
      return { url: `http://${host}${one.path ?? MATCH_PATH}`, host }
    },
    fetch: fetchLoopback,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

function play(
  { one, label, asked }: Playing,
  request: IncomingMessage,
  { response, port }: { response: ServerResponse; port: number },
): void {
  const path = (request.url ?? '/').replace(/[?#].*$/, '')
  const isDocument = one.everywhere === true && request.headers.accept?.includes('text/html') === true
  const answer = answerOf(one, isDocument ? (one.path ?? MATCH_PATH) : path)
  if (answer === null) return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not here')
  const before = asked.get(path) ?? 0
  asked.set(path, before + 1)
  const at = (host: string, to: string) => `http://${host.replaceAll('{case}', label)}:${port}${to}`
  send(
    response,
    typeof answer === 'function' ? answer({ before, cookie: request.headers.cookie ?? '', at }) : answer,
  )
}

function answerOf(one: CorpusCase, path: string): Answer | null {
  const known = one.routes !== undefined && Object.hasOwn(one.routes, path) ? one.routes[path] : undefined
  if (known !== undefined) return known
  if (path !== (one.path ?? MATCH_PATH)) return null
  return typeof one.page === 'string' ? { body: one.page } : one.page
}

function send(
  response: ServerResponse,
  { status = 200, headers = {}, body = '', delayMs = 0, cut, hangs }: Reply,
): void {
  if (hangs === true) return
  const bytes = Buffer.from(body)
  setTimeout(() => {
    const length = cut === true ? { 'content-length': String(bytes.length + 5000) } : {}
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...length, ...headers })
    if (cut !== true) return void response.end(bytes)
    response.write(bytes, () => setTimeout(() => response.socket?.destroy(), 100))
  }, delayMs)
}

/** Node's own `fetch` would look the host up; here every name leads to the stage. */
function fetchLoopback(url: string, init: RequestInit): Promise<Response> {
  const { host, port, pathname, search } = new URL(url)
  const headers = { ...Object.fromEntries(new Headers(init.headers)), host }
  return new Promise((resolve, reject) => {
    const options = { port, host: '127.0.0.1', path: `${pathname}${search}`, headers, agent: false }
    const sent = ask(options, (answer) => {
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          answer.on('data', (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)))
          answer.on('end', () => controller.close())
          answer.on('error', (error) => controller.error(error))
        },
      })
      const given = Object.entries(answer.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ])
      const status = answer.statusCode ?? 500
      const empty = status === 204 || status === 304
      resolve(new Response(empty ? null : body, { status, headers: given }))
    })
    sent.on('error', reject)
    init.signal?.addEventListener('abort', () => sent.destroy(new Error('called off')))
    sent.end()
  })
}
