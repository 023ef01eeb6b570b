import type { Delivery } from '#core/delivery.ts'
import type { Channel, ChannelIo } from './channel.ts'
import type { HttpAnswer, HttpCall } from './http-call.ts'
import type { WebhookShape } from './webhook-body.ts'

import { fromBase64, toBase64 } from '../base64.ts'
import { callHttp, detailOf, readRedirect, retryAfter } from './http-call.ts'
import { WEBHOOK_SHAPES, toBody } from './webhook-body.ts'

const SECOND = 1000
const SECRET_LEAST = 16
/** Of secrets that are written in base64, by the convention of Standard Webhooks. */
const PREFIX = 'whsec_'

/**
 * A receiver of the operator's own. Options: `secret` signs every message, `shape` says how it is written. Signed as
 * https://github.com/standard-webhooks/standard-webhooks says: HMAC-SHA256 over `id.time.body`, so that an old
 * message cannot be played again; `idempotency-key` is the same for every repeat.
 */
export const webhook: Channel = {
  pace: { burst: 10, everyMs: 500 },
  problem(address, options) {
    const url = URL.parse(address)
    if (url === null || !/^https?:$/.test(url.protocol)) return 'address: must be an http(s) address'
    if (url.username !== '' || url.password !== '') return 'address: must hold no user name or password'
    const { secret } = options
    if (secret !== undefined && secretOf(options) === null)
      return `options: secret must have at least ${SECRET_LEAST} signs, or be ${PREFIX} and base64`
    return shapeOf(options) === null ? `options: shape must be one of ${WEBHOOK_SHAPES.join(', ')}` : null
  },
  async send(message, address, io) {
    const shape = shapeOf(io.options)
    // Never unsigned because of a secret that cannot be used.
    if (io.options.secret !== undefined && secretOf(io.options) === null)
      return { kind: 'refused', detail: 'the secret cannot be used', permanent: true }
    if (shape === null) return { kind: 'refused', detail: 'no such shape', permanent: true }
    const alert = message.alert ?? { id: crypto.randomUUID(), content: null, createdAt: io.now() }
    const { key, body: content } = toBody(message, alert, shape)
    const body = JSON.stringify(content)
    const signature = await sign({ key, body, at: io.now() }, io.options)
    const headers = { 'content-type': 'application/json', 'idempotency-key': key, ...signature }
    // Any receiver answers a question, if only that it takes none.
    const probe = message.repeat ? address : null
    const secrets = typeof io.options.secret === 'string' ? [io.options.secret] : []
    const asked: HttpCall = { url: address, headers, body, secrets, probe }
    const answer = await callHttp(io, asked)
    return answer.kind === 'answered' ? readAnswer(answer, asked, io.now()) : answer
  },
}

/** What it answers says only whether it took the message. */
function readAnswer(answer: HttpAnswer, asked: HttpCall, now: number): Delivery {
  const { status } = answer
  if (status >= 200 && status <= 299) return { kind: 'sent', messageId: null }
  if (status === 429)
    return {
      kind: 'rate-limited',
      retryAfterMs: retryAfter(answer, { otherwise: 30 * SECOND, now }),
      scope: 'address',
    }
  const redirect = readRedirect(answer, asked)
  if (redirect !== null) return redirect
  const detail = detailOf(answer, '', asked)
  if (status === 401 || status === 403 || status === 410) return { kind: 'refused', detail, permanent: true }
  // Not found: a receiver that is being put in place comes back.
  const isForNow = status >= 500 || [404, 408, 409, 421, 423, 425].includes(status)
  if (isForNow) return { kind: 'retry', detail, ambiguous: false }
  return { kind: 'refused', detail, permanent: false }
}

type Signed = { key: string; body: string; at: number }

async function sign(
  { key, body, at }: Signed,
  options: ChannelIo['options'],
): Promise<Record<string, string>> {
  const time = String(Math.floor(at / SECOND))
  const named = { 'webhook-id': key, 'webhook-timestamp': time }
  const secret = secretOf(options)
  if (secret === null) return named
  const how = { name: 'HMAC', hash: 'SHA-256' }
  const imported = await crypto.subtle.importKey('raw', secret, how, false, ['sign'])
  const text = new TextEncoder().encode(`${key}.${time}.${body}`)
  const mark = await crypto.subtle.sign('HMAC', imported, text)
  return { ...named, 'webhook-signature': `v1,${toBase64(new Uint8Array(mark))}` }
}

/** `null` when there is none that is good enough. */
function secretOf({ secret }: ChannelIo['options']): Uint8Array<ArrayBuffer> | null {
  if (typeof secret !== 'string') return null
  if (!secret.startsWith(PREFIX))
    return secret.length >= SECRET_LEAST ? new Uint8Array(new TextEncoder().encode(secret)) : null
  const bytes = fromBase64(secret.slice(PREFIX.length))
  return bytes !== null && bytes.length >= SECRET_LEAST ? bytes : null
}

function shapeOf({ shape = 'vigie' }: ChannelIo['options']): WebhookShape | null {
  return WEBHOOK_SHAPES.find((one) => one === shape) ?? null
}
