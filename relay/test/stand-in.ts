import type { Socket } from 'node:net'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { FeedMessage, PublicWatch, StatusDocument } from '#core/status.ts'
import type { Ways } from '#core/subscription.ts'

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { text } from 'node:stream/consumers'

/** The relay's side of the public contract, played for states that are hard to reach for real. */
export type StandIn = {
  url: string
  /** What `/status.json` answers; `at` is put in at each request. */
  watches: PublicWatch[]
  totals: StatusDocument['totals']
  /** What `/api/ways` answers. */
  ways: Ways
  /** `hang` never answers, `broken` answers 500, `odd` answers something else than a status. */
  mode: 'well' | 'hang' | 'broken' | 'odd'
  /** Method and path of every request, feeds included. */
  requests: string[]
  /** What was posted to the API, and what it is answered with (204). */
  posted: { path: string; body: unknown }[]
  postStatus: number
  send: (message: FeedMessage) => void
  feeds: () => number
  /** Closes every connection and listens no more, as a killed relay does. */
  away: () => Promise<void>
  /** Listens on the same port again. */
  back: () => Promise<void>
}

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self' ws:; manifest-src 'self'"
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain',
}
const WEBSOCKET_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** `folder` is the built site, or `null` where only the status is asked for. */
export async function startStandIn(folder: string | null): Promise<StandIn> {
  const feeds = new Set<Duplex>()
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://relay').pathname
    standIn.requests.push(`${request.method} ${path}`)
    if (path === '/status.json') answerStatus(standIn, response)
    else if (path === '/api/ways') answerJson(response, standIn.ways)
    else if (path.startsWith('/api/')) void answerPost(standIn, request, response)
    else void serveFile(folder, path, response)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (request, socket) => {
    const key = request.headers['sec-websocket-key'] ?? ''
    const accept = createHash('sha1')
      .update(key + WEBSOCKET_GUID)
      .digest('base64')
    standIn.requests.push('FEED')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    )
    feeds.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('data', () => {})
    socket.on('close', () => feeds.delete(socket))
    socket.write(textFrame({ type: 'hello', at: Date.now(), cursor: 0, admin: false }))
  })
  const listen = (port: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(port, '127.0.0.1', resolve)
    })
  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const standIn: StandIn = {
    url: `http://127.0.0.1:${port}`,
    watches: [],
    totals: { checks: 0, alerts: 0, availabilityRate: 0, watches: 0 },
    ways: { telegram: { bot: 'VigieBot' }, webPush: true, email: true },
    mode: 'well',
    requests: [],
    posted: [],
    postStatus: 204,
    send(message) {
      for (const feed of feeds) feed.write(textFrame(message))
    },
    feeds: () => feeds.size,
    away: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      }),
    back: () => listen(port),
  }
  return standIn
}

function statusOf({ watches, totals }: StandIn): StatusDocument {
  const at = Date.now()
  return {
    bot_actif: true,
    derniere_mise_a_jour: new Date(at).toISOString(),
    matchs: [],
    statistiques: {
      verifications_totales: totals.checks,
      alertes_envoyees: totals.alerts,
      taux_disponibilite: '0.0%',
      matchs_surveilles: watches.length,
    },
    at,
    version: '0.1.0',
    watches,
    totals: { ...totals, watches: watches.length },
  }
}

function answerStatus(standIn: StandIn, response: ServerResponse): void {
  if (standIn.mode === 'hang') return
  response.writeHead(standIn.mode === 'broken' ? 500 : 200, {
    'content-type': 'application/json',
    'access-control-allow-origin': '*',
  })
  response.end(JSON.stringify(standIn.mode === 'odd' ? { hello: 'there' } : statusOf(standIn)))
}

async function answerPost(
  standIn: StandIn,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await text(request).catch(() => '')
  const path = new URL(request.url ?? '/', 'http://relay').pathname
  if (request.method === 'POST') standIn.posted.push({ path, body: body === '' ? null : JSON.parse(body) })
  response.writeHead(standIn.postStatus).end()
}

function answerJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function serveFile(folder: string | null, path: string, response: ServerResponse): Promise<void> {
  const plain = normalize(path).replace(/^\/+/, '')
  const name = plain === '' ? 'index.html' : extname(plain) === '' ? `${plain}.html` : plain
  try {
    if (folder === null) throw new Error('no site here')
    const body = await readFile(join(folder, name))
    const type = TYPES[extname(name)] ?? 'text/plain'
    response.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY })
    response.end(body)
  } catch {
    response.writeHead(404).end('not found')
  }
}

/** RFC 6455, section 5.2: one unmasked text frame. */
function textFrame(message: FeedMessage): Buffer {
  const payload = Buffer.from(JSON.stringify(message))
  if (payload.length < 126) return Buffer.concat([Buffer.from([0x81, payload.length]), payload])
  const head = Buffer.from([0x81, 126, 0, 0])
  head.writeUInt16BE(payload.length, 2)
  return Buffer.concat([head, payload])
}
