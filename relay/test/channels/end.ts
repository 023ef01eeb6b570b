import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Identity } from './certificate.ts'

import { createServer } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { buffer } from 'node:stream/consumers'

export type Asked = {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: Uint8Array<ArrayBuffer>
}

export type Reply = { status: number; body?: object | string; headers?: Record<string, string> }

/** How the next request is answered; `ok` lets the server judge it as the real one would. */
export type Mode =
  | { kind: 'ok' }
  | { kind: 'slow'; ms: number }
  | { kind: 'reply'; reply: Reply }
  /** Takes the request and never answers. */
  | { kind: 'hang' }
  /** Breaks the connection before the body is read. */
  | { kind: 'reset' }
  /** Takes the message, then breaks the connection: the answer is lost. */
  | { kind: 'accept-then-reset' }
  /** Takes the message, begins to answer and breaks off. */
  | { kind: 'cut' }

/** The far end of a channel: a server on loopback that answers, and fails, as the real one does. */
export type End = {
  url: string
  /** Everything that was asked, oldest first. */
  asked: Asked[]
  /** What was taken, those whose answer was lost included. */
  arrived: Asked[]
  /** Modes for the next requests, one each. */
  next: (...modes: Mode[]) => void
  /** Refuses connections, as a server that is down. */
  close: () => Promise<void>
}

/** `judge` answers a request as the real server would; what it answers with 2xx has arrived. By https with an identity. */
export async function startEnd(judge: (asked: Asked) => Reply, identity?: Identity): Promise<End> {
  const modes: Mode[] = []
  const listener = (request: IncomingMessage, response: ServerResponse) => void answer({ request, response })
  const server =
    identity === undefined
      ? createServer(listener)
      : createSecureServer({ key: identity.key, cert: identity.cert }, listener)
  const end: End = {
    url: '',
    asked: [],
    arrived: [],
    next: (...more) => void modes.push(...more),
    close: () => shut(server),
  }
  const answer = async ({ request, response }: { request: IncomingMessage; response: ServerResponse }) => {
    // A probe asks for nothing.
    const mode = request.method === 'GET' ? OK : (modes.shift() ?? OK)
    if (mode.kind === 'reset') return void request.socket.resetAndDestroy()
    const bytes = await buffer(request).catch(() => null)
    if (bytes === null) return
    const { method = '', url: path = '', headers } = request
    const asked = { method, path, headers, body: new Uint8Array(bytes) }
    if (method !== 'GET') end.asked.push(asked)
    if (mode.kind === 'hang') return
    if (mode.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, mode.ms))
    const reply = mode.kind === 'reply' ? mode.reply : judge(asked)
    if (reply.status < 300 && method !== 'GET') end.arrived.push(asked)
    if (mode.kind === 'accept-then-reset') return void request.socket.resetAndDestroy()
    write(response, reply, mode.kind === 'cut')
  }
  const port = await listen(server)
  end.url = identity === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`
  return end
}

const OK: Mode = { kind: 'ok' }

function write(response: ServerResponse, { status, body = '', headers }: Reply, isCut: boolean): void {
  const isText = typeof body === 'string'
  const content = isText ? body : JSON.stringify(body)
  const type = isText ? 'text/html' : 'application/json'
  response.writeHead(status, {
    'content-type': type,
    ...headers,
    ...(isCut ? { 'content-length': '99999' } : {}),
  })
  if (!isCut) return void response.end(content)
  response.write(content.slice(0, 10), () => response.socket?.resetAndDestroy())
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
}

function shut(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** `fetch` as the relay gives it: one hop; Node wants to be told that a body is a stream. */
export function oneHop(url: string, init: RequestInit): Promise<Response> {
  return fetch(url, { ...init, redirect: 'manual', duplex: 'half' } as RequestInit)
}

export function jsonOf({ body }: Asked): Record<string, unknown> {
  const value: unknown = JSON.parse(new TextDecoder().decode(body))
  return Object(value)
}
