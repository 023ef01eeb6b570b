import type { Environment, RelayProblem } from '../environment.ts'
import type { DeviceKey } from '../db/types.ts'

import { isRecord } from '#core/parse.ts'

import { signRequest } from './device-key.ts'

const ANSWER_MS = 10_000
const BYTES_MOST = 2_000_000
const WAIT_MOST_MS = 3_600_000

export type Call = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** With its leading slash. */
  path: string
  body?: unknown
  headers?: Record<string, string>
  /** Signs the request as this device. */
  as?: DeviceKey
}

/** What a relay answered. What it says is hostile until it is parsed. */
export type Answer =
  | { kind: 'ok'; status: number; body: unknown; header: (name: string) => string | null }
  /** `code`: the relay's own word, bounded; empty when it is not the relay that answered. */
  | {
      kind: 'refused'
      status: number
      code: string
      body: unknown
      retryAfterMs: number | null
      dateMs: number | null
    }
  | { kind: 'away'; offline: boolean }
  | { kind: 'unreadable' }

/** Asks a relay once: no cookies, no redirects, bounded in time and size. Never throws. */
export async function call(env: Environment, origin: string, asked: Call): Promise<Answer> {
  const text = asked.body === undefined ? '' : JSON.stringify(asked.body)
  const { method, path } = asked
  let response: Response
  try {
    const signed =
      asked.as === undefined ? {} : await signRequest(env, asked.as, { method, path, body: text })
    response = await env.net.fetch(`${origin}${path}`, {
      method,
      headers: {
        ...(text === '' ? {} : { 'content-type': 'application/json' }),
        ...asked.headers,
        ...signed,
      },
      ...(text === '' ? {} : { body: text }),
      // What is not new is then not sent again: without the site's permission its mark is not to be seen.
      cache: method === 'GET' && asked.headers === undefined ? 'no-cache' : 'no-store',
      credentials: 'omit',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(ANSWER_MS),
    })
  } catch {
    return { kind: 'away', offline: !env.net.isOnline() }
  }
  const header = (name: string) => response.headers.get(name)
  if (response.status === 304) return { kind: 'ok', status: 304, body: null, header }
  const body = await readJson(response)
  if (response.ok)
    return body.ok
      ? { kind: 'ok', status: response.status, body: body.value, header }
      : { kind: 'unreadable' }
  return {
    kind: 'refused',
    status: response.status,
    code: codeOf(body.ok ? body.value : null),
    body: body.ok ? body.value : null,
    retryAfterMs: retryAfter(header('retry-after')),
    dateMs: dateOf(header('date')),
  }
}

/** What every refusal of a relay looks like: `{ error: { code } }`. */
function codeOf(body: unknown): string {
  const error = isRecord(body) && isRecord(body.error) ? body.error : {}
  return typeof error.code === 'string' && /^[\w-]{1,60}$/.test(error.code) ? error.code : ''
}

function retryAfter(text: string | null): number | null {
  if (text === null || !/^\d{1,6}$/.test(text)) return null
  return Math.min(WAIT_MOST_MS, Number(text) * 1000)
}

function dateOf(text: string | null): number | null {
  const at = Date.parse(text ?? '')
  return Number.isFinite(at) ? at : null
}

async function readJson(response: Response): Promise<{ ok: true; value: unknown } | { ok: false }> {
  try {
    const reader = response.body?.getReader()
    if (reader === undefined) return { ok: false }
    const decoder = new TextDecoder()
    let [text, size] = ['', 0]
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.byteLength
      if (size > BYTES_MOST) {
        await reader.cancel()
        return { ok: false }
      }
      text += decoder.decode(value, { stream: true })
    }
    return { ok: true, value: text === '' ? null : JSON.parse(text) }
  } catch {
    return { ok: false }
  }
}

/** Why the relay did not say what was asked for. */
export function problemOf(answer: Answer): RelayProblem {
  if (answer.kind === 'away') return { kind: answer.offline ? 'offline' : 'unreachable' }
  return answer.kind === 'refused' ? { kind: 'refused', status: answer.status } : { kind: 'unreadable' }
}
