import type { Delivery } from '#core/delivery.ts'
import type { ChannelIo } from './channel.ts'

import { oneLine } from '#core/one-line.ts'
import { redactPersonal } from '#core/redact.ts'

import { trackedBody } from './tracked-body.ts'

const SECOND = 1000
const DAY = 24 * 3600 * SECOND
const TIMEOUT_MS = 10_000
const PROBE_MS = 10_000
const ANSWER_MOST = 64 * 1024
const DETAIL_MOST = 160
/** A shorter part of a path is a word rather than a secret. */
const PART_LEAST = 8

export type HttpCall = {
  url: string
  method?: 'POST' | 'PUT' | 'PATCH'
  headers: Record<string, string>
  body: string | Uint8Array<ArrayBuffer>
  timeoutMs?: number
  /** Must not show in what is told about a failure; the address itself never does. */
  secrets?: readonly string[]
  /** There is one repeat only: asked first, so that it is not spent on a line that is still dead. */
  probe?: string | null
}

export type HttpAnswer = { kind: 'answered'; status: number; headers: Headers; body: string }

type Retry = Extract<Delivery, { kind: 'retry' }>
type Refused = Extract<Delivery, { kind: 'refused' }>

/**
 * One message by HTTP to an address that somebody gave us. Never throws. An answer whose body was lost is answered
 * with an empty one, when its status says all.
 */
export async function callHttp(io: ChannelIo, asked: HttpCall): Promise<HttpAnswer | Retry | Refused> {
  const stopped = (await guard(io, asked)) ?? (await probe(io, asked))
  if (stopped !== null) return stopped
  const body = trackedBody(asked.body)
  let status: number | null = null
  io.leaving()
  try {
    const response = await io.fetch(asked.url, {
      method: asked.method ?? 'POST',
      headers: { 'user-agent': 'Vigie', ...asked.headers },
      body: body.stream,
      signal: AbortSignal.timeout(asked.timeoutMs ?? TIMEOUT_MS),
    })
    status = response.status
    return { kind: 'answered', status, headers: response.headers, body: await readBounded(response) }
  } catch (error) {
    if (status !== null) return { kind: 'answered', status, headers: new Headers(), body: '' }
    return { kind: 'retry', detail: describe(error, asked), ambiguous: body.isTaken() }
  }
}

async function guard(io: ChannelIo, asked: HttpCall): Promise<Retry | Refused | null> {
  try {
    const refusal = await io.guard(asked.url)
    if (refusal === null) return null
    const detail = clean(`${refusal.code}: ${refusal.message}`, asked)
    // A name may come back.
    if (refusal.code === 'address-unresolved') return { kind: 'retry', detail, ambiguous: false }
    return { kind: 'refused', detail, permanent: true }
  } catch (error) {
    return { kind: 'retry', detail: describe(error, asked), ambiguous: false }
  }
}

/** Any answer at all will do. */
async function probe(io: ChannelIo, asked: HttpCall): Promise<Retry | null> {
  if (asked.probe === undefined || asked.probe === null) return null
  try {
    const signal = AbortSignal.timeout(PROBE_MS)
    const answer = await io.fetch(asked.probe, { headers: { 'user-agent': 'Vigie' }, signal })
    await answer.body?.cancel()
    return null
  } catch (error) {
    return { kind: 'retry', detail: describe(error, asked), ambiguous: false }
  }
}

function describe(error: unknown, asked: HttpCall): string {
  return clean(error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error', asked)
}

/** Words of others without addresses and secrets: paths of webhooks, topics and push endpoints are secrets too. */
function clean(words: string, { url, secrets = [] }: HttpCall): string {
  const target = URL.parse(url)
  const path = target === null ? '' : target.pathname + target.search
  const parts = path.split(/[/:;,=&?]/).filter((part) => part.length >= PART_LEAST)
  const hidden = [url, ...(path.length > 1 ? [path] : []), ...parts, ...secrets]
  return redactPersonal(oneLine(words, 4 * DETAIL_MOST), hidden).slice(0, DETAIL_MOST)
}

/** What the other side said, as it may be stored and shown. */
export function detailOf({ status }: HttpAnswer, words: string, asked: HttpCall): string {
  return clean(`${status} ${words}`.trim(), asked)
}

/**
 * How long to wait: `Retry-After` in seconds or as a date, or what the body says in seconds, whichever is longer;
 * a day at most, `otherwise` when nothing was said. https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfter(
  { headers }: Pick<HttpAnswer, 'headers'>,
  { seconds, otherwise, now }: { seconds?: number | undefined; otherwise: number; now: number },
): number {
  const header = headers.get('retry-after') ?? ''
  const asked = /^\d+(\.\d+)?$/.test(header) ? Number(header) * SECOND : Date.parse(header) - now
  const given = [asked, (seconds ?? 0) * SECOND].filter((ms) => ms > 0)
  return given.length === 0 ? otherwise : Math.ceil(Math.min(Math.max(...given), DAY))
}

/** A JSON object, or `null`. */
export function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `moved` when a redirect is for good and stays with the same host, the address to be used from now on. */
export function readRedirect(answer: HttpAnswer, asked: HttpCall): Delivery | null {
  if (answer.status < 300 || answer.status > 399) return null
  const from = URL.parse(asked.url)
  const to = URL.parse(answer.headers.get('location') ?? '', asked.url)
  const isForGood = answer.status === 301 || answer.status === 308
  const isSafe = to !== null && to.hostname === from?.hostname && to.href !== from.href
  if (isForGood && isSafe && (to.protocol === 'https:' || to.protocol === from.protocol))
    return { kind: 'moved', to: to.href }
  return isForGood
    ? { kind: 'refused', detail: detailOf(answer, 'redirects elsewhere', asked), permanent: true }
    : { kind: 'retry', detail: detailOf(answer, 'redirects for now', asked), ambiguous: false }
}

async function readBounded(response: Response): Promise<string> {
  const parts: Uint8Array<ArrayBuffer>[] = []
  let size = 0
  for await (const part of response.body ?? []) {
    parts.push(new Uint8Array(part))
    size += part.byteLength
    if (size > ANSWER_MOST) break
  }
  return new TextDecoder().decode(await new Blob(parts).arrayBuffer())
}
