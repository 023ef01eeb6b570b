import type { Failure, Observation, PageFacts } from '#core/observation.ts'
import type { Watch } from '#core/watch.ts'
import type { LookContext } from '../kind.ts'

import { markerHeaders } from '#core/answer-headers.ts'
import { LIMITS } from '#core/observation.ts'
import { readBody } from '#readers/body.ts'
import { countHints, isInertHtml } from '#readers/inert.ts'
import { readStatic } from '#readers/static-document.ts'

/** An answer that was read in full: "not modified", or the very same bytes again, stand for its facts. */
export type SentBefore = {
  etag: string | null
  lastModified: string | null
  /** SHA-256 of the body. */
  hash: string
  page: PageFacts
  inert: boolean
  hints: number
}

export type StaticLook = {
  observation: Observation
  /** The document can draw nothing by itself. */
  inert: boolean
  /** How often the wanted seats' word stands anywhere in the HTML: a rise is a hint that a browser should look. */
  hints: number
  /** What may be kept for the next look. */
  sent: SentBefore | null
}

const REDIRECTS_MOST = 5
const TIMEOUT_MS = 12_000
const REDIRECTS = new Set([301, 302, 303, 307, 308])

type Answer =
  | { kind: 'answer'; response: Response; url: string; chain: string[] }
  | { kind: 'failed'; failure: Failure; url: string; chain: string[]; status: number | null }

/** Fetches the page as plain HTML and reads it. Never rejects: what goes wrong is in the observation. */
export async function lookStatic(
  context: LookContext,
  watch: Watch,
  known: SentBefore | null,
): Promise<StaticLook> {
  const startedAt = context.now()
  const signal = AbortSignal.any([context.signal, AbortSignal.timeout(TIMEOUT_MS)])
  const answer = await ask(context, watch, { known, signal })
  const answeredAt = context.now()
  const observe = (rest: Pick<Observation, 'status' | 'headers' | 'failure' | 'page'>): Observation => {
    const at = context.now()
    return {
      at,
      durationMs: at - startedAt,
      url: watch.url,
      finalUrl: answer.url.slice(0, LIMITS.address),
      chain: answer.chain,
      rendered: false,
      phases: { document: answeredAt - startedAt, read: at - answeredAt },
      ...rest,
    }
  }
  if (answer.kind === 'failed') {
    const { failure, status } = answer
    return { observation: observe({ status, headers: {}, failure, page: null }), ...NOTHING }
  }
  const { response } = answer
  const headers = markerHeaders(response.headers)
  if (response.status === 304 && known !== null) {
    await response.body?.cancel()
    return {
      observation: observe({ status: 200, headers, failure: null, page: known.page }),
      inert: known.inert,
      hints: known.hints,
      sent: known,
    }
  }
  const { failure, page, read } = await readAnswer(response, watch, { url: answer.url, known })
  const sent = response.status === 200 && failure === null ? read : null
  return {
    observation: observe({ status: response.status, headers, failure, page }),
    inert: read?.inert === true && sent !== null && !response.headers.has('refresh'),
    hints: read?.hints ?? 0,
    sent,
  }
}

const NOTHING = { inert: false, hints: 0, sent: null }

type Asking = { known: SentBefore | null; signal: AbortSignal }

/** Redirects are followed by hand, each hop checked before it is asked. */
async function ask(context: LookContext, watch: Watch, { known, signal }: Asking): Promise<Answer> {
  const chain: string[] = []
  let url = watch.url
  for (let hop = 0; hop <= REDIRECTS_MOST; hop += 1) {
    const failed = (failure: Failure): Answer => ({ kind: 'failed', failure, url, chain, status: null })
    const refusal = await context.guard(url)
    if (refusal !== null) return failed({ kind: 'private-address', detail: refusal.message })
    chain.push(url.slice(0, LIMITS.address))
    let response: Response
    try {
      // The validators belong to the watch's own address, not to where it may lead today.
      const headers = requestHeaders(context, hop === 0 ? known : null)
      response = await context.fetch(url, { headers, signal, redirect: 'manual' })
    } catch (error) {
      return failed(networkFailure(error, signal))
    }
    const location = REDIRECTS.has(response.status) ? response.headers.get('location') : null
    if (location === null) return { kind: 'answer', response, url, chain }
    await response.body?.cancel()
    const next = URL.parse(location, url)
    if (next === null || !/^https?:$/.test(next.protocol)) {
      return failed({ kind: 'private-address', detail: 'redirects to what is no web address' })
    }
    next.hash = ''
    url = next.href
  }
  const failure = { kind: 'too-many-redirects', detail: `more than ${REDIRECTS_MOST}` } as const
  return { kind: 'failed', failure, url, chain: chain.slice(0, LIMITS.chain), status: null }
}

function requestHeaders({ userAgent }: LookContext, known: SentBefore | null): Record<string, string> {
  const { etag = null, lastModified = null } = known ?? {}
  return {
    'user-agent': userAgent,
    accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1',
    'accept-language': 'fr-FR,fr;q=0.9,en;q=0.5',
    ...(etag === null ? {} : { 'if-none-match': etag }),
    ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
  }
}

type Answered = Pick<Observation, 'failure' | 'page'> & { read: SentBefore | null }

async function readAnswer(
  response: Response,
  watch: Watch,
  { url, known }: { url: string; known: SentBefore | null },
): Promise<Answered> {
  const type = response.headers.get('content-type') ?? ''
  const isPage = type === '' || /\b(?:text\/html|application\/xhtml\+xml|text\/plain)\b/i.test(type)
  if (!isPage) {
    await response.body?.cancel()
    return { failure: { kind: 'not-html', detail: type.slice(0, 100) }, page: null, read: null }
  }
  const body = await readBody(response)
  const { end, detail } = body
  if (end === 'too-large') return { failure: { kind: 'too-large', detail }, page: null, read: null }
  const hash = await hashOf(body.bytes)
  const validators = validatorsOf(response.headers)
  if (known !== null && known.hash === hash && end === 'whole')
    return { failure: null, page: known.page, read: { ...known, ...validators } }
  const html = body.text()
  const page = readStatic(html, { ...watch.target, url })
  const read = {
    ...validators,
    hash,
    page,
    inert: end === 'whole' && isInertHtml(html),
    hints: countHints(html),
  }
  return { failure: end === 'cut-off' ? { kind: 'cut-off', detail: detail.slice(0, 100) } : null, page, read }
}

async function hashOf(bytes: Uint8Array): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function networkFailure(error: unknown, signal: AbortSignal): Failure {
  if (signal.aborted) return { kind: 'timeout', detail: `no answer in ${TIMEOUT_MS / 1000} s` }
  const detail = error instanceof Error ? error.message : String(error)
  return { kind: 'offline', detail: detail.slice(0, 200) }
}

function validatorsOf(headers: Headers): { etag: string | null; lastModified: string | null } {
  const [etag, lastModified] = [headers.get('etag'), headers.get('last-modified')]
  return { etag: etag?.slice(0, 300) ?? null, lastModified: lastModified?.slice(0, 60) ?? null }
}
