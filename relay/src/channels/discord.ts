import type { Delivery } from '#core/delivery.ts'
import type { Channel, ChannelIo, ChannelMessage } from './channel.ts'
import type { HttpAnswer, HttpCall } from './http-call.ts'

import { toMarkdown } from './discord-text.ts'
import { callHttp, detailOf, isObject, parseObject, retryAfter } from './http-call.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const UPLOAD_MS = 20_000
/** SUPPRESS_EMBEDS and SUPPRESS_NOTIFICATIONS: https://discord.com/developers/docs/resources/message#message-object-message-flags */
const [NO_EMBEDS, NO_SOUND] = [4, 4096]
/** Unknown Webhook, Invalid Webhook Token: https://discord.com/developers/docs/topics/opcodes-and-status-codes#json */
const GONE = new Set([10_015, 50_027])

/** A webhook of a channel. Its address holds its token, and is never told. */
export const discord: Channel = {
  // About 5 in 2 s, 30 in a minute; what the answers say counts beside it.
  pace: { burst: 3, everyMs: 2000 },
  problem: (address) =>
    readAddress(address) === null ? 'address: must be https://discord.com/api/webhooks/<id>/<token>' : null,
  async send(message, address, io) {
    const webhook = readAddress(address)
    if (webhook === null) return NO_WEBHOOK
    const body = JSON.stringify(contentOf(message))
    // The token may ask for its own webhook.
    const probe = message.repeat ? webhook.href : null
    return await call(io, { url: withWait(webhook), headers: JSON_TYPE, body, probe })
  },
  async edit(message, { address, messageId }, io) {
    const webhook = readAddress(address)
    if (webhook === null || !/^\d+$/.test(messageId)) return NO_WEBHOOK
    const url = `${webhook.origin}${webhook.pathname}/messages/${messageId}${webhook.search}`
    // Of the flags only the one about previews may change.
    const body = JSON.stringify({ ...contentOf(message), flags: NO_EMBEDS })
    return await call(io, { url, method: 'PATCH', headers: JSON_TYPE, body })
  },
  async sendPicture(picture, address, io) {
    const webhook = readAddress(address)
    if (webhook === null) return NO_WEBHOOK
    const form = new FormData()
    const caption = toMarkdown({ title: picture.caption, lines: [], links: [] })
    form.set('payload_json', JSON.stringify({ content: caption, allowed_mentions: NOBODY, flags: NO_SOUND }))
    const name = `page.${picture.type.slice('image/'.length)}`
    form.set('files[0]', new Blob([picture.content], { type: picture.type }), name)
    const encoded = new Response(form)
    const headers = { 'content-type': encoded.headers.get('content-type') ?? '' }
    const body = new Uint8Array(await encoded.arrayBuffer())
    return await call(io, { url: withWait(webhook), headers, body, timeoutMs: UPLOAD_MS })
  },
}

const JSON_TYPE = { 'content-type': 'application/json' }
const NOBODY = { parse: [] }
const NO_WEBHOOK: Delivery = { kind: 'refused', detail: 'not the address of a webhook', permanent: true }

const contentOf = ({ text, silent }: ChannelMessage) => ({
  content: toMarkdown(text),
  allowed_mentions: NOBODY,
  flags: silent === true ? NO_EMBEDS | NO_SOUND : NO_EMBEDS,
})

/** The webhook at the version of the API that we speak, with the thread it names, when it does. */
function readAddress(address: string): URL | null {
  const url = URL.parse(address)
  if (url === null || !/^https?:$/.test(url.protocol)) return null
  const [, id, token] = /^\/api(?:\/v\d+)?\/webhooks\/(\d{1,20})\/([\w-]{8,128})\/?$/.exec(url.pathname) ?? []
  if (id === undefined || token === undefined) return null
  const webhook = new URL(`/api/v10/webhooks/${id}/${token}`, url.origin)
  const thread = url.searchParams.get('thread_id') ?? ''
  if (/^\d{1,20}$/.test(thread)) webhook.searchParams.set('thread_id', thread)
  return webhook
}

/** The answer then holds the message, and comes when it is there. */
function withWait(webhook: URL): string {
  const url = new URL(webhook)
  url.searchParams.set('wait', 'true')
  return url.href
}

async function call(io: ChannelIo, asked: HttpCall): Promise<Delivery> {
  const answer = await callHttp(io, asked)
  return answer.kind === 'answered' ? readAnswer(answer, asked, io.now()) : answer
}

function readAnswer(answer: HttpAnswer, asked: HttpCall, now: number): Delivery {
  const { status } = answer
  const body = parseObject(answer.body)
  if (status === 429) return readLimit(answer, body, now)
  if (status === 204) return { kind: 'sent', messageId: null }
  if (status >= 200 && status <= 299)
    return typeof body?.id === 'string'
      ? { kind: 'sent', messageId: body.id }
      : { kind: 'retry', detail: detailOf(answer, 'without an answer of Discord’s', asked), ambiguous: true }
  if (status >= 500 || body === null || !isObject(body))
    return {
      kind: 'retry',
      detail: detailOf(answer, 'without an answer of Discord’s', asked),
      ambiguous: false,
    }
  const code = typeof body.code === 'number' ? body.code : 0
  const words = typeof body.message === 'string' ? body.message : ''
  const detail = detailOf(answer, `${code} ${words}`, asked)
  return { kind: 'refused', detail, permanent: GONE.has(code) || status === 401 || status === 403 }
}

/**
 * `retry_after` is in seconds, with a fraction. What is no JSON comes from the edge before Discord: our network
 * address is shut out, whatever webhook we ask.
 */
function readLimit(answer: HttpAnswer, body: Record<string, unknown> | null, now: number): Delivery {
  const seconds = typeof body?.retry_after === 'number' ? body.retry_after : undefined
  const isForAll = body === null || body.global === true
  const otherwise = body === null ? 10 * MINUTE : 5 * SECOND
  const retryAfterMs = retryAfter(answer, { seconds, otherwise, now })
  return { kind: 'rate-limited', retryAfterMs, scope: isForAll ? 'channel' : 'address' }
}
