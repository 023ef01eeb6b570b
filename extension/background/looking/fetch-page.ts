import type { Environment } from '../../environment.ts'
import type { Fetched, FetchFailure } from '../../content/contract.ts'

import { markerHeaders } from '#core/answer-headers.ts'
import { readBody } from '#readers/body.ts'

/** Longer answers are no ticket pages. Bytes. */
const BODY_MOST = 4_000_000
const TIMEOUT_MS = 12_000

type Outside = Pick<Environment, 'net' | 'clock'>

/**
 * Asks for a page from the background, with the person's cookies as far as the browser lends them: those that are
 * partitioned, such as `cf_clearance`, stay with the tabs (EXTENSION.md 1.4). Never rejects.
 */
export async function fetchPage(env: Outside, url: string): Promise<Fetched> {
  const startedAt = env.clock.now()
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const end = (rest: Omit<Fetched, 'type' | 'url' | 'at' | 'durationMs'>): Fetched => {
    const at = env.clock.now()
    return { type: 'fetched', url, at, durationMs: at - startedAt, ...rest }
  }
  let response: Response
  try {
    response = await env.net.fetch(url, { ...HOW, redirect: 'follow', signal })
  } catch (error) {
    const failure = await whyNot(env, { url, error, signal })
    return end({ finalUrl: url, status: null, headers: {}, html: null, failure })
  }
  const finalUrl = response.url === '' ? url : response.url
  const told = { finalUrl, status: response.status, headers: markerHeaders(response.headers) }
  const type = response.headers.get('content-type') ?? ''
  if (type !== '' && !/\b(?:text\/html|application\/xhtml\+xml|text\/plain)\b/i.test(type)) {
    await response.body?.cancel()
    return end({ ...told, html: null, failure: { kind: 'not-html', detail: type.slice(0, 100) } })
  }
  const body = await readBody(response, BODY_MOST)
  if (body.end === 'too-large')
    return end({ ...told, html: null, failure: { kind: 'too-large', detail: body.detail } })
  const failure = body.end === 'whole' ? null : { kind: body.end, detail: body.detail.slice(0, 100) }
  return end({ ...told, html: body.text(), failure })
}

const HOW: RequestInit = {
  cache: 'no-store',
  credentials: 'include',
  headers: { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1' },
}

/**
 * A redirect to a site that may not be read looks like a broken connection: one more question, that follows nothing,
 * tells the two apart.
 */
async function whyNot(
  { net }: Outside,
  { url, error, signal }: { url: string; error: unknown; signal: AbortSignal },
): Promise<FetchFailure> {
  if (signal.aborted) return { kind: 'timeout', detail: `no answer in ${TIMEOUT_MS / 1000} s` }
  const offline: FetchFailure = {
    kind: 'offline',
    detail: (error instanceof Error ? error.message : String(error)).slice(0, 200),
  }
  if (!net.isOnline()) return offline
  try {
    const answer = await net.fetch(url, { ...HOW, redirect: 'manual', signal })
    await answer.body?.cancel()
    return answer.type === 'opaqueredirect'
      ? { kind: 'led-away', detail: 'the page leads to another site' }
      : offline
  } catch {
    return offline
  }
}
