import type { IncomingMessage, ServerResponse } from 'node:http'

import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

export type Answer = { status: number; type: string; body: string; headers?: Record<string, string> }

const OWN_POLICY = "default-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

export function html(body: string, status = 200): Answer {
  const headers = { 'content-security-policy': OWN_POLICY, 'x-content-type-options': 'nosniff' }
  return { status, type: 'text/html; charset=utf-8', body, headers }
}

export function json(value: unknown, status = 200): Answer {
  return {
    status,
    type: 'application/json',
    body: JSON.stringify(value),
    headers: { 'cache-control': 'no-store' },
  }
}

export function text(body: string, status = 200): Answer {
  return { status, type: 'text/plain; charset=utf-8', body }
}

/** Sends; a document that the client already has (`If-None-Match`) is answered 304. */
export function send(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  const headers = headersOf(answer)
  const { etag } = headers
  if (etag !== undefined && request.headers['if-none-match'] === etag) {
    response.writeHead(304, { etag }).end()
    return
  }
  response.writeHead(answer.status, headers)
  response.end(request.method === 'HEAD' ? undefined : answer.body)
}

/** Sends in `parts` pieces over `overMs`; gives up when the client leaves. */
export async function drip(response: ServerResponse, answer: Answer, overMs: number): Promise<void> {
  const parts = 20
  const size = Math.ceil(answer.body.length / parts)
  response.writeHead(answer.status, headersOf(answer))
  for (let at = 0; at < answer.body.length && !response.destroyed; at += size) {
    response.write(answer.body.slice(at, at + size))
    await sleep(overMs / parts, undefined, { ref: false })
  }
  response.end()
}

function headersOf({ status, type, body, headers }: Answer): Record<string, string> {
  const etag = `"${createHash('sha1').update(body).digest('base64url')}"`
  const found: Record<string, string> = { 'content-type': type, ...headers }
  const unkept = 'cache-control' in found || status !== 200
  return unkept ? found : { ...found, etag, 'cache-control': 'no-cache' }
}
