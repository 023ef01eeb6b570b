import type { Answer, Trouble } from './trouble.ts'

import { readError } from '#relay/client.ts'

const ANSWER_MS = 15_000

type Reply = Pick<Response, 'ok' | 'status' | 'headers' | 'json'>

type Asking = { withinMs?: number; signal?: AbortSignal; onSignedOut: () => void }

/** Sends one request of the typed client and tells what became of it. `T` is what the route answers with 2xx. */
export async function ask<T>(
  send: (init: RequestInit) => Promise<Reply>,
  { withinMs = ANSWER_MS, signal, onSignedOut }: Asking,
): Promise<Answer<T>> {
  const timeout = AbortSignal.timeout(withinMs)
  const either = signal === undefined ? timeout : AbortSignal.any([signal, timeout])
  let reply: Reply
  try {
    reply = await send({ cache: 'no-store', signal: either })
  } catch {
    return { ok: false, trouble: silence(timeout) }
  }
  try {
    // Page and relay are of one version: what the route's type says is what it answers.
    if (reply.ok) return { ok: true, value: await reply.json() }
  } catch {
    return { ok: false, trouble: timeout.aborted ? { kind: 'slow' } : { kind: 'unreadable' } }
  }
  const trouble = refusal(reply, await reply.json().catch(() => null))
  if (trouble.kind === 'signed-out') onSignedOut()
  return { ok: false, trouble }
}

function silence(timeout: AbortSignal): Trouble {
  if (timeout.aborted) return { kind: 'slow' }
  return { kind: navigator.onLine ? 'unreachable' : 'offline' }
}

function refusal({ status, headers }: Reply, body: unknown): Trouble {
  const { code, issues = [] } = readError(body)
  if (status === 401 && code === 'no-session') return { kind: 'signed-out' }
  const wait = headers.get('retry-after')
  const waitMs = wait === null || !/^\d{1,6}$/.test(wait) ? null : Number(wait) * 1000
  return { kind: 'refused', status, code, issues, waitMs }
}
